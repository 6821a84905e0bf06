"""Lists of the REST API: filters, newest first, in pages."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from service.simulator.rest_error import RestError
from service.simulator.store import Record

R = TypeVar("R", bound=Record)
PAGE_SIZE, PAGE_LIMIT = 50, 1000


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
    """One page of ``records`` under the key ``name``; the next one starts after a PageToken."""
    size = _size(query.get("PageSize", ""))
    number = _whole(query.get("Page", "")) or 0
    rest = _after(records, query.get("PageToken", "").removeprefix("PA"))
    found = [record for _, record in zip(range(size + 1), rest, strict=False)]
    shown = found[:size]
    following = None
    if len(found) > size:
        token = {"PageSize": size, "Page": number + 1, "PageToken": f"PA{shown[-1].sid}"}
        kept = {key: value for key, value in query.items() if key not in token}
        following = f"{uri}?{urlencode(kept | token)}"
    return {
        name: [show(record) for record in shown],
        "page": number,
        "page_size": size,
        "start": number * size,
        "end": number * size + max(len(shown) - 1, 0),
        "uri": f"{uri}?{urlencode(dict(query))}",
        "first_page_uri": f"{uri}?{urlencode({'PageSize': size, 'Page': 0})}",
        "next_page_uri": following,
        "previous_page_uri": None,
    }


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


def _after(records: Iterable[R], sid: str) -> Iterable[R]:
    skipping = bool(sid)
    for record in records:
        if not skipping:
            yield record
        elif record.sid == sid:
            skipping = False
