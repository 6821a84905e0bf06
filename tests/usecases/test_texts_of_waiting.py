"""WHERE, LEAVE and times by text: they find and change the one promise that a person has."""

from service.adapters.sql.tables import WAITS
from service.domain.consent import Programme
from service.domain.limits import RETRY_AFTER
from service.domain.records import CallStatus
from service.domain.text_records import InboundText
from service.domain.waiting import WaitKind, WaitStatus
from service.usecases.told_to_wait import keep_told_to_wait
from tests.twins.house import OURS, VERMONTER, House
from tests.twins.waiting import (
    SANDERS,
    WELCH,
    person,
    ring_of,
    rung,
    serve,
    statuses,
    untaken,
    waits,
)


def test_a_time_is_a_row_that_is_rung_when_it_comes(house: House) -> None:
    house.text("S54 05401")
    assert "on Tuesday at 3:00 PM Eastern time" in (house.text("3PM") or "")
    (wait,) = house.rows(WAITS)
    assert (wait.kind, wait.targets) == (WaitKind.TIME, f"{WELCH} {SANDERS}")
    serve(house)
    assert rung(house) == []
    house.clock.move(hours=4)
    serve(house)
    assert rung(house) == [VERMONTER.e164]


def test_another_time_takes_the_place_of_the_first(house: House) -> None:
    house.text("S54 05401")
    house.text("3PM")
    house.text("TOMORROW")
    (wait,) = house.rows(WAITS)
    assert f"{wait.due_at:%a %H:%M}" == "Wed 14:00"


def test_whoever_stands_in_line_and_chooses_a_time_is_rung_then_alone(house: House) -> None:
    waits(house, 0)
    house.text("3PM", person(0))
    serve(house, rounds=2)
    assert rung(house) == []
    house.clock.move(hours=4)
    serve(house, rounds=2)
    assert len(rung(house)) == 1


def test_where_tells_the_place_as_the_line_moves(house: House) -> None:
    for number in range(4):
        waits(house, number)
    assert "number 4 in line" in (house.text("WHERE", person(3)) or "")
    serve(house)
    assert "number 2 in line" in (house.text("WHERE", person(3)) or "")
    assert "It is your turn" in (house.text("WHERE", person(0)) or "")


def test_nobody_stands_behind_those_who_are_passed_over(house: House) -> None:
    for number in range(3):
        waits(house, number)
    house.text("enough already", person(0))
    assert "number 2 in line" in (house.text("WHERE", person(2)) or "")


def test_where_tells_of_the_second_try_after_the_first_was_not_taken(house: House) -> None:
    waits(house)
    serve(house)
    assert "we are ringing you" in (house.text("WHERE", person()) or "")
    untaken(house)
    told = house.text("WHERE", person()) or ""
    assert "did not reach you. We try once more on Tuesday at 11:10 AM" in told
    house.clock.move(seconds=RETRY_AFTER.total_seconds())
    serve(house)
    assert "we are ringing you" in (house.text("WHERE", person()) or "")


def test_where_tells_what_the_lines_pace_comes_to(house: House) -> None:
    for number in range(10):
        waits(house, number)
    for _ in range(4):
        serve(house, seconds=95)
    assert "in about 5 minutes" in (house.text("WHERE", person(9)) or "")


def test_help_names_the_words_of_a_wait_to_those_who_wait(house: House) -> None:
    house.text("S54 05401")
    assert "LEAVE" not in (house.text("HELP") or "")
    house.text("3PM")
    assert "WHERE tells how it goes, LEAVE gives it up" in (house.text("HELP") or "")
    assert "DEJAR FILA" in (house.text("AYUDA") or "")


def test_leave_gives_up_the_place_and_only_that(house: House) -> None:
    waits(house, 0)
    waits(house, 1)
    assert "we do not ring you" in (house.text("LEAVE", person(0)) or "")
    serve(house)
    assert rung(house) == [person(1).e164]
    assert not house.store.run(lambda tx: tx.supporters.suppressed(person(0).e164))
    assert "Reply STOP" in (house.text("LEAVE", person(0)) or "")


def test_leave_calls_off_a_ring_that_is_promised_and_not_placed(house: House) -> None:
    waits(house)
    house.serve_waits()
    house.text("LEAVE", person())
    house.work()
    serve(house, rounds=2)
    assert rung(house) == []
    assert statuses(house) == [WaitStatus.LEFT]


def test_a_time_chosen_between_two_tries_takes_the_place_of_the_second(house: House) -> None:
    waits(house)
    serve(house)
    ring_of(house).ends(CallStatus.NO_ANSWER)
    house.text("3PM", person())
    house.clock.move(minutes=30)
    serve(house, rounds=2)
    house.sweep()
    house.work()
    assert len(rung(house)) == 1
    house.clock.move(hours=4)
    serve(house)
    assert len(rung(house)) == 2


def test_a_time_is_an_agreement_to_be_answered(house: House) -> None:
    house.text("3PM")
    events = house.store.run(lambda tx: tx.consents.of(VERMONTER.e164))
    assert [event.programme for event in events] == [Programme.REPLIES]


def test_a_repeat_of_the_text_changes_nothing(house: House) -> None:
    house.text("S54 05401")
    reply = house.text("3PM", sid="SM-again")
    house.clock.move(hours=6)
    assert house.text("3PM", sid="SM-again") == reply
    assert len(house.rows(WAITS)) == 1


def test_a_time_whose_sender_was_told_to_text_again_is_taken_back(house: House) -> None:
    house.text("S54 05401")
    house.text("3PM", sid="SM-given-up")
    text, now = InboundText("SM-given-up", OURS, "3PM"), house.clock.now()
    house.store.run(lambda tx: keep_told_to_wait(tx, text, VERMONTER, "try again", now))
    assert statuses(house) == [WaitStatus.LEFT]
