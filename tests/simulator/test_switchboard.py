"""The lines of one office come and go through a day."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from service.simulator.office import Office
from service.simulator.senate_model import Meets, SenateHabits, senate_habits
from service.simulator.switchboard import Lines, Switchboard
from service.simulator.traffic import Traffic, blocked
from tests.simulator.rig import DC_SANDERS

EASTERN = ZoneInfo("America/New_York")
OFFICE = Office(DC_SANDERS, ("Bernard Sanders",), ("Sanders",), "Washington", True, EASTERN)
MORNING = datetime(2026, 11, 24, 9, tzinfo=EASTERN)
STEADY = replace(senate_habits(), outage_share=0)
FAILING = replace(senate_habits(), outage_share=1)


def board_of(habits: SenateHabits = STEADY, seed: int = 1, office: Office = OFFICE) -> Switchboard:
    return Switchboard(office, habits, random.Random(seed))


def seen_every(minutes: float, board: Switchboard, traffic: Traffic, days: int = 1) -> list[Lines]:
    """What an office shows from nine to six, so often."""
    step = timedelta(minutes=minutes)
    return [
        board.look(MORNING + timedelta(days=7 * day) + number * step, traffic)
        for day in range(days)
        for number in range(int(9 * 60 / minutes))
    ]


def test_lines_are_taken_as_often_as_queueing_theory_says() -> None:
    board, traffic = board_of(), Traffic(load=2)
    seen = seen_every(3, board, traffic, days=20)
    busy = sum(each.taken == each.lines for each in seen) / len(seen)
    calls = traffic.calls(board_of().phone, True, STEADY)
    assert abs(busy - blocked(calls, board_of().phone, STEADY)) < 0.06


def test_never_are_more_lines_taken_than_there_are() -> None:
    seen = seen_every(2, board_of(FAILING), Traffic(load=8))
    assert all(0 <= each.taken <= each.lines for each in seen)
    assert {each.taken for each in seen} >= {seen[0].lines, seen[0].lines - 1}


def test_how_often_it_is_looked_at_changes_nothing_about_the_day() -> None:
    often, seldom = board_of(), board_of()
    traffic = Traffic(load=1)
    assert seen_every(1, often, traffic)[::60] == seen_every(60, seldom, traffic)


def test_lines_go_down_for_an_hour_in_which_it_rings_and_nothing_answers() -> None:
    board = board_of(FAILING)
    down = [each.down for each in seen_every(1, board, Traffic(load=1))]
    assert 59 <= sum(down) <= 61
    first = down.index(True)
    board.look(MORNING + timedelta(minutes=first), Traffic(load=0.5))
    board.phone.down = True
    assert board.take() in (Meets.SILENCE, Meets.BUSY)


def test_where_nobody_else_calls_no_line_goes_down() -> None:
    assert not any(each.down for each in seen_every(5, board_of(FAILING), Traffic(load=0)))


def test_an_office_has_the_same_lines_whatever_the_dice() -> None:
    assert len({board_of(seed=seed).phone.lines for seed in range(20)}) == 1
    others = [replace(OFFICE, number=f"+1202224{number}") for number in range(1000, 1040)]
    assert len({board_of(office=each).phone.lines for each in others}) > 2


def test_the_clock_may_jump_back() -> None:
    board, traffic = board_of(), Traffic(busyness=0.5)
    for hours in (8, 2, 30, 0):
        seen = board.look(MORNING + timedelta(hours=hours), traffic)
        assert 0 <= seen.taken <= seen.lines


def test_our_call_outlasts_the_night_and_the_day_after_it() -> None:
    board, traffic = board_of(), Traffic(load=0)
    board.look(MORNING, traffic)
    meets = board.take()
    assert board.look(MORNING + timedelta(days=1), traffic).ours == 1
    board.leave(meets, message=False)
    assert board.look(MORNING + timedelta(days=1), traffic) == Lines(
        board.phone.lines, taken=0, ours=0, down=False
    )
