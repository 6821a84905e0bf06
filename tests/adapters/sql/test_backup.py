"""Backups: whole, unreadable without the keys, and never a reason to text anyone twice."""

import errno
import gzip
import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, Table, event, select

from service.adapters.sql import backup
from service.adapters.sql.backup import back_up
from service.adapters.sql.backup_file import BackupFault
from service.adapters.sql.engine import BUSY_SECONDS, open_engine
from service.adapters.sql.key_marks import WrongKeys
from service.adapters.sql.restore import restore
from service.adapters.sql.store import SqlStore
from service.adapters.sql.supporters import SqlSupporters
from service.adapters.sql.tables import CALLS, METADATA
from service.adapters.vault import Vault
from service.domain.conversation import Conversation, Stage
from service.domain.records import Supporter
from service.domain.rings import RingBack
from service.domain.text_records import InboundText
from service.domain.waiting import Wait, WaitKind
from service.domain.words import Language
from service.ports.queue import Queue
from tests.conftest import POSTGRES
from tests.twins.lines import LinesTwin

NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
KEY, OTHER_KEY = "A" * 43 + "=", "B" * 42 + "A="
VAULT = Vault(KEY, KEY)
PERSON = "+18025550142"


class NoQueue(Queue):
    def enqueue(self, job: str, row_id: int) -> None: ...

    def pending(self, job: str) -> list[int]:
        return []


def opened(url: str) -> tuple[Engine, SqlStore]:
    engine = open_engine(url)
    return engine, SqlStore(engine, VAULT, NoQueue(), LinesTwin())


@pytest.fixture
def filled(database: str) -> tuple[Engine, SqlStore]:
    engine, store = opened(database)

    def fill(tx) -> None:  # type: ignore[no-untyped-def]
        talk = Conversation(Stage.READY, Language.ES, "s54", "05401", "VT")
        person = tx.supporters.save(Supporter(0, PERSON, talk), NOW)
        text = InboundText("SM1", "+12025550154", "¿quién es?")
        tx.texts.keep(text, PERSON, person.id, "hola", NOW, inbox=True)
        ring = RingBack("s54", "0" * 12, Language.ES, "VT")
        first = tx.calls.get(tx.rings.promise(person.id, PERSON, ring, "+12025550154", NOW, NOW))
        due = NOW + timedelta(minutes=10)
        tx.rings.promise(person.id, PERSON, ring, "+12025550154", NOW, due, retry_of=first)
        wait = Wait(0, person.id, WaitKind.LINE, ("W000800",), "s54", "0" * 12, Language.ES, "VT",
                    "+12025550154", NOW)  # fmt: skip
        tx.waits.save(wait, NOW)

    store.run(fill)
    return engine, store


def test_what_is_backed_up_comes_back_in_another_database_of_either_kind(
    filled: tuple[Engine, SqlStore], other_database: str, tmp_path: Path
) -> None:
    rows = back_up(filled[0], tmp_path / "backup", VAULT).rows
    other, store = opened(other_database)
    assert restore(other, tmp_path / "backup", VAULT, {}).rows == rows
    person = store.run(lambda tx: tx.supporters.find(PERSON))
    assert person is not None
    assert (person.conversation.zip, person.e164) == ("05401", PERSON)
    (text,) = store.run(lambda tx: tx.texts.inbox(10))
    assert text.body == "¿quién es?"
    # Past the store, which would begin anew: the very first newcomer gets an id of their own.
    with other.begin() as connection:
        newcomer = Supporter(0, "+18025550143", Conversation())
        saved = SqlSupporters(connection, Vault(KEY, KEY)).save(newcomer, NOW)
        assert saved.id > person.id


def test_what_was_promised_is_not_carried_out_again(
    filled: tuple[Engine, SqlStore], tmp_path: Path
) -> None:
    engine, store = filled
    back_up(engine, tmp_path / "backup", VAULT)
    restore(engine, tmp_path / "backup", VAULT, {})
    assert store.run(lambda tx: tx.rings.due(NOW + timedelta(days=1))) == []
    assert store.run(lambda tx: tx.waits.senators()) == []
    with engine.connect() as connection:
        assert set(connection.execute(select(CALLS.c.status)).scalars()) == {"unknown"}


def test_a_stop_said_since_the_backup_still_holds(
    filled: tuple[Engine, SqlStore], tmp_path: Path
) -> None:
    engine, store = filled
    back_up(engine, tmp_path / "backup", VAULT)
    store.run(lambda tx: tx.supporters.suppress(PERSON, NOW))
    restore(engine, tmp_path / "backup", VAULT, {})
    assert store.run(lambda tx: tx.supporters.suppressed(PERSON))


def test_nothing_personal_can_be_read_in_it_and_only_its_owner_may_open_it(
    filled: tuple[Engine, SqlStore], tmp_path: Path
) -> None:
    path = tmp_path / "backup"
    back_up(filled[0], path, VAULT)
    content = gzip.decompress(path.read_bytes()).decode()
    assert "05401" in content  # the search would find what is there
    assert "8025550142" not in content
    assert "hola" not in content
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_backup_that_does_not_fit_on_the_disk_leaves_no_half_of_it(
    filled: tuple[Engine, SqlStore], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(backup, "to_line", full)
    with pytest.raises(BackupFault, match="No space left on device"):
        back_up(filled[0], tmp_path / "backup", VAULT)
    assert not (tmp_path / "backup").exists()


def test_a_backup_never_overwrites_a_file(filled: tuple[Engine, SqlStore], tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("precious")
    with pytest.raises(BackupFault, match="cannot be written"):
        back_up(filled[0], tmp_path / "backup", VAULT)
    assert (tmp_path / "backup").read_text() == "precious"


@pytest.mark.parametrize("database", [POSTGRES], indirect=True)
def test_a_backup_is_of_one_moment(filled: tuple[Engine, SqlStore], tmp_path: Path) -> None:
    engine, store = filled
    first = METADATA.sorted_tables[0].name

    def somebody_joins(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if f"FROM {first}" in statement:
            joins = Supporter(0, "+18025550143", Conversation())
            store.run(lambda tx: tx.supporters.save(joins, NOW))

    event.listen(engine, "after_cursor_execute", somebody_joins)
    back_up(engine, tmp_path / "backup", VAULT)
    event.remove(engine, "after_cursor_execute", somebody_joins)
    assert store.run(lambda tx: tx.supporters.find("+18025550143")) is not None
    restore(engine, tmp_path / "backup", VAULT, {})
    assert store.run(lambda tx: tx.supporters.find("+18025550143")) is None


def test_a_database_that_does_not_answer_is_told_and_leaves_no_file(tmp_path: Path) -> None:
    engine = open_engine("sqlite:////nowhere/at/all.db")
    with pytest.raises(BackupFault, match="check DATABASE_URL"):
        back_up(engine, tmp_path / "backup", VAULT)
    assert not (tmp_path / "backup").exists()


def test_a_restore_without_a_database_does_not_blame_the_backup(
    filled: tuple[Engine, SqlStore], tmp_path: Path
) -> None:
    back_up(filled[0], tmp_path / "backup", VAULT)
    with pytest.raises(BackupFault, match="check DATABASE_URL"):
        restore(open_engine("sqlite:////nowhere/at/all.db"), tmp_path / "backup", VAULT, {})


def test_nobody_who_texts_meanwhile_waits_for_a_backup(
    filled: tuple[Engine, SqlStore], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, store = filled
    whole = backup.METADATA.sorted_tables

    class Tables:
        """In the midst of which somebody says stop."""

        @property
        def sorted_tables(self) -> Iterator[Table]:
            for table in whole:
                yield table
                store.run(lambda tx: tx.supporters.suppress(PERSON, NOW))

    monkeypatch.setattr(backup, "METADATA", Tables())
    started = time.monotonic()
    back_up(engine, tmp_path / "backup", VAULT)
    assert time.monotonic() - started < BUSY_SECONDS
    assert store.run(lambda tx: tx.supporters.suppressed(PERSON))


@pytest.mark.parametrize("damage", ["cut", "other", "newer", "junk", "torn", "empty"])
def test_a_file_that_is_no_whole_backup_changes_nothing(
    damage: str, filled: tuple[Engine, SqlStore], tmp_path: Path
) -> None:
    engine, store = filled
    path = tmp_path / "backup"
    back_up(engine, path, VAULT)
    whole = path.read_bytes()
    path.write_bytes(
        {
            "cut": whole[: len(whole) // 2],
            "torn": whole[:40] + b"\0" * 20 + whole[60:],
            "empty": b"",
            "other": b"id,phone\n1,2\n",
            "newer": gzip.compress(
                gzip.decompress(whole).replace(b'"revision": "', b'"revision": "9')
            ),
            "junk": gzip.compress(gzip.decompress(whole) + b'["nothing", {}]\n'),
        }[damage]
    )
    with pytest.raises(BackupFault) as fault:
        restore(engine, path, VAULT, {})
    assert not re.search(r"[A-Z]\w+(Error|File)\b", str(fault.value))
    assert store.run(lambda tx: tx.supporters.find(PERSON)) is not None


def test_a_backup_of_other_keys_is_refused_and_changes_nothing(
    filled: tuple[Engine, SqlStore], other_database: str, tmp_path: Path
) -> None:
    engine, _ = filled
    back_up(engine, tmp_path / "backup", VAULT)
    other, _ = opened(other_database)
    for name, keys in {"PHONE_KEY": (OTHER_KEY, KEY), "HASH_KEY": (KEY, OTHER_KEY)}.items():
        with pytest.raises(WrongKeys, match=f"another {name}"):
            restore(other, tmp_path / "backup", Vault(*keys), {})
    assert back_up(other, tmp_path / "empty", VAULT).rows == 0


def test_stops_of_other_keys_would_be_lost_by_restoring_and_are_not(
    filled: tuple[Engine, SqlStore], other_database: str, tmp_path: Path
) -> None:
    engine, _ = filled
    back_up(engine, tmp_path / "backup", VAULT)
    other = open_engine(other_database)
    theirs = SqlStore(other, Vault(KEY, OTHER_KEY), NoQueue(), LinesTwin())
    theirs.run(lambda tx: tx.supporters.suppress(PERSON, NOW))
    with pytest.raises(WrongKeys, match="another HASH_KEY"):
        restore(other, tmp_path / "backup", VAULT, {})
    assert theirs.run(lambda tx: tx.supporters.suppressed(PERSON))
