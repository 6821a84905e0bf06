"""What Twilio's description of its API lets through, and that every test is held against it."""

import inspect
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from requests import PreparedRequest, Request, Session
from twilio.rest import Client
from twilio.rest.api.v2010.account.call import CallContext, CallList
from twilio.rest.api.v2010.account.incoming_phone_number import (
    IncomingPhoneNumberContext,
    IncomingPhoneNumberList,
)
from twilio.rest.api.v2010.account.message import MessageList
from twilio.rest.messaging.v1.service import ServiceContext

from service.adapters.twilio_account import TwilioAccount
from service.adapters.twilio_http import TwilioHttp
from service.ports.account import AccountUnknown
from tests.twins.far_server import far_server
from tests.twins.rest_description import description
from tests.twins.rest_recorder import RestRecorder

ACCOUNT, CALL, NUMBER, SERVICE = (f"{prefix}{'1' * 32}" for prefix in ("AC", "CA", "PN", "MG"))
ROOT = f"/2010-04-01/Accounts/{ACCOUNT}"
MESSAGES, CALLS = f"{ROOT}/Messages.json", f"{ROOT}/Calls.json"
ONE_CALL, ONE_NUMBER = f"{ROOT}/Calls/{CALL}.json", f"{ROOT}/IncomingPhoneNumbers/{NUMBER}.json"
TO, FROM = "To=%2B18025550142", "From=%2B12025550154"
TEXT = f"{TO}&{FROM}&Body=Hello"
RING = f"{TO}&{FROM}&Url=https%3A%2F%2Fpatchline.example%2Fring"


def faults(method: str, target: str, form: str = "") -> list[str]:
    path, _, query = target.partition("?")
    pairs = [parse_qsl(encoded, keep_blank_values=True) for encoded in (query, form)]
    return description().faults(method, path, *pairs)


@pytest.mark.parametrize(
    ("method", "target", "form"),
    [
        ("POST", MESSAGES, TEXT),
        ("POST", MESSAGES, f"{TO}&MessagingServiceSid={SERVICE}&Body=Hello&ValidityPeriod=36000"),
        ("POST", CALLS, f"{RING}&StatusCallbackEvent=initiated&StatusCallbackEvent=completed"),
        ("POST", ONE_CALL, "Status=completed"),
        ("GET", f"{MESSAGES}?PageSize=500&DateSent%3E=2026-11-24T16%3A00%3A00Z", ""),
        ("POST", ONE_NUMBER, "TrunkSid=&SmsMethod=POST"),
        ("GET", f"/v1/Services/{SERVICE}/ShortCodes?PageSize=400", ""),
    ],
)
def test_a_request_as_described_has_no_fault(method: str, target: str, form: str) -> None:
    assert faults(method, target, form) == []


@pytest.mark.parametrize(
    ("method", "target", "form", "fault"),
    [
        ("GET", "/2010-04-01/Account.json", "", "is not described"),
        ("PUT", MESSAGES, TEXT, "is not described"),
        ("GET", f"{MESSAGES[:-5]}", "", "is not described"),
        ("POST", f"{ROOT}/Calls/CA1.json", "Status=completed", "is not described"),
        ("POST", MESSAGES, f"{TEXT}&Colour=green", "Colour is not a parameter"),
        ("POST", MESSAGES, f"{TEXT}&body=small", "body is not a parameter"),
        ("POST", MESSAGES, f"{FROM}&Body=Hello", "To is missing"),
        ("POST", MESSAGES, f"{TO}&Body=Hello", "none of From, MessagingServiceSid is given"),
        ("POST", MESSAGES, f"{TO}&{FROM}", "none of Body, MediaUrl, ContentSid is given"),
        ("POST", MESSAGES, f"To=802-555-0142&{FROM}&Body=Hello", "To is not phone"),
        ("POST", MESSAGES, f"{TO}&{FROM}&Body={'x' * 1601}", "Body is not text:1600"),
        ("POST", MESSAGES, f"{TEXT}&{FROM}", "From is given 2 times"),
        ("POST", MESSAGES, f"{TEXT}&ValidityPeriod=0", "ValidityPeriod is not int:1..36000"),
        ("POST", MESSAGES, f"{TEXT}&ValidityPeriod=36001", "ValidityPeriod is not int:1..36000"),
        ("POST", MESSAGES, f"{TEXT}&ValidityPeriod=1.5", "ValidityPeriod is not int:1..36000"),
        ("POST", MESSAGES, f"{TEXT}&StatusCallback=/relative", "StatusCallback is not url"),
        ("POST", MESSAGES, f"{TEXT}&StatusCallback=http://a_b/", "StatusCallback is not url"),
        ("POST", MESSAGES, f"{TEXT}&StatusCallback=http://[a/", "StatusCallback is not url"),
        ("POST", MESSAGES, f"{TEXT}&SmartEncoded=yes", "SmartEncoded is not flag"),
        ("POST", MESSAGES, f"{TEXT}&MessagingServiceSid=MG1", "MessagingServiceSid is not sid:MG"),
        ("POST", f"{MESSAGES}?Body=Hello", TEXT, "Body stands where POST has none"),
        ("POST", CALLS, f"{TO}&{FROM}", "none of Url, Twiml, ApplicationSid is given"),
        ("POST", CALLS, f"{RING}&Timeout=601", "Timeout is not int:1..600"),
        ("POST", CALLS, f"{RING}&Method=PATCH", "Method is not one:GET,POST"),
        ("POST", CALLS, f"{RING}&StatusCallbackEvent=done", "StatusCallbackEvent is not"),
        ("POST", ONE_CALL, "Status=ended", "Status is not one:canceled,completed"),
        ("GET", f"{CALLS}?PageSize=1001", "", "PageSize is not int:1..1000"),
        ("GET", f"{MESSAGES}?DateSent=yesterday", "", "DateSent is not moment"),
        ("POST", ONE_NUMBER, "SmsUrl=", "SmsUrl is not url"),
        ("POST", f"/v1/Services/{SERVICE}", "UseInboundWebhookOnNumber=1", "is not flag"),
    ],
)
def test_a_request_that_is_not_as_described_has_its_fault(
    method: str, target: str, form: str, fault: str
) -> None:
    (found,) = faults(method, target, form)
    assert fault in found


def names(ask: Callable[..., Any]) -> frozenset[str]:
    """The parameters that a method of Twilio's library can send."""
    arguments = [name for name in inspect.signature(ask).parameters if name != "self"]
    return frozenset("".join(map(str.capitalize, name.split("_"))) for name in arguments)


@pytest.mark.parametrize(
    ("operation", "ask"),
    [
        ("CreateMessage", MessageList.create),
        ("ListMessage", MessageList.page),
        ("CreateCall", CallList.create),
        ("ListCall", CallList.page),
        ("UpdateCall", CallContext.update),
        ("ListIncomingPhoneNumber", IncomingPhoneNumberList.page),
        ("UpdateIncomingPhoneNumber", IncomingPhoneNumberContext.update),
        ("UpdateService", ServiceContext.update),
    ],
)
def test_no_parameter_is_described_that_the_library_cannot_send(
    operation: str, ask: Callable[..., Any]
) -> None:
    (found,) = (one for one in description().operations if one.name == operation)
    spelled = {name.replace("<", "Before").replace(">", "After") for name in found.parameters}
    assert spelled - {"Page"} <= names(ask)


def test_every_request_of_the_library_that_a_test_makes_is_looked_at(
    rest_requests: RestRecorder,
) -> None:
    with far_server() as far:
        messages = Client(ACCOUNT, "token", http_client=TwilioHttp(far.url, seconds=5)).messages
        messages.create(to="+18025550142", from_="+12025550154", body="Hello")
        assert rest_requests.faults == []
        messages.create(to="+18025550142")
        Session().post(far.url + MESSAGES, data={"Colour": "green"})
    assert (rest_requests.count, len(rest_requests.faults)) == (2, 2)
    assert "18025550142" not in "".join(rest_requests.faults)
    rest_requests.faults.clear()


def test_a_request_without_credentials_or_whose_body_is_no_form_is_wrong() -> None:
    json = {"Content-Type": "application/json"}
    request = Request("POST", f"https://api.twilio.com{MESSAGES}", headers=json, data=TEXT)
    recorder = RestRecorder()
    recorder.look_at(request.prepare())
    assert recorder.faults == ["there are no credentials", "the body is not a form"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda account: account.state(),
        lambda account: account.number("+12025550154"),
        lambda account: account.service(SERVICE),
        lambda account: account.wire_service(SERVICE, {"inbound_method": "POST"}),
    ],
)
def test_without_another_address_each_request_goes_to_the_host_that_has_it(
    ask: Callable[[TwilioAccount], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[PreparedRequest] = []

    def keep(_: Session, request: PreparedRequest, **__: Any) -> None:
        sent.append(request)
        raise ValueError

    monkeypatch.setattr(Session, "send", keep)
    with suppress(AccountUnknown):
        ask(TwilioAccount(ACCOUNT, "token", None))
    parts = urlsplit(str(sent[0].url))
    operation = description().find(str(sent[0].method), parts.path)
    assert operation is not None
    assert (parts.scheme, parts.netloc) == ("https", operation.host)
