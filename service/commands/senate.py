"""``patchline senate``: keep the directory of the Senate up to date."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import click

from service.adapters.congress_source import fetch_congress, read_congress
from service.adapters.directory_file import (
    SHIPPED,
    DirectoryFault,
    load_directory,
    refreshed_path,
    write_directory,
)
from service.adapters.settings import load_settings
from service.adapters.zip_table import load_zip_table
from service.commands.dates import day
from service.domain.directory import Directory
from service.usecases.refresh_directory import RefreshReport, refresh_directory


def seat(text: str) -> tuple[str, int]:
    """``VT:1`` → state and class; a usage error for anything else."""
    match = re.fullmatch(r"([A-Za-z]{2}):([123])", text)
    if match is None:
        raise click.BadParameter(f"{text!r} is no seat; write state and class, such as VT:1")
    return match.group(1).upper(), int(match.group(2))


@click.group()
def senate() -> None:
    """Keep the directory of the Senate up to date."""


@senate.command(short_help="Read the public data, check it, write the directory.")
@click.option(
    "--from",
    "source",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Directory with the four YAML files; without it they are fetched from the web.",
)
@click.option(
    "--to",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; by default senate.json under VAR_DIR.",
)
@click.option(
    "--data-date",
    type=day,
    metavar="YYYY-MM-DD",
    help="When the data was current; by default today if it is fetched, else the newest term.",
)
@click.option(
    "--vacant",
    type=seat,
    metavar="ST:CLASS",
    multiple=True,
    help="A seat that is empty, such as VT:1; may be given more than once.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def refresh(
    source: Path | None,
    target: Path | None,
    data_date: date | None,
    vacant: tuple[tuple[str, int], ...],
    as_json: bool,
) -> None:
    """Read the public data on Congress, check it, and write our own directory.

    A fault leaves the directory that is there in place; exit status 1. Running processes go on
    with the directory they started with: restart Patchline to have it used.
    """
    own = target is None
    target = target or refreshed_path(load_settings().var_dir)
    today = datetime.now(UTC).date()
    facts = read_congress(source) if source else fetch_congress()
    report = refresh_directory(
        facts,
        load_zip_table(),
        lambda directory: write_directory(directory, target),
        generated=data_date or (facts.newest_term if source else today),
        today=today,
        in_use=_in_use(target),
        vacant=tuple(sorted(set(vacant))),
    )
    if as_json:
        click.echo(json.dumps({**_summary(report), "restart_needed": own and report.written}))
    else:
        click.echo(f"{_in_words(report)}\n{_then(report, target, own)}")
    if report.faults:
        raise SystemExit(1)


def _in_use(target: Path) -> Directory | None:
    try:
        return load_directory((target, SHIPPED))
    except DirectoryFault:
        return None


def _summary(report: RefreshReport) -> dict[str, object]:
    directory = report.directory
    return {
        "written": report.written,
        "senators": len(directory.senators),
        "offices": sum(len(senator.offices) for senator in directory.senators),
        "numbers": len(directory.numbers),
        "warnings": list(report.warnings),
        "faults": list(report.faults),
        "data_date": directory.generated.isoformat(),
    }


def _in_words(report: RefreshReport) -> str:
    counts = _summary(report)
    lines = [f"fault: {text}" for text in report.faults]
    lines += [f"warning: {text}" for text in report.warnings]
    lines += [f"change: {text}" for text in report.changes]
    lines.append(
        "{senators} senators, {offices} offices, {numbers} numbers; data of {data_date}".format(
            **counts
        )
    )
    return "\n".join(lines)


def _then(report: RefreshReport, target: Path, own: bool) -> str:
    if not report.written:
        return f"Not written: mend the faults above. {target} is as it was."
    if own:
        return f"Written to {target}. Restart Patchline: running processes keep the old directory."
    return f"Written to {target}. Patchline itself looks at senate.json under VAR_DIR."
