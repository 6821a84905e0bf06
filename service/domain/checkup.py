"""What a look at an installation, or at a part of it, comes to."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How bad it is. Only a fault keeps people from being served."""

    OK = "ok"
    WARN = "warn"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    verdict: Verdict
    found: str
    """The fact, without a phone number, a name or a secret."""
    cure: str = ""
    """What to do about it; empty where all is well."""

    @property
    def is_fault(self) -> bool:
        """Whether it keeps people from being served."""
        return self.verdict is Verdict.FAULT

    def __str__(self) -> str:
        return f"{self.name}: {self.found}" + (f"; {self.cure}" if self.cure else "")


def ok(name: str, found: str) -> Check:
    """All is well."""
    return Check(name, Verdict.OK, found)


def warn(name: str, found: str, cure: str) -> Check:
    """It works, and a person should know."""
    return Check(name, Verdict.WARN, found, cure)


def fault(name: str, found: str, cure: str) -> Check:
    """It does not work."""
    return Check(name, Verdict.FAULT, found, cure)
