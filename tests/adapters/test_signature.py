"""Signatures as the carrier's own library makes them."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import ImmutableMultiDict

from service.adapters.signature import SignatureCheck, looks_signed, sign
from service.adapters.webhook_urls import WebhookUrls

TOKEN = "12345"
BASE = "https://patchline.example"
CHECK = SignatureCheck([TOKEN], BASE)
FIELDS = {"From": "+18025550142", "To": "+12025550154", "Body": "S54", "CallSid": "CA1"}


def signed(url: str, params: object, token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(url, params))


@pytest.mark.parametrize(
    ("target", "params"),
    [
        ("/twilio/sms", FIELDS),
        ("/twilio/sms", {}),
        ("/twilio/voice/step?t=a%2Bb%20c%2F", FIELDS),
        ("/twilio/voice/step?t=a+b&t=c", FIELDS),
        ("/twilio/voice/step?t=%C3%A9%ff", FIELDS),
        ("/twilio/sms", {**FIELDS, "Body": "", "MediaUrl0": ""}),
        ("/twilio/sms", {**FIELDS, "Body": "  S54 \n"}),
        ("/twilio/sms", {**FIELDS, "Body": "¿qué? 🦊 ‮"}),
        ("/twilio/sms", {**FIELDS, "BrandNewField": "x", "anotherOne": "y"}),
        ("/twilio/sms", dict(reversed(FIELDS.items()))),
        ("/twilio/sms", ImmutableMultiDict([("MediaUrl", "b"), ("MediaUrl", "a"), ("Body", "")])),
    ],
)
def test_what_the_carrier_signs_holds(target: str, params: object) -> None:
    signature = signed(BASE + target, params)
    assert CHECK.holds(target, params, signature)
    assert not CHECK.holds(target + "x", params, signature)


def test_the_example_of_the_documentation_holds() -> None:
    """The values that the carrier publishes for whoever writes such a check."""
    check = SignatureCheck(["12345"], "https://mycompany.com")
    params = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    assert check.holds("/myapp.php?foo=1&bar=2", params, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")


@pytest.mark.parametrize("base", ["https://patchline.example", "https://patchline.example:8443"])
@pytest.mark.parametrize("with_port", [True, False])
def test_the_port_may_or_may_not_be_signed(base: str, with_port: bool) -> None:
    host = base.removeprefix("https://").split(":")[0]
    port = base.rpartition(":")[2] if base.count(":") == 2 else "443"
    url = f"https://{host}:{port}" if with_port else f"https://{host}"
    signature = signed(f"{url}/twilio/sms", FIELDS)
    assert SignatureCheck([TOKEN], base).holds("/twilio/sms", FIELDS, signature)


@pytest.mark.parametrize("signature", ["", "x", "=" * 28, "é" * 28, "\x00", "A" * 10_000])
def test_no_other_signature_holds(signature: str) -> None:
    assert not CHECK.holds("/twilio/sms", FIELDS, signature)


def test_another_token_a_missing_and_an_added_field_are_refused() -> None:
    signature = signed(f"{BASE}/twilio/sms", FIELDS)
    assert not CHECK.holds("/twilio/sms", FIELDS, signed(f"{BASE}/twilio/sms", FIELDS, "other"))
    assert not CHECK.holds("/twilio/sms", {**FIELDS, "X": "1"}, signature)
    assert not CHECK.holds("/twilio/sms", {"Body": "S54"}, signature)
    assert not CHECK.holds("/twilio/sms", {**FIELDS, "body": "S54"}, signature)


def test_while_tokens_change_either_may_have_signed() -> None:
    changing = SignatureCheck([TOKEN, "the next"], BASE)
    for token in (TOKEN, "the next"):
        assert changing.holds("/twilio/sms", FIELDS, sign(token, f"{BASE}/twilio/sms", FIELDS))
    forged = sign("another", f"{BASE}/twilio/sms", FIELDS)
    assert not changing.holds("/twilio/sms", FIELDS, forged)


def test_the_newer_algorithm_counts_where_its_header_names_it() -> None:
    newer = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    signature = RequestValidator(TOKEN).compute_signature(
        f"{BASE}/twilio/sms", FIELDS, "HMAC_SHA256"
    )
    assert CHECK.holds("/twilio/sms", FIELDS, signature, newer)
    assert not CHECK.holds("/twilio/sms", FIELDS, signature)
    assert not CHECK.holds("/twilio/sms", FIELDS, signature, "algorithm=HMAC_MD5")
    assert not CHECK.holds("/twilio/sms", FIELDS, signed(f"{BASE}/twilio/sms", FIELDS), newer)


def test_a_body_that_is_no_form_is_signed_by_its_hash() -> None:
    body = '{"a": 1}'
    target = f"/twilio/sms?bodySHA256={hashlib.sha256(body.encode()).hexdigest()}"
    assert CHECK.holds(target, body, signed(BASE + target, {}))
    assert not CHECK.holds(target, body + " ", signed(BASE + target, {}))


@pytest.mark.parametrize("signature", ["", "x", "=" * 28, "é" * 28, "A" * 28, "A" * 10_000])
def test_what_cannot_be_a_signature_does_not_look_like_one(signature: str) -> None:
    assert not looks_signed(signature)
    assert looks_signed(signed(BASE, FIELDS))


def test_without_any_token_nothing_holds() -> None:
    nothing = sign("", f"{BASE}/twilio/sms", FIELDS)
    assert not SignatureCheck([], BASE).holds("/twilio/sms", FIELDS, nothing)


def test_an_empty_query_may_have_been_signed_with_its_question_mark() -> None:
    assert CHECK.holds("/twilio/sms", FIELDS, signed(f"{BASE}/twilio/sms?", FIELDS))
    assert not CHECK.holds("/twilio/sms", FIELDS, signed(f"{BASE}/twilio/sms??", FIELDS))
    assert not CHECK.holds("/twilio/sms?t=a", FIELDS, signed(f"{BASE}/twilio/sms?", FIELDS))


def test_the_fragment_of_a_url_is_never_signed() -> None:
    url = WebhookUrls(BASE).message_status("token")
    target, _, retries = url.removeprefix(BASE).partition("#")
    assert retries
    assert CHECK.holds(target, FIELDS, signed(BASE + target, FIELDS))


@pytest.mark.parametrize("params", [None, 7, b"bytes", ["a"], object()])
def test_what_the_library_cannot_read_is_refused(params: object) -> None:
    assert not CHECK.holds("/twilio/sms?bodySHA256=00", params, "x")
    assert not CHECK.holds("/twilio/sms", params, "x")


@given(
    target=st.text(max_size=80).map(lambda text: f"/{text}"),
    params=st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=4),
    signature=st.text(max_size=40),
)
def test_no_input_makes_it_fail_or_say_yes(
    target: str, params: dict[str, str], signature: str
) -> None:
    assert not CHECK.holds(target, params, signature)
