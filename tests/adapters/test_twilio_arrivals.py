"""Texts that people sent us, fetched by Twilio's list: ours, each once, none that is odd."""

from collections.abc import Iterator
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.twins.far_server import FarServer, far_server
from tests.twins.twilio_lists import (
    ANOTHER,
    LATER,
    NOW,
    OURS,
    SERVICE,
    TO,
    carrier_at,
    inbound,
    lists,
    message,
    texts_at,
)


@pytest.fixture
def far() -> Iterator[FarServer]:
    with far_server() as server:
        yield server


def test_only_what_people_sent_oldest_first(far: FarServer) -> None:
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


def test_a_text_to_another_number_of_the_account_is_not_ours(far: FarServer) -> None:
    far.reply = lists("Messages", inbound("SM-other", to=ANOTHER), inbound("SM-ours"))
    assert [one.text.sid for one in texts_at(far.url)] == ["SM-ours"]
    assert parse_qs(urlsplit(far.seen[0].path).query)["To"] == [OURS]


@pytest.mark.parametrize("number", [OURS, None])
def test_with_a_messaging_service_whatever_came_to_it_is_ours(
    far: FarServer, number: str | None
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


def test_one_that_came_to_our_number_past_the_service_is_ours_too(far: FarServer) -> None:
    far.reply = lists("Messages", inbound("SM-1", messaging_service_sid=None))
    arrivals = carrier_at(far.url, OURS, SERVICE).texts_between(NOW, LATER)
    assert arrivals is not None
    assert [one.text.sid for one in arrivals.texts] == ["SM-1"]


def test_fields_are_cut_to_what_a_row_holds(far: FarServer) -> None:
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


def test_the_time_is_asked_for_to_the_second_and_no_less(far: FarServer) -> None:
    far.reply = lists("Messages")
    assert texts_at(far.url) == []
    (seen,) = far.seen
    query = parse_qs(urlsplit(seen.path).query)
    assert query["DateSent>"] == ["2026-11-24T16:00:00Z"]
    assert query["DateSent<"] == ["2026-11-24T17:00:01Z"]


def test_pages_are_followed_to_their_end(far: FarServer) -> None:
    far.reply = lists("Messages", *(inbound(f"SM-{n}", minutes=-n) for n in range(45)), page=20)
    assert len(texts_at(far.url)) == 45
    assert len(far.seen) == 3


def test_an_older_text_is_found_behind_many_of_ours(far: FarServer) -> None:
    ours = (message(f"SM-ours-{n}", minutes=5) for n in range(700))
    far.reply = lists("Messages", *ours, inbound("SM-theirs"), page=500)
    assert [one.text.sid for one in texts_at(far.url)] == ["SM-theirs"]


def test_two_of_one_second_keep_their_order(far: FarServer) -> None:
    far.reply = lists("Messages", inbound("SM-2", body="STOP"), inbound("SM-1", body="START"))
    assert [one.text.sid for one in texts_at(far.url)] == ["SM-1", "SM-2"]


def test_a_listing_too_long_to_look_through_is_called_so(far: FarServer) -> None:
    newest, ours = inbound("SM-theirs", minutes=9), message("SM-ours")
    far.reply = lists("Messages", newest, *[ours] * 20_000, page=1000)
    arrivals = carrier_at(far.url).texts_between(NOW, LATER)
    assert arrivals is not None
    assert [one.text.sid for one in arrivals.texts] == ["SM-theirs"]
    assert not arrivals.whole


def test_a_page_that_fails_means_that_nothing_is_known(far: FarServer) -> None:
    whole = lists("Messages", *(inbound(f"SM-{n}") for n in range(45)), page=20)
    far.reply = lambda handler: (
        handler.answer(500, {"code": 20500}) if len(far.seen) > 1 else whole(handler)
    )
    assert carrier_at(far.url).texts_between(NOW, LATER) is None


def test_fields_that_are_missing_are_empty(far: FarServer) -> None:
    made = format_datetime(NOW)
    bare = {"sid": "SM-1", "direction": "inbound", "date_created": made, "to": OURS}
    far.reply = lists("Messages", bare)
    (one,) = texts_at(far.url)
    assert (one.text.body, one.sender, one.text.media) == ("", "", 0)


@pytest.mark.parametrize(
    "odd",
    [
        inbound("SM-odd", num_media="many"),
        inbound("SM-odd", num_media=[7]),
        inbound("SM-odd", date_sent=None, date_created=None),
        inbound("SM-odd", date_sent="yesterday", date_created="yesterday"),
        inbound("SM-odd", body=7),
        inbound("SM-odd", **{"from": ["+18025550142"]}),
        inbound("SM-odd" + "0" * 99),
    ],
    ids=["media", "media list", "no date", "odd date", "body", "sender", "sid"],
)
def test_an_arrival_nobody_can_read_holds_up_no_other(far: FarServer, odd: dict[str, Any]) -> None:
    far.reply = lists("Messages", odd, inbound("SM-1"))
    arrivals = carrier_at(far.url).texts_between(NOW, LATER)
    assert arrivals is not None
    assert [one.text.sid for one in arrivals.texts] == ["SM-1"]


def test_a_text_with_more_pictures_than_there_can_be_is_taken_in(far: FarServer) -> None:
    far.reply = lists("Messages", inbound("SM-1", num_media="99999999999999999999"))
    arrivals = carrier_at(far.url).texts_between(NOW, LATER)
    assert arrivals is not None
    assert [one.text.media for one in arrivals.texts] == [10]
