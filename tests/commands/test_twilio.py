"""``patchline twilio connect``, at an account on the loopback."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.commands.twilio import NotConnected, twilio
from service.ports.account import AccountRefused
from tests.environment import only_settings
from tests.processes import free_ports
from tests.twins.account import SERVICE_SID, SID, TOKEN, AccountTwin, account_server
from tests.twins.far_server import answers, far_server, refuses
from tests.twins.house import OURS
from tests.twins.webhooks import environ_in


@pytest.fixture
def twin() -> AccountTwin:
    return AccountTwin()


@pytest.fixture
def installed(
    twin: AccountTwin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.MonkeyPatch]:
    """Settings of an installation whose carrier is the twin."""
    with account_server(twin) as url:
        environ = environ_in(
            tmp_path,
            f"sqlite:///{tmp_path}/p.db",
            TWILIO_ACCOUNT_SID=SID,
            TWILIO_AUTH_TOKEN=TOKEN,
            TWILIO_API_URL=url,
            TWILIO_MESSAGING_SERVICE_SID=SERVICE_SID,
        )
        only_settings(monkeypatch, environ, tmp_path)
        yield monkeypatch


def connect(*options: str) -> Result:
    return CliRunner().invoke(twilio, ["connect", *options])


@pytest.mark.usefixtures("installed")
def test_without_being_told_it_only_shows_old_and_new(twin: AccountTwin) -> None:
    done = connect()
    assert done.exit_code == 0
    assert "number sms_url\n    old: (nothing)\n    new: https://patchline.example" in done.output
    assert "patchline twilio connect --apply" in done.output
    assert twin.changed == []
    assert OURS not in done.output


@pytest.mark.usefixtures("installed")
def test_it_changes_what_differs_and_then_has_nothing_to_do(twin: AccountTwin) -> None:
    assert "Changed " in connect("--apply").output
    again = connect("--apply")
    assert again.exit_code == 0
    assert "Nothing to do" in again.output
    assert len(twin.changed) == 2


@pytest.mark.usefixtures("installed")
def test_json_is_one_object(twin: AccountTwin) -> None:
    shown = json.loads(connect("--json").stdout)
    assert (shown["applied"], shown["faults"]) == (False, [])
    assert {"resource", "setting", "old", "new"} == set(shown["changes"][0])
    assert twin.changed == []
    assert json.loads(connect("--json", "--apply").stdout)["applied"] is True
    assert json.loads(connect("--json").stdout)["changes"] == []


@pytest.mark.usefixtures("installed")
def test_a_fault_changes_nothing_and_says_the_cure(twin: AccountTwin) -> None:
    twin.numbers[OURS] = replace(twin.numbers[OURS], voice=False)
    done = connect("--apply")
    assert isinstance(done.exception, NotConnected)
    assert "cannot carry calls: use a number with voice" in str(done.exception)
    assert twin.changed == []
    shown = connect("--json", "--apply")
    assert shown.exit_code == 1
    assert [one["name"] for one in json.loads(shown.stdout)["faults"]] == ["number"]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_an_account_that_carries_nothing_is_left_alone(twin: AccountTwin, status: str) -> None:
    twin.status = status
    done = connect("--apply")
    assert f"the Twilio account is {status}: settle it" in str(done.exception)
    assert twin.changed == []
    shown = json.loads(connect("--json", "--apply").stdout)
    assert [one["name"] for one in shown["faults"]] == ["account"]


@pytest.mark.usefixtures("installed")
def test_a_trial_account_is_connected_and_told_first(twin: AccountTwin) -> None:
    twin.trial = True
    assert connect("--apply").output.startswith("account: a trial account reaches only")
    assert twin.changed


def test_json_is_one_object_whatever_goes_wrong(
    installed: pytest.MonkeyPatch, twin: AccountTwin
) -> None:
    twin.refused = True
    assert told(connect("--json")) == [("account", "Twilio refuses the account")]
    with far_server() as far:
        installed.setenv("TWILIO_API_URL", far.url)
        for reply, found in (
            (refuses(429, 20429), "Twilio answered with 429"),
            (refuses(500, 20500), "Twilio answered with 500"),
            (answers(200, "<html>"), "what answered is not Twilio"),
        ):
            far.reply = reply
            assert told(connect("--json", "--apply")) == [("account", found)]
    installed.setenv("SEND_RATE", "fast")
    assert told(connect("--json")) == [("settings", "SEND_RATE must be a number")]


def told(done: Result) -> list[tuple[str, str]]:
    """Name and fact of each fault; the object is whole and each has a cure."""
    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert (said["applied"], said["changes"]) == (False, [])
    assert all(one["cure"] for one in said["faults"])
    return [(one["name"], one["found"]) for one in said["faults"]]


@pytest.mark.usefixtures("installed")
def test_a_wrong_token_is_an_error_with_the_cure(twin: AccountTwin) -> None:
    twin.refused = True
    done = connect()
    assert isinstance(done.exception, AccountRefused)
    assert "TWILIO_AUTH_TOKEN" in str(done.exception)


def test_an_address_that_is_not_encrypted_is_refused_before_anything_is_asked(
    installed: pytest.MonkeyPatch, twin: AccountTwin
) -> None:
    installed.setenv("PUBLIC_URL", "http://calls.example.org")
    done = connect("--apply")
    assert isinstance(done.exception, NotConnected)
    assert "is not encrypted" in str(done.exception)
    assert twin.changed == []


def test_in_a_demo_that_does_not_run_it_is_told_how_to_start_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {"VAR_DIR": str(tmp_path), "PORT": str(free_ports())}
    only_settings(monkeypatch, environ, tmp_path)
    done = connect()
    assert isinstance(done.exception, NotConnected)
    assert "start it: patchline up" in str(done.exception)
    (told,) = json.loads(connect("--json").stdout)["faults"]
    assert "patchline up" in told["cure"]
