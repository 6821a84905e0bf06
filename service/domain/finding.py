"""Something that a check of the Senate directory has to say."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Faults keep a directory from being used; warnings are for a person to read."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence: the fact and, where there is one, the cure."""

    severity: Severity
    text: str

    @property
    def is_fault(self) -> bool:
        """Whether it keeps the directory from being used."""
        return self.severity is Severity.FAULT


def fault(text: str) -> Finding:
    """A finding that stops."""
    return Finding(Severity.FAULT, text)


def warning(text: str) -> Finding:
    """A finding that does not stop."""
    return Finding(Severity.WARNING, text)
