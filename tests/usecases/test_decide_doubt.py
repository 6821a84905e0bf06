"""An organizer decides about each doubtful text by itself."""

import pytest

from service.adapters.sql.tables import CALLS, TEXTS
from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme, standing
from service.domain.text_records import InboxText
from service.usecases.decide_doubt import Decision, NothingToDecide
from tests.twins.house import VERMONTER, House

DOUBTFUL = "enough already"


def held(house: House) -> bool:
    return house.supporters[0].held_at is not None


def last_text(house: House) -> int:
    """The id of the last text that came in."""
    return int(house.rows(TEXTS)[-1].id)


def events(house: House) -> list[ConsentEvent]:
    return house.store.run(lambda tx: tx.consents.of(VERMONTER.e164))


def inbox(house: House) -> list[InboxText]:
    return house.store.run(lambda tx: tx.texts.inbox(9))


def undecided(house: House) -> list[int]:
    return [text.id for text in inbox(house) if text.undecided]


def promised_and_in_doubt(house: House) -> None:
    """A ring is promised, and before it is placed its person says what may be a stop."""
    for body in ("S54 05401", "CALL", DOUBTFUL):
        house.text(body)


def later(house: House, **moves: float) -> None:
    """Time passes and everything that is due is done."""
    house.clock.move(**moves)
    house.sweep()
    house.work()


def test_an_organizer_may_find_it_a_stop_and_nobody_is_texted_about_it(house: House) -> None:
    promised_and_in_doubt(house)
    text = house.rows(TEXTS)[-1]
    house.decide(text.id, Decision.STOP, "ana@example.org")
    assert house.store.run(lambda tx: tx.supporters.suppressed(VERMONTER.e164))
    assert house.statuses(CALLS) == ["canceled"]
    later(house, minutes=5)
    assert (house.carrier.texts, house.carrier.calls) == ([], [])
    event = events(house)[-1]
    assert (event.kind, event.channel) == (ConsentKind.STOPPED, Channel.OPERATOR)
    assert (event.words, event.reference, event.by) == (
        DOUBTFUL, text.message_sid, "ana@example.org",
    )  # fmt: skip
    assert "welcome back" in (house.text("START") or "")


def test_an_organizer_may_keep_them_which_is_recorded_and_changes_no_agreement(
    house: House,
) -> None:
    promised_and_in_doubt(house)
    before = events(house)
    house.decide(house.rows(TEXTS)[-1].id, Decision.KEEP, "operator")
    assert not held(house)
    later(house, seconds=5)
    assert len(house.carrier.calls) == 1
    *earlier, kept = events(house)
    assert (earlier, kept.kind, kept.words) == (before, ConsentKind.KEPT, DOUBTFUL)
    for programme in Programme:
        assert standing([*before, kept], programme) is standing(before, programme)


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("first", Decision)
def test_what_has_been_decided_waits_for_no_decision(
    house: House, first: Decision, decision: Decision
) -> None:
    house.text(DOUBTFUL)
    text_id = house.rows(TEXTS)[-1].id
    house.decide(text_id, first, "operator")
    if (first, decision) == (Decision.KEEP, Decision.STOP):
        house.decide(text_id, decision, "operator")  # a second look may find that it was one
        return
    with pytest.raises(NothingToDecide, match="waits for no decision"):
        house.decide(text_id, decision, "operator")


@pytest.mark.parametrize("text_id", [0, 1, 99])
def test_only_texts_of_the_inbox_are_decided_about(house: House, text_id: int) -> None:
    house.text("S54 05401")
    with pytest.raises(NothingToDecide, match="patchline inbox lists"):
        house.decide(text_id, Decision.STOP, "operator")


def test_any_text_of_the_inbox_may_be_found_a_stop(house: House) -> None:
    house.text("I have seen all of this I ever want to see")
    house.decide(house.rows(TEXTS)[-1].id, Decision.STOP, "operator")
    assert house.store.run(lambda tx: tx.supporters.suppressed(VERMONTER.e164))


def test_an_old_doubt_does_not_wait_again_when_a_new_one_comes(house: House) -> None:
    house.text(DOUBTFUL)
    house.text("S54")
    house.clock.move(hours=1)
    house.text("not interested")
    texts = house.store.run(lambda tx: tx.texts.inbox(9))
    assert [(one.body, one.undecided) for one in texts] == [
        ("not interested", True), (DOUBTFUL, False),
    ]  # fmt: skip


def test_a_doubt_that_came_while_another_was_read_waits_for_its_own_decision(house: House) -> None:
    promised_and_in_doubt(house)
    first = last_text(house)
    house.clock.move(seconds=30)
    house.text("not interested")
    house.decide(first, Decision.KEEP, "operator")
    second = last_text(house)
    assert (held(house), undecided(house)) == (True, [second])
    later(house, minutes=1)
    assert house.carrier.calls == []
    house.decide(second, Decision.KEEP, "operator")
    assert (held(house), undecided(house)) == (False, [])
    later(house, minutes=1)
    assert len(house.carrier.calls) == 1


def test_to_keep_what_was_no_doubt_releases_nobody(house: House) -> None:
    house.text("what a fine day")
    other = last_text(house)
    house.text(DOUBTFUL)
    with pytest.raises(NothingToDecide, match="waits for no decision"):
        house.decide(other, Decision.KEEP, "operator")
    assert (held(house), undecided(house)) == (True, [last_text(house)])
    assert ConsentKind.KEPT not in {event.kind for event in events(house)}


@pytest.mark.parametrize("word", ["CALL", "STOP", "FORGET"])
def test_what_they_say_themselves_decides_all_that_was_in_doubt(house: House, word: str) -> None:
    for body in ("S54 05401", DOUBTFUL, "not interested", word):
        house.text(body)
    assert undecided(house) == []


def test_a_doubtful_text_after_a_stop_waits_for_nobody(house: House) -> None:
    for body in ("S54", "STOP", DOUBTFUL):
        house.text(body)
        house.clock.move(seconds=1)
    house.text("START")
    house.text("not interested")
    assert undecided(house) == [last_text(house)]


def test_a_hold_whose_text_was_lost_is_ended_by_way_of_any_text_of_theirs(house: House) -> None:
    house.text("what is this?")
    other = last_text(house)
    person = house.supporters[0].id
    house.store.run(lambda tx: tx.supporters.hold(person, house.clock.now()))
    house.decide(other, Decision.KEEP, "operator")
    assert not held(house)
