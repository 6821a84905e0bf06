"""What happened while the database was down, kept aside on this machine."""

from collections.abc import Callable
from typing import Any, Protocol

from service.domain.errors import PatchlineError

Entry = dict[str, Any]
"""One event, as plain JSON: its ``kind``, its moment ``at`` (ISO 8601) and what it needs."""


SET_APART_CURE = (
    "mend what the log names, then rename the file to events while the web server is stopped"
)
"""What a person does about events that could not be taken in."""


class NotTaken(PatchlineError):
    """An event that nothing can be made of, now or later."""


class Journal(Protocol):
    """Keeps events in order until they are in the database."""

    def keep(self, entry: Entry) -> bool:
        """Add an event; on disk, encrypted, before this returns. Never raises.

        Whether it is the first: no other waits.
        """
        ...

    def waits(self) -> bool:
        """Whether events of this machine are not in the database yet."""
        ...

    def left(self) -> int:
        """How many they are, for whoever can wait for a count."""
        ...

    def hold_up(self, why: str) -> None:
        """Remember why none is taken in, until all were. Nothing personal. Never raises."""
        ...

    def held_up_by(self) -> str | None:
        """The last such reason; None: none is known."""
        ...

    def set_apart(self) -> int:
        """How many events could not be taken in, and wait for a person."""
        ...

    def replay(self, handle: Callable[[Entry], None], settle: Callable[[], None]) -> int:
        """Hand over every event in order, and forget them bit by bit; how many there were.

        Before any is forgotten ``settle`` is called: once it returns, what was made of those handed
        over is safe. One that raises NotTaken is set apart for a person to look at. Stops at any
        other exception and raises it; those that are not settled are handed over again next time,
        so handling one twice has to be harmless.
        """
        ...
