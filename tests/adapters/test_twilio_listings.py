"""Asking Twilio what it has: the right conclusion from a listing, and none from a bad answer."""

import logging
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from service.adapters.twilio_carrier import TwilioCarrier
from service.ports.carrier import CannotTell, Listed, NotListed, Sighting
from tests.processes import free_ports
from tests.twins.far_server import FarServer, Reply, answers, far_server, hangs, refuses, resets
from tests.twins.twilio_lists import (
    ANOTHER,
    LATER,
    NOW,
    OURS,
    TEXT,
    TO,
    call,
    carrier_at,
    inbound,
    lists,
    message,
)

NOTHING_KNOWN: frozenset[str] = frozenset()


@pytest.fixture
def far() -> Iterator[FarServer]:
    with far_server() as server:
        yield server


def find_text(carrier: TwilioCarrier) -> Sighting:
    return carrier.find_text(TEXT, NOW, NOTHING_KNOWN)


def find_call(carrier: TwilioCarrier) -> Sighting:
    return carrier.find_call(TO, OURS, NOW, NOTHING_KNOWN)


class TestLookingForAText:
    """Was it taken, though its create was not answered?"""

    def test_the_same_words_since_then_are_it(self, far: FarServer) -> None:
        far.reply = lists("Messages", message("SM-it"))
        assert find_text(carrier_at(far.url)) == Listed("SM-it")
        (seen,) = far.seen
        assert parse_qs(urlsplit(seen.path).query)["To"] == [TO]

    @pytest.mark.parametrize(
        "other",
        [
            message("SM-old", minutes=-5),
            message("SM-words", body="Something else."),
            inbound("SM-theirs", body="Hello"),
        ],
        ids=["older", "other words", "theirs"],
    )
    def test_anything_else_is_not_it(self, far: FarServer, other: dict[str, Any]) -> None:
        far.reply = lists("Messages", other)
        assert find_text(carrier_at(far.url)) == NotListed()

    def test_on_a_trial_account_it_is_listed_with_the_words_put_before_it(
        self, far: FarServer
    ) -> None:
        prefixed = f"Sent from your Twilio trial account - {TEXT.body}"
        far.reply = lists("Messages", message("SM-it", body=prefixed))
        assert find_text(carrier_at(far.url)) == Listed("SM-it")

    def test_a_sid_that_is_known_already_is_another_text(self, far: FarServer) -> None:
        far.reply = lists("Messages", message("SM-known"))
        carrier = carrier_at(far.url)
        assert carrier.find_text(TEXT, NOW, frozenset({"SM-known"})) == NotListed()

    def test_of_several_the_first_one_made_is_it(self, far: FarServer) -> None:
        far.reply = lists("Messages", message("SM-later", minutes=3), message("SM-first"))
        assert find_text(carrier_at(far.url)) == Listed("SM-first")

    def test_a_carriers_clock_may_be_a_little_behind(self, far: FarServer) -> None:
        far.reply = lists("Messages", message("SM-it", minutes=-0.5))
        assert find_text(carrier_at(far.url)) == Listed("SM-it")

    def test_a_person_with_many_texts_is_looked_through_page_by_page(self, far: FarServer) -> None:
        others = [message(f"SM-{n}", minutes=30, body=f"Text {n}") for n in range(30)]
        far.reply = lists("Messages", *others, message("SM-it"), page=20)
        assert find_text(carrier_at(far.url)) == Listed("SM-it")
        assert len(far.seen) == 2


class TestLookingForACall:
    """The same for a call."""

    def test_one_that_we_placed_since_then_is_it(self, far: FarServer) -> None:
        far.reply = lists("Calls", call("CA-it"))
        assert find_call(carrier_at(far.url)) == Listed("CA-it")

    @pytest.mark.parametrize(
        "other",
        [call("CA-old", minutes=-5), call("CA-in", direction="inbound")],
        ids=["older", "theirs"],
    )
    def test_anything_else_is_not_it(self, far: FarServer, other: dict[str, Any]) -> None:
        far.reply = lists("Calls", other)
        assert find_call(carrier_at(far.url)) == NotListed()

    def test_a_sid_that_is_known_already_is_another_call(self, far: FarServer) -> None:
        far.reply = lists("Calls", call("CA-known"))
        carrier = carrier_at(far.url)
        assert carrier.find_call(TO, OURS, NOW, frozenset({"CA-known"})) == NotListed()

    def test_one_of_another_programme_in_the_account_is_not_it(self, far: FarServer) -> None:
        far.reply = lists("Calls", call("CA-theirs", **{"from": ANOTHER}))
        assert find_call(carrier_at(far.url)) == NotListed()
        assert find_call(carrier_at(far.url, number=None)) == NotListed()

    def test_one_from_the_number_that_was_set_then_is_it(self, far: FarServer) -> None:
        far.reply = lists("Calls", call("CA-it"))
        assert find_call(carrier_at(far.url, number=ANOTHER)) == Listed("CA-it")


ASKS: list[tuple[Callable[[TwilioCarrier], object], object]] = [
    (find_text, CannotTell()),
    (find_call, CannotTell()),
    (lambda carrier: carrier.texts_between(NOW, LATER), None),
]
everything = pytest.mark.parametrize(("ask", "silence"), ASKS, ids=["text", "call", "arrivals"])

ODD = [
    "",
    "not json",
    "<html>",
    "[]",
    "null",
    "7",
    '"text"',
    "{}",
    '{"messages": null, "calls": null}',
    '{"messages": 7, "calls": 7}',
    '{"messages": [7], "calls": [7]}',
    '{"messages": [null], "calls": [null]}',
]


@everything
@pytest.mark.parametrize("body", ODD)
def test_an_answer_nobody_can_read_tells_nothing(
    far: FarServer, ask: Callable[[TwilioCarrier], object], silence: object, body: str
) -> None:
    far.reply = answers(200, body)
    assert ask(carrier_at(far.url)) == silence


@pytest.mark.parametrize("sid", ["SM" + "1" * 99, "SM\x00", "", None, 7])
def test_a_sid_that_no_row_can_hold_tells_nothing(far: FarServer, sid: object) -> None:
    far.reply = lists("Messages", message(sid))  # type: ignore[arg-type]
    assert find_text(carrier_at(far.url)) == CannotTell()


@everything
@pytest.mark.parametrize("reply", [refuses(401, 20003), refuses(429, 20429), refuses(500, 20500)])
def test_a_refusal_tells_nothing(
    far: FarServer, ask: Callable[[TwilioCarrier], object], silence: object, reply: Reply
) -> None:
    far.reply = reply
    assert ask(carrier_at(far.url)) == silence


@everything
@pytest.mark.parametrize("reply", [hangs, resets])
def test_silence_tells_nothing(
    far: FarServer,
    ask: Callable[[TwilioCarrier], object],
    silence: object,
    reply: Reply,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("service.adapters.twilio_carrier.TIMEOUT_SECONDS", 0.2)
    far.reply = reply
    assert ask(carrier_at(far.url)) == silence


@everything
def test_nobody_there_tells_nothing(
    ask: Callable[[TwilioCarrier], object], silence: object
) -> None:
    assert ask(carrier_at(f"http://127.0.0.1:{free_ports()}")) == silence


@everything
def test_the_log_names_no_number(
    far: FarServer,
    ask: Callable[[TwilioCarrier], object],
    silence: object,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, logger="service")  # the library's own is kept at warnings
    far.reply = refuses(500, 20500)
    assert ask(carrier_at(far.url)) == silence
    assert "8025550142" not in caplog.text
    assert "secret-token" not in caplog.text


FACTS: list[tuple[Reply, str]] = [
    (
        refuses(401, 20003),
        "it refuses with 20003, the account SID or the auth token is wrong: mend",
    ),
    (answers(401, {}), "it refuses with 20003, the account SID or the auth token is wrong: mend"),
    (refuses(429, 20429), "it refuses with 20429, too many requests at once: it is asked again"),
    (refuses(503, 20500), "it fails with 503: it is asked again by itself"),
    (refuses(400, 21999), "it answers 400 (error 21999): check TWILIO_API_URL"),
    (answers(404, "nothing here"), "it answers 404: check TWILIO_API_URL"),
    (answers(200, "not json"), "its answer cannot be read: check TWILIO_API_URL"),
    (resets, "no connection: check the network and TWILIO_API_URL"),
]


@everything
@pytest.mark.parametrize(("reply", "fact"), FACTS)
def test_why_it_lists_nothing_is_told_once_with_the_cure_and_once_that_it_does_again(
    far: FarServer,
    ask: Callable[[TwilioCarrier], object],
    silence: object,
    reply: Reply,
    fact: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    carrier = carrier_at(far.url)
    far.reply = reply
    assert [ask(carrier) for _ in range(3)] == [silence] * 3
    far.reply = lambda handler: lists("Calls" if "Calls" in handler.path else "Messages")(handler)
    assert [ask(carrier) == silence for _ in range(2)] == [False, False]
    away, back = (one for one in caplog.messages if one.startswith("Twilio"))
    assert fact in away
    assert "again" in back
