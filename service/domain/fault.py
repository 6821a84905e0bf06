"""What is wrong with a file that a person wrote, said so that the person can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.errors import PatchlineError


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one file. ``key`` is a dotted path, empty where the whole file is at fault."""

    file: str
    key: str
    reason: str
    """The fact and, where it is not plain, the cure."""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.reason) if part)


class Faults(PatchlineError):
    """Everything found wrong in one reading, one line each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
