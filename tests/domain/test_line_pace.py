"""No more people are rung than find a line free."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.free_lines import BLIND, UNDER_WAY
from service.domain.line import LineSign, LineState
from service.domain.line_pace import rings_now
from service.domain.routing import LineView
from tests.domain.worlds import NIGHT, WEEKDAY, office, senator

ANN = senator("ann", 1, office("ann-dc"), office("barre"), office("stowe"))
BEA = senator("bea", 3, office("bea-dc"))
NUMBERS = [office.phone for office in ANN.offices]
DC, BARRE, STOWE = NUMBERS
ANSWERED = LineState(WEEKDAY).after(LineSign.ANSWERED, 90, 1, WEEKDAY)


def test_where_nothing_is_known_few_lines_are_taken_for_free() -> None:
    assert rings_now(ANN, WEEKDAY, None, []) == BLIND
    assert rings_now(BEA, WEEKDAY, None, []) == 1
    assert rings_now(ANN, NIGHT, None, []) == 0


def test_numbers_that_nobody_has_tried_of_late_are_tried_by_few() -> None:
    assert rings_now(ANN, WEEKDAY, LineView(), []) == BLIND
    yesterday = dict.fromkeys(NUMBERS, replace(ANSWERED, at=WEEKDAY - timedelta(days=1)))
    assert rings_now(ANN, WEEKDAY, LineView(yesterday), []) == BLIND


def test_a_number_that_is_being_tried_is_tried_by_no_second_ring() -> None:
    assert rings_now(ANN, WEEKDAY, LineView(in_flight={DC: 1, BARRE: 1}), []) == 1
    assert rings_now(ANN, WEEKDAY, LineView(in_flight=dict.fromkeys(NUMBERS, 1)), []) == 0


def test_a_number_that_answered_takes_all_that_it_has_room_for_and_the_others_few() -> None:
    assert rings_now(ANN, WEEKDAY, LineView({DC: ANSWERED}, {DC: 1}, most=5), []) == 4 + BLIND


def test_rings_on_their_way_count_and_those_of_before_do_not() -> None:
    just = [WEEKDAY - timedelta(seconds=1)] * 2
    before = [WEEKDAY - UNDER_WAY] * 5
    future = [WEEKDAY + timedelta(minutes=10)] * 5
    view = LineView(states=dict.fromkeys(NUMBERS, ANSWERED), most=2)
    assert rings_now(ANN, WEEKDAY, view, [*just, *before, *future]) == 4


@pytest.mark.parametrize("seconds", [1, 300])
def test_so_do_those_of_a_clock_that_was_ahead(seconds: int) -> None:
    assert rings_now(BEA, WEEKDAY, None, [WEEKDAY + timedelta(seconds=seconds)]) == 0


def test_too_many_on_their_way_are_none_more() -> None:
    assert rings_now(BEA, WEEKDAY, None, [WEEKDAY] * 3) < 0
