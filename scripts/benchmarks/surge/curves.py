"""Draws the curves of a surge: an SVG of its own, and a PNG where a Chromium is found."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import log2, log10
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.surge.report import Results
from benchmarks.surge.tally import Tally
from benchmarks.surge.ways import Way

_WIDTH, _HEIGHT = 1200, 470
_PANEL_WIDTH, _PANEL_HEIGHT, _TOP = 300, 270, 118
_LEFTS = (70, 465, 860)
_COLORS = {
    Way.BOUND: ("#111827", "5 4"),
    Way.ROUTER_RINGS: ("#0f766e", ""),
    Way.ROUTER: ("#14b8a6", ""),
    Way.ANY: ("#d97706", ""),
    Way.LIST: ("#7c3aed", ""),
    Way.WASHINGTON: ("#dc2626", ""),
}
_FONT = "font-family='Helvetica, Arial, Liberation Sans, sans-serif'"


@dataclass(frozen=True, slots=True)
class _Panel:
    """One small picture: what it shows, and how a value becomes a height from 0 to 1."""

    title: str
    value: Callable[[Tally], float]
    height: Callable[[float], float]
    ticks: tuple[tuple[float, str], ...]


_PANELS = (
    _Panel(
        "Callers who reached a person",
        Tally.share_reached,
        lambda share: share,
        tuple((n / 4, f"{n * 25} %") for n in range(5)),
    ),
    _Panel(
        "Dials for each person reached (log scale)",
        Tally.dials_per_success,
        lambda dials: log10(dials) / log10(30),
        ((1, "1"), (2, "2"), (5, "5"), (10, "10"), (20, "20")),
    ),
    _Panel(
        "Fairness over states (Jain's index)",
        Tally.fairness,
        lambda index: max(0.0, index * 2 - 1),
        tuple((0.5 + n / 10, f"{0.5 + n / 10:.1f}") for n in range(6)),
    ),
)


def svg(results: Results, caption: str) -> str:
    """The curves over the load, one panel beside the other."""
    loads = sorted({load for load, _ in results})
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}' "
        f"width='{_WIDTH}' height='{_HEIGHT}' {_FONT} font-size='13' fill='#374151'>",
        f"<rect width='{_WIDTH}' height='{_HEIGHT}' fill='#ffffff'/>",
        "<text x='24' y='34' font-size='19' font-weight='bold' fill='#111827'>"
        "The day of a vote, and who gets through</text>",
        f"<text x='24' y='56'>{caption}</text>",
        _legend(),
    ]
    for panel, left in zip(_PANELS, _LEFTS, strict=True):
        parts += _frame(panel, left, loads)
        parts += [_curve(panel, left, loads, results, way) for way in _COLORS]
    return "\n".join([*parts, "</svg>", ""])


def _legend() -> str:
    parts: list[str] = []
    x = 24
    for way, (color, dashes) in _COLORS.items():
        parts.append(
            f"<line x1='{x}' x2='{x + 26}' y1='78' y2='78' stroke='{color}' stroke-width='3' "
            f"stroke-dasharray='{dashes}'/><text x='{x + 33}' y='83'>{way}</text>"
        )
        x += 62 + int(6.6 * len(way))
    return "".join(parts)


def _across(left: float, loads: list[float], load: float) -> float:
    span = log2(loads[-1] / loads[0])
    return left + _PANEL_WIDTH * log2(load / loads[0]) / span


def _down(panel: _Panel, value: float) -> float:
    return _TOP + _PANEL_HEIGHT * (1 - panel.height(value))


def _frame(panel: _Panel, left: int, loads: list[float]) -> list[str]:
    right, bottom = left + _PANEL_WIDTH, _TOP + _PANEL_HEIGHT
    parts = [
        f"<text x='{left - 46}' y='{_TOP - 14}' font-weight='bold'>{panel.title}</text>",
        f"<text x='{(left + right) / 2}' y='{bottom + 46}' text-anchor='middle'>"
        "calls offered, as a multiple of Washington's capacity</text>",
    ]
    for value, words in panel.ticks:
        y = _down(panel, value)
        parts.append(
            f"<line x1='{left}' x2='{right}' y1='{y:.1f}' y2='{y:.1f}' stroke='#e5e7eb'/>"
            f"<text x='{left - 8}' y='{y + 4:.1f}' text-anchor='end'>{words}</text>"
        )
    for load in loads:
        x = _across(left, loads, load)
        parts.append(f"<text x='{x:.1f}' y='{bottom + 22}' text-anchor='middle'>{load:g} ×</text>")
    return parts


def _curve(panel: _Panel, left: int, loads: list[float], results: Results, way: Way) -> str:
    color, dashes = _COLORS[way]
    points = [
        (_across(left, loads, load), _down(panel, panel.value(results[load, way])))
        for load in loads
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3.2'/>" for x, y in points)
    return (
        f"<polyline points='{path}' fill='none' stroke='{color}' stroke-width='2.4' "
        f"stroke-dasharray='{dashes}'/><g fill='{color}'>{dots}</g>"
    )


def draw(results: Results, caption: str, target: Path) -> None:
    """Write ``target`` as SVG and, where a Chromium is found, the same beside it as PNG."""
    drawn = svg(results, caption)
    target.write_text(drawn, encoding="utf-8")
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        print("No Chromium found: the PNG is not drawn. Install chromium.", file=sys.stderr)
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": _WIDTH, "height": _HEIGHT}, device_scale_factor=2
        )
        page.set_content(f"<body style='margin:0'>{drawn}</body>")
        page.screenshot(path=target.with_suffix(".png"))
        browser.close()
