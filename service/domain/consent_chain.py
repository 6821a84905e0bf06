"""The chain that the ledger's events are sealed in, and what a walk along it tells.

Each seal is a keyed hash of its position, the seal before it and one event. So an event that was
altered or exchanged shows in its own seal, and a seal that was altered in the next one.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

_HEAD = re.compile(r"\b(\d{1,18}):([0-9a-f]{64})\b")
_SEAL_BYTES = 32


@dataclass(frozen=True, slots=True)
class Head:
    """A position of the chain and its seal; written ``POSITION:SEAL``, the seal in hex."""

    position: int
    seal: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.seal.hex()}"


START = Head(0, bytes(_SEAL_BYTES))
"""What the first seal rests on."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the chain ended at some moment, kept outside the database."""

    at: datetime
    head: Head


def heads_in(text: str) -> list[Head]:
    """Every ``POSITION:SEAL`` in a text, such as an excerpt of a log."""
    return [Head(int(position), bytes.fromhex(seal)) for position, seal in _HEAD.findall(text)]


def moment(at: datetime) -> str:
    """A moment as seals cover it, the same on every database: UTC, with microseconds."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def canonical(values: Sequence[object]) -> bytes:
    """The one way to write such values down; bytes are told from text."""
    told = json.dumps(values, separators=(",", ":"), default=lambda one: {"hex": one.hex()})
    return told.encode()


Facts = tuple[object, ...]
"""An event as it is stored: id, moment, kind, programme, channel, digest, erases."""


def covered(position: int, before: bytes, facts: Facts) -> bytes:
    """What the seal at a position is a keyed hash of."""
    return canonical([position, before, *facts])


@dataclass(frozen=True, slots=True)
class Link:
    """One position: the event that was sealed there, and its seal."""

    position: int
    event: str
    """The event's id."""
    seal: bytes
    facts: Facts | None
    """None where the event is gone."""


class Walk:
    """Follows the chain link by link and says in words where it does not hold.

    Whether a seal or its event was altered shows in the next link only, so a doubt is put into
    words one link later.
    """

    def __init__(self, mark: Callable[[bytes], bytes], start: Head = START) -> None:
        """``mark`` makes the keyed hash; the walk begins behind ``start``."""
        self._mark = mark
        self._doubt: tuple[Link, bytes] | None = None
        self.end = start
        """The last link so far."""

    def follow(self, link: Link) -> Iterator[str]:
        """The faults that show at this link."""
        if follows := link.position == self.end.position + 1:
            due, seal_was_altered = self._due(link)
            yield from self._judge(seal_was_altered)
        else:
            yield from self._judge(False)
            yield self._gap(link.position)
            due = None
        if link.facts is None:
            yield f"event {link.event}, at position {link.position}, is missing"
        elif follows and due != link.seal:
            self._doubt = (link, due or b"")
        self.end = Head(link.position, link.seal)

    def close(self, recorded: Head | None) -> Iterator[str]:
        """The fault of the last link; ``recorded`` is where the chain is known to end."""
        due = self._doubt[1] if self._doubt else None
        yield from self._judge(recorded == Head(self.end.position, due or b""))

    def _due(self, link: Link) -> tuple[bytes | None, bool]:
        """The seal that the link should have, and whether only the seal before it is wrong."""
        if link.facts is None:
            return None, False
        if self._doubt:
            by_rights = self._mark(covered(link.position, self._doubt[1], link.facts))
            if by_rights == link.seal:
                return by_rights, True
        return self._mark(covered(link.position, self.end.seal, link.facts)), False

    def _judge(self, seal_was_altered: bool) -> Iterator[str]:
        if self._doubt:
            link, _ = self._doubt
            self._doubt = None
            if seal_was_altered:
                yield f"the seal at position {link.position} (event {link.event}) was altered"
            else:
                yield (
                    f"event {link.event}, at position {link.position}, was altered or stands in "
                    "another's place"
                )

    def _gap(self, position: int) -> str:
        first, last = self.end.position + 1, position - 1
        if last < first:
            return f"a seal stands at position {position}, where none can be"
        if first == last:
            return f"position {first} is missing"
        return f"positions {first} to {last} are missing"
