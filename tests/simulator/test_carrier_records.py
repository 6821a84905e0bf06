"""What the carrier remembers and how it is listed."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.simulator.account import Account
from service.simulator.call import Call
from service.simulator.clock import Clock
from service.simulator.events import KEPT, EventLog
from service.simulator.listing import page_of, within
from service.simulator.message import Message
from service.simulator.rest_error import REFUSALS, RestError
from service.simulator.store import Store

ACCOUNT = Account("AC1", "very secret", "+18885550100", "http://127.0.0.1")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class Row:
    sid: str


def show(row: Row) -> dict[str, Any]:
    return {"sid": row.sid}


def test_the_oldest_records_make_room() -> None:
    store: Store[Row] = Store(kept=2)
    for sid in "abc":
        store.add(Row(sid))
    assert [row.sid for row in store.newest_first()] == ["c", "b"]
    assert store.get("a") is None


@given(st.integers(0, 30), st.integers(1, 12))
def test_following_the_pages_shows_every_record_once(count: int, size: int) -> None:
    rows = [Row(f"SM{number}") for number in range(count)]
    query, seen = {"PageSize": str(size), "To": "+1"}, []
    while True:
        page = page_of(rows, query, "/Messages.json", "messages", show)
        seen += [entry["sid"] for entry in page["messages"]]
        if page["next_page_uri"] is None:
            break
        query = dict(parse_qsl(urlsplit(page["next_page_uri"]).query))
        assert query["To"] == "+1"
    assert seen == [row.sid for row in rows]


def test_the_way_back_leads_over_the_same_pages_with_the_same_filters() -> None:
    rows = [Row(sid) for sid in "gfedcba"]
    query, forth = {"PageSize": "3", "To": "+1"}, []
    while True:
        page = page_of(rows, query, "/x", "rows", show)
        forth.append(page["rows"])
        assert dict(parse_qsl(urlsplit(page["first_page_uri"]).query))["To"] == "+1"
        if page["next_page_uri"] is None:
            break
        query = dict(parse_qsl(urlsplit(page["next_page_uri"]).query))
    back = [page["rows"]]
    while page["previous_page_uri"]:
        query = dict(parse_qsl(urlsplit(page["previous_page_uri"]).query))
        assert query["To"] == "+1"
        page = page_of(rows, query, "/x", "rows", show)
        back.append(page["rows"])
    assert back == forth[::-1]


@pytest.mark.parametrize("token", ["PAz", "PBz", "a", "PA"])
def test_a_token_of_no_record_is_refused(token: str) -> None:
    with pytest.raises(RestError, match="20001"):
        page_of([Row("a")], {"PageToken": token}, "/x", "rows", show)


def test_records_that_arrive_meanwhile_do_not_shift_the_pages() -> None:
    rows = [Row("c"), Row("b"), Row("a")]
    first = page_of(rows, {"PageSize": "2"}, "/x", "rows", show)
    query = dict(parse_qsl(urlsplit(first["next_page_uri"]).query))
    second = page_of([Row("d"), *rows], query, "/x", "rows", show)
    assert second["rows"] == [{"sid": "a"}]


@pytest.mark.parametrize(
    ("query", "passes"),
    [
        ({}, True),
        ({"DateSent": "2026-11-24"}, True),
        ({"DateSent": "2026-11-23"}, False),
        ({"DateSent>": "2026-11-24T12:00:00Z"}, True),
        ({"DateSent>": "2026-11-24T12:00:01Z"}, False),
        ({"DateSent<": "2026-11-24"}, True),
        ({"DateSent<": "2026-11-23"}, False),
        ({"DateSent>": "2026-11-24T13:00:00+01:00", "DateSent<": "2026-11-24T12:00:00"}, True),
    ],
)
def test_moments_are_filtered_by_day_or_second(query: dict[str, str], passes: bool) -> None:
    assert within(NOON, query, "DateSent") is passes
    assert within(None, query, "DateSent") is (not query)


def test_a_bad_page_size_or_moment_is_refused() -> None:
    for query in ({"PageSize": "-1"}, {"PageSize": "many"}):
        with pytest.raises(RestError):
            page_of([], query, "/x", "rows", show)
    with pytest.raises(RestError):
        within(NOON, {"DateSent": "2026-13-01"}, "DateSent")


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_refusal_repeats_the_value_in_its_body_only(code: int) -> None:
    error = RestError(code, "+18025550142")
    assert "8025550142" not in f"{error} {error!r}"
    assert error.to_json()["code"] == code


def test_nothing_personal_or_secret_stands_in_a_repr() -> None:
    message = Message("SM1", "+18025550142", "+18885550100", "my words", "inbound", "", NOON)
    call = Call("CA1", "+18025550142", "+18885550100", "inbound", NOON)
    shown = f"{message!r} {call!r} {ACCOUNT!r}"
    for private in ("8025550142", "my words", "very secret"):
        assert private not in shown


def test_a_call_ends_once_and_counts_the_time_that_it_was_connected() -> None:
    call = Call("CA1", "+18025550142", "+18885550100", "inbound", NOON)
    assert call.advance("in-progress", NOON)
    assert call.advance("completed", NOON.replace(second=42))
    assert not call.advance("busy", NOON.replace(second=59))
    assert (call.status, call.seconds) == ("completed", 42)


async def test_readers_wake_for_news_and_old_events_are_forgotten() -> None:
    log = EventLog(Clock())
    reader = asyncio.ensure_future(log.wait(0, 5))
    await asyncio.sleep(0)
    log.tell("first", phone="p1")
    (event,) = await reader
    assert (event["seq"], event["kind"], event["phone"]) == (1, "first", "p1")
    assert await log.wait(1, 0.01) == []
    for _ in range(KEPT):
        log.tell("more")
    assert len(log.since(0)) == KEPT
    assert log.since(0)[0]["seq"] == 2
