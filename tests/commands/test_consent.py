"""``patchline consent verify``: what it prints and how it ends, beside a running Patchline."""

import json
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, insert, update

from service.adapters.settings import load_settings
from service.adapters.sql.key_marks import WrongKeys
from service.adapters.sql.ledger_check import OVERDUE, check_ledger
from service.adapters.sql.tables import (
    BEATS,
    CONSENT_EVENTS,
    CONSENT_EVIDENCE,
    CONSENT_HEADS,
    CONSENT_SEALS,
    SUPPORTERS,
)
from service.commands.backup import backup, restore
from service.commands.consent import verify
from service.domain.consent import Channel, ConsentEvent, ConsentKind
from tests.commands.stored import Stored
from tests.processes import free_ports
from tests.twins.clock import ClockTwin
from tests.twins.house import VERMONTER


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stored:
    stored = Stored.make(tmp_path, monkeypatch)
    monkeypatch.setenv("PORT", str(free_ports()))
    agree(stored)
    stored.services.seal_consents()
    return stored


def agree(stored: Stored) -> None:
    event = ConsentEvent(ConsentKind.AGREED, Channel.TEXT, stored.services.clock.now())
    stored.services.store.run(lambda tx: tx.consents.record(VERMONTER.e164, event))


def alter(stored: Stored) -> None:
    with stored.services.engine.begin() as connection:
        connection.execute(update(CONSENT_EVENTS).values(channel="import"))


def run(*options: str) -> Result:
    done = CliRunner().invoke(verify, list(options))
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def told(done: Result) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_a_whole_ledger_is_told_with_where_it_stands(stored: Stored) -> None:
    agree(stored)
    done = run()
    assert done.exit_code == 0
    assert "2 events: 1 sealed, 1 not sealed yet; the evidence of 0 erased." in done.stdout
    assert "The ledger is whole. It stands at 1:" in done.stdout


def test_json_is_one_object_and_nothing_else(stored: Stored) -> None:
    report = told(run("--json"))
    assert list(report) == [
        "ok", "events", "sealed", "unsealed", "erased", "anchors", "head", "faults",
    ]  # fmt: skip
    assert (report["ok"], report["events"], report["faults"]) == (True, 1, [])
    assert report["head"]["position"] == 1
    assert len(report["head"]["seal"]) == 64


def test_a_fault_is_named_and_ends_with_status_one(stored: Stored) -> None:
    alter(stored)
    done = run("--json")
    assert (done.exit_code, told(done)["ok"]) == (1, False)
    assert any("event 1, at position 1, was altered" in one for one in told(done)["faults"])
    done = run()
    assert done.exit_code == 1
    assert "✗ event 1, at position 1, was altered" in done.stdout
    assert "Faults: 2." in done.stdout


def test_what_a_log_told_is_held_against_it(stored: Stored, tmp_path: Path) -> None:
    beyond = f"5:{'ab' * 32}"
    (tmp_path / "log").write_text(f"16:00:00 INFO x: the consent ledger stands at {beyond}\n")
    for options in (["--anchor", beyond], ["--anchors", str(tmp_path / "log")]):
        done = run("--json", *options)
        assert done.exit_code == 1
        assert "an anchor tells of position 5" in told(done)["faults"][0]


def test_the_anchors_of_this_machine_are_held_against_it(stored: Stored) -> None:
    path = stored.services.settings.var_dir / "consent-anchors"
    path.write_text(path.read_text() + f"2026-12-01T16:00:00+00:00 5:{'ab' * 32}\n")
    assert run().exit_code == 1


@pytest.mark.parametrize("anchor", ["5", "5:abc", f"x:{'ab' * 32}", f"5:{'ab' * 32} 6:"])
def test_an_anchor_that_is_none_is_wrong_usage(stored: Stored, anchor: str) -> None:
    done = run("--anchor", anchor)
    assert done.exit_code == 2
    assert "a position, a colon, 64 hex digits" in done.stderr


def test_a_file_without_any_anchor_is_wrong_usage(stored: Stored, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("nothing of the kind\n")
    done = run("--anchors", str(log))
    assert done.exit_code == 2
    assert "holds no anchor" in done.stderr


def test_a_person_whose_row_says_more_than_the_ledger_is_a_fault(stored: Stored) -> None:
    stored.text("S54 05401")
    with stored.services.engine.begin() as connection:
        connection.execute(update(SUPPORTERS).values(alerts="agreed"))
    done = run()
    assert done.exit_code == 1
    assert "1 people stand otherwise in their rows than in the ledger" in done.stdout


def test_a_ledger_that_was_emptied_beside_its_people_is_a_fault(stored: Stored) -> None:
    stored.text("S54 05401")
    with stored.services.engine.begin() as connection:
        for table in (CONSENT_EVIDENCE, CONSENT_SEALS, CONSENT_HEADS, CONSENT_EVENTS):
            connection.execute(delete(table))
    load_settings().var_dir.joinpath("consent-anchors").unlink()
    assert run().exit_code == 1


def test_another_hash_key_is_one_clear_message(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = urlsafe_b64encode(b"another key of thirty-two bytes.").decode()
    monkeypatch.setenv("HASH_KEY", other)
    done = CliRunner().invoke(verify, ["--json"])
    assert isinstance(done.exception, WrongKeys)
    assert "under another HASH_KEY" in str(done.exception)
    assert done.stdout == ""


def test_nothing_is_changed_by_looking(stored: Stored) -> None:
    var_dir = stored.services.settings.var_dir
    before = sorted(path.name for path in var_dir.iterdir())
    with stored.services.engine.begin() as writing:
        writing.execute(update(CONSENT_EVENTS).values(kind="agreed"))
        assert run().exit_code == 0  # somebody is writing meanwhile
    assert sorted(path.name for path in var_dir.iterdir()) == before


class Scheduler:
    """Whether one is at work, and what it does while somebody waits for it."""

    def __init__(self, stored: Stored, clock: ClockTwin) -> None:
        self._stored = stored
        beat = {"name": "scheduler", "at": clock.machine_now(), "resumed_at": clock.now()}
        with stored.services.engine.begin() as connection:
            connection.execute(insert(BEATS).values(beat))

    def seal(self) -> None:
        self._stored.services.seal_consents()


def late(stored: Stored, clock: ClockTwin) -> list[str]:
    services = stored.services
    vault = services.seal_consents.store._vault  # type: ignore[attr-defined]
    return list(check_ledger(services.engine, vault, [], clock).faults)


def unseal(stored: Stored, clock: ClockTwin) -> None:
    agree(stored)
    with stored.services.engine.begin() as connection:
        unsealed = CONSENT_EVENTS.c.id.not_in(
            CONSENT_SEALS.select().with_only_columns(CONSENT_SEALS.c.event_id)
        )
        at = clock.now() - OVERDUE * 2
        connection.execute(update(CONSENT_EVENTS).where(unsealed).values(at=at))


def test_an_event_that_a_living_scheduler_leaves_unsealed_is_a_fault(stored: Stored) -> None:
    clock = ClockTwin()
    unseal(stored, clock)
    (forged,) = late(stored, clock)
    assert "says something else" in forged  # no scheduler is at work: nothing is overdue
    Scheduler(stored, clock)
    overdue = late(stored, clock)[-1]
    assert overdue.startswith("event 2 waits to be sealed for over ten minutes")


def test_an_event_of_long_ago_that_was_recorded_just_now_is_none(stored: Stored) -> None:
    clock = ClockTwin()
    unseal(stored, clock)
    clock.while_asleep = Scheduler(stored, clock).seal
    assert not any("waits" in fault for fault in late(stored, clock))


def test_a_backup_prints_where_the_ledger_stands(stored: Stored) -> None:
    done = CliRunner().invoke(backup, ["kept"])
    stands = f"1:{told(run('--json'))['head']['seal']}"
    assert f"The consent ledger stands at {stands}" in done.stdout
    assert run("--anchor", stands).exit_code == 0
    done = CliRunner().invoke(backup, ["again", "--json"])
    assert told(done)["ledger"] == told(run("--json"))["head"]


def test_a_restore_sets_the_anchors_of_what_was_lost_aside(
    stored: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CliRunner().invoke(backup, ["kept"])
    path = stored.services.settings.var_dir / "consent-anchors"
    done = CliRunner().invoke(restore, ["kept", "--yes"])
    assert path.exists()
    assert "lost" not in done.stdout
    path.write_text(path.read_text() + f"2026-12-01T16:00:00+00:00 5:{'ab' * 32}\n")
    done = CliRunner().invoke(restore, ["kept", "--yes", "--json"])
    aside = told(done)["anchors_aside"]
    assert Path(aside).exists()
    assert not path.exists()
    assert run().exit_code == 0
