"""Asking Twilio what it has: the right conclusion from a listing, and none from a bad answer."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from service.adapters.call_token import CallTokens
from service.adapters.twilio_carrier import TwilioCarrier
from service.adapters.webhook_urls import WebhookUrls
from service.domain.records import OutgoingText
from service.ports.carrier import Arrived, CannotTell, Listed, NotListed, Sighting
from tests.processes import free_ports
from tests.twins.far_server import FarServer, Reply, answers, far_server, hangs, refuses, resets

SID = "AC" + "1" * 32
TO, OURS = "+18025550142", "+12025550154"
ANOTHER = "+12025550199"
"""A number of the same account that is none of ours."""
SERVICE = "MG" + "2" * 32
NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
TEXT = OutgoingText(7, "row-token", TO, OURS, "Thank you.", 1, 1, NOW, NOW, 0)
NOTHING_KNOWN: frozenset[str] = frozenset()


@pytest.fixture
def far() -> Iterator[FarServer]:
    with far_server() as server:
        yield server


def carrier_at(url: str, number: str | None = OURS, service: str | None = None) -> TwilioCarrier:
    return TwilioCarrier(
        SID,
        "secret-token",
        WebhookUrls("https://patchline.example"),
        CallTokens("a secret of at least thirty-two characters"),
        number=number,
        messaging_service_sid=service,
        api_url=url,
    )


def message(sid: str, minutes: float = 0, **fields: Any) -> dict[str, Any]:
    """A Message as Twilio lists it, made so many minutes after ``NOW``."""
    at = format_datetime(NOW + timedelta(minutes=minutes))
    sent = {"direction": "outbound-api", "from": OURS, "to": TO, "body": TEXT.body}
    return {"sid": sid, "date_created": at, "date_sent": at, "num_media": "0", **sent, **fields}


def inbound(sid: str, minutes: float = 0, **fields: Any) -> dict[str, Any]:
    """A Message that a person sent us."""
    return message(sid, minutes, **{"direction": "inbound", "from": TO, "to": OURS, **fields})


def call(sid: str, minutes: float = 0, direction: str = "outbound-api") -> dict[str, Any]:
    """A Call as Twilio lists it."""
    at = format_datetime(NOW + timedelta(minutes=minutes))
    return {"sid": sid, "date_created": at, "direction": direction, "to": TO, "from": OURS}


def lists(kind: str, *resources: dict[str, Any], page: int = 50) -> Reply:
    """Answer with these, newest first, in pages."""

    def reply(handler: Any) -> None:
        query = parse_qs(urlsplit(handler.path).query)
        start = int(query.get("Page", ["0"])[0]) * page
        more = start + page < len(resources)
        following = f"/2010-04-01/Accounts/{SID}/{kind}.json?Page={start // page + 1}"
        handler.answer(
            200,
            {
                kind.lower(): resources[start : start + page],
                "next_page_uri": following if more else None,
            },
        )

    return reply


def texts_at(url: str) -> Sequence[Arrived]:
    """What arrived since ``NOW``, looked through to its end."""
    arrivals = carrier_at(url).texts_between(NOW, LATER)
    assert arrivals is not None
    assert arrivals.whole
    return arrivals.texts


def find_text(carrier: TwilioCarrier) -> Sighting:
    return carrier.find_text(TEXT, NOW, NOTHING_KNOWN)


def find_call(carrier: TwilioCarrier) -> Sighting:
    return carrier.find_call(TO, NOW, NOTHING_KNOWN)


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
        assert carrier.find_call(TO, NOW, frozenset({"CA-known"})) == NotListed()


class TestTextsThatArrived:
    """What people sent us since a moment."""

    def test_only_what_people_sent_oldest_first(self, far: FarServer) -> None:
        far.reply = lists(
            "Messages",
            inbound("SM-2", minutes=2, body="STOP", num_media="1"),
            message("SM-ours", minutes=1),
            inbound("SM-1", body="S54"),
        )
        arrived = texts_at(far.url)
        assert [(one.text.sid, one.text.body, one.text.media) for one in arrived] == [
            ("SM-1", "S54", 0),
            ("SM-2", "STOP", 1),
        ]
        assert {(one.sender, one.text.to) for one in arrived} == {(TO, OURS)}
        assert arrived[0].at == NOW

    def test_a_text_to_another_number_of_the_account_is_not_ours(self, far: FarServer) -> None:
        far.reply = lists("Messages", inbound("SM-other", to=ANOTHER), inbound("SM-ours"))
        assert [one.text.sid for one in texts_at(far.url)] == ["SM-ours"]
        assert parse_qs(urlsplit(far.seen[0].path).query)["To"] == [OURS]

    @pytest.mark.parametrize("number", [OURS, None])
    def test_with_a_messaging_service_whatever_came_to_it_is_ours(
        self, far: FarServer, number: str | None
    ) -> None:
        far.reply = lists(
            "Messages",
            inbound("SM-other", to=ANOTHER),
            inbound("SM-theirs", to=ANOTHER, messaging_service_sid="MG" + "3" * 32),
            inbound("SM-pool", to="+18025550100", messaging_service_sid=SERVICE),
        )
        arrivals = carrier_at(far.url, number, SERVICE).texts_between(NOW, LATER)
        assert arrivals is not None
        assert [one.text.sid for one in arrivals.texts] == ["SM-pool"]
        assert "To" not in parse_qs(urlsplit(far.seen[0].path).query)

    def test_one_that_came_to_our_number_past_the_service_is_ours_too(self, far: FarServer) -> None:
        far.reply = lists("Messages", inbound("SM-1", messaging_service_sid=None))
        arrivals = carrier_at(far.url, OURS, SERVICE).texts_between(NOW, LATER)
        assert arrivals is not None
        assert [one.text.sid for one in arrivals.texts] == ["SM-1"]

    def test_fields_are_cut_to_what_a_row_holds(self, far: FarServer) -> None:
        odd = inbound(
            "SM-1",
            to="whatsapp:+12025550154",
            body="S\x0054 \ud800" + "x" * 2000,
            messaging_service_sid=SERVICE,
            **{"from": "whatsapp:+18025550142" + "0" * 99},
        )
        far.reply = lists("Messages", odd)
        arrivals = carrier_at(far.url, OURS, SERVICE).texts_between(NOW, LATER)
        assert arrivals is not None
        (one,) = arrivals.texts
        assert [len(field) for field in (one.text.to, one.sender)] == [20, 64]
        assert one.text.body.startswith("S54 ?xxx")
        assert len(one.text.body) == 1600

    def test_the_time_is_asked_for_to_the_second_and_no_less(self, far: FarServer) -> None:
        far.reply = lists("Messages")
        assert texts_at(far.url) == []
        (seen,) = far.seen
        query = parse_qs(urlsplit(seen.path).query)
        assert query["DateSent>"] == ["2026-11-24T16:00:00Z"]
        assert query["DateSent<"] == ["2026-11-24T17:00:01Z"]

    def test_pages_are_followed_to_their_end(self, far: FarServer) -> None:
        far.reply = lists("Messages", *(inbound(f"SM-{n}", minutes=-n) for n in range(45)), page=20)
        assert len(texts_at(far.url)) == 45
        assert len(far.seen) == 3

    def test_an_older_text_is_found_behind_many_of_ours(self, far: FarServer) -> None:
        ours = (message(f"SM-ours-{n}", minutes=5) for n in range(700))
        far.reply = lists("Messages", *ours, inbound("SM-theirs"), page=500)
        assert [one.text.sid for one in texts_at(far.url)] == ["SM-theirs"]

    def test_two_of_one_second_keep_their_order(self, far: FarServer) -> None:
        far.reply = lists("Messages", inbound("SM-2", body="STOP"), inbound("SM-1", body="START"))
        assert [one.text.sid for one in texts_at(far.url)] == ["SM-1", "SM-2"]

    def test_a_listing_too_long_to_look_through_is_called_so(self, far: FarServer) -> None:
        newest, ours = inbound("SM-theirs", minutes=9), message("SM-ours")
        far.reply = lists("Messages", newest, *[ours] * 20_000, page=1000)
        arrivals = carrier_at(far.url).texts_between(NOW, LATER)
        assert arrivals is not None
        assert [one.text.sid for one in arrivals.texts] == ["SM-theirs"]
        assert not arrivals.whole

    def test_a_page_that_fails_means_that_nothing_is_known(self, far: FarServer) -> None:
        whole = lists("Messages", *(inbound(f"SM-{n}") for n in range(45)), page=20)
        far.reply = lambda handler: (
            handler.answer(500, {"code": 20500}) if len(far.seen) > 1 else whole(handler)
        )
        assert carrier_at(far.url).texts_between(NOW, LATER) is None

    def test_fields_that_are_missing_are_empty(self, far: FarServer) -> None:
        made = format_datetime(NOW)
        bare = {"sid": "SM-1", "direction": "inbound", "date_created": made, "to": OURS}
        far.reply = lists("Messages", bare)
        (one,) = texts_at(far.url)
        assert (one.text.body, one.sender, one.text.media) == ("", "", 0)


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


@pytest.mark.parametrize(
    "odd",
    [
        inbound("SM-odd", num_media="many"),
        inbound("SM-odd", num_media=[7]),
        inbound("SM-odd", date_sent=None, date_created=None),
        inbound("SM-odd", body=7),
        inbound("SM-odd", **{"from": ["+18025550142"]}),
        inbound("SM-odd" + "0" * 99),
    ],
    ids=["media", "media list", "no date", "body", "sender", "sid"],
)
def test_an_arrival_nobody_can_read_holds_up_no_other(far: FarServer, odd: dict[str, Any]) -> None:
    far.reply = lists("Messages", odd, inbound("SM-1"))
    arrivals = carrier_at(far.url).texts_between(NOW, LATER)
    assert arrivals is not None
    assert [one.text.sid for one in arrivals.texts] == ["SM-1"]


def test_an_arrival_of_an_odd_day_tells_nothing(far: FarServer) -> None:
    odd = inbound("SM-odd", date_sent="yesterday", date_created="yesterday")
    far.reply = lists("Messages", odd, inbound("SM-1"))
    assert carrier_at(far.url).texts_between(NOW, LATER) is None


def test_a_text_with_more_pictures_than_there_can_be_is_taken_in(far: FarServer) -> None:
    far.reply = lists("Messages", inbound("SM-1", num_media="99999999999999999999"))
    arrivals = carrier_at(far.url).texts_between(NOW, LATER)
    assert arrivals is not None
    assert [one.text.media for one in arrivals.texts] == [10]


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
