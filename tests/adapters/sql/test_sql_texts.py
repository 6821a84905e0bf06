"""Texts in SQL, and that nothing in the file can be read."""

from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, make_url, text

from service.adapters.sql.store import SqlStore
from service.adapters.sql.tables import METADATA, TEXTS
from service.domain.text_records import InboundText
from service.ports.store import Transaction
from tests.twins.house import LONDONER, OURS, House

CANARY = "Zwölf Boxkämpfer jagen Viktor"


def kept(tx: Transaction, sid: str, house: House, reply: str | None = "ok") -> None:
    tx.texts.keep(
        InboundText(sid, OURS, "hello", media=2), "", 1, reply, house.clock.now(), inbox=True
    )


def test_a_reply_is_found_by_sid_and_silence_is_told_from_newness(
    store: SqlStore, house: House
) -> None:
    house.text("HELP", sid="SM-person")
    store.run(lambda tx: kept(tx, "SM1", house))
    store.run(lambda tx: kept(tx, "SM2", house, reply=None))
    answered = [
        store.run(lambda tx, one=sid: tx.texts.answered(one))  # type: ignore[misc]
        for sid in ("SM1", "SM2", "SM3")
    ]
    assert answered == [("ok",), (None,), None]


def test_the_inbox_is_newest_first_and_no_longer_than_asked(store: SqlStore, house: House) -> None:
    house.text("HELP")
    for number in range(5):
        store.run(lambda tx, n=number: kept(tx, f"SM{n}", house))  # type: ignore[misc]
    ids = [one.id for one in store.run(lambda tx: tx.texts.inbox(3))]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 3


def test_the_inbox_shows_a_masked_number_and_the_media(store: SqlStore, house: House) -> None:
    house.text("HELP")
    store.run(lambda tx: kept(tx, "SM1", house))
    (one,) = store.run(lambda tx: tx.texts.inbox(10))
    assert (one.masked_sender, one.media, one.body) == ("+1•••••••142", 2, "hello")
    assert "hello" not in repr(one)


def test_the_sender_is_sealed_once_with_the_person_or_with_the_text(house: House) -> None:
    house.text("hello there")
    house.text("hello there", LONDONER)
    assert [row.sender_sealed is None for row in house.rows(TEXTS)] == [True, False]
    sealed = house.rows(TEXTS)[1].sender_sealed
    assert house.vault.open(sealed, "texts.sender") == LONDONER.e164


def test_every_sealed_column_is_binary_and_no_other_holds_words() -> None:
    sealed = [
        column
        for table in METADATA.sorted_tables
        for column in table.columns
        if column.name.endswith("_sealed")
    ]
    assert len(sealed) >= 6
    assert all(isinstance(column.type, LargeBinary) for column in sealed)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_neither_file_nor_journal_holds_a_number_a_body_or_a_reply(house: House) -> None:
    house.text(CANARY)
    reply = house.text("S54 05401") or ""
    call = house.ring()
    call.answer()
    call.press("1")
    call.through_the_senate()
    with house.engine.connect() as connection:
        assert connection.execute(text("PRAGMA secure_delete")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    path = Path(make_url(house.url).database or "")
    files = list(path.parent.glob(f"{path.name}*"))
    assert any(file.name.endswith("-wal") and file.stat().st_size for file in files)
    raw = b"".join(file.read_bytes() for file in files)
    for secret in ("8025550142", "Boxk", "Viktor", reply[:30], "You spoke with"):
        for encoding in ("utf-8", "utf-16-le"):
            assert secret.encode(encoding) not in raw
