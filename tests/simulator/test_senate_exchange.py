"""Who answers at the Senate, and when."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.simulator.conduct import Conduct, Outcome
from service.simulator.exchange import Exchange, ExchangeRefused
from service.simulator.office import BadDirectory, read_offices
from service.simulator.senate_model import senate_habits
from service.simulator.traffic import Traffic
from tests.simulator.rig import BURLINGTON, DC_SANDERS, SHARED

EASTERN = ZoneInfo("America/New_York")
OPEN = datetime(2026, 11, 24, 11, tzinfo=EASTERN)
NIGHT = datetime(2026, 11, 24, 23, tzinfo=EASTERN)
QUIET = Traffic(load=0)


def exchange_of(directory: Path, traffic: Traffic = QUIET) -> Exchange:
    exchange = Exchange(read_offices(directory), random.Random(7))
    exchange.traffic = traffic
    return exchange


def calls(
    exchange: Exchange, number: str, now: datetime, times: int = 400, message: bool = False
) -> Iterator[Conduct]:
    """One call after the other, ten minutes apart within the working days or all at night."""
    office = exchange.offices[number]
    for _ in range(times):
        conduct = exchange.receive(office, now)
        yield conduct
        exchange.release(office, conduct, message)
        later = now + timedelta(minutes=10)
        while office.is_staffed(now) and not office.is_staffed(later):
            later += timedelta(minutes=10)
        now = later if office.is_staffed(now) else now


def outcomes(
    exchange: Exchange, number: str, now: datetime, times: int = 400, message: bool = False
) -> Counter[str]:
    found = calls(exchange, number, now, times, message)
    return Counter(str(conduct.outcome) for conduct in found)


def test_where_nobody_else_calls_staff_always_answer_by_naming_the_senator(
    directory: Path,
) -> None:
    exchange = exchange_of(directory)
    assert outcomes(exchange, DC_SANDERS, OPEN) == {"answer": 400}
    conduct = exchange.receive(exchange.offices[DC_SANDERS], OPEN)
    assert "Senator Sanders's office" in conduct.words[0]
    assert conduct.farewell.startswith("Thank you for calling")


def test_busyness_is_the_share_of_calls_that_find_every_line_taken(directory: Path) -> None:
    for number in (DC_SANDERS, BURLINGTON):
        busy = outcomes(exchange_of(directory, Traffic(busyness=0.25)), number, OPEN)["busy"]
        assert 70 <= busy <= 130, number
    swamped = exchange_of(directory, Traffic(busyness=1))
    assert outcomes(swamped, DC_SANDERS, OPEN) == {"busy": 400}


def test_under_a_surge_washington_is_busy_and_state_offices_still_answer(directory: Path) -> None:
    answered = {
        (number, load): outcomes(exchange_of(directory, Traffic(load=load)), number, OPEN)["answer"]
        for number in (DC_SANDERS, BURLINGTON)
        for load in (0.5, 2, 8)
    }
    washington = [answered[DC_SANDERS, load] for load in (0.5, 2, 8)]
    burlington = [answered[BURLINGTON, load] for load in (0.5, 2, 8)]
    assert washington == sorted(washington, reverse=True)
    assert washington[0] > 320
    assert washington[2] < 100
    assert burlington[1] > 280
    assert burlington[2] > washington[2] + 60


def test_calls_of_ours_hold_lines_until_they_are_over(directory: Path) -> None:
    exchange = exchange_of(directory)
    office = exchange.offices[BURLINGTON]
    free = exchange.lines(office, OPEN).lines
    held = [exchange.receive(office, OPEN) for _ in range(free)]
    seen = exchange.lines(office, OPEN)
    assert (seen.taken, seen.ours) == (free, free)
    assert outcomes(exchange, BURLINGTON, OPEN, 5) == {"busy": 5}
    exchange.release(office, held.pop(), message=False)
    assert outcomes(exchange, BURLINGTON, OPEN, 5) == {"answer": 5}


def test_ours_are_counted_among_the_lines_that_others_take(directory: Path) -> None:
    exchange = exchange_of(directory)
    office = exchange.offices[DC_SANDERS]
    exchange.receive(office, OPEN)
    exchange.traffic = Traffic(busyness=1)
    seen = exchange.lines(office, OPEN)
    assert (seen.taken, seen.ours) == (seen.lines, 1)
    exchange.traffic = QUIET
    assert exchange.lines(office, OPEN).taken == 1


def test_a_machine_answers_after_hours_until_its_mailbox_is_full(directory: Path) -> None:
    exchange = exchange_of(directory)
    holds = senate_habits().mailbox_holds
    assert outcomes(exchange, DC_SANDERS, NIGHT) == {"voicemail": 400}
    assert outcomes(exchange, DC_SANDERS, NIGHT, holds, message=True) == {"voicemail": holds}
    assert outcomes(exchange, DC_SANDERS, NIGHT) == {"full": 400}
    conduct = exchange.receive(exchange.offices[DC_SANDERS], NIGHT)
    assert "mailbox is full" in conduct.words[0]


def test_after_a_day_of_many_calls_the_mailbox_is_full_until_the_next_morning(
    directory: Path,
) -> None:
    exchange = exchange_of(directory, Traffic(load=4))
    assert outcomes(exchange, DC_SANDERS, NIGHT, 20) == {"full": 20}
    early = OPEN.replace(hour=9) + timedelta(days=1)
    assert outcomes(exchange, DC_SANDERS, early, 20)["full"] == 0


def test_the_offices_beside_a_number_are_those_of_its_senators(directory: Path) -> None:
    exchange = exchange_of(directory)
    assert [each.number for each in exchange.beside(BURLINGTON)] == [DC_SANDERS, BURLINGTON]
    assert [each.number for each in exchange.beside(SHARED)] == [SHARED]
    assert exchange.beside("+13125550100") == []


@pytest.mark.parametrize(
    ("number", "moment", "staffed"),
    [
        (DC_SANDERS, datetime(2026, 11, 24, 17, 59, tzinfo=EASTERN), True),
        (DC_SANDERS, datetime(2026, 11, 24, 18, 0, tzinfo=EASTERN), False),
        (BURLINGTON, datetime(2026, 11, 24, 17, 0, tzinfo=EASTERN), False),
        (BURLINGTON, datetime(2026, 11, 24, 8, 59, tzinfo=EASTERN), False),
        (SHARED, datetime(2026, 11, 24, 12, 59, tzinfo=EASTERN), False),
        (SHARED, datetime(2026, 11, 24, 13, 0, tzinfo=EASTERN), True),
        (DC_SANDERS, datetime(2026, 11, 26, 11, 0, tzinfo=EASTERN), False),
        (DC_SANDERS, datetime(2026, 11, 28, 11, 0, tzinfo=EASTERN), False),
        (DC_SANDERS, datetime(2027, 1, 1, 11, 0, tzinfo=EASTERN), False),
    ],
)
def test_offices_keep_their_own_hours_and_holidays(
    directory: Path, number: str, moment: datetime, staffed: bool
) -> None:
    assert read_offices(directory)[number].is_staffed(moment) is staffed


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_forced_outcome_holds_at_any_hour_until_it_is_lifted(
    directory: Path, outcome: Outcome
) -> None:
    exchange = exchange_of(directory)
    exchange.force(DC_SANDERS, outcome)
    assert outcomes(exchange, DC_SANDERS, NIGHT, 20) == {outcome: 20}
    exchange.force(DC_SANDERS, "")
    assert outcomes(exchange, DC_SANDERS, NIGHT, 20) == {"voicemail": 20}


def test_the_same_seed_gives_the_same_day(directory: Path) -> None:
    first, second = (
        list(calls(exchange_of(directory, Traffic(load=2)), DC_SANDERS, OPEN)) for _ in range(2)
    )
    assert first == second
    assert len({conduct.outcome for conduct in first}) > 2


def test_nonsense_is_refused(directory: Path) -> None:
    exchange = exchange_of(directory)
    with pytest.raises(ExchangeRefused, match="must be one of"):
        exchange.force(DC_SANDERS, "explode")
    with pytest.raises(ExchangeRefused, match="No Senate office"):
        exchange.force("+13125550100", "busy")


def test_a_missing_directory_has_no_offices_and_a_broken_one_says_so(tmp_path: Path) -> None:
    assert read_offices(tmp_path / "none.json") == {}
    path = tmp_path / "broken.json"
    office = {"phone": "+12025550100", "city": "X", "kind": "dc", "time_zone": "Mars/Base"}
    lost = {"senators": [{"name": "A B", "last": "B", "offices": [office]}]}
    for content in ("", "[]", "{}", '{"senators": [{}]}', json.dumps(lost)):
        path.write_text(content)
        with pytest.raises(BadDirectory, match="senate refresh"):
            read_offices(path)
