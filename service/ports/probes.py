"""What can be seen of an installation from outside its processes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from service.domain.errors import PatchlineError
from service.domain.halt import Halt
from service.domain.refusal import Refusal
from service.domain.set_aside import SetAside


class CannotLook(PatchlineError):
    """Nothing can be seen of something, which is a fault by itself."""

    def __init__(self, found: str, cure: str) -> None:
        super().__init__(f"{found}: {cure}")
        self.found = found
        self.cure = cure


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk under ``VAR_DIR``, which took a trial write."""

    free_bytes: int
    private: bool
    """Whether nobody but the owner may look into the directory."""


class Revision(StrEnum):
    """The tables of a database, beside those that this version needs."""

    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    NONE = "none"


LOST_CURE = "give them their names back, or migrate an empty database and restore a backup into it"
"""What a person does about tables that are gone though every migration has run."""


@dataclass(frozen=True, slots=True)
class Database:
    """A database that answers and takes writes."""

    product: str
    revision: Revision
    at: datetime | None
    """Its own time; None where it has no clock but ours."""
    missing: Sequence[str] = ()
    """Tables that it should have at its revision, and has not."""
    held: int = 0
    """People who may have said stop, about whom nobody has decided yet."""
    halt: Halt | None = None
    """Why nothing is sent now, if so."""
    refusals: Sequence[Refusal] = ()
    """What the carrier refused within a day."""
    aside: Sequence[SetAside] = ()
    """Numbers of offices that are not dialed."""


@dataclass(frozen=True, slots=True)
class Broker:
    """A Redis or Valkey that answers."""

    product: str
    """Name and version, as ``Valkey 9.1.0``."""
    level: tuple[int, int]
    """Major and minor version of the Redis that it can stand in for."""
    persistent: bool
    """Whether what is written outlives a restart of it."""
    policy: str
    """What it does when its memory is full, in its own word."""
    read_only: bool
    workers: Mapping[str, int] = field(default_factory=dict)
    """Live workers by queue."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """Jobs that wait, by queue."""
    scheduler: bool = False
    """Whether a scheduler has shown a sign of life within the last half minute."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer over HTTP; ``body`` is its beginning only."""

    status: int
    body: str


class PublicWeb(Protocol):
    """Our web server at its public address. Methods raise CannotLook where nothing answers."""

    def health(self) -> Reply:
        """``GET /healthz``."""
        ...

    def receipt(self, auth_token: str | None) -> Reply:
        """A delivery receipt for no text of ours, signed with a token or with none."""
        ...
