"""Typed reading of parsed JSON and YAML: every fault names the place and what is wrong there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.domain.errors import PatchlineError


class RecordFault(PatchlineError):
    """A file's content has not the shape it should have."""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping and where it stands, such as ``senate.json: senators[3].offices[0]``."""

    fields: Mapping[str, object]
    where: str

    @classmethod
    def of(cls, value: object, where: str) -> "Record":
        """The value as a record; raises RecordFault when it is no mapping."""
        if not isinstance(value, Mapping):
            raise RecordFault(f"{where}: expected an object, found {_kind(value)}")
        return cls(value, where)

    def text(self, key: str) -> str:
        """A text that must be there and not be blank."""
        value = self.fields.get(key)
        if isinstance(value, str) and value.strip():
            return value
        raise self._fault(key, "a text")

    def optional_text(self, key: str) -> str:
        """A text, empty where there is none."""
        return self.text(key) if self.fields.get(key) not in (None, "") else ""

    def integer(self, key: str) -> int:
        """A whole number."""
        value = self.fields.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise self._fault(key, "a whole number")

    def day(self, key: str) -> date:
        """A date, written ``YYYY-MM-DD``; YAML may have made one of it already."""
        value = self.fields.get(key)
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(self.text(key))
        except ValueError as error:
            raise self._fault(key, "a date such as 2027-01-03") from error

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self.items(key)
        if not all(isinstance(value, str) for value in values):
            raise self._fault(key, "a list of texts")
        return tuple(str(value) for value in values)

    def record(self, key: str) -> "Record":
        """A mapping within this one."""
        return Record.of(self.fields.get(key), f"{self.where}.{key}")

    def records(self, key: str) -> list["Record"]:
        """A list of mappings."""
        return records(self.items(key), f"{self.where}.{key}")

    def items(self, key: str) -> list[object]:
        """A list of anything."""
        value = self.fields.get(key)
        if isinstance(value, list):
            return value
        raise self._fault(key, "a list")

    def _fault(self, key: str, expected: str) -> RecordFault:
        found = _kind(self.fields.get(key))
        return RecordFault(f"{self.where}.{key}: expected {expected}, found {found}")


def records(value: object, where: str) -> list[Record]:
    """A list of mappings; raises RecordFault naming the first that is none."""
    if not isinstance(value, list):
        raise RecordFault(f"{where}: expected a list, found {_kind(value)}")
    return [Record.of(item, f"{where}[{index}]") for index, item in enumerate(value)]


def _kind(value: object) -> str:
    return "nothing" if value is None else f"{type(value).__name__} {str(value)[:40]!r}"
