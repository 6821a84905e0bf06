"""The carrier over real HTTP: exactly one request, and the right conclusion from its answer."""

import logging
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.adapters.call_token import CallTokens
from service.adapters.twilio_carrier import TwilioCarrier
from service.adapters.webhook_urls import WebhookUrls
from service.domain.callflow import rung_back
from service.domain.text_records import OutgoingText
from service.domain.words import Language
from service.ports.carrier import (
    Accepted,
    Answer,
    Carrier,
    InDoubt,
    NotNow,
    OutgoingCall,
    Refused,
)
from tests.processes import free_ports
from tests.twins.carrier import CarrierTwin
from tests.twins.far_server import FarServer, Reply, answers, far_server, hangs, refuses, resets

SID = "AC" + "1" * 32
CALL_SID = "CA" + "1" * 32
URLS = WebhookUrls("https://patchline.example")
SERVICE = "MG" + "2" * 32
TO = "+18025550142"
NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
TEXT = OutgoingText(
    7, "row-token", TO, "+12025550154", "Thank you for calling. ¡Adiós!", 1, 1, NOW, NOW, 0
)
START = rung_back("s54", "0123456789ab", 1_800_000_000, Language.EN)
TOKENS = CallTokens("a secret of at least thirty-two characters")
CALL = OutgoingCall("row-token", TO, "+12025550154", START)
Ask = Callable[[Carrier], Answer]
TEXTING: Ask = lambda carrier: carrier.send_text(TEXT)  # noqa: E731
CALLING: Ask = lambda carrier: carrier.place_call(CALL)  # noqa: E731
ENDING: Ask = lambda carrier: carrier.end_call(CALL_SID)  # noqa: E731
both = pytest.mark.parametrize("ask", [TEXTING, CALLING], ids=["text", "call"])
each = pytest.mark.parametrize("ask", [TEXTING, CALLING, ENDING], ids=["text", "call", "end"])


@pytest.fixture
def far() -> Iterator[FarServer]:
    with far_server() as server:
        yield server


def carrier_at(
    url: str, number: str | None = "+12025550154", service: str | None = None
) -> TwilioCarrier:
    return TwilioCarrier(
        SID,
        "secret-token",
        URLS,
        TOKENS,
        number=number,
        messaging_service_sid=service,
        api_url=url,
    )


ACCOUNT = NotNow("the account SID or the auth token is wrong", 20003)
CLOSED = NotNow("the account is suspended or closed, or may not use the API", 20403)
BUSY = NotNow("too many requests at once", 20429)


def problem(status: int, code: object) -> Reply:
    """A problem document as RFC 9457 describes them."""
    return answers(status, {"type": "about:blank", "title": "No", "status": status, "code": code})


ANSWERS: list[tuple[Reply, Answer]] = [
    (answers(201, {"sid": "XX1", "status": "queued"}), Accepted("XX1")),
    (refuses(400, 21610), Refused(21610)),
    (refuses(400, 21211), Refused(21211)),
    (refuses(404, 20404), Refused(20404)),
    (answers(400, "<html>"), Refused(400)),
    (answers(429, "<html>"), BUSY),
    (answers(429, {"message": "slow down"}), BUSY),
    (answers(401, "<html>"), ACCOUNT),
    (answers(403, "<html>"), CLOSED),
    (answers(403, {"message": "no", "status": 403}), CLOSED),
    (refuses(403, 21610), Refused(21610)),
    (answers(401, {"message": "who is this?", "status": 401}), ACCOUNT),
    (problem(400, 21610), Refused(21610)),
    (problem(400, "21211"), Refused(21211)),
    (problem(429, 20429), BUSY),
    (problem(429, None), BUSY),
    (problem(401, 20003), ACCOUNT),
    (problem(503, 20503), InDoubt("the carrier failed with 503")),
    (refuses(429, 20429), NotNow("too many requests at once", 20429)),
    (refuses(401, 20003), NotNow("the account SID or the auth token is wrong", 20003)),
    (refuses(500, 20500), InDoubt("the carrier failed with 500")),
    (answers(503, "down for maintenance"), InDoubt("the carrier failed with 503")),
]


@both
@pytest.mark.parametrize(("reply", "answer"), ANSWERS)
def test_each_answer_is_understood_after_one_request(
    far: FarServer, ask: Ask, reply: Reply, answer: Answer
) -> None:
    far.reply = reply
    assert ask(carrier_at(far.url)) == answer
    assert len(far.seen) == 1


@both
@pytest.mark.parametrize(
    "body",
    [
        *("", "not json", "[]", "null", "{}", '"text"'),
        *('{"sid": null}', '{"sid": ""}', '{"sid": "SM\\u0000"}', '{"sid": "SM\\ud800"}'),
        f'{{"sid": "SM{"1" * 63}"}}',
    ],
)
def test_an_answer_nobody_can_read_leaves_it_in_doubt(far: FarServer, ask: Ask, body: str) -> None:
    far.reply = answers(201, body)
    assert isinstance(ask(carrier_at(far.url)), InDoubt)
    assert len(far.seen) == 1


@both
@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("7", 7), ("0", 0), ("3600", 60), ("9" * 5000, 60), ("soon", 0), ("-5", 0), ("", 0)],
)
def test_whoever_asks_to_be_left_alone_is_for_a_minute_at_most(
    far: FarServer, ask: Ask, asked: str, seconds: int
) -> None:
    def busy(handler: Any) -> None:
        handler.send_response(429)
        handler.send_header("Retry-After", asked)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    far.reply = busy
    assert ask(carrier_at(far.url)) == replace(BUSY, after=timedelta(seconds=seconds))


@both
def test_each_thread_heeds_its_own_answer(far: FarServer, ask: Ask) -> None:
    def busy(handler: Any) -> None:
        handler.send_response(429)
        handler.send_header("Retry-After", "7")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    far.reply = busy
    carrier = carrier_at(far.url)
    ask(carrier)
    far.reply = refuses(429, 20429)
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(ask, carrier).result() == BUSY


@both
@pytest.mark.parametrize("reply", [hangs, resets])
def test_silence_after_the_request_leaves_it_in_doubt(
    far: FarServer, ask: Ask, reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.adapters.twilio_carrier.TIMEOUT_SECONDS", 0.2)
    far.reply = reply
    assert isinstance(ask(carrier_at(far.url)), InDoubt)
    assert len(far.seen) == 1


@both
def test_a_connection_that_is_refused_means_not_now(ask: Ask) -> None:
    assert isinstance(ask(carrier_at(f"http://127.0.0.1:{free_ports()}")), NotNow)


@both
def test_a_connection_that_does_not_come_about_means_not_now(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.adapters.twilio_carrier.TIMEOUT_SECONDS", 0.2)
    with socket.socket() as full, ExitStack() as callers:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):  # more than wait at its door: whoever comes next hears nothing
            caller = callers.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(full.getsockname())
        answer = ask(carrier_at(f"http://127.0.0.1:{full.getsockname()[1]}"))
    assert isinstance(answer, NotNow)


@both
def test_a_host_that_does_not_exist_means_not_now(ask: Ask) -> None:
    assert isinstance(ask(carrier_at("http://nowhere.invalid")), NotNow)


@both
def test_a_redirect_is_not_followed(far: FarServer, ask: Ask) -> None:
    def elsewhere(handler: object) -> None:
        handler.send_response(307)  # type: ignore[attr-defined]
        handler.send_header("Location", f"{far.url}/elsewhere")  # type: ignore[attr-defined]
        handler.send_header("Content-Length", "0")  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]

    far.reply = elsewhere
    assert not isinstance(ask(carrier_at(far.url)), Accepted)
    assert len(far.seen) == 1


@both
@pytest.mark.parametrize("reply", [refuses(400, 21211), refuses(500, 1), answers(201, "x"), resets])
def test_neither_reasons_nor_logs_name_the_number(
    far: FarServer, ask: Ask, reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    far.reply = reply
    answer = ask(carrier_at(far.url))
    for written in (repr(answer), caplog.text):
        assert "8025550142" not in written
        assert "secret-token" not in written


def test_a_text_has_the_fields_that_twilio_wants(far: FarServer) -> None:
    carrier_at(far.url).send_text(TEXT)
    (seen,) = far.seen
    assert seen.path == f"/2010-04-01/Accounts/{SID}/Messages.json"
    assert seen.form == {
        "To": [TO],
        "From": ["+12025550154"],
        "Body": [TEXT.body],
        "StatusCallback": [URLS.message_status("row-token")],
    }
    assert seen.headers["Authorization"].startswith("Basic ")


def test_a_messaging_service_sends_the_texts_but_places_no_calls(far: FarServer) -> None:
    carrier = carrier_at(far.url, service=SERVICE)
    carrier.send_text(TEXT)
    carrier.place_call(CALL)
    text, call = (seen.form for seen in far.seen)
    assert text["MessagingServiceSid"] == [SERVICE]
    assert "From" not in text
    assert call["From"] == ["+12025550154"]


def test_without_a_number_of_its_own_the_one_that_was_texted_answers(far: FarServer) -> None:
    carrier = carrier_at(far.url, number=None)
    carrier.send_text(TEXT)
    carrier.place_call(CALL)
    assert [seen.form["From"] for seen in far.seen] == [[TEXT.our_number], [CALL.our_number]]


def test_a_call_has_the_fields_that_twilio_wants(far: FarServer) -> None:
    carrier_at(far.url).place_call(CALL)
    (seen,) = far.seen
    assert seen.path == f"/2010-04-01/Accounts/{SID}/Calls.json"
    assert seen.form == {
        "To": [TO],
        "From": ["+12025550154"],
        "Url": [URLS.ring("row-token", TOKENS.sign(START, "row-token"))],
        "Method": ["POST"],
        "StatusCallback": [URLS.call_status("row-token")],
        "StatusCallbackEvent": ["initiated", "ringing", "answered", "completed"],
        "StatusCallbackMethod": ["POST"],
        "Timeout": ["30"],
    }


def test_a_call_is_ended_whether_it_rings_or_was_answered(far: FarServer) -> None:
    carrier_at(far.url).end_call(CALL_SID)
    (seen,) = far.seen
    assert seen.path == f"/2010-04-01/Accounts/{SID}/Calls/{CALL_SID}.json"
    assert seen.form == {"Status": ["completed"]}


KINDS = [Accepted("XX1"), Refused(21610), NotNow("too many requests at once", 20429)]


@pytest.mark.parametrize("answer", KINDS)
@pytest.mark.parametrize("real", [True, False], ids=["twilio", "twin"])
@each
def test_the_twin_answers_as_the_real_one(
    far: FarServer, ask: Ask, real: bool, answer: Answer
) -> None:
    twin = CarrierTwin()
    twin.answers = [answer]
    far.reply = next(reply for reply, known in ANSWERS if known == answer)
    assert ask(carrier_at(far.url) if real else twin) == answer
