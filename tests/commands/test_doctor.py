"""``patchline doctor``: what it prints and how it ends, on an installation that is not running."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from service.adapters.settings import load_settings
from service.adapters.sql.engine import open_engine
from service.adapters.sql.key_marks import mark_keys
from service.commands.doctor import doctor
from service.domain.checkup import fault
from service.domain.consent_chain import Anchor, Head
from service.parts import make_anchors, make_journal, make_vault
from tests.environment import new_key, only_settings
from tests.twins.account import SERVICE_SID, SID, TOKEN, AccountTwin, account_server
from tests.twins.database import sqlite_database
from tests.twins.house import HASH_KEY, OURS, PHONE_KEY
from tests.twins.journal import set_one_apart
from tests.twins.webhooks import environ_in

SECRET_KEY = "what signs the tokens of calls and sessions"
SECRETS = (TOKEN, "the one before", SECRET_KEY, PHONE_KEY, HASH_KEY)


@pytest.fixture
def twin() -> AccountTwin:
    return AccountTwin()


@pytest.fixture
def installed(
    twin: AccountTwin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.MonkeyPatch]:
    """Settings and database of an installation whose carrier is the twin; no process runs."""
    (tmp_path / "var").mkdir(0o700)
    with account_server(twin) as url:
        environ = environ_in(
            tmp_path,
            sqlite_database(tmp_path),
            PUBLIC_URL="http://127.0.0.1:9",
            TWILIO_ACCOUNT_SID=SID,
            TWILIO_AUTH_TOKEN=TOKEN,
            TWILIO_AUTH_TOKEN_2="the one before",
            SECRET_KEY=SECRET_KEY,
            TWILIO_API_URL=url,
            TWILIO_MESSAGING_SERVICE_SID=SERVICE_SID,
        )
        only_settings(monkeypatch, environ, tmp_path)
        yield monkeypatch


def run(*options: str) -> Result:
    done = CliRunner().invoke(doctor, list(options))
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def verdicts(done: Result) -> Mapping[str, str]:
    """The worst of each name."""
    told: Any = json.loads(done.stdout)
    ranked = sorted(told["checks"], key=lambda one: ["ok", "warn", "fault"].index(one["verdict"]))
    return {one["name"]: one["verdict"] for one in ranked}


@pytest.mark.usefixtures("installed")
def test_every_part_is_looked_at_and_what_does_not_run_is_a_fault() -> None:
    done = run("--json")
    assert done.exit_code == 1
    found = verdicts(done)
    faults = {name for name, verdict in found.items() if verdict == "fault"}
    assert faults == {"redis", "web server"}
    assert {
        "consent ledger",
        "campaigns",
        "account",
        "clock (Twilio's)",
        "number",
        "service",
    } <= found.keys()
    assert found["webhooks"] == found["settings"] == "warn"


@pytest.mark.usefixtures("installed")
def test_json_is_one_object_in_which_whatever_is_not_well_has_a_cure() -> None:
    told = json.loads(run("--json").stdout)
    assert set(told) == {"healthy", "checks"}
    assert told["healthy"] is False
    assert [
        one["name"] for one in told["checks"] if one["verdict"] != "ok" and not one["cure"]
    ] == []


@pytest.mark.usefixtures("installed")
def test_for_a_person_each_check_has_a_mark_and_its_cure_stands_below_it() -> None:
    done = run()
    assert done.exit_code == 1
    assert "✓ ok     campaigns" in done.output
    assert "✗ FAULT  redis                     cannot be reached (ConnectionError)\n" in done.output
    assert "→ check REDIS_URL, and that the server runs" in done.output
    assert done.output.splitlines()[-1].startswith("Faults: 2. Warnings: ")
    assert all(len(line) <= 100 for line in done.output.splitlines())


def test_the_longest_name_stands_apart_from_what_is_said_of_it(
    installed: pytest.MonkeyPatch,
) -> None:
    told = fault("signature (second token)", "a signed webhook is refused", "restart it")
    installed.setattr("service.commands.doctor.examine", lambda subjects: [told])
    assert "signature (second token)  a signed webhook is refused" in run().output


@pytest.mark.usefixtures("installed")
def test_no_secret_and_no_number_is_shown_and_nothing_is_mended(twin: AccountTwin) -> None:
    shown = run().output + run("--json").output
    assert not any(secret in shown for secret in SECRETS)
    assert OURS not in shown
    assert twin.changed == []


def test_what_waits_and_is_not_taken_in_is_a_fault(installed: pytest.MonkeyPatch) -> None:
    installed.setattr("service.commands.examination.PATIENCE_SECONDS", 0.1)
    make_journal(load_settings()).keep({"path": "/twilio/sms"})
    done = run("--json")
    assert verdicts(done)["journal"] == "fault"
    assert "1 webhooks wait, and the database takes none in" in done.stdout


def test_what_was_set_apart_is_a_fault_with_its_cure(installed: pytest.MonkeyPatch) -> None:
    assert verdicts(run("--json"))["journal"] == "ok"
    set_one_apart(make_journal(load_settings()))
    done = run("--json")
    assert verdicts(done)["journal"] == "fault"
    assert "rename the file to events" in done.stdout


@pytest.mark.usefixtures("installed")
def test_a_directory_file_that_is_passed_over_is_one_fault_and_no_log_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    (Path("var") / "senate.json").write_text("{")
    done = run("--json")
    told = [one for one in json.loads(done.stdout)["checks"] if one["name"] == "directory"]
    (damaged,) = [one for one in told if one["verdict"] == "fault"]
    assert "senate.json" in damaged["found"]
    assert damaged["cure"] == "run patchline senate refresh"
    assert "passed over" not in caplog.text


def test_a_refused_account_is_one_fault_among_the_rest(
    installed: pytest.MonkeyPatch, twin: AccountTwin
) -> None:
    twin.refused = True
    found = verdicts(run("--json"))
    assert found["account"] == "fault"
    assert "number" not in found
    assert found["campaigns"] == "ok"


def test_every_fault_of_the_settings_is_told_and_the_rest_is_left(
    installed: pytest.MonkeyPatch,
) -> None:
    installed.setenv("SEND_RATE", "fast")
    installed.setenv("PHONE_KEY", "short")
    done = run("--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)["checks"]
    settings = [one["found"] for one in told if one["name"] == "settings"]
    assert sorted(text.split()[0] for text in settings) == ["PHONE_KEY", "SEND_RATE"]
    cures = [one["cure"] for one in told if one["name"] == "settings"]
    assert any(cure.startswith("make one with: openssl rand") for cure in cures)
    assert "see docs/settings.md" in cures
    assert told[-1]["verdict"] == "warn"


@pytest.mark.usefixtures("installed")
def test_an_end_of_the_consent_ledger_that_was_cut_off_is_a_fault() -> None:
    anchors = make_anchors(load_settings())
    anchors.keep(Anchor(datetime(2026, 12, 1, tzinfo=UTC), Head(7, bytes(32))))
    assert verdicts(run("--json"))["consent ledger"] == "fault"


def test_under_another_hash_key_the_ledger_does_not_seem_altered(
    installed: pytest.MonkeyPatch,
) -> None:
    mark_keys(open_engine(load_settings().database_url), make_vault(load_settings()))
    installed.setenv("HASH_KEY", new_key())
    told = json.loads(run("--json").stdout)["checks"]
    (ledger,) = (one for one in told if one["name"] == "consent ledger")
    assert "under another HASH_KEY" in ledger["found"]


def test_looking_at_the_ledger_makes_no_database(
    installed: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    assert verdicts(run("--json"))["consent ledger"] == "fault"
    assert not (tmp_path / "none.db").exists()
