"""The carrier's account, the public address, directory and campaigns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from service.adapters.directory_file import SHIPPED, DirectoryFault, read_directory
from service.adapters.webhook_urls import WebhookUrls
from service.domain.campaign_report import CampaignReport
from service.domain.directory import Directory
from service.domain.errors import PatchlineError
from service.domain.fault import Fault
from service.ports.account import AccountRefused, AccountState, AccountUnknown
from service.ports.probes import Reply
from service.usecases.checkup.carrier import CarrierCheckup
from service.usecases.checkup.content import check_directory, check_files, check_hours
from service.usecases.checkup.web import check_web
from service.usecases.connect import Connect
from tests.twins.account import SERVICE_SID, AccountTwin
from tests.twins.house import OURS
from tests.twins.knowledge import shipped

NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
HEALTHY = Reply(200, "ok\n")
TODAY = date(2026, 6, 20)
URLS = WebhookUrls("https://patchline.example")


class TimedTwin(AccountTwin):
    """An account whose clock is as far from ours as it is told."""

    ahead = timedelta()

    def state(self) -> AccountState:
        """With the time."""
        return replace(super().state(), at=NOW + self.ahead)


@pytest.fixture
def twin() -> TimedTwin:
    """An account that is connected."""
    twin = TimedTwin()
    connecting = connect(twin)
    connecting.apply(connecting.plan())
    return twin


def connect(twin: AccountTwin) -> Connect:
    return Connect(twin, OURS, SERVICE_SID, URLS.of_number(), URLS.of_service())


def seen(twin: AccountTwin, *, production: bool = True, simulated: bool = False) -> dict[str, str]:
    """Verdicts by name."""
    checkup = CarrierCheckup(
        connect(twin), lambda: NOW, production=production, born_connected=simulated
    )
    return {check.name: check.verdict.value for check in checkup()}


def test_an_account_that_is_connected_is_well(twin: TimedTwin) -> None:
    assert seen(twin) == dict.fromkeys(
        ("account", "clock (Twilio's)", "number", "service", "webhooks"), "ok"
    )


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_an_account_that_carries_nothing_is_a_fault(twin: TimedTwin, status: str) -> None:
    twin.status = status
    assert seen(twin) == {"account": "fault", "clock (Twilio's)": "ok", "webhooks": "warn"}


def test_a_trial_account_is_worth_a_word(twin: TimedTwin) -> None:
    twin.trial = True
    assert seen(twin)["account"] == "warn"


def test_a_clock_that_is_ten_minutes_off_is_a_fault(twin: TimedTwin) -> None:
    twin.ahead = timedelta(minutes=-11)
    assert seen(twin)["clock (Twilio's)"] == "fault"


@pytest.mark.parametrize(("production", "verdict"), [(True, "fault"), (False, "warn")])
def test_webhooks_that_are_not_set_are_told(
    twin: TimedTwin, production: bool, verdict: str
) -> None:
    twin.numbers[OURS] = replace(twin.numbers[OURS], wiring={})
    assert seen(twin, production=production)["webhooks"] == verdict


@pytest.mark.parametrize("production", [True, False])
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("sms_url", "https://elsewhere.example/twilio/sms"),
        ("voice_url", "https://elsewhere.example/"),
        ("trunk_sid", "TK" + "7" * 32),
        ("voice_application_sid", "AP" + "7" * 32),
    ],
)
def test_webhooks_that_lead_elsewhere_are_a_fault_at_a_stand_in_too(
    twin: TimedTwin, setting: str, value: str, production: bool
) -> None:
    wiring = {**twin.numbers[OURS].wiring, setting: value}
    twin.numbers[OURS] = replace(twin.numbers[OURS], wiring=wiring)
    assert seen(twin, production=production)["webhooks"] == "fault"


@pytest.mark.parametrize(
    ("setting", "value", "verdict"),
    [
        ("sms_url", "https://patchline.example/twilio/sms", "ok"),
        ("sms_url", "https://elsewhere.example/twilio/sms", "fault"),
        ("voice_url", "", "fault"),
        ("voice_method", "GET", "fault"),
        ("sms_fallback_url", "", "ok"),
    ],
)
def test_a_simulator_may_lack_retries_and_fallbacks_but_not_lead_elsewhere(
    twin: TimedTwin, setting: str, value: str, verdict: str
) -> None:
    wiring = {**twin.numbers[OURS].wiring, setting: value}
    twin.numbers[OURS] = replace(twin.numbers[OURS], wiring=wiring)
    assert seen(twin, production=False, simulated=True)["webhooks"] == verdict


@pytest.mark.parametrize(
    "error",
    [
        AccountUnknown("Twilio answered with 500: try again later"),
        AccountRefused("Twilio refuses the account: check the token"),
    ],
)
def test_a_simulator_that_fails_is_told_with_the_reason_and_both_cures(
    twin: TimedTwin, error: PatchlineError
) -> None:
    def fails() -> AccountState:
        raise error

    twin.state = fails  # type: ignore[method-assign]
    checkup = CarrierCheckup(connect(twin), lambda: NOW, False, born_connected=True)
    (check,) = checkup()
    assert str(error).partition(": ")[0] in check.found
    assert "patchline up" in check.cure
    assert "handset" in check.cure
    with pytest.raises(type(error)):
        list(replace(checkup, born_connected=False)())


def test_without_the_number_its_webhooks_are_not_said_to_be_well(twin: TimedTwin) -> None:
    twin.numbers.clear()
    verdicts = seen(twin)
    assert (verdicts["number"], verdicts["webhooks"]) == ("fault", "warn")


@dataclass
class WebTwin:
    """Implements ``ports.probes.PublicWeb``: a web server that knows one token."""

    at_health: Reply = HEALTHY
    known: str = "first"
    without: int = 403
    asked: list[str | None] = field(default_factory=list)

    def health(self) -> Reply:
        """As it is told."""
        return self.at_health

    def receipt(self, auth_token: str | None) -> Reply:
        """Taken only with the token."""
        self.asked.append(auth_token)
        if auth_token is None:
            return Reply(self.without, "")
        return Reply(204 if auth_token == self.known else 403, "")


def test_a_web_server_that_takes_signed_and_refuses_unsigned_webhooks_is_well() -> None:
    assert [check.verdict for check in check_web(WebTwin(), ["first"])] == ["ok"] * 3


def test_each_token_is_tried_and_named() -> None:
    checks = list(check_web(WebTwin(), ["first", "second"]))
    (refused,) = [check for check in checks if check.is_fault]
    assert refused.name == "signature (second token)"


def test_a_signature_that_is_refused_is_a_fault() -> None:
    (check,) = [one for one in check_web(WebTwin(known="other"), ["first"]) if one.is_fault]
    assert "proxy" in check.cure


@pytest.mark.parametrize("status", [204, 500])
def test_an_unsigned_webhook_that_is_not_refused_is_a_fault(status: int) -> None:
    checks = check_web(WebTwin(without=status), ["first"])
    assert [one.name for one in checks if one.is_fault] == ["forgery"]


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(200, "<html>"), "something else"),
        (Reply(502, ""), "something else"),
        (Reply(301, ""), "redirected"),
    ],
)
def test_where_something_else_answers_no_webhook_is_tried(reply: Reply, says: str) -> None:
    web = WebTwin(at_health=reply)
    (check,) = check_web(web, ["first"])
    assert check.is_fault
    assert says in check.found
    assert web.asked == []


def fresh(*passed_over: str, **changes: object) -> Callable[[], tuple[Directory, Sequence[str]]]:
    directory = replace(read_directory(SHIPPED), **changes)  # type: ignore[arg-type]
    return lambda: (directory, passed_over)


def test_a_directory_tells_its_size_and_age_and_what_a_refresh_would_cure() -> None:
    size, remarks = check_directory(fresh(), date(2026, 11, 24))
    assert size.found == "100 senators, data of 2026-06-10 (167 days old)"
    assert remarks.verdict == "warn"
    assert "refresh" in remarks.cure
    assert "167 days old" in remarks.found
    assert "serves 2 offices" not in remarks.found


def test_a_directory_that_has_not_aged_has_nothing_to_remark() -> None:
    assert [one.verdict for one in check_directory(fresh(), TODAY)] == ["ok"]


def test_a_directory_of_a_day_to_come_is_one_fault() -> None:
    verdicts = [one.verdict for one in check_directory(fresh(), date(2026, 6, 1))]
    assert verdicts == ["ok", "fault"]


def test_a_directory_that_lacks_a_senator_is_a_fault() -> None:
    senators = read_directory(SHIPPED).senators[1:]
    assert any(one.is_fault for one in check_directory(fresh(senators=senators), TODAY))


def test_a_file_that_was_passed_over_for_another_is_a_fault_with_the_command() -> None:
    used, damaged = check_directory(fresh("senate.json: no JSON"), TODAY)
    assert (used.verdict, damaged.verdict) == ("ok", "fault")
    assert damaged.found == "passed over: senate.json: no JSON"
    assert damaged.cure == "run patchline senate refresh"


def test_a_directory_that_cannot_be_read_is_a_fault_with_the_command() -> None:
    def find() -> tuple[Directory, Sequence[str]]:
        raise DirectoryFault("no usable Senate directory")

    (check,) = check_directory(find, TODAY)
    assert (check.is_fault, check.cure) == (True, "run patchline senate refresh")


def test_office_hours_are_told_of_only_where_something_is_wrong_with_them() -> None:
    assert list(check_hours((), ())) == []
    wrong, strange = check_hours([Fault("office_hours.toml", "closed[1].on", "x")], ["Z000009-dc"])
    assert wrong.is_fault
    assert "office_hours.toml: closed[1].on: x; the file is not used" in wrong.found
    assert (strange.verdict, "Z000009-dc" in strange.found) == ("warn", True)


def test_campaign_files_are_counted_or_every_fault_is_told() -> None:
    absent = Fault("s54.toml", "positions", "one of them does not sit")
    campaigns = tuple(shipped().campaigns)
    well, doubtful = check_files(lambda: CampaignReport(campaigns, (), (absent,)))
    assert well.found == "3 without a fault"
    assert (doubtful.verdict, doubtful.found) == ("warn", str(absent))
    faults = Fault("s54.toml", "title", "is missing"), Fault("ice.toml", "", "is no TOML")
    told = list(check_files(lambda: CampaignReport((), faults, ())))
    assert [check.found for check in told] == [
        "s54.toml: title: is missing",
        "ice.toml: is no TOML",
    ]
    assert all(check.is_fault for check in told)
