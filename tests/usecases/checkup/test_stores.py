"""Disk, database, Redis and clocks: what was seen, and what is said of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.domain.checkup import Check
from service.domain.halt import Halt
from service.domain.refusal import Refusal
from service.domain.set_aside import SetAside
from service.ports.probes import Broker, Database, Disk, Revision
from service.usecases.checkup.broker import check_broker
from service.usecases.checkup.clock import check_clock
from service.usecases.checkup.database import check_database
from service.usecases.checkup.disk import check_disk

NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
GIB = 1024**3
POSTGRES = Database("PostgreSQL 17", Revision.CURRENT, at=NOW)
VALKEY = Broker(
    product="Valkey 9.1.0",
    level=(7, 2),
    persistent=True,
    policy="noeviction",
    read_only=False,
    workers={"rings": 1, "texts": 2},
    waiting={"rings": 0, "texts": 7},
    scheduler=True,
)


def verdicts(checks: Iterable[Check]) -> list[str]:
    """Each verdict; whatever is not well has a cure."""
    kept = list(checks)
    assert all(bool(check.cure) is (check.verdict != "ok") for check in kept)
    return [check.verdict.value for check in kept]


@pytest.mark.parametrize(
    ("free", "verdict"),
    [(50 * GIB, "ok"), (GIB, "ok"), (GIB - 1, "warn"), (100 * 1024**2 - 1, "fault"), (0, "fault")],
)
def test_a_disk_that_fills_is_told_in_time(free: int, verdict: str) -> None:
    assert verdicts(check_disk(lambda: Disk(free, private=True))) == [verdict]


def test_a_directory_that_others_can_read_is_told() -> None:
    assert verdicts(check_disk(lambda: Disk(GIB, private=False))) == ["ok", "warn"]


@pytest.mark.parametrize(
    ("revision", "cure"),
    [
        (Revision.NONE, "run patchline migrate"),
        (Revision.OLDER, "run patchline migrate"),
        (Revision.NEWER, "install that version"),
    ],
)
def test_tables_of_another_version_are_a_fault(revision: Revision, cure: str) -> None:
    seen = replace(POSTGRES, revision=revision)
    check, _clock = check_database(lambda: seen, lambda: NOW)
    assert check.is_fault
    assert cure in check.cure


def test_tables_that_are_gone_are_a_fault_that_no_migration_mends() -> None:
    seen = replace(POSTGRES, missing=["calls", "texts"])
    check, _clock = check_database(lambda: seen, lambda: NOW)
    assert check.is_fault
    assert check.found.endswith("has lost tables: calls, texts")
    assert "give them their names back" in check.cure


def test_a_halt_of_all_sending_is_a_fault_with_its_cure() -> None:
    seen = replace(POSTGRES, halt=Halt(20003, NOW))
    *_, check = check_database(lambda: seen, lambda: NOW)
    assert (check.name, check.is_fault) == ("sending", True)
    assert "since 2026-11-24 16:00 UTC" in check.found
    assert "20003, the account SID or the auth token is wrong" in check.found
    assert "goes on by itself within 5 minutes" in check.cure


def test_what_the_carrier_refuses_is_a_warning_with_its_cure() -> None:
    seen = replace(POSTGRES, refusals=[Refusal(21215, NOW)])
    *_, check = check_database(lambda: seen, lambda: NOW)
    assert (check.name, check.verdict) == ("sending", "warn")
    assert "2026-11-24 16:00 UTC (21215, the account may not call" in check.found
    assert "Voice, Geo permissions" in check.cure


def test_a_database_without_a_clock_of_its_own_is_not_asked_for_the_time() -> None:
    assert verdicts(check_database(lambda: replace(POSTGRES, at=None), lambda: NOW)) == ["ok"]


@pytest.mark.parametrize(
    ("seconds", "verdict"),
    [(0, "ok"), (2, "ok"), (2.1, "warn"), (-3, "warn"), (599, "warn"), (600, "fault")],
)
def test_clocks_may_differ_by_two_seconds_and_never_by_ten_minutes(
    seconds: float, verdict: str
) -> None:
    check = check_clock("theirs", NOW, NOW + timedelta(seconds=seconds))
    assert verdicts([check]) == [verdict]
    assert ("behind" in check.found) is (seconds < -2)


def test_a_clock_that_tells_whole_seconds_only_is_given_that_much() -> None:
    assert check_clock("theirs", NOW, NOW + timedelta(seconds=2.9), 1.0).verdict == "ok"


@pytest.mark.parametrize("seconds", [-599.1, 600.9])
def test_ten_minutes_are_a_fault_however_coarsely_the_clock_tells_them(seconds: float) -> None:
    assert check_clock("theirs", NOW, NOW + timedelta(seconds=seconds), 1.0).is_fault


def test_a_broker_with_everything_at_work_is_well() -> None:
    assert verdicts(check_broker(lambda: VALKEY)) == ["ok"] * 4


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (replace(VALKEY, level=(6, 0)), "fault"),
        (replace(VALKEY, level=(6, 2)), "ok"),
        (replace(VALKEY, read_only=True), "fault"),
        (replace(VALKEY, persistent=False), "warn"),
        (replace(VALKEY, policy="allkeys-lru"), "warn"),
    ],
)
def test_what_is_wrong_with_a_broker_is_told(seen: Broker, verdict: str) -> None:
    worst = max(verdicts(check_broker(lambda: seen)), key=["ok", "warn", "fault"].index)
    assert worst == verdict


def test_a_queue_that_nobody_works_on_is_a_fault_that_names_the_command() -> None:
    seen = replace(VALKEY, workers={"rings": 0, "texts": 1})
    (check,) = [one for one in check_broker(lambda: seen) if one.is_fault]
    assert (check.name, check.cure) == ("worker (rings)", "start one: patchline work rings")


def test_a_scheduler_that_gives_no_sign_of_life_is_a_fault() -> None:
    (check,) = [one for one in check_broker(lambda: replace(VALKEY, scheduler=False)) if one.cure]
    assert check.is_fault
    assert check.cure == "start it: patchline work scheduler"


def test_people_who_may_have_said_stop_are_a_warning_with_the_command_to_decide() -> None:
    assert verdicts(check_database(lambda: POSTGRES, lambda: NOW)) == ["ok", "ok"]
    *_, check = check_database(lambda: replace(POSTGRES, held=3), lambda: NOW)
    assert (check.name, check.verdict) == ("inbox", "warn")
    assert "patchline inbox review" in check.cure


def test_numbers_that_failed_are_told_and_those_an_operator_set_aside_counted() -> None:
    failed = SetAside("+12022245141", NOW, "failed in 3 calls in a row", "patchline")
    decided = SetAside("+12022244242", NOW, "moved", "ann@example.org")
    seen = replace(POSTGRES, aside=[failed, decided])
    *_, told, counted = check_database(lambda: seen, lambda: NOW)
    assert told.verdict == "warn"
    assert told.found == f"+12022245141 failed in 3 calls in a row: set aside on {NOW:%Y-%m-%d}"
    assert "--bring-back" in told.cure
    assert (counted.verdict, counted.found) == ("ok", "1 set aside by an operator")
