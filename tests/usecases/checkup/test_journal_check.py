"""What waits in the journal is a fault, unless it is on its way into the database."""

from collections.abc import Callable

import pytest

from service.domain.checkup import Check
from service.usecases.checkup.journal import check_journal
from tests.twins.journal import JournalTwin, set_one_apart

WHY = "the database cannot be used (a table is missing): run patchline migrate"


def checks(journal: JournalTwin, wait: Callable[[], None] = lambda: None) -> list[Check]:
    return list(check_journal(journal, wait))


@pytest.fixture
def journal() -> JournalTwin:
    """One in which two webhooks wait."""
    return JournalTwin([{"path": "/twilio/sms"}] * 2)


def test_nobody_waits_where_nothing_does() -> None:
    def wait() -> None:
        raise AssertionError("there is nothing to wait for")

    (check,) = checks(JournalTwin(), wait)
    assert check.verdict == "ok"


def test_what_is_not_taken_in_is_a_fault_with_its_cause(journal: JournalTwin) -> None:
    journal.hold_up(WHY)
    (check,) = checks(journal)
    assert check.is_fault
    assert "2 webhooks wait" in check.found
    assert check.found.endswith("the database cannot be used (a table is missing)")
    assert check.cure == "run patchline migrate"


def test_what_nobody_looks_at_is_a_fault(journal: JournalTwin) -> None:
    (check,) = checks(journal)
    assert check.is_fault
    assert "whether the web server runs" in check.cure


def test_what_is_taken_in_meanwhile_is_none(journal: JournalTwin) -> None:
    (check,) = checks(journal, lambda: journal.entries.clear())
    assert check.verdict == "ok"
    journal.entries = [{"path": "/twilio/sms"}] * 2
    (check,) = checks(journal, lambda: journal.entries.remove(journal.entries[0]))
    assert (check.verdict, check.found[:10]) == ("warn", "1 webhooks")


def test_what_waits_and_what_is_set_apart_are_both_told(journal: JournalTwin) -> None:
    set_one_apart(journal)
    journal.keep({"path": "/twilio/sms"})
    assert [check.is_fault for check in checks(journal)] == [True, True]
