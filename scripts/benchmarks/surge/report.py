"""The results of a surge as rows for the eye and as figures beside their limits."""

from collections.abc import Mapping

from benchmarks.figure import Figure
from benchmarks.surge.tally import Tally
from benchmarks.surge.ways import Way

Results = Mapping[tuple[float, Way], Tally]

_COLUMNS = (
    "load", "way", "reached a person", "or left a message", "dials per person reached",
    "of theirs", "busy min per 100", "refused", "most by one office", "others refused", "fairness",
)  # fmt: skip
_AIM_LIGHT, _AIM_HEAVY, _AIM_RINGS, _AIM_DIALS = 95.0, 90.0, 97.0, 1.3


def grid(results: Results) -> str:
    """One row for each load and way."""
    rows = [_COLUMNS, *(_row(load, way, tally) for (load, way), tally in results.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def _row(load: float, way: Way, tally: Tally) -> tuple[str, ...]:
    people = tally.callers.total()
    worst = max(tally.refusals.values(), default=0)
    return (
        f"{load:g}",
        way,
        f"{tally.share_reached():.1%}",
        f"{tally.share_served():.1%}",
        f"{tally.dials_per_success():.2f}",
        f"{tally.dials_of_reached / tally.reached.total():.2f}",
        f"{tally.busy_seconds / 60 / people * 100:.1f}",
        f"{tally.refusals.total():,}",
        f"{worst:,}",
        f"{tally.outsiders_refused / tally.outsiders:.1%}",
        f"{tally.fairness():.2f}",
    )


def figures(results: Results, cap: int) -> list[Figure]:
    """What is aimed at, beside the aim, and the peers."""
    loads = sorted({load for load, _ in results})
    found = [_reached(results, load) for load in loads]
    found += [
        Figure(
            f"{way} at {load:g} x: reached a person",
            results[load, way].share_reached() * 100,
            "%",
            f"router {results[load, Way.ROUTER].share_reached():.1%}",
        )
        for load in loads
        for way in (Way.WASHINGTON, Way.ANY, Way.LIST, Way.BOUND_CAPPED)
    ]
    found += [_dials(results[1.0, Way.ROUTER])]
    found += [_rings(results, load) for load in loads]
    found.append(_rung(results[1.0, Way.ROUTER_RINGS]))
    most = max(
        max(tally.most_at_once.values())
        for (_, way), tally in results.items()
        if way in {Way.ROUTER, Way.ROUTER_RINGS}
    )
    limit = f"at most {cap}"
    return [*found, Figure("most calls of ours in one number", most, "calls", limit, most <= cap)]


def _reached(results: Results, load: float) -> Figure:
    router, bound = results[load, Way.ROUTER], results[load, Way.BOUND]
    share = router.share_reached() / bound.share_reached() * 100
    aim = _AIM_LIGHT if load <= 1 else _AIM_HEAVY
    beside = f"at least {aim:g} % of the bound's {bound.share_reached():.1%}"
    return Figure(f"router at {load:g} x: of the bound", share, "%", beside, share >= aim)


def _dials(router: Tally) -> Figure:
    mean = router.dials_per_success()
    beside = f"at most {_AIM_DIALS}, all dials counted"
    return Figure(
        "router at 1 x: dials per person reached", mean, "dials", beside, mean <= _AIM_DIALS
    )


def _rings(results: Results, load: float) -> Figure:
    """Of those who agreed to be rung, for senators whose lines the bound could clear that day."""
    router, bound = results[load, Way.ROUTER_RINGS], results[load, Way.BOUND_RINGS]
    able = [one for one in router.accepted if bound.waiting(one) == 0]
    agreed = sum(router.accepted[one] - router.not_taken[one] for one in able)
    kept = sum(router.kept[one] + router.kept_recorded[one] for one in able)
    share = kept / agreed * 100 if agreed else 100.0
    beside = f"at least {_AIM_RINGS:g} % of {agreed:,} whom the day had lines for"
    return Figure(f"rings at {load:g} x: served that day", share, "%", beside, share >= _AIM_RINGS)


def _rung(router: Tally) -> Figure:
    served = router.kept.total() + router.kept_recorded.total()
    beside = f"mean wait {router.waited_seconds / 60 / max(1, router.kept.total()):.0f} min"
    return Figure(
        "rings at 1 x: for each one served", router.rings / max(1, served), "rings", beside
    )
