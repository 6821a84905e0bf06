"""Lists of the REST API: filters, newest first, in pages."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlencode

from service.simulator.rest_error import RestError
from service.simulator.store import Record

R = TypeVar("R", bound=Record)
PAGE_SIZE, PAGE_LIMIT = 50, 1000
AFTER, BEFORE = "PA", "PB"
"""How a PageToken begins: its page lies after the record named, or before it."""
_POSITION = frozenset({"PageSize", "Page", "PageToken"})


def within(moment: datetime | None, query: Mapping[str, str], name: str) -> bool:
    """Whether a moment passes ``name=``, ``name>=`` and ``name<=`` as far as they are given.

    Values are a day (UTC) or a moment; raises RestError 20001 for anything else.
    """
    after = query.get(f"{name}>") or query.get(name)
    before = query.get(f"{name}<") or query.get(name)
    if moment is None:
        return not (after or before)
    if after and moment < _moment(after):
        return False
    if not before:
        return True
    end = _moment(before)
    # A day means all of it; a moment is compared to the second, as the resources show it.
    width = timedelta(days=1) if len(before) == len("2026-01-31") else timedelta(seconds=1)
    return moment - width < end


def _moment(text: str) -> datetime:
    try:
        if len(text) == len("2026-01-31"):
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise RestError(20001) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def page_of(
    records: Iterable[R],
    query: Mapping[str, str],
    uri: str,
    name: str,
    show: Callable[[R], dict[str, Any]],
) -> dict[str, Any]:
    """One page of ``records`` under the key ``name``, which begins after the record of a PageToken
    ``PA…`` or ends before that of a ``PB…``; raises RestError 20001 for a token of no record.
    """
    size = _size(query.get("PageSize", ""))
    number = _whole(query.get("Page", "")) or 0
    shown, more = _page(records, query.get("PageToken", ""), size)

    def to(page: int, token: str = "") -> str:
        where = {"PageSize": size, "Page": page} | ({"PageToken": token} if token else {})
        return f"{uri}?{urlencode(_filters(query) | where)}"

    return {
        name: [show(record) for record in shown],
        "page": number,
        "page_size": size,
        "start": number * size,
        "end": number * size + max(len(shown) - 1, 0),
        "uri": f"{uri}?{urlencode(dict(query))}",
        "first_page_uri": to(0),
        "next_page_uri": to(number + 1, f"{AFTER}{shown[-1].sid}") if more else None,
        "previous_page_uri": to(number - 1, f"{BEFORE}{shown[0].sid}")
        if number and shown
        else None,
    }


def _filters(query: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name not in _POSITION}


def _page(records: Iterable[R], token: str, size: int) -> tuple[list[R], bool]:
    """The page, and whether others follow it."""
    following = iter(records)
    earlier: deque[R] = deque(maxlen=size)
    for record in following if token else ():
        if token == f"{BEFORE}{record.sid}":
            return list(earlier), True
        if token == f"{AFTER}{record.sid}":
            break
        earlier.append(record)
    else:
        if token:
            raise RestError(20001)
    found = list(islice(following, size + 1))
    return found[:size], len(found) > size


def _size(text: str) -> int:
    if not text:
        return PAGE_SIZE
    size = _whole(text)
    if size is None:
        raise RestError(20001)
    return min(max(size, 1), PAGE_LIMIT)


def _whole(text: str) -> int | None:
    # Python reads no more than 4300 digits; no page is so far away.
    return int(text[:9]) if text.isascii() and text.isdecimal() else None
