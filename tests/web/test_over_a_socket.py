"""The web server that ships, asked over a socket as Twilio asks."""

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from tests.serving import ask, serving
from tests.twins.house import OURS
from tests.twins.webhooks import PUBLIC, SUPPORTER, TOKEN

FIELDS = {"CallSid": "CA1", "From": SUPPORTER, "To": OURS, "MessageSid": "SM1", "Body": "S54"}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that runs."""
    with serving(tmp_path_factory.mktemp("server")) as port:
        yield port


def post(port: int, target: str, fields: dict[str, str], signed: str | None = None) -> int:
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC + (signed or target), fields)
    status, _, _ = ask(
        port,
        "POST",
        target,
        urlencode(fields),
        Content_Type="application/x-www-form-urlencoded",
        X_Twilio_Signature=signature,
    )
    return status


@pytest.mark.parametrize(
    "target",
    [
        "/twilio/sms",
        "/twilio/voice",
        "/twilio/voice/step?t=a%2Bb%20c%2F%C3%A9",
        "/twilio/voice/step?t=a+b&t=c&empty=",
        "/twilio/voice/step?t=%ff%00",
        "/twilio/voice/ring?r=-_-",
        "/twilio/status/call?r=x%3Dy",
        "/twilio/status/message",
    ],
)
def test_the_request_line_is_checked_byte_for_byte(port: int, target: str) -> None:
    assert post(port, target, FIELDS) in {200, 204}
    assert post(port, target, FIELDS, signed=target + "x") == 403


def test_equal_meaning_is_not_equal_bytes(port: int) -> None:
    signed, sent = "/twilio/voice/step?t=a%2Fb", "/twilio/voice/step?t=a/b"
    assert post(port, sent, FIELDS, signed=signed) == 403


def test_an_accented_body_is_answered(port: int) -> None:
    fields = FIELDS | {"MessageSid": "SM2", "Body": "¿Qué es esto? 🦊", "Empty": ""}
    assert post(port, "/twilio/sms", fields) == 200


def test_without_a_signature_nothing_is_answered(port: int) -> None:
    status, headers, body = ask(port, "POST", "/twilio/sms", urlencode(FIELDS))
    assert (status, body) == (403, b"403 Forbidden\n")
    assert headers["x-content-type-options"] == "nosniff"


def test_much_is_refused_without_a_signature_and_taken_with_one(port: int) -> None:
    form, much = "application/x-www-form-urlencoded", "x" * 1_100_000
    with suppress(ConnectionError):  # refused unread: the line may be cut while we are sending
        status, _, _ = ask(port, "POST", "/twilio/sms", f"Body={much}", Content_Type=form)
        assert status == 403
    assert post(port, "/twilio/sms", FIELDS | {"MessageSid": "SM3", "Body": much}) == 200


def test_the_question_mark_of_an_empty_query_is_signed_too(port: int) -> None:
    assert post(port, "/twilio/sms?", FIELDS) == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_another_method_is_answered_if_it_is_signed(port: int, method: str) -> None:
    assert ask(port, method, "/twilio/voice")[0] == 403
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/twilio/voice", {})
    status, _, body = ask(port, method, "/twilio/voice", X_Twilio_Signature=signature)
    assert status == 200
    assert method == "HEAD" or b"<Response" in body
