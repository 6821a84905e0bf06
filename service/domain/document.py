"""Reading a table of a file that a person wrote, noting every fault instead of stopping at one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from service.domain.fault import Fault
from service.domain.template import Template, TemplateFault

Choice = TypeVar("Choice", bound=StrEnum)

_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""What no phone shows, and what XML, in which calls are told what to say, cannot carry."""


@dataclass
class Table:
    """One table, read key by key. What is missing or wrong is noted in ``faults`` and read as
    an empty value, so that a reader can go on and find the rest."""

    file: str
    path: str
    values: Mapping[str, object]
    faults: list[Fault]
    _read: set[str] = field(default_factory=set)

    def fault(self, key: str, reason: str) -> None:
        """Note a fault of one key, or of the table itself where the key is empty."""
        self.faults.append(Fault(self.file, ".".join(filter(None, (self.path, key))), reason))

    def has(self, key: str) -> bool:
        """Whether a key that may be left out is there, whatever its value."""
        self._read.add(key)
        return key in self.values

    def string(self, key: str) -> str:
        """A string that says something."""
        value = self._value(key)
        if isinstance(value, str) and value.strip():
            if _UNSPEAKABLE.search(value):
                self.fault(key, "holds an invisible control character; remove it")
            return value
        if value is not None:
            self.fault(key, "must be a text, and not an empty one")
        return ""

    def integer(self, key: str, least: int, most: int) -> int:
        """A whole number between two bounds, both allowed."""
        value = self._value(key)
        # To Python a truth value is a number, to a person it is not.
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        if value is not None:
            self.fault(key, f"must be a whole number from {least} to {most}")
        return least

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts with at least one in it."""
        value = self._value(key)
        if isinstance(value, list) and value and all(_says_something(item) for item in value):
            return tuple(value)
        if value is not None:
            self.fault(
                key, "must be a list of texts, at least one, none empty or with control characters"
            )
        return ()

    def choice(self, key: str, choices: type[Choice]) -> Choice | None:
        """One of the names of an enumeration."""
        value = self._value(key)
        if value is None:
            return None
        if isinstance(value, str) and value in {member.value for member in choices}:
            return choices(value)
        self.fault(key, f"must be one of {', '.join(choices)}")
        return None

    def template(self, key: str, allowed: Iterable[str]) -> Template:
        """A text whose placeholders are all among those allowed."""
        try:
            template = Template(self.string(key))
        except TemplateFault as error:
            self.fault(key, str(error))
            return Template("")
        unknown = sorted(template.fields.difference(allowed))
        for name in unknown:
            self.fault(key, f"unknown placeholder {{{name}}}; {_may_use(allowed)}")
        return template.without(unknown) if unknown else template

    def short(self, key: str, value: str, most: int) -> str:
        """The value, noted as a fault where it has more characters than fit."""
        if len(value) > most:
            self.fault(key, f"{len(value)} characters long; at most {most} fit where it is said")
        return value

    def day(self, key: str) -> date | None:
        """A date, written without quotes."""
        value = self._value(key)
        if type(value) is date:  # a date with a time of day is a date to Python, but not to us
            return value
        if value is not None:
            self.fault(key, "must be a date without quotes, such as 2026-12-24")
        return None

    def tables(self, key: str) -> tuple["Table", ...]:
        """Tables under double brackets; none where the key is missing."""
        value = self.values.get(key, []) if self.has(key) else []
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            self.fault(key, f"must be tables, each under [[{key}]]")
            return ()
        path = ".".join(filter(None, (self.path, key)))
        return tuple(
            Table(self.file, f"{path}[{number}]", item, self.faults)
            for number, item in enumerate(value, start=1)
        )

    def table(self, key: str, required: bool = True) -> "Table":
        """A table within this one; an empty one where it is missing or no table."""
        value = self._value(key) if self.has(key) or required else {}
        if value is not None and not isinstance(value, Mapping):
            self.fault(key, "must be a table")
        known = value if isinstance(value, Mapping) else {}
        # A missing table is one fault; its keys need not be listed as missing too.
        faults = self.faults if isinstance(value, Mapping) else []
        path = ".".join(filter(None, (self.path, key)))
        return Table(self.file, path, known, faults)

    def close(self) -> None:
        """Note every key that nothing asked for."""
        for key in sorted(self.values.keys() - self._read):
            self.fault(key, f"unknown key; this table has {', '.join(sorted(self._read))}")

    def _value(self, key: str) -> object:
        self._read.add(key)
        if key not in self.values:
            self.fault(key, "missing")
        return self.values.get(key)


def _says_something(item: object) -> bool:
    return isinstance(item, str) and bool(item.strip()) and not _UNSPEAKABLE.search(item)


def _may_use(allowed: Iterable[str]) -> str:
    names = ", ".join(f"{{{name}}}" for name in sorted(allowed))
    return f"use one of {names}" if names else "this text has none"
