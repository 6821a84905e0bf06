"""FORGET: nothing of a person is left, in any table or in the file itself."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from service.adapters.sql.engine import snapshot
from service.adapters.sql.tables import METADATA, SUPPRESSIONS, TEXTS
from service.domain.records import CallStatus
from service.domain.text_records import InboundText
from tests.twins.house import LONDONER, OURS, TEXAN, VERMONTER, House
from tests.twins.phone_call import PhoneCall

SPELLINGS = (
    b"+18025550142",
    b"18025550142",
    b"8025550142",
    b"802-555-0142",
    b"(802) 555-0142",
    b"802.555.0142",
    b"5550142",
    b"%2B1802",
)
CANARY = "the canary sings at dawn"


def everything(house: House) -> bytes:
    """The database as it lies on the disk, with its journal."""
    path = Path(make_url(house.url).database or "")
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def lived(house: House) -> None:
    """A person who did everything one can do."""
    house.text(CANARY)
    call = house.ring()
    call.answer()
    call.press("1")
    call.through_the_senate()
    call.ends(CallStatus.COMPLETED)
    PhoneCall(house, VERMONTER, "CA-in").dial_in()
    house.text("STOP")
    house.text("YES")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_neither_before_nor_after_does_the_file_hold_a_number_or_a_word(house: House) -> None:
    lived(house)
    assert not [one for one in (*SPELLINGS, CANARY.encode()) if one in everything(house)]
    house.text("FORGET")
    house.engine.dispose()
    assert not [one for one in (*SPELLINGS, CANARY.encode()) if one in everything(house)]


def hashed(house: House) -> bytes:
    return house.vault.digest(VERMONTER.e164)


def traces(house: House) -> list[str]:
    """Tables in which some row still points at the person."""
    wanted = hashed(house)
    return [
        table.name
        for table in METADATA.sorted_tables
        if any(
            wanted in tuple(row) or row._mapping.get("supporter_id") is not None
            for row in house.rows(table)
        )
    ]


def told(house: House) -> list[tuple[object, ...]]:
    """What each text tells of its sender."""
    return [
        (row.supporter_id, row.sender_sealed, row.body_sealed, row.reply_sealed)
        for row in house.rows(TEXTS)
    ]


def a_day_passes(house: House) -> None:
    house.clock.move(hours=24, seconds=1)
    house.unlink()
    house.keep_suppressions()


def test_no_table_points_at_the_person_any_more(house: House) -> None:
    lived(house)
    assert "supporters" in traces(house)
    house.text("FORGET")
    assert house.supporters == house.messages == []
    assert traces(house) == ["lifted_stops", "calls", "texts"]
    a_day_passes(house)
    assert traces(house) == []


def test_of_what_the_limits_count_nothing_but_a_hash_is_left(house: House) -> None:
    lived(house)
    house.text("FORGET")
    assert set(told(house)[:-1]) == {(None,) * 4}
    assert all(row.supporter_id is None for row in house.rows())


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_write_ahead_log_is_emptied_too(house: House) -> None:
    lived(house)
    sealed = [row.body_sealed for row in house.rows(TEXTS) if row.body_sealed]
    assert any(one in everything(house) for one in sealed)
    house.text("FORGET")
    assert not any(one in everything(house) for one in sealed)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_log_that_somebody_reads_is_emptied_once_they_are_done(house: House) -> None:
    lived(house)
    sealed = [row.body_sealed for row in house.rows(TEXTS) if row.body_sealed]
    with snapshot(house.engine) as reader:
        reader.execute(select(TEXTS.c.id)).all()
        assert house.text("FORGET")
        assert any(one in everything(house) for one in sealed)
    house.unlink()
    assert not any(one in everything(house) for one in sealed)


def test_calls_from_before_they_were_a_supporter_are_unlinked_too(house: House) -> None:
    PhoneCall(house, VERMONTER, "CA-stranger").dial_in()
    house.text("S54 05401")
    house.text("FORGET")
    a_day_passes(house)
    assert traces(house) == []


def test_texts_from_before_they_were_a_supporter_are_emptied_too(house: House) -> None:
    told_to_wait = InboundText("SM-outage", OURS, CANARY)
    house.receive.catch_up(told_to_wait, VERMONTER, "Please wait", carrier_answered=False)
    a_day_passes(house)
    house.text("S54 05401")
    house.text("FORGET")
    assert told(house)[0] == (None,) * 4


def test_who_texts_from_abroad_is_erased_without_a_word(house: House) -> None:
    house.text(CANARY, LONDONER)
    assert house.text("FORGET", LONDONER) is None
    assert told(house) == [(None,) * 4] * 2


def test_nothing_is_written_of_whoever_was_not_known(house: House) -> None:
    assert "we hold nothing about you now" in (house.text("FORGET") or "")
    assert house.supporters == []
    assert not house.forget(TEXAN)


def test_after_a_stop_only_its_hash_is_kept(house: House) -> None:
    lived(house)
    house.text("STOP")
    house.text("FORGET")
    a_day_passes(house)
    assert traces(house) == ["suppressions"]
    assert [row.phone_hash for row in house.rows(SUPPRESSIONS)] == [hashed(house)]


def test_what_was_promised_is_not_kept(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.text("FORGET")
    assert house.statuses() == [CallStatus.CANCELED]
    house.work()
    house.sweep()
    house.work()
    assert house.carrier.calls == []


def test_others_keep_everything(house: House) -> None:
    house.text("S54 78701", TEXAN)
    lived(house)
    house.text("FORGET")
    (row,) = house.supporters
    assert (row.zip, row.stage) == ("78701", "ready")


def test_a_forgotten_person_begins_anew(house: House) -> None:
    lived(house)
    house.text("FORGET")
    assert "What ZIP code" in (house.text("S54") or "")


def test_an_operator_can_forget_a_person(house: House) -> None:
    lived(house)
    assert house.forget(VERMONTER)
    assert house.supporters == []
    a_day_passes(house)
    assert traces(house) == []
    assert not house.forget(VERMONTER)


def test_a_text_being_sent_meanwhile_is_no_error(house: House) -> None:
    call = house.ring()
    call.answer()
    call.press("1")
    call.through_the_senate()
    house.carrier.before_answering = lambda _token: house.text("FORGET", sid="SM-forget")
    house.work()
    assert len(house.carrier.texts) == 1
    assert house.messages == []


def test_a_call_being_placed_meanwhile_is_no_error(house: House) -> None:
    house.text("S54 05401")
    house.text("CALL")
    house.carrier.before_answering = lambda _token: house.text("FORGET", sid="SM-forget")
    house.work()
    assert house.patch.rung(house.carrier.calls[0].token, "CA-1") is None
