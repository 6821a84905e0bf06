"""Twilio's description of its REST API: what is wrong with a request."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.twins.rest_kinds import fits, sid_pattern

FILE = Path(__file__).with_suffix(".toml")
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked for."""

    name: str
    method: str
    host: str
    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Name → kind."""
    required: Sequence[str] = ()
    any_of: Sequence[Sequence[str]] = ()
    may_be_empty: Sequence[str] = ()

    def is_at(self, path: str) -> bool:
        """Whether it has this address."""
        pattern = re.sub(r"\\{([\w,]+)\\}", lambda sid: sid_pattern(sid[1]), re.escape(self.path))
        return re.fullmatch(pattern, path) is not None

    def faults(self, given: Pairs) -> Iterator[str]:
        """What is wrong with these parameters; a person's data is not repeated."""
        for name, count in Counter(name for name, _ in given).items():
            if count > 1 and not self.parameters.get(name, "").startswith("many "):
                yield f"{name} is given {count} times"
        for name, value in given:
            if name not in self.parameters:
                yield f"{name} is not a parameter"
            elif not self._fits(name, value):
                yield f"{name} is not {self.parameters[name]}"
        names = {name for name, value in given if value}
        yield from (f"{name} is missing" for name in self.required if name not in names)
        yield from (
            f"none of {', '.join(all)} is given" for all in self.any_of if not names & {*all}
        )

    def _fits(self, name: str, value: str) -> bool:
        return (not value and name in self.may_be_empty) or fits(value, self.parameters[name])


@dataclass(frozen=True)
class Description:
    """All operations that are described."""

    operations: Sequence[Operation]

    def find(self, method: str, path: str) -> Operation | None:
        """The operation at an address."""
        return next(
            (one for one in self.operations if one.method == method and one.is_at(path)), None
        )

    def faults(self, method: str, path: str, query: Pairs, form: Pairs) -> list[str]:
        """Everything that is wrong with a request, none if it may be sent."""
        operation = self.find(method, path)
        if operation is None:
            return [f"{method} {path} is not described"]
        given, stray = (query, form) if method == "GET" else (form, query)
        found = [f"{name} stands where {method} has none" for name, _ in stray]
        return [f"{operation.name}: {fault}" for fault in (*found, *operation.faults(given))]


@cache
def description() -> Description:
    """The one in the file beside this module."""
    read: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Description([Operation(**one) for one in read["operation"]])
