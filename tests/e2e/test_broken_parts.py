"""An installation outlives the death of its parts, whatever it was that broke them."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from service.adapters.sql.migrate import upgrade
from tests.handset import Handset
from tests.installation import Installation
from tests.processes import wait_until

pytestmark = pytest.mark.e2e


def dial_in(installation: Installation) -> None:
    handset = Handset(f"http://127.0.0.1:{installation.port + 1}")
    phone = handset.phone("+18025550177", "VT")
    phone.dial()
    phone.hear(kind="said", words="For English")
    phone.hang_up()


def test_a_valkey_that_cannot_come_up_keeps_nobody_from_being_served(
    installation: Installation, tmp_path: Path
) -> None:
    log = tmp_path / "var" / "valkey" / "server.log"
    log.mkdir(0o700, parents=True)
    log.parent.chmod(0o700)
    installation.begin()
    wait_until(lambda: installation.missing() == ["redis"], seconds=30)
    dial_in(installation)
    assert installation.said.count("Valkey cannot be started") == 1
    log.rmdir()
    wait_until(installation.is_ready, seconds=60)
    assert "Valkey is back." in installation.said
    assert installation.end(signal.SIGINT) == 0


def test_a_database_that_is_away_is_migrated_once_it_is_back_and_callers_do_not_wait_for_it(
    installation: Installation, tmp_path: Path
) -> None:
    (tmp_path / "var").mkdir(0o700)
    with closing(sqlite3.connect(tmp_path / "var/patchline.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN IMMEDIATE")
        installation.begin()
        wait_until(lambda: "database" in installation.missing(), seconds=60)
        dial_in(installation)
        assert not any("workers" in part for part in installation.everything())
        wait_until(lambda: "database is locked" in installation.said)
        other.execute("ROLLBACK")
    wait_until(installation.is_ready, seconds=60)
    wait_until(lambda: any("worker rings" in part for part in installation.everything()))
    assert installation.said.count("database could not be brought up to date") == 1
    assert installation.end(signal.SIGINT) == 0


def test_a_database_of_a_newer_version_ends_the_start_with_its_reason(
    installation: Installation, tmp_path: Path
) -> None:
    (tmp_path / "var").mkdir(0o700)
    path = tmp_path / "var" / "patchline.db"
    upgrade(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    installation.begin()
    assert installation.ends() == 1
    assert "the database is newer than this version" in installation.said
    assert "Traceback" not in installation.said


def test_a_setting_at_fault_ends_the_start_with_its_reason(installation: Installation) -> None:
    installation.begin(DATABASE_URL="sqlite:////nowhere/at/all.db")
    assert installation.ends() == 1
    assert "check DATABASE_URL" in installation.said


def test_a_valkey_that_hangs_delays_no_other_part_and_damaged_files_end_nothing(
    installation: Installation, tmp_path: Path
) -> None:
    installation.start()
    valkey = pid_of(installation, "valkey-server")
    os.kill(valkey, signal.SIGSTOP)
    os.kill(pid_of(installation, "service serve"), signal.SIGKILL)
    wait_until(lambda: not installation.answers())
    wait_until(installation.answers, seconds=30)
    assert pid_of(installation, "valkey-server") == valkey
    (written,) = (tmp_path / "var/valkey/appendonlydir").glob("*.incr.aof")
    half = written.stat().st_size // 2
    # Before it ends: it runs again at once, and loads what it finds.
    # More than any value that is cut in half may still lack: a mere end is loaded as it is.
    written.write_bytes(written.read_bytes()[:half] + bytes(100_000) + b"*1")
    os.kill(valkey, signal.SIGKILL)
    wait_until(lambda: "Valkey had ended, and runs again." in installation.said, seconds=30)
    wait_until(lambda: installation.answers() and installation.missing() == [], seconds=30)
    assert (tmp_path / "var/valkey/appendonlydir.damaged").exists()
    assert "it starts empty" in installation.said
    assert installation.end(signal.SIGINT) == 0


def pid_of(installation: Installation, part: str) -> int:
    (found,) = [pid for line, pid in installation.everything().items() if part in line]
    return found
