"""How soon everything that was kept aside while the database was away is in it.

The webhooks are those of real calls and texts, answered while the application has no database.
"""

import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
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

_A_TURN = 30

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
    """Both ways take turns, so that whatever else the machine does falls on both."""
    upgrade(url)
    hasty, waiting = Speed(), Speed()
    for first in range(0, people, 2 * _A_TURN):
        hasty += _take_in(url, range(first, first + _A_TURN), hasty=True)
        waiting += _take_in(url, range(first + _A_TURN, first + 2 * _A_TURN), hasty=False)
    kept = hasty.a_second >= _LEAST_PER_SECOND
    beside = f"{waiting.a_second:.0f} if each waits for the disk; at least {_LEAST_PER_SECOND:g}"
    return Figure(f"{database}: webhooks taken in", hasty.a_second, "a second", beside, kept)


@dataclass(frozen=True, slots=True)
class Speed:
    """So many in so many seconds."""

    count: int = 0
    seconds: float = 0.0

    @property
    def a_second(self) -> float:
        """The mean."""
        return self.count / self.seconds

    def __add__(self, other: "Speed") -> "Speed":
        return Speed(self.count + other.count, self.seconds + other.seconds)


def _take_in(url: str, people: Iterable[int], *, hasty: bool) -> Speed:
    with tempfile.TemporaryDirectory(prefix="patchline-bench-") as name:
        directory = Path(name)
        _keep_aside(directory, people)
        services = build(settings_in(directory, url), impatient=True)
        if not hasty:
            services = replace(services, hasty=services.store)
        app = create_app(services)
        services.leave_mark()  # connected
        services.hasty.run(lambda tx: None)
        began = time.monotonic()
        count = take_in(app, services)
        speed = Speed(count, time.monotonic() - began)
        services.engine.dispose()
    return speed


def _keep_aside(directory: Path, people: Iterable[int]) -> None:
    """Leave the webhooks of these people in the journal."""
    away = build(settings_in(directory, f"sqlite:///{directory}/none/at/all.db"), impatient=True)
    webhooks = Webhooks(create_app(away))
    for person in people:
        number = f"+1802555{person:04}"
        call = webhooks.call(sid=f"CA{person:032x}", sender=number)
        for _, event in STEPS[1:]:
            call.goes_on(**event)
        for number_of_text, body in enumerate(("S54 05401", "opt out")):
            webhooks.text(body, number, MessageSid=f"SM{person:031x}{number_of_text}")
