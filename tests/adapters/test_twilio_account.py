"""Our account: the real one over HTTP and its twin say the same of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.adapters import twilio_account
from service.adapters.twilio_account import TwilioAccount
from service.ports.account import (
    AccountRefused,
    AccountUnknown,
    CarrierAccount,
    OwnNumber,
    OwnService,
)
from tests.processes import free_ports
from tests.twins.account import (
    NUMBER_SID,
    SERVICE_SID,
    SID,
    TOKEN,
    AccountTwin,
    account_server,
)
from tests.twins.far_server import Reply, answers, far_server, hangs, refuses, resets
from tests.twins.house import OURS

HOOKS = {"sms_url": "https://patchline.example/twilio/sms#rc=2", "voice_application_sid": ""}


@pytest.fixture
def twin() -> AccountTwin:
    return AccountTwin()


@pytest.fixture(params=["twilio", "twin"])
def account(request: pytest.FixtureRequest, twin: AccountTwin) -> Iterator[CarrierAccount]:
    if request.param == "twin":
        yield twin
        return
    with account_server(twin) as url:
        yield TwilioAccount(SID, TOKEN, url)


@pytest.mark.parametrize("status", ["active", "suspended", "closed"])
@pytest.mark.parametrize("trial", [True, False])
def test_status_and_kind_of_the_account_are_told(
    twin: AccountTwin, account: CarrierAccount, status: str, trial: bool
) -> None:
    twin.status, twin.trial = status, trial
    state = account.state()
    assert (state.status, state.trial) == (status, trial)


def test_a_number_is_found_by_the_whole_of_it(twin: AccountTwin, account: CarrierAccount) -> None:
    longer = OwnNumber("PN" + "9" * 32, voice=False, sms=False, wiring={})
    twin.numbers = {f"{OURS}9": longer, **twin.numbers}
    found = account.number(OURS)
    assert found is not None
    assert found.sid == NUMBER_SID
    assert account.number("+12025550199") is None


@pytest.mark.parametrize(("voice", "sms"), [(True, False), (False, True)])
def test_what_a_number_can_do_is_told(
    twin: AccountTwin, account: CarrierAccount, voice: bool, sms: bool
) -> None:
    twin.numbers[OURS] = replace(twin.numbers[OURS], voice=voice, sms=sms)
    found = account.number(OURS)
    assert found is not None
    assert (found.voice, found.sms) == (voice, sms)


def test_a_service_has_its_pool_and_another_is_not_found(account: CarrierAccount) -> None:
    found = account.service(SERVICE_SID)
    assert found is not None
    assert found.numbers == {OURS}
    assert account.service("MG" + "8" * 32) is None
    assert OURS not in repr(found)


@pytest.mark.parametrize("codes", [0, 2])
def test_the_short_codes_of_a_service_are_counted(
    twin: AccountTwin, account: CarrierAccount, codes: int
) -> None:
    twin.services[SERVICE_SID] = OwnService(SERVICE_SID, {}, frozenset(), codes)
    found = account.service(SERVICE_SID)
    assert found is not None
    assert found.short_codes == codes


def test_a_number_is_wired_and_tells_so(account: CarrierAccount) -> None:
    account.wire_number(NUMBER_SID, HOOKS)
    found = account.number(OURS)
    assert found is not None
    assert {name: found.wiring[name] for name in HOOKS} == HOOKS


def test_a_service_is_wired_and_tells_so(twin: AccountTwin, account: CarrierAccount) -> None:
    twin.services[SERVICE_SID] = OwnService(
        SERVICE_SID, {"use_inbound_webhook_on_number": "true"}, frozenset()
    )
    hooks = {"use_inbound_webhook_on_number": "false", "inbound_method": "POST"}
    account.wire_service(SERVICE_SID, hooks)
    found = account.service(SERVICE_SID)
    assert found is not None
    assert {name: found.wiring[name] for name in hooks} == hooks


def test_a_wrong_token_is_told_from_a_network_that_is_down(
    twin: AccountTwin, account: CarrierAccount
) -> None:
    twin.refused = True
    for ask in (account.state, lambda: account.number(OURS), lambda: account.service(SERVICE_SID)):
        with pytest.raises(AccountRefused):
            ask()


def test_the_carriers_time_is_told(twin: AccountTwin) -> None:
    with account_server(twin) as url:
        at = TwilioAccount(SID, TOKEN, url).state().at
    assert at is not None
    assert abs(datetime.now(UTC) - at) < timedelta(seconds=10)


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (refuses(500, 20500), "answered with 500"),
        (refuses(429, 20429), "answered with 429"),
        (refuses(400, 21402), "docs/api/errors/21402"),
        (refuses(401, 20003), "check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
        (refuses(401, 20005), "the account is not active .20005.: settle it in Twilio's console"),
        (refuses(403, 20403), "suspended or closed, .* .20403.: settle it in Twilio's console"),
        (refuses(403, 20008), "docs/api/errors/20008"),
        (answers(403, {"message": "no"}), "check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
        (answers(401, {"title": "No", "status": 401, "code": 20005}), "account is not active"),
        (answers(200, "<html>"), "is not Twilio"),
        (answers(200, {}), "refuses the account"),
        (answers(401, "no JSON"), "refuses the account"),
        (resets, "cannot be reached"),
        (hangs, "cannot be reached"),
    ],
)
def test_every_other_answer_is_one_error_with_the_cure(
    reply: Reply, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twilio_account, "SECONDS", 0.3)
    with far_server() as far:
        far.reply = reply
        with pytest.raises((AccountUnknown, AccountRefused), match=says) as caught:
            TwilioAccount(SID, TOKEN, far.url).state()
    assert TOKEN not in str(caught.value)


def test_nobody_at_the_address_is_an_error_too() -> None:
    with pytest.raises(AccountUnknown, match="check the network"):
        TwilioAccount(SID, TOKEN, f"http://127.0.0.1:{free_ports()}").number(OURS)
