"""No more people are rung than find a line free."""

from datetime import timedelta

from service.domain.free_lines import BLIND, UNDER_WAY
from service.domain.line_pace import rings_now
from service.domain.routing import LineView
from tests.domain.worlds import NIGHT, WEEKDAY, office, senator

ANN = senator("ann", 1, office("ann-dc"), office("barre"), office("stowe"))
BEA = senator("bea", 3, office("bea-dc"))


def test_where_nothing_is_known_few_lines_are_taken_for_free() -> None:
    assert rings_now(ANN, WEEKDAY, None, []) == BLIND
    assert rings_now(BEA, WEEKDAY, None, []) == 1
    assert rings_now(ANN, NIGHT, None, []) == 0


def test_rings_on_their_way_count_and_those_of_before_do_not() -> None:
    just = [WEEKDAY - timedelta(seconds=1)] * 2
    before = [WEEKDAY - UNDER_WAY] * 5
    future = [WEEKDAY + UNDER_WAY] * 5
    assert rings_now(ANN, WEEKDAY, LineView(most=2), [*just, *before, *future]) == 4


def test_so_do_those_of_a_scheduler_whose_clock_is_ahead() -> None:
    assert rings_now(BEA, WEEKDAY, None, [WEEKDAY + timedelta(seconds=1)]) == 0


def test_too_many_on_their_way_are_none_more() -> None:
    assert rings_now(BEA, WEEKDAY, None, [WEEKDAY] * 3) < 0
