"""``patchline doctor``: what is wrong with this installation, and what to do about it."""

import json
import textwrap
from collections import Counter
from collections.abc import Sequence

import click

from service.adapters.settings import load_settings
from service.adapters.settings_reader import SettingsFault
from service.commands.examination import subjects
from service.commands.failure import faults_of
from service.domain.checkup import Check, Verdict, warn
from service.usecases.checkup.examination import examine

_MARKS = {Verdict.OK: "✓ ok", Verdict.WARN: "! warn", Verdict.FAULT: "✗ FAULT"}
_COLORS = {Verdict.OK: "green", Verdict.WARN: "yellow", Verdict.FAULT: "red"}
_MARK_WIDTH, _NAME_WIDTH, _WIDTH = 8, 26, 100


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(as_json: bool) -> None:
    """Look for what is wrong and say the cure of each fault. Nothing is mended.

    Exit status 1 if there is a fault; warnings alone leave it 0.
    """
    checks = _all_checks()
    if as_json:
        click.echo(_as_json(checks))
    else:
        for check in checks:
            click.echo(_row(check))
        click.echo(_summary(checks))
    if any(check.is_fault for check in checks):
        raise SystemExit(1)


def _all_checks() -> Sequence[Check]:
    try:
        settings = load_settings()
    except SettingsFault as error:
        return [
            *faults_of(error),
            warn("the rest", "was not looked at", "mend the settings first"),
        ]
    return examine(subjects(settings))


def _row(check: Check) -> str:
    mark = click.style(_MARKS[check.verdict].ljust(_MARK_WIDTH), fg=_COLORS[check.verdict])
    gap = " " * (_MARK_WIDTH + _NAME_WIDTH + 1)
    told = check.found + (f"\n→ {check.cure}" if check.cure else "")
    lines = [
        piece
        for line in told.splitlines()
        for piece in textwrap.wrap(line, _WIDTH - len(gap), break_long_words=False)
    ]
    return f"{mark} {check.name:<{_NAME_WIDTH}}" + f"\n{gap}".join(lines)


def _summary(checks: Sequence[Check]) -> str:
    count = Counter(check.verdict for check in checks)
    return f"Faults: {count[Verdict.FAULT]}. Warnings: {count[Verdict.WARN]}."


def _as_json(checks: Sequence[Check]) -> str:
    return json.dumps(
        {
            "healthy": not any(check.is_fault for check in checks),
            "checks": [
                {
                    "name": check.name,
                    "verdict": check.verdict.value,
                    "found": check.found,
                    "cure": check.cure,
                }
                for check in checks
            ],
        },
        ensure_ascii=False,
    )
