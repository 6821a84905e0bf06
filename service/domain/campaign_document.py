"""A campaign file's contents, read into a campaign."""

import re
from collections.abc import Mapping
from datetime import time
from enum import StrEnum

from service.domain.campaign import (
    Bill,
    CallOrder,
    Campaign,
    CampaignKind,
    Position,
    Positions,
)
from service.domain.campaign_wording import call_wording, info_wording
from service.domain.document import Table
from service.domain.words import Language

TITLE_LENGTH = 45
EARLIEST, LATEST = time(8), time(21)
"""Outside these hours nobody may be rung who did not ask for it that minute."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_BIOGUIDE = re.compile(r"[A-Z]\d{6}")
_COMMITTEE = re.compile(r"[SJ][A-Z]{3}")
_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class Chamber(StrEnum):
    """Whose members are called."""

    SENATE = "senate"


def read_document(root: Table, revision: str, source: str) -> Campaign:
    """The campaign that a file's root table describes.

    Only fit for use if no fault was noted in the table: what is wrong is read as empty, so that
    the rest can be checked all the same.
    """
    kind = root.choice("kind", CampaignKind) or _likely_kind(root)
    calls = kind is CampaignKind.CALL
    stands = root.table("positions", required=False) if calls else None
    campaign = Campaign(
        slug=_matching(root, "slug", root.string("slug"), _SLUG, "small letters, digits, hyphens"),
        revision=revision,
        order=root.integer("order", 0, 9999),
        kind=kind,
        titles=_titles(root.table("title")),
        keywords=_keywords(root.table("keywords")),
        wording=call_wording(root, _held(stands)) if stands else info_wording(root),
        bill=_bill(root.table("bill")) if calls and root.has("bill") else None,
        positions=_positions(stands) if stands else Positions(),
        call_order=_call_order(root.table("targets")) if calls else CallOrder.CLASS,
        ring_hours=_hours(root.table("hours", required=False)) if calls else (EARLIEST, LATEST),
        source=source,
    )
    root.close()
    return campaign


def _likely_kind(root: Table) -> CampaignKind:
    """What to read a file as whose kind is not known, so as not to miss what it never meant."""
    return CampaignKind.CALL if root.has("voice") else CampaignKind.INFO


def _held(stands: Table) -> frozenset[Position]:
    """The positions that some senator may hold, hence those that need a script."""
    return frozenset(p for p in Position if p is Position.NONE or stands.has(p))


def _matching(table: Table, key: str, value: str, pattern: re.Pattern[str], form: str) -> str:
    if value and not pattern.fullmatch(value):
        table.fault(key, f"{value[:40]!r} is malformed; write {form}")
    return value


def _titles(table: Table) -> Mapping[Language, str]:
    titles = {
        language: table.short(language, table.string(language), TITLE_LENGTH)
        for language in Language
    }
    table.close()
    return titles


def _keywords(table: Table) -> Mapping[Language, tuple[str, ...]]:
    keywords = {language: table.strings(language) for language in Language}
    table.close()
    return keywords


def _bill(table: Table) -> Bill:
    summary = table.table("summary")
    bill = Bill(
        number=table.string("number"),
        congress=table.integer("congress", 1, 999),
        title=table.string("title"),
        summary={language: summary.string(language) for language in Language},
    )
    summary.close()
    table.close()
    return bill


def _positions(table: Table) -> Positions:
    sponsors = _senators(table, "sponsor")
    cosponsors = _senators(table, "cosponsor")
    for both in sorted(sponsors & cosponsors):
        table.fault("cosponsor", f"{both} is the sponsor already; list each senator once")
    committee = table.string("committee") if table.has("committee") else None
    if committee:
        _matching(table, "committee", committee, _COMMITTEE, "four letters such as SSJU")
    table.close()
    return Positions(sponsors, cosponsors, committee)


def _senators(table: Table, key: str) -> frozenset[str]:
    ids = table.strings(key) if table.has(key) else ()
    for bioguide in sorted({one for one in ids if ids.count(one) > 1}):
        table.fault(key, f"{bioguide[:40]} is listed twice; list each senator once")
    for bioguide in ids:
        _matching(table, key, bioguide, _BIOGUIDE, "Bioguide ids such as S000033")
    return frozenset(ids)


def _call_order(table: Table) -> CallOrder:
    table.choice("chamber", Chamber)
    order = table.choice("order", CallOrder) or CallOrder.CLASS
    table.close()
    return order


def _hours(table: Table) -> tuple[time, time]:
    first = _hour(table, "ring_from", EARLIEST)
    last = _hour(table, "ring_to", LATEST)
    if first >= last:
        table.fault("ring_to", "must be later than ring_from")
    table.close()
    return first, last


def _hour(table: Table, key: str, default: time) -> time:
    if not table.has(key):
        return default
    text = table.string(key)
    match = _HOUR.fullmatch(text)
    hour = time(int(match[1]), int(match[2])) if match else None
    if hour is not None and EARLIEST <= hour <= LATEST:
        return hour
    if text:
        table.fault(key, f"must be a time from {EARLIEST:%H:%M} to {LATEST:%H:%M}")
    return default
