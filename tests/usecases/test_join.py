"""A ring for later is asked for by key: a row, once, and an agreement in the ledger."""

from functools import partial

import pytest

from service.adapters.sql.tables import CONSENT_EVIDENCE, WAITS
from service.domain.callflow import At, Happened, Sign
from service.domain.consent import Programme, Standing
from service.domain.leg_result import DialResult
from service.domain.records import CallStatus
from service.domain.rings import RingBack
from service.domain.waiting import WaitKind, WaitStatus
from service.domain.words import Language
from service.ports.store import Transaction
from service.usecases.join import Wish, join
from service.usecases.record_call_status import CallReport
from service.usecases.update_waits import update_wait
from tests.twins.house import OURS, VERMONTER, House
from tests.twins.phone_call import dialed_in
from tests.twins.waiting import SANDERS, WELCH, serve, to_the_offer


def standing(house: House) -> Standing:
    events = house.store.run(lambda tx: tx.consents.of(VERMONTER.e164))
    return Standing.AGREED if any(e.programme is Programme.REPLIES for e in events) else (
        Standing.NEVER
    )  # fmt: skip


def test_a_stranger_who_presses_2_is_remembered_and_has_agreed(house: House) -> None:
    call = to_the_offer(dialed_in(house))
    assert "press 2" in call.said
    call.press("2")
    (wait,) = house.rows(WAITS)
    assert (wait.kind, wait.status, wait.senator) == (WaitKind.LINE, WaitStatus.WAITING, WELCH)
    assert (wait.open_for, wait.state) == (house.supporters[0].id, "VT")
    assert standing(house) is Standing.AGREED
    assert house.rows(CONSENT_EVIDENCE)


def test_a_repeated_key_promises_one_ring_and_tells_the_same(house: House) -> None:
    call = to_the_offer(dialed_in(house))
    before = call.turn
    said = call.press("2")
    call.turn = before
    house.clock.move(seconds=20)
    assert call.press("2") == said
    assert len(house.rows(WAITS)) == 1


def test_the_second_senator_joins_the_same_promise(house: House) -> None:
    call = to_the_offer(dialed_in(house))
    call.press("2")
    to_the_offer(call).press("2")
    (wait,) = house.rows(WAITS)
    assert wait.targets == f"{WELCH} {SANDERS}"
    assert "In the same call" in call.said


def test_a_corrected_zip_is_rung_for_its_own_senators_alone(house: House) -> None:
    for body in ("S54 05401", "TOMORROW", "75201", "TOMORROW"):
        house.text(body)
    (wait,) = house.rows(WAITS)
    assert (wait.state, wait.targets) == ("TX", "C001098 C001056")


def test_a_ring_for_another_campaign_takes_the_place_of_the_first(house: House) -> None:
    for body in ("S54 05401", "TOMORROW", "DHS", "3PM"):
        house.text(body)
    (wait,) = house.rows(WAITS)
    assert (wait.campaign, wait.targets) == ("dhs-funding", f"{SANDERS} {WELCH}")
    house.text("S54")
    call = to_the_offer(dialed_in(house))
    call.press("2")
    (wait,) = house.rows(WAITS)
    assert (wait.campaign, wait.kind, wait.targets) == ("s54", WaitKind.LINE, WELCH)
    assert "In the same call" not in call.said


def test_one_ring_is_for_a_handful_of_senators_at_most(house: House) -> None:
    house.text("S54 05401")
    house.text("3PM")
    for number in range(9):
        house.store.run(partial(_asks_for, house, f"X00000{number}"))
    (wait,) = house.rows(WAITS)
    assert wait.targets == f"{WELCH} X000008 X000007 X000006"
    house.clock.move(hours=4)
    serve(house)
    assert house.rows()[0].targets == wait.targets


def test_the_text_after_the_call_says_what_follows(house: House) -> None:
    call = to_the_offer(dialed_in(house))
    call.press("2")
    call.hang_up()
    house.work()
    (text,) = house.carrier.texts
    assert "we ring you when a line is free. Reply WHERE" in text.body
    assert "STOP" in text.body


def test_whoever_hangs_up_after_the_promise_is_texted_though_no_webhook_tells_of_it(
    house: House,
) -> None:
    call = to_the_offer(dialed_in(house))
    call.press("2")
    house.report("", CallReport(call.sid, CallStatus.COMPLETED, 5))
    house.work()
    (text,) = house.carrier.texts
    assert "we ring you when a line is free. Reply WHERE" in text.body
    assert text.body.count("STOP") == 1


def test_so_is_whoever_was_promised_a_ring_without_any_office_having_been_dialed(
    house: House,
) -> None:
    house.clock.move(hours=14)
    call = dialed_in(house)
    call.press("2")
    house.report("", CallReport(call.sid, CallStatus.COMPLETED, 5))
    (message,) = house.messages
    assert message.status == "queued"
    house.clock.move(minutes=1)
    again = dialed_in(house, sid="CA-2")
    house.report("", CallReport(again.sid, CallStatus.COMPLETED, 5))
    assert len(house.messages) == 1


def test_news_of_a_wait_during_a_call_is_no_promise_made_in_it(house: House) -> None:
    house.text("S54 05401")
    house.text("3PM")
    again = dialed_in(house)
    house.clock.move(minutes=1)
    (row,) = house.rows(WAITS)
    wait, now = house.store.run(lambda tx: tx.waits.get(row.id)), house.clock.now()
    assert wait is not None
    house.store.run(lambda tx: update_wait(wait, 20, house.knowledge, now, tx))
    (news,) = house.messages
    house.report("", CallReport(again.sid, CallStatus.COMPLETED, 5))
    assert house.messages == [news]


def test_a_second_senator_who_joins_in_another_call_is_confirmed_by_text(house: House) -> None:
    house.clock.move(hours=14)
    call = dialed_in(house)
    call.silent()
    call.press("2")
    house.clock.move(minutes=1)
    again = dialed_in(house, sid="CA-2")
    again.press("2")
    (wait,) = house.rows(WAITS)
    assert wait.targets == f"{SANDERS} {WELCH}"
    before = len(house.messages)
    house.report("", CallReport(again.sid, CallStatus.COMPLETED, 5))
    assert len(house.messages) == before + 1


def test_whoever_is_forgotten_after_the_promise_is_neither_texted_nor_remembered(
    house: House,
) -> None:
    call = to_the_offer(dialed_in(house))
    call.press("2")
    house.text("FORGET")
    call.press("1")
    call.hang_up("completed")
    house.work()
    assert not house.carrier.texts
    assert not house.supporters


def test_a_ring_at_the_opening_keeps_its_time(house: House) -> None:
    house.clock.move(hours=14)
    call = dialed_in(house)
    assert "press 2" in call.said
    call.press("2")
    (wait,) = house.rows(WAITS)
    assert wait.kind == WaitKind.OPENING
    assert f"{wait.due_at:%H:%M}" == "14:00"


@pytest.mark.parametrize("word", ["STOP", "FORGET"])
def test_whoever_stops_or_is_forgotten_waits_no_more(house: House, word: str) -> None:
    to_the_offer(dialed_in(house)).press("2")
    house.text(word)
    assert not [row for row in house.rows(WAITS) if row.open_for]


def test_whoever_said_stop_during_the_call_is_offered_no_ring(house: House) -> None:
    house.text("S54 05401")
    call = dialed_in(house)
    call.press("1")
    house.text("STOP")
    call.dialed("busy")
    while call.turn.state.at is At.LEG:
        call.dialed("busy")
    assert "press 2" not in call.said
    call.press("2")
    assert not house.rows(WAITS)


def test_whoever_perhaps_said_stop_is_offered_no_ring(house: House) -> None:
    house.text("S54 05401")
    house.text("enough already")
    call = to_the_offer(dialed_in(house))
    assert "press 2" not in call.said


def test_without_the_database_no_ring_is_promised(house: House) -> None:
    call = dialed_in(house)
    state = call.turn.state
    turn = house.patch.step_meanwhile(state, _key("1"))
    while turn.state.at is At.LEG:
        turn = house.patch.step_meanwhile(turn.state, _busy())
    assert turn.ask is not None
    assert not [one for one in turn.ask.say if "press 2" in one.words]


def _asks_for(house: House, senator: str, tx: Transaction) -> None:
    supporter = tx.supporters.find(VERMONTER.e164)
    assert supporter is not None
    ring = RingBack("s54", "rev", Language.EN, "VT", (senator,))
    join(tx, supporter, Wish(WaitKind.LINE, ring, OURS), house.clock.now())


def _key(keys: str) -> Happened:
    return Happened(Sign.KEYS, keys=keys)


def _busy() -> Happened:
    return Happened(Sign.DIALED, dial_status=DialResult.BUSY)
