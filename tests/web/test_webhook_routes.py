"""What holds for every webhook: signed or refused, answered whatever it says."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.routing import Rule

from service.bootstrap import Services
from service.domain.callflow import At, CallState
from service.web.app import create_app
from service.web.gate import LARGEST_BODY, MOST_FIELDS
from tests.twins.house import OURS
from tests.twins.webhooks import SUPPORTER, Webhooks

FIELDS = {
    "AccountSid": "AC" + "1" * 32,
    "MessageSid": "SM1",
    "CallSid": "CA1",
    "From": SUPPORTER,
    "To": OURS,
    "Body": "S54",
    "CallStatus": "in-progress",
    "MessageStatus": "sent",
}
FORGED = "A" * 27 + "="
"""Looks like a signature and is none."""

KNOWN = {
    "/twilio/sms",
    "/twilio/voice",
    "/twilio/voice/ring",
    "/twilio/voice/step",
    "/twilio/status/message",
    "/twilio/status/call",
}


def routes(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/twilio")]


@pytest.fixture
def app(services: Services) -> Flask:
    return create_app(services)


def test_these_are_all_the_webhooks(app: Flask) -> None:
    assert {rule.rule for rule in routes(app)} == KNOWN


def test_every_webhook_refuses_what_is_not_signed(app: Flask) -> None:
    """Walks the routes themselves, so that a new one cannot be forgotten."""
    webhooks = Webhooks(app)
    rightly = {rule.rule: webhooks.sign(rule.rule, FIELDS) for rule in routes(app)}
    for rule in routes(app):
        path, right = rule.rule, rightly[rule.rule]
        others = {**FIELDS, "Body": "STOP"}
        for target, fields, signature in (
            (path, FIELDS, ""),
            (path, FIELDS, "nonsense"),
            (path, FIELDS, right[:-2] + "x="),
            (path, others, right),
            (path, {**FIELDS, "Extra": ""}, right),
            (path + "?r=other", FIELDS, right),
            (path + "?", FIELDS, "ä"),
        ):
            answer = webhooks.post(target, fields, signature)
            assert answer.status_code == 403, (target, signature)
        assert webhooks.post(path, FIELDS).status_code in {200, 204}


METHODS = ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")


@pytest.mark.parametrize("path", [*sorted(KNOWN), "/twilio/", "/twilio/nothing"])
@pytest.mark.parametrize("method", METHODS)
def test_no_method_is_a_way_around_the_signature(
    webhooks: Webhooks, method: str, path: str
) -> None:
    assert webhooks.client.open(path, method=method).status_code == 403
    forged = {"X-Twilio-Signature": webhooks.sign(path + "x", {})}
    assert webhooks.client.open(path, method=method, headers=forged).status_code == 403


@pytest.mark.parametrize("path", sorted(KNOWN))
@pytest.mark.parametrize("method", METHODS)
def test_what_is_signed_is_answered_by_whatever_method_it_comes(
    webhooks: Webhooks, method: str, path: str
) -> None:
    target = f"{path}?Body=S54"
    signed = {"X-Twilio-Signature": webhooks.sign(target, {})}
    answer = webhooks.client.open(target, method=method, headers=signed)
    assert answer.status_code == 200


def test_other_pages_still_say_which_methods_they_have(webhooks: Webhooks) -> None:
    answer = webhooks.client.post("/healthz")
    assert (answer.status_code, answer.data) == (405, b"405 Method Not Allowed\n")
    assert "GET" in answer.headers["Allow"]


def test_a_large_body_is_answered_if_it_is_signed(webhooks: Webhooks) -> None:
    fields = {**FIELDS, "Body": "x" * 900_000}
    assert webhooks.post("/twilio/sms", fields).status_code == 200
    assert webhooks.post("/twilio/sms", fields, FORGED).status_code == 403


def test_many_fields_are_answered_if_they_are_signed_and_more_are_not_looked_at(
    webhooks: Webhooks,
) -> None:
    fields = FIELDS | {f"k{number}": "0" for number in range(MOST_FIELDS - len(FIELDS))}
    assert webhooks.post("/twilio/sms", fields).status_code == 200
    assert webhooks.post("/twilio/sms", fields, FORGED).status_code == 403
    assert webhooks.post("/twilio/sms", fields | {"one more": "0"}).status_code == 413


def test_a_body_without_end_is_refused(webhooks: Webhooks) -> None:
    fields = {**FIELDS, "Body": "x" * LARGEST_BODY}
    assert webhooks.post("/twilio/sms", fields).status_code == 413


class Unread(io.RawIOBase):
    """A body that must not be read."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise AssertionError("was read")


def test_a_body_without_a_signature_is_refused_unread(webhooks: Webhooks) -> None:
    form = "application/x-www-form-urlencoded"
    answer = webhooks.client.post(
        "/twilio/sms",
        content_type=form,
        environ_overrides={"wsgi.input": Unread(), "CONTENT_LENGTH": "2000000"},
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("signed", ["/twilio/sms", "/twilio/sms?"])
def test_an_empty_query_may_or_may_not_be_signed(webhooks: Webhooks, signed: str) -> None:
    answer = webhooks.post("/twilio/sms?", FIELDS, webhooks.sign(signed, FIELDS))
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/twilio/sms", "/twilio/voice", "/twilio/voice/step"])
def test_answers_are_xml_in_utf_8(webhooks: Webhooks, path: str) -> None:
    answer = webhooks.post(path, FIELDS)
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.data.startswith(b"<?xml")


@pytest.mark.parametrize("path", ["/twilio/status/message", "/twilio/status/call"])
def test_reports_are_answered_with_nothing(webhooks: Webhooks, path: str) -> None:
    answer = webhooks.post(path, FIELDS)
    assert (answer.status_code, answer.data) == (204, b"")


@pytest.mark.parametrize("path", ["/", "/twilio/sms", "/nowhere", "/healthz", "/api/v1/campaigns"])
def test_every_answer_has_the_security_headers(webhooks: Webhooks, path: str) -> None:
    headers = webhooks.client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


NAMES = st.sampled_from(
    [*FIELDS, "Digits", "DialCallStatus", "DialCallDuration", "SequenceNumber", "NumMedia",
     "ErrorCode", "OptOutType", "StirVerstat", "CallDuration", "SmsSid"]
) | st.text(max_size=12)  # fmt: skip
VALUES = (
    st.text(max_size=200)
    | st.sampled_from(
        ["", "-1", "0", "999999999999999999999", "1e9", "٣", "NaN", "completed", "busy", "S54",
         "STOP", "CALL", "FORGET", "05401", "+1802555014", "anonymous", "\x00", "*", "#",
         "in-progress", "delivered", "21610", SUPPORTER, "' OR 1=1 --", "<Response/>", "﷽" * 100]
    )
)  # fmt: skip


def targets(services: Services) -> dict[str, Callable[[str], str]]:
    """Every webhook's URL for a CallSid, the later ones with tokens that hold."""

    def step(at: At) -> Callable[[str], str]:
        state = CallState(at, "s54", "0" * 12, 0, state="VT", targets=("S000033", "W000800"))
        return lambda sid: "/twilio/voice/step?t=" + services.tokens.sign(state, sid[:64])

    plain: dict[str, Callable[[str], str]] = {path: lambda _s, p=path: p for path in KNOWN}  # type: ignore[misc]
    return plain | {f"step at {at}": step(at) for at in At}


@given(
    fields=st.dictionaries(NAMES, VALUES, max_size=8),
    where=st.sampled_from([*sorted(KNOWN), *(f"step at {at}" for at in At)]),
    known=st.booleans(),
)
@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_signed_is_answered(
    services: Services, webhooks: Webhooks, fields: dict[str, str], where: str, known: bool
) -> None:
    fields = {**FIELDS, **fields} if known else fields
    target = targets(services)[where](fields.get("CallSid", ""))
    assert webhooks.post(target, fields).status_code in {200, 204}
    assert not list(services.settings.var_dir.glob("journal/*")), "it could not be stored"


@pytest.mark.parametrize("path", sorted(KNOWN))
def test_the_longest_and_oddest_fields_are_stored(
    services: Services, webhooks: Webhooks, path: str
) -> None:
    for odd in ("\0" * 70, "\0x\0", "é" * 5000, "9" * 5000):
        for name in FIELDS:
            answer = webhooks.post(f"{path}?r=%00&m=%00x&t=%00", {**FIELDS, name: odd})
            assert answer.status_code in {200, 204}
    assert not list(services.settings.var_dir.glob("journal/*"))


@pytest.mark.parametrize("query", ["", "?", "?t=", "?t=abc", "?t=%ff%00", "?r=x&r=y", "?t=a&x=%25"])
@pytest.mark.parametrize("path", sorted(KNOWN))
def test_a_signed_webhook_with_an_odd_query_is_answered(
    webhooks: Webhooks, path: str, query: str
) -> None:
    answer = webhooks.post(path + query, FIELDS, webhooks.sign(path + query.rstrip("?"), FIELDS))
    assert answer.status_code in {200, 204}


def test_a_signed_json_body_is_answered(webhooks: Webhooks) -> None:
    body = '{"hello": "there"}'
    target = "/twilio/sms?bodySHA256=" + hashlib.sha256(body.encode()).hexdigest()
    answer = webhooks.client.post(
        target,
        data=body,
        content_type="application/json",
        headers={"X-Twilio-Signature": webhooks.sign(target, {})},
    )
    assert answer.status_code == 200


def test_a_trailing_slash_is_no_way_around_the_signature(webhooks: Webhooks) -> None:
    assert webhooks.post("/twilio/sms/", FIELDS, "").status_code == 403
    assert webhooks.post("/twilio/sms/", FIELDS).status_code == 200


def test_a_broken_database_is_no_way_around_the_signature(serve: object, tmp_path: Path) -> None:
    _, webhooks = serve(DATABASE_URL=f"sqlite:///{tmp_path}/no/where.db")  # type: ignore[operator]
    for path in KNOWN:
        assert webhooks.post(path, FIELDS, "").status_code == 403


@given(
    body=st.binary(max_size=300),
    kind=st.sampled_from(
        ["application/x-www-form-urlencoded", "multipart/form-data", "application/json", "",
         "multipart/form-data; boundary=x", "multipart/form-data; boundary=é", "text/xml", "/",
         "application/x-www-form-urlencoded; charset=nonsense", "application/json; charset=x"]
    ),
    target=st.sampled_from([*sorted(KNOWN), "/twilio/sms?bodySHA256=x", "/twilio/%ff", "/%00"]),
    signature=st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=40),
)  # fmt: skip
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_malformed_is_a_failure(
    webhooks: Webhooks, body: bytes, kind: str, target: str, signature: str
) -> None:
    answer = webhooks.client.post(
        target, data=body, content_type=kind, headers={"X-Twilio-Signature": signature}
    )
    assert 400 <= answer.status_code < 500
