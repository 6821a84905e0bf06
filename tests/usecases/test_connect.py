"""Number and service are pointed here, once, and what stands in the way is named."""

from dataclasses import replace

import pytest

from service.adapters.webhook_urls import WebhookUrls
from service.domain.errors import PatchlineError
from service.ports.account import AccountRefused, AccountUnknown, OwnService, Wiring
from service.usecases.connect import Connect, PartlyConnected
from tests.twins.account import SERVICE_SID, AccountTwin
from tests.twins.house import OURS

URLS = WebhookUrls("https://patchline.example")


@pytest.fixture
def twin() -> AccountTwin:
    return AccountTwin()


def connect(
    twin: AccountTwin, number: str | None = OURS, service: str | None = SERVICE_SID
) -> Connect:
    return Connect(twin, number, service, URLS.of_number(), URLS.of_service())


def test_a_new_account_is_wired_with_one_change_for_each_resource(twin: AccountTwin) -> None:
    connecting = connect(twin)
    plan = connecting.plan()
    assert not plan.faults
    connecting.apply(plan)
    assert len(twin.changed) == 2
    wired = twin.numbers[OURS].wiring | twin.services[SERVICE_SID].wiring
    assert wired["sms_url"].startswith("https://patchline.example/twilio/sms#")
    assert wired["inbound_request_url"] == wired["sms_url"]


def test_a_second_run_finds_nothing_to_do(twin: AccountTwin) -> None:
    connecting = connect(twin)
    connecting.apply(connecting.plan())
    again = connecting.plan()
    connecting.apply(again)
    assert again.changes == ()
    assert len(twin.changed) == 2


def test_only_what_differs_is_changed_and_shown_with_the_old_value(twin: AccountTwin) -> None:
    wiring = {**URLS.of_number(), "voice_url": "https://elsewhere.example/"}
    twin.numbers[OURS] = replace(twin.numbers[OURS], wiring=wiring)
    connecting = connect(twin, service=None)
    plan = connecting.plan()
    (change,) = plan.changes
    assert (change.resource, change.setting) == ("number", "voice_url")
    assert change.old == "https://elsewhere.example/"
    connecting.apply(plan)
    assert twin.changed == [{"voice_url": URLS.of_number()["voice_url"]}]


@pytest.mark.parametrize("rival", ["voice_application_sid", "sms_application_sid", "trunk_sid"])
def test_what_would_take_the_place_of_our_urls_is_removed(twin: AccountTwin, rival: str) -> None:
    wiring = {**URLS.of_number(), rival: "AP" + "7" * 32}
    twin.numbers[OURS] = replace(twin.numbers[OURS], wiring=wiring)
    connecting = connect(twin, service=None)
    connecting.apply(connecting.plan())
    assert twin.changed == [{rival: ""}]


class FailingTwin(AccountTwin):
    """An account that fails when this resource is to be changed."""

    fails_at: str
    error: PatchlineError

    def wire_number(self, sid: str, changes: Wiring) -> None:
        """Change the number, or fail."""
        self._fail_at("number")
        super().wire_number(sid, changes)

    def wire_service(self, sid: str, changes: Wiring) -> None:
        """Change the service, or fail."""
        self._fail_at("service")
        super().wire_service(sid, changes)

    def _fail_at(self, resource: str) -> None:
        if resource == self.fails_at:
            raise self.error


REFUSED = AccountRefused("Twilio refuses the account: check the token")
UNKNOWN = AccountUnknown("Twilio answered with 500: try again later")


@pytest.mark.parametrize(
    ("resource", "error", "raised"),
    [
        ("number", REFUSED, AccountRefused),
        ("number", UNKNOWN, PartlyConnected),
        ("service", REFUSED, PartlyConnected),
        ("service", UNKNOWN, PartlyConnected),
    ],
)
def test_whoever_may_have_changed_something_before_it_failed_says_so(
    resource: str, error: PatchlineError, raised: type[PatchlineError]
) -> None:
    twin = FailingTwin()
    twin.fails_at, twin.error = resource, error
    connecting = connect(twin)
    with pytest.raises(raised) as caught:
        connecting.apply(connecting.plan())
    said = str(caught.value)
    assert str(error) in said
    partly = said.endswith(
        "some settings may be changed by now: run patchline twilio connect --apply again"
    )
    assert partly is (raised is PartlyConnected)


def found(twin: AccountTwin, number: str | None = OURS, service: str | None = SERVICE_SID) -> str:
    """All faults of a plan, as one text; no number is ever named in full."""
    text = "\n".join(map(str, connect(twin, number, service).plan().faults))
    assert OURS not in text
    return text


def test_a_number_of_another_account_is_named(twin: AccountTwin) -> None:
    twin.numbers.clear()
    assert "is not a number of this account" in found(twin)


@pytest.mark.parametrize(
    ("can", "says"), [({"voice": False}, "cannot carry calls"), ({"sms": False}, "cannot carry t")]
)
def test_a_number_that_lacks_a_capability_is_named(
    twin: AccountTwin, can: dict[str, bool], says: str
) -> None:
    twin.numbers[OURS] = replace(twin.numbers[OURS], **can)
    assert says in found(twin)


def test_a_service_of_another_account_is_named(twin: AccountTwin) -> None:
    twin.services.clear()
    assert "not one of this account" in found(twin)


def test_a_service_without_our_number_is_named(twin: AccountTwin) -> None:
    twin.services[SERVICE_SID] = OwnService(SERVICE_SID, {}, frozenset({"+12025550111"}))
    assert "does not have +1•••••••" in found(twin)
    assert not found(twin, number=None)


def test_a_service_without_any_number_is_named(twin: AccountTwin) -> None:
    twin.services[SERVICE_SID] = OwnService(SERVICE_SID, {}, frozenset())
    assert "has no number" in found(twin, number=None)


def test_a_service_with_a_short_code_needs_no_number_in_its_pool(twin: AccountTwin) -> None:
    twin.services[SERVICE_SID] = OwnService(SERVICE_SID, {}, frozenset(), short_codes=1)
    assert not found(twin)
    assert not found(twin, number=None)


def test_without_a_number_of_our_own_a_person_should_know_that_nobody_is_rung(
    twin: AccountTwin,
) -> None:
    plan = connect(twin, number=None).plan()
    assert [check.verdict for check in plan.checks] == ["ok", "warn", "ok"]
    assert {change.resource for change in plan.changes} == {"service"}
