"""``patchline consent``: prove what people agreed to."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from service.adapters.anchor_file import heads_of
from service.adapters.settings import Settings, load_settings
from service.adapters.sql.engine import open_engine
from service.adapters.sql.ledger_check import check_ledger
from service.domain.consent_chain import Head, heads_in
from service.domain.consent_report import ConsentReport
from service.parts import make_anchors, make_clock, make_vault


@click.group()
def consent() -> None:
    """Prove what people agreed to."""


def _heads(_ctx: click.Context, _param: click.Parameter, told: Sequence[str]) -> list[Head]:
    heads = [head for one in told for head in heads_in(one)]
    if [str(head) for head in heads] != list(told):
        raise click.BadParameter("write it as it was printed: a position, a colon, 64 hex digits")
    return heads


@consent.command(short_help="Look for anything altered, cut off or added.")
@click.option(
    "--anchor",
    "given",
    metavar="POSITION:SEAL",
    callback=_heads,
    multiple=True,
    help="What a log, a backup or an earlier run told of; repeatable.",
)
@click.option(
    "--anchors",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with such anchors: a copy of VAR_DIR/consent-anchors, or a log.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(given: Sequence[Head], file: Path | None, as_json: bool) -> None:
    """Walk the whole consent ledger and name whatever was altered, cut off or added.

    Changes nothing, and Patchline may go on running. The anchors that this machine kept are looked
    at too. Exit status 1 if there is a fault.
    """
    settings = load_settings()
    report = _checked(settings, [*given, *(_heads_in(file) if file else ())])
    click.echo(_as_json(report) if as_json else _told(report))
    if not report.ok:
        raise SystemExit(1)


def _heads_in(file: Path) -> Sequence[Head]:
    heads = heads_of(file)
    if not heads:
        raise click.BadParameter(
            f"{file} holds no anchor: name a log, or a copy of consent-anchors"
        )
    return heads


def _checked(settings: Settings, anchors: Sequence[Head]) -> ConsentReport:
    return check_ledger(
        open_engine(settings.database_url, patient=True),
        make_vault(settings),
        [*make_anchors(settings).heads(), *anchors],
        make_clock(settings),
    )


def _told(report: ConsentReport) -> str:
    counts = (
        f"{report.events:,} events: {report.sealed:,} sealed, {report.unsealed:,} not sealed yet; "
        f"the evidence of {report.erased:,} erased. Anchors held against it: {report.anchors:,}."
    )
    if report.ok:
        return f"{counts}\nThe ledger is whole. It stands at {report.head}"
    faults = "\n".join(f"✗ {fault}" for fault in report.faults)
    return f"{counts}\n{faults}\nFaults: {len(report.faults):,}. See docs/operating.md."


def _as_json(report: ConsentReport) -> str:
    return json.dumps(
        {
            "ok": report.ok,
            "events": report.events,
            "sealed": report.sealed,
            "unsealed": report.unsealed,
            "erased": report.erased,
            "anchors": report.anchors,
            "head": {"position": report.head.position, "seal": report.head.seal.hex()},
            "faults": list(report.faults),
        }
    )
