"""How soon everything that was kept aside while the database was away is in it.

The webhooks are those of real calls and texts, answered while the application has no database.
"""

import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.webhooks import STEPS
from service.adapters.sql.migrate import upgrade
from service.bootstrap import build
from service.web.app import create_app
from service.web.journal import take_in
from tests.twins import postgres
from tests.twins.webhooks import Webhooks, settings_in

PEOPLE = 300
"""Each calls two senators, texts once and says stop: eleven webhooks."""

_LEAST_PER_SECOND = 200.0
"""Twelve thousand are in within a minute."""


def main(people: int = PEOPLE) -> list[Figure]:
    """On SQLite, then on Postgres where one can be had."""
    with ExitStack() as ends:
        directory = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="patchline-bench-")))
        figures = [_measure("SQLite", f"sqlite:///{directory}/patchline.db", people)]
        try:
            url = ends.enter_context(postgres.server(durable=True))
        except postgres.NoPostgres as why:
            print(f"Postgres is left out: {why}", file=sys.stderr)
            return figures
        return [*figures, _measure("Postgres", url, people)]


def _measure(database: str, url: str, people: int) -> Figure:
    with tempfile.TemporaryDirectory(prefix="patchline-bench-") as name:
        directory = Path(name)
        _keep_aside(directory, people)
        upgrade(url)
        services = build(settings_in(directory, url), impatient=True)
        app = create_app(services)
        began = time.monotonic()
        taken = take_in(app, services)
        speed = taken / (time.monotonic() - began)
        services.engine.dispose()
    limit = f"{taken} webhooks; at least {_LEAST_PER_SECOND:g} a second"
    return Figure(f"{database}: taken in", speed, "a second", limit, speed >= _LEAST_PER_SECOND)


def _keep_aside(directory: Path, people: int) -> None:
    """Leave the webhooks of so many people in the journal."""
    away = build(settings_in(directory, f"sqlite:///{directory}/none/at/all.db"), impatient=True)
    webhooks = Webhooks(create_app(away))
    for person in range(people):
        number = f"+1802555{person:04}"
        call = webhooks.call(sid=f"CA{person:032x}", sender=number)
        for _, event in STEPS[1:]:
            call.goes_on(**event)
        webhooks.text("S54 05401", number)
        webhooks.text("opt out", number)
