"""The ledger in SQL keeps what happened, and whom it happened to only until they are forgotten."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, text

from service.adapters.sql.tables import CONSENT_EVENTS, CONSENT_EVIDENCE
from service.domain.consent import Channel, ConsentEvent, ConsentKind, Programme
from tests.conftest import POSTGRES
from tests.twins.consents import WORDS, erase, record, report
from tests.twins.house import TEXAN, VERMONTER, House


def of(house: House, e164: str = VERMONTER.e164) -> list[ConsentEvent]:
    return house.store.run(lambda tx: tx.consents.of(e164))


def test_an_event_comes_back_as_it_was(house: House) -> None:
    agreed = ConsentEvent(
        ConsentKind.AGREED,
        Channel.CALL,
        house.clock.now(),
        Programme.ALERTS,
        wording="Press 1 for alerts",
        words="1",
        reference="CA-1",
        by="supporter",
    )
    house.store.run(lambda tx: tx.consents.record(VERMONTER.e164, agreed))
    assert of(house) == [agreed]
    assert of(house, TEXAN.e164) == []


def test_events_come_oldest_first(house: House) -> None:
    kinds = [ConsentKind.ASKED, ConsentKind.AGREED, ConsentKind.STOPPED, ConsentKind.RESTARTED]
    for kind in kinds:
        record(house, kind)
        record(house, kind, TEXAN)
    assert [one.kind for one in of(house)] == kinds


def test_an_erased_person_leaves_events_that_tell_of_nobody(house: House) -> None:
    record(house, ConsentKind.ASKED)
    record(house, ConsentKind.ASKED, TEXAN)
    record(house, ConsentKind.AGREED)
    erase(house, VERMONTER)
    assert of(house) == []
    assert len(of(house, TEXAN.e164)) == 1
    asked, _, agreed, erased = house.rows(CONSENT_EVENTS)
    assert (erased.kind, erased.erases) == ("erased", f"{asked.id} {agreed.id}")
    assert [row.person_hash for row in house.rows(CONSENT_EVIDENCE)] == [
        house.vault.digest(TEXAN.e164),
        None,
    ]


def test_erasing_again_adds_nothing(house: House) -> None:
    record(house, ConsentKind.ASKED)
    for _ in range(3):
        erase(house, VERMONTER)
        erase(house, TEXAN)
    assert len(house.rows(CONSENT_EVENTS)) == 2


def test_whoever_comes_back_after_an_erasure_begins_anew(house: House) -> None:
    record(house, ConsentKind.AGREED)
    erase(house, VERMONTER)
    record(house, ConsentKind.ASKED)
    assert [one.kind for one in of(house)] == [ConsentKind.ASKED]


def test_the_same_event_twice_has_two_digests(house: House) -> None:
    stop = ConsentEvent(ConsentKind.STOPPED, Channel.TEXT, house.clock.now())
    for _ in range(2):
        house.store.run(lambda tx: tx.consents.record(VERMONTER.e164, stop))
    first, second = house.rows(CONSENT_EVENTS)
    assert first.digest != second.digest


def test_nothing_that_a_person_said_can_be_read_in_the_tables(house: House) -> None:
    record(house, ConsentKind.AGREED)
    record(house, ConsentKind.AGREED, TEXAN)
    erase(house, TEXAN)
    told = repr(house.rows(CONSENT_EVENTS)) + repr(house.rows(CONSENT_EVIDENCE))
    assert "agreed" in told  # the search would find what is there
    for secret in (VERMONTER.e164, TEXAN.e164, WORDS, "Reply YES", "SM-1"):
        assert secret not in told


def test_whoever_is_erased_while_more_is_recorded_of_them_leaves_no_gap(house: House) -> None:
    with ThreadPoolExecutor(4) as threads:
        works = [threads.submit(record, house, ConsentKind.AGREED) for _ in range(40)]
        works += [threads.submit(erase, house, VERMONTER) for _ in range(20)]
        for work in works:
            work.result()
    erase(house, VERMONTER)
    house.seal_consents()
    assert report(house).faults == ()
    assert report(house).erased == 40


@pytest.mark.parametrize("database", [POSTGRES], indirect=True)
def test_what_is_recorded_amid_an_erasure_is_named_by_it_or_stays(house: House) -> None:
    record(house, ConsentKind.ASKED)
    recorded: list[int] = []

    def amid(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "consent_evidence" in statement and "INSERT" not in statement and not recorded:
            recorded.append(1)
            record(house, ConsentKind.AGREED)

    event.listen(house.engine, "after_cursor_execute", amid)
    erase(house, VERMONTER)
    event.remove(house.engine, "after_cursor_execute", amid)
    assert recorded
    assert report(house).faults == ()
    assert [one.kind for one in of(house)] == [ConsentKind.AGREED]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_id_of_a_deleted_event_never_names_another(house: House) -> None:
    record(house, ConsentKind.ASKED)
    with house.engine.begin() as connection:
        connection.execute(text("DELETE FROM consent_evidence"))
        connection.execute(text("DELETE FROM consent_events"))
    record(house, ConsentKind.ASKED)
    assert [row.id for row in house.rows(CONSENT_EVENTS)] == [2]
