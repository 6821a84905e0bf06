"""Everything is looked at, whatever happens to a part of it."""

import threading
import time
from collections.abc import Iterator

import pytest

from service.domain.checkup import Check, ok
from service.domain.errors import PatchlineError
from service.ports.probes import CannotLook
from service.usecases.checkup.examination import Subject, examine


def fine(name: str) -> Subject:
    return Subject(name, lambda: [ok(name, "well")])


def failing(error: Exception) -> Subject:
    def look() -> Iterator[Check]:
        yield ok("first", "well")
        raise error

    return Subject("second", look)


def test_checks_come_in_the_order_of_their_subjects() -> None:
    names = [check.name for check in examine([fine("a"), fine("b"), fine("c")])]
    assert names == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("error", "found", "cure"),
    [
        (CannotLook("the disk is full", "free some space"), "the disk is full", "free some space"),
        (PatchlineError("no way in: check the door"), "no way in", "check the door"),
        (PatchlineError("nothing to be done"), "nothing to be done", ""),
        (RuntimeError("secret"), "cannot be checked (RuntimeError)", "please report this"),
    ],
)
def test_a_failure_is_a_fault_and_hides_neither_what_came_before_nor_the_others(
    error: Exception, found: str, cure: str
) -> None:
    before, broken, after = examine([failing(error), fine("third")])
    assert (before.name, after.name) == ("first", "third")
    assert (broken.name, broken.found, broken.cure) == ("second", found, cure)
    assert broken.is_fault


def test_what_hangs_is_a_fault_and_delays_nothing() -> None:
    never = threading.Event()

    def hang() -> Iterator[Check]:
        yield ok("begun", "well")
        never.wait(20)

    started = time.monotonic()
    checks = examine([Subject("slow", hang), Subject("slower", hang), fine("other")], seconds=0.2)
    assert time.monotonic() - started < 5
    assert [(one.name, one.verdict) for one in checks] == [
        ("begun", "ok"),
        ("slow", "fault"),
        ("begun", "ok"),
        ("slower", "fault"),
        ("other", "ok"),
    ]
    never.set()
