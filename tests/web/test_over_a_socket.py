"""The web server that ships, asked over a socket as Twilio asks."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from service.web.reception import BODY_SECONDS, THREADS
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


def opened(port: int, head: str, body: bytes = b"") -> socket.socket:
    """A connection on which a webhook has begun, with a signature that only looks like one."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    made_up = "A" * 27 + "="
    start = f"POST /twilio/sms HTTP/1.1\r\nHost: x\r\nX-Twilio-Signature: {made_up}\r\n"
    connection.sendall(f"{start}{head}\r\n\r\n".encode() + body)
    return connection


def test_bodies_that_do_not_come_keep_nobody_waiting(port: int) -> None:
    with ExitStack() as opens:
        slow = [
            opens.enter_context(opened(port, "Content-Length: 9", b"B")) for _ in range(2 * THREADS)
        ]
        begun = time.monotonic()
        assert post(port, "/twilio/sms", FIELDS | {"MessageSid": "SM4"}) == 200
        assert time.monotonic() - begun < BODY_SECONDS
        for connection in slow:
            assert connection.recv(4096).startswith(b"HTTP/1.1 408 ")
            assert connection.recv(4096) == b""


def test_a_body_that_drips_is_not_waited_for_either(port: int) -> None:
    with opened(port, "Content-Length: 100") as connection:
        connection.settimeout(0.1)
        begun = time.monotonic()
        answer = b""
        while not answer and time.monotonic() - begun < 3 * BODY_SECONDS:
            connection.send(b"B")
            with suppress(TimeoutError):
                answer = connection.recv(4096)
        assert answer.startswith(b"HTTP/1.1 408 ")


def test_more_than_any_webhook_has_is_refused_unread(port: int) -> None:
    with opened(port, "Content-Length: 2000001") as connection:
        assert connection.recv(4096).startswith(b"HTTP/1.1 413 ")


def test_more_than_was_announced_is_refused_once_it_has_come(port: int) -> None:
    with opened(port, "Transfer-Encoding: chunked") as connection:
        part = b"10000\r\n" + b"B" * 0x10000 + b"\r\n"
        with suppress(ConnectionError):
            for _ in range(31):  # the last one is too much
                connection.sendall(part)
        assert connection.recv(4096).startswith(b"HTTP/1.1 413 ")


def test_a_body_of_unknown_length_is_taken_if_it_is_signed(port: int) -> None:
    fields = FIELDS | {"MessageSid": "SM5"}
    body = urlencode(fields).encode()
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/twilio/sms", fields)
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": signature,
        "Transfer-Encoding": "chunked",
    }
    halves = iter((body[:20], body[20:]))
    connection.request("POST", "/twilio/sms", halves, headers, encode_chunked=True)
    assert connection.getresponse().status == 200
    connection.close()


def test_the_question_mark_of_an_empty_query_is_signed_too(port: int) -> None:
    assert post(port, "/twilio/sms?", FIELDS) == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_another_method_is_answered_if_it_is_signed(port: int, method: str) -> None:
    assert ask(port, method, "/twilio/voice")[0] == 403
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/twilio/voice", {})
    status, _, body = ask(port, method, "/twilio/voice", X_Twilio_Signature=signature)
    assert status == 200
    assert method == "HEAD" or b"<Response" in body
