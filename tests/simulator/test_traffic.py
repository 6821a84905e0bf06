"""How many others call the Senate, by either of two measures."""

import math
import random

import pytest

from service.simulator.senate_model import PhoneModel, phone_model, senate_habits
from service.simulator.traffic import Traffic, TrafficRefused, blocked

HABITS = senate_habits()
DC = PhoneModel(lines=5, people=4, mailbox_holds=100)
STATE = PhoneModel(lines=2, people=2, mailbox_holds=100)


@pytest.mark.parametrize("wrong", [-0.1, 8.1, math.nan])
def test_a_load_outside_the_dial_is_refused(wrong: float) -> None:
    with pytest.raises(TrafficRefused, match="between 0"):
        Traffic(load=wrong)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan])
def test_a_share_that_is_none_is_refused(wrong: float) -> None:
    with pytest.raises(TrafficRefused, match="between 0"):
        Traffic(busyness=wrong)


def test_the_load_is_the_multiple_of_what_washingtons_staff_can_answer() -> None:
    for load in (0.25, 0.5, 1, 8):
        calls = Traffic(load=load).calls(DC, True, HABITS)
        assert calls == pytest.approx(load * DC.people / HABITS.talk)


def test_a_surge_reaches_state_offices_much_less() -> None:
    ordinary = Traffic(load=HABITS.ordinary_load).calls(STATE, False, HABITS)
    assert ordinary == pytest.approx(HABITS.state.outside_load * STATE.people / HABITS.talk)
    heavy = Traffic(load=8).calls(STATE, False, HABITS) * HABITS.talk / STATE.people
    assert HABITS.state.outside_load < heavy < 2


@pytest.mark.parametrize("share", [0.05, 0.25, 0.5, 0.95])
def test_any_share_of_busy_calls_can_be_had_at_any_office(share: float) -> None:
    dice = random.Random(3)
    for is_dc in (True, False):
        phone = phone_model(HABITS, is_dc, dice)
        calls = Traffic(busyness=share).calls(phone, is_dc, HABITS)
        assert blocked(calls, phone, HABITS) == pytest.approx(share, abs=1e-6)


def test_what_a_call_finds_is_what_queueing_theory_says_where_every_line_has_somebody() -> None:
    offered = 1.0
    calls = offered / (HABITS.answer + HABITS.talk)
    assert blocked(calls, STATE, HABITS) == pytest.approx(0.5 / (1 + 1 + 0.5))


def test_a_quiet_senate_is_quiet_by_either_measure() -> None:
    assert Traffic(load=0).quiet
    assert Traffic(busyness=0).quiet
    assert not Traffic(load=0.5).quiet
    assert Traffic(busyness=0).calls(DC, True, HABITS) == 0
    assert math.isinf(Traffic(busyness=1).calls(DC, True, HABITS))
