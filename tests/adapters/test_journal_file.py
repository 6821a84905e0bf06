"""The journal keeps what the database could not take, in order, sealed, until it is taken."""

from pathlib import Path

import pytest

from service.adapters.journal_file import JournalFile
from service.adapters.vault import Vault
from service.ports.journal import Entry, NotTaken
from service.ports.store import StoreDown
from tests.unprivileged import open_directory, unprivileged

KEY = "A" * 43 + "="
VAULT = Vault(KEY, KEY)


@pytest.fixture
def journal(tmp_path: Path) -> JournalFile:
    return JournalFile(tmp_path / "journal", VAULT)


def taken(journal: JournalFile) -> list[int]:
    numbers: list[int] = []
    journal.replay(lambda entry: numbers.append(entry["n"]), nothing)
    return numbers


def nothing() -> None:
    """All is safe at once."""


def test_events_come_back_in_order_and_once(journal: JournalFile) -> None:
    for number in range(5):
        journal.keep({"n": number})
    assert taken(journal) == [0, 1, 2, 3, 4]
    assert taken(journal) == []


def test_the_first_that_waits_is_told_from_all_others(journal: JournalFile) -> None:
    assert [journal.keep({"n": number}) for number in range(3)] == [True, False, False]
    taken(journal)
    assert journal.keep({"n": 3})


def test_what_cannot_be_taken_in_is_set_apart_with_one_word_of_what_to_do(
    journal: JournalFile, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(entry: dict[str, int]) -> None:
        if entry["n"]:
            raise NotTaken("the database will not take it")

    for number in range(3):
        journal.keep({"n": number})
    assert journal.replay(refuse, nothing) == 3
    assert journal.set_apart() == 2
    assert not journal.waits()
    (told,) = caplog.messages
    assert "2 webhooks" in told
    assert "(the database will not take it)" in told
    assert "rename the file to events" in told


def test_another_process_finds_them(journal: JournalFile, tmp_path: Path) -> None:
    journal.keep({"n": 1})
    assert taken(JournalFile(tmp_path / "journal", VAULT)) == [1]


def test_a_replay_that_breaks_off_begins_anew(journal: JournalFile) -> None:
    for number in range(3):
        journal.keep({"n": number})

    def stumble(entry: dict[str, int]) -> None:
        if entry["n"] == 1:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        journal.replay(stumble, nothing)
    journal.keep({"n": 3})
    assert taken(journal) == [0, 1, 2, 3]


def test_what_is_kept_during_a_replay_is_not_lost(journal: JournalFile) -> None:
    journal.keep({"n": 1})
    seen: list[int] = []

    def handle(entry: dict[str, int]) -> None:
        seen.append(entry["n"])
        if entry["n"] == 1:
            journal.keep({"n": 2})

    journal.replay(handle, nothing)
    assert seen + taken(journal) == [1, 2]


def test_a_line_cut_off_by_a_crash_costs_no_other(journal: JournalFile, tmp_path: Path) -> None:
    journal.keep({"n": 1})
    events = tmp_path / "journal" / "events"
    whole = events.read_bytes()
    events.write_bytes(whole + whole[: len(whole) // 2] + b"\n" + whole)
    assert taken(journal) == [1, 1]


def test_what_was_written_under_another_key_is_set_aside_for_it(
    journal: JournalFile, tmp_path: Path
) -> None:
    directory = tmp_path / "journal"
    theirs = JournalFile(directory, Vault("B" * 42 + "A=", KEY))
    for number in (1, 2):
        theirs.keep({"n": number})
    journal.keep({"n": 3})
    assert taken(journal) == [3]
    assert journal.set_apart() == 2
    aside = directory / "events.apart"
    assert aside.stat().st_mode & 0o777 == 0o600
    aside.rename(directory / "events")
    assert taken(theirs) == [1, 2]


def test_while_the_disk_is_full_events_wait_in_memory(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file in the way, as good as a full disk")
    journal = JournalFile(tmp_path / "journal", VAULT)
    journal.keep({"n": 1})
    (tmp_path / "journal").unlink()
    journal.keep({"n": 2})
    assert taken(JournalFile(tmp_path / "journal", VAULT)) == [1, 2]


class Stumbling:
    """A database that goes away once it has taken in so many."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.seen: list[int] = []

    def take(self, entry: Entry) -> None:
        if not self.left:
            raise StoreDown("the database does not answer")
        self.left -= 1
        self.seen.append(entry["n"])


def test_a_replay_that_breaks_off_goes_on_about_where_it_was_in_another_process_too(
    journal: JournalFile, tmp_path: Path
) -> None:
    for number in range(250):
        journal.keep({"n": number})
    database = Stumbling(after=230)
    with pytest.raises(StoreDown):
        journal.replay(database.take, nothing)
    assert taken(JournalFile(tmp_path / "journal", VAULT)) == list(range(200, 250))
    journal.keep({"n": 250})
    assert taken(journal) == [250]


def test_nothing_is_forgotten_that_is_not_settled(journal: JournalFile) -> None:
    def power_cut() -> None:
        raise StoreDown("the database does not answer")

    for number in range(3):
        journal.keep({"n": number})
    with pytest.raises(StoreDown):
        journal.replay(lambda entry: None, power_cut)
    assert taken(journal) == [0, 1, 2]


def test_what_is_settled_of_one_file_says_nothing_of_the_next(
    journal: JournalFile, tmp_path: Path
) -> None:
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "events.settled").write_text("1000")
    journal.keep({"n": 1})
    assert taken(journal) == [1]


@pytest.mark.parametrize("mark", ["", "a torn mark"])
def test_a_torn_mark_of_what_is_settled_costs_nothing(
    journal: JournalFile, tmp_path: Path, mark: str
) -> None:
    journal.keep({"n": 1})
    (tmp_path / "journal" / "events").rename(tmp_path / "journal" / "events.taken")
    (tmp_path / "journal" / "events.settled").write_text(mark)
    assert taken(journal) == [1]


def test_only_its_owner_may_read_it(journal: JournalFile, tmp_path: Path) -> None:
    journal.keep({"n": 1})
    assert (tmp_path / "journal" / "events").stat().st_mode & 0o777 == 0o600


def test_a_journal_that_may_not_be_looked_into_counts_as_one_that_waits() -> None:
    with open_directory() as place:
        journal = JournalFile(place / "closed" / "journal", VAULT)
        assert not journal.waits()
        (place / "closed").mkdir(mode=0)
        with unprivileged():
            assert journal.waits()
            assert journal.set_apart() == 0


def test_what_is_left_is_counted_wherever_it_stands(journal: JournalFile) -> None:
    def refuse(entry: Entry) -> None:
        if entry["n"] == 150:
            raise StoreDown("away")

    for number in range(200):
        journal.keep({"n": number})
    with pytest.raises(StoreDown):
        journal.replay(refuse, nothing)
    journal.keep({"n": 200})
    assert journal.left() == 101
    assert len(taken(journal)) == 101
    assert journal.left() == 0


def test_why_none_is_taken_in_is_known_to_every_process_until_all_were(
    journal: JournalFile, tmp_path: Path
) -> None:
    other = JournalFile(tmp_path / "journal", VAULT)
    assert other.held_up_by() is None
    journal.keep({"n": 1})
    for why in ("it is locked", "it is full", "it is full"):
        journal.hold_up(why)
        assert other.held_up_by() == why
    assert (tmp_path / "journal" / "events.why").stat().st_mode & 0o077 == 0
    taken(other)
    assert journal.held_up_by() is None


def test_a_reason_that_cannot_be_kept_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    journal = JournalFile(tmp_path / "file" / "journal", VAULT)
    journal.hold_up("it is full")
    assert journal.held_up_by() is None
