"""The Senate directory as JSON text: pretty-printed, in a stable order, so that diffs read well."""

import json
import logging
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from service.adapters.record import Record, RecordFault
from service.domain.directory import Directory, Office, OfficeKind, Senator
from service.domain.states import CAPITAL_ZONE, STATE_ZONES

_log = logging.getLogger(__name__)


def encode(directory: Directory) -> str:
    """The text of a directory file."""
    content = {
        "generated": directory.generated.isoformat(),
        "committees": dict(sorted(directory.committees.items())),
        "vacant": [f"{state}:{senate_class}" for state, senate_class in directory.vacant],
        "senators": [_senator_fields(senator) for senator in directory.senators],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def decode(text: str, where: str) -> Directory:
    """The directory in a text; raises RecordFault naming ``where``, the key and the reason."""
    try:
        content = Record.of(json.loads(text), where)
    except ValueError as error:
        raise RecordFault(f"{where}: not valid JSON ({error})") from error
    return Directory(
        generated=content.day("generated"),
        senators=tuple(_senator(record) for record in content.records("senators")),
        vacant=tuple(_seat(text, content.where) for text in content.texts("vacant")),
        committees=_names(content.record("committees")),
    )


def _senator_fields(senator: Senator) -> dict[str, object]:
    return {
        "bioguide": senator.bioguide,
        "first": senator.first,
        "last": senator.last,
        "name": senator.name,
        "party": senator.party,
        "state": senator.state,
        "class": senator.senate_class,
        "term_end": senator.term_end.isoformat(),
        "committees": sorted(senator.committees),
        "offices": [_office_fields(office) for office in senator.offices],
    }


def _office_fields(office: Office) -> dict[str, str]:
    return {
        "id": office.id,
        "kind": office.kind.value,
        "city": office.city,
        "phone": office.phone,
        "time_zone": office.time_zone,
    }


def _senator(record: Record) -> Senator:
    state = record.text("state")
    return Senator(
        bioguide=record.text("bioguide"),
        first=record.text("first"),
        last=record.text("last"),
        name=record.text("name"),
        party=record.text("party"),
        state=state,
        senate_class=record.integer("class"),
        term_end=record.day("term_end"),
        committees=frozenset(record.texts("committees")),
        offices=tuple(_office(office, state) for office in record.records("offices")),
    )


def _office(record: Record, state: str) -> Office:
    kind = record.text("kind")
    if kind not in tuple(OfficeKind):
        raise RecordFault(f"{record.where}.kind: expected dc or state, found {kind!r}")
    zone = _zone(record, CAPITAL_ZONE if kind == OfficeKind.DC else STATE_ZONES.get(state))
    return Office(
        record.text("id"), OfficeKind(kind), record.text("city"), record.text("phone"), zone
    )


def _zone(record: Record, likely: str | None) -> str:
    """An office whose zone cannot be used keeps its state's main time: its calls go on."""
    zone = record.fields.get("time_zone")
    if isinstance(zone, str) and _is_zone(zone):
        return zone
    taken = likely or CAPITAL_ZONE
    _log.warning("%s.time_zone: no IANA time zone; taken to be %s", record.where, taken)
    return taken


@lru_cache(maxsize=64)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return False
    return True


def _seat(text: str, where: str) -> tuple[str, int]:
    state, _, senate_class = text.partition(":")
    if senate_class not in ("1", "2", "3"):
        raise RecordFault(f"{where}.vacant: expected a seat such as VT:1, found {text!r}")
    return state, int(senate_class)


def _names(record: Record) -> Mapping[str, str]:
    return {code: record.text(code) for code in record.fields}
