"""Who answers at the Senate, and when."""

import json
import random
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.simulator.exchange import MAILBOX_HOLDS, Exchange, ExchangeRefused, Outcome
from service.simulator.office import BadDirectory, read_offices
from tests.simulator.rig import BURLINGTON, DC_SANDERS, SHARED

EASTERN = ZoneInfo("America/New_York")
OPEN = datetime(2026, 11, 24, 11, tzinfo=EASTERN)
NIGHT = datetime(2026, 11, 24, 23, tzinfo=EASTERN)


def exchange_of(directory: Path, busyness: float = 0.0) -> Exchange:
    exchange = Exchange(read_offices(directory), random.Random(7))
    exchange.set_busyness(busyness)
    return exchange


def outcomes(exchange: Exchange, number: str, now: datetime, times: int = 400) -> Counter[str]:
    office = exchange.offices[number]
    return Counter(str(exchange.receive(office, now).outcome) for _ in range(times))


def test_idle_staff_nearly_always_answer_by_naming_the_senator(directory: Path) -> None:
    exchange = exchange_of(directory)
    assert outcomes(exchange, DC_SANDERS, OPEN)["answer"] > 380
    conduct = exchange.receive(exchange.offices[DC_SANDERS], OPEN)
    assert "Senator Sanders's office" in conduct.words[0]
    assert conduct.farewell.startswith("Thank you for calling")


def test_the_dial_is_the_share_of_calls_that_find_every_line_taken(directory: Path) -> None:
    for number in (DC_SANDERS, BURLINGTON):
        busy = outcomes(exchange_of(directory, 0.25), number, OPEN)["busy"]
        assert 70 <= busy <= 130, number
    assert outcomes(exchange_of(directory, 1.0), DC_SANDERS, OPEN) == {"busy": 400}


def test_calls_of_ours_hold_lines(directory: Path) -> None:
    exchange = exchange_of(directory)
    exchange.ours[BURLINGTON] = 2
    assert outcomes(exchange, BURLINGTON, OPEN) == {"busy": 400}


def test_a_machine_answers_after_hours_until_its_mailbox_is_full(directory: Path) -> None:
    exchange = exchange_of(directory)
    office = exchange.offices[DC_SANDERS]
    assert outcomes(exchange, DC_SANDERS, NIGHT) == {"voicemail": 400}
    for _ in range(MAILBOX_HOLDS):
        exchange.keep_message(office)
    assert outcomes(exchange, DC_SANDERS, NIGHT) == {"full": 400}
    assert "mailbox is full" in exchange.receive(office, NIGHT).words[0]


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
    first, second = (outcomes(exchange_of(directory, 0.5), DC_SANDERS, OPEN) for _ in range(2))
    assert first == second
    assert len(first) > 2


def test_nonsense_is_refused(directory: Path) -> None:
    exchange = exchange_of(directory)
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(ExchangeRefused):
            exchange.set_busyness(wrong)
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
