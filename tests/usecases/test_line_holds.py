"""Calls hold the lines that they are on, and no others, whatever is told late or twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle

import pytest

from service.domain.callflow import At
from service.domain.line import LineSign
from service.domain.records import CallStatus
from service.ports.store import StoreDown, Transaction
from service.usecases.record_call_status import CallReport
from tests.domain.worlds import directory_of, office, senator
from tests.twins.house import House
from tests.twins.knowledge import shipped
from tests.twins.line_calls import (
    BURLINGTON,
    DC,
    at_script,
    dialed,
    heard,
    on_the_line,
    with_known_lines,
)
from tests.twins.waiting import serve, waits


@pytest.fixture
def house(house: House) -> House:
    return with_known_lines(house)


def test_a_call_holds_its_line_until_the_leg_ends(house: House) -> None:
    call = at_script(house, 1)
    assert on_the_line(house) == 0
    call.press("1")
    assert on_the_line(house) == 1
    call.dialed("completed", 90)
    assert on_the_line(house) == 0


def test_a_repeat_holds_no_second_line_and_teaches_nothing_again(house: House) -> None:
    call = at_script(house, 1)
    house.draws = cycle([0.9, 0.1])  # a repeat would choose otherwise, were it free to
    script = call.turn
    first = call.press("1")
    call.turn = script
    assert call.press("1") == first
    assert (on_the_line(house), on_the_line(house, BURLINGTON)) == (1, 0)
    busy = call.dialed("busy")
    call.turn = first
    assert call.dialed("busy") == busy
    assert heard(house) == [LineSign.BUSY]
    assert (on_the_line(house), on_the_line(house, BURLINGTON)) == (0, 1)


def test_whoever_hangs_up_frees_the_line(house: House) -> None:
    call = at_script(house, 1)
    call.press("1")
    call.hang_up("canceled")
    assert on_the_line(house) == 0
    assert heard(house) == [None]


def test_the_carriers_report_of_the_end_frees_the_line_and_a_late_word_still_teaches(
    house: House,
) -> None:
    call = at_script(house, 1)
    call.press("1")
    house.report("", CallReport(call.sid, CallStatus.COMPLETED, 3))
    assert (on_the_line(house), heard(house)) == (0, [None])
    for _ in range(2):
        call.hang_up("completed")
    assert heard(house) == [None, LineSign.ANSWERED]


def test_a_word_that_comes_after_the_end_of_its_call_takes_no_line(house: House) -> None:
    call = at_script(house, 1)
    on_the_leg = call.press("1")
    call.hang_up()
    call.turn = on_the_leg
    house.clock.move(seconds=1)
    call.dialed("busy")
    assert (on_the_line(house), on_the_line(house, BURLINGTON)) == (0, 0)


def test_the_sweep_frees_the_line_of_a_call_whose_end_was_never_told(house: House) -> None:
    at_script(house, 1).press("1")
    house.clock.move(hours=5, seconds=1)
    house.sweep()
    (news,) = house.switchboard.heard
    assert (news.number, news.sign) == (DC, None)


def test_a_line_that_another_filled_meanwhile_is_passed_over(house: House) -> None:
    call = at_script(house, 1)
    house.switchboard.most = 1
    look = house.switchboard.look

    def look_before_another_is_there(*asked: object) -> object:
        seen = look(*asked)  # type: ignore[arg-type]
        house.switchboard.reserve(DC, "other", None, house.clock.now())
        return seen

    house.switchboard.look = look_before_another_is_there  # type: ignore[assignment, method-assign]
    assert dialed(call.press("1")) == BURLINGTON


def test_where_every_line_is_taken_the_caller_hears_so_and_may_wait(house: House) -> None:
    house.switchboard.most = 1
    for number in range(2):
        at_script(house, number).press("1")
    call = at_script(house, 2)
    assert call.press("1").state.at is At.OFFER
    assert "No office of Senator Welch can take your call right now." in call.said
    assert "closed" not in call.said
    assert "press 2" in call.said


def test_whoever_insists_on_washington_is_put_through_and_counted(house: House) -> None:
    house.switchboard.most = 1
    for number in range(2):
        at_script(house, number).press("1")
    call = at_script(house, 2)
    call.press("1")
    assert dialed(call.press("1")) == DC
    assert on_the_line(house) == 2


def test_two_senators_behind_one_number_share_its_line(house: House) -> None:
    shared = office("dc", "+12025550199")
    both = (
        senator("one", 1, replace(shared, id="one-dc")),
        senator("two", 3, replace(shared, id="two-dc")),
    )
    house.knowledge = replace(shipped(), directory=directory_of(*both))
    house.wire()
    house.switchboard.most = 1
    first = at_script(house, 1)
    assert dialed(first.press("1")) == shared.phone
    assert at_script(house, 2).press("1").state.at is At.OFFER
    first.dialed("completed", 90)
    first.press("1")
    assert dialed(first.press("1")) == shared.phone


def test_eight_callers_at_once_never_exceed_the_cap(house: House) -> None:
    house.switchboard.most = 3
    calls = [at_script(house, number) for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        turns = list(threads.map(lambda call: call.press("1"), calls))
    numbers = [dialed(turn) for turn in turns]
    assert sorted(map(numbers.count, (DC, BURLINGTON, None))) == [2, 3, 3]
    assert (on_the_line(house), on_the_line(house, BURLINGTON)) == (3, 3)


def test_a_line_is_given_back_where_the_turn_could_not_be_kept(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = at_script(house, 1)
    run = house.store.run

    def and_fail(work: object) -> object:
        def fails(tx: Transaction) -> None:
            work(tx)  # type: ignore[operator]
            raise StoreDown("gone before the commit")

        return run(fails)

    monkeypatch.setattr(house.store, "run", and_fail)
    assert dialed(call.press("1")) == DC  # decided from the token alone
    monkeypatch.undo()
    assert on_the_line(house) == 0


def test_a_call_of_which_nobody_tells_any_more_leaves_its_line_after_a_wipe(house: House) -> None:
    at_script(house, 1).press("1")
    house.clock.move(minutes=40)
    house.switchboard.lose_everything()
    house.relearn_lines()
    assert on_the_line(house) == 0


def test_who_rings_those_who_wait_sees_the_lines_that_calls_hold(house: House) -> None:
    house.switchboard.most = 1
    waits(house)
    for number in range(2):
        at_script(house, number).press("1")
    house.clock.move(seconds=61)
    serve(house)
    assert house.carrier.calls == []
