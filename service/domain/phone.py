"""A phone number as the domain knows it: E.164 text plus where it belongs."""

from dataclasses import dataclass, field

US_REGIONS = frozenset({"US", "PR", "VI", "GU", "AS", "MP"})


def mask(e164: str) -> str:
    """Show only what tells two numbers apart in a log: ``+18025550142`` → ``+1•••••••142``."""
    if len(e164) < 7:
        return "•" * len(e164)
    return f"{e164[:2]}{'•' * (len(e164) - 5)}{e164[-3:]}"


def display(e164: str) -> str:
    """A number as people in the US write it, ``(802) 555-0142``; others stay as they are."""
    if len(e164) == 12 and e164.startswith("+1"):
        return f"({e164[2:5]}) {e164[5:8]}-{e164[8:]}"
    return e164


@dataclass(frozen=True, slots=True)
class Phone:
    """A person's number. Its repr is masked, so that no log or traceback gives it away."""

    e164: str = field(repr=False)
    region: str
    """ISO 3166 region the numbering plan assigns it to, ``US`` for an unassigned NANP code,
    ``""`` where it is no number at all (short code, alphanumeric or anonymous sender)."""
    ringable: bool
    """Whether we may call it: a US or territory number, neither premium nor toll-free."""

    valid: bool = True
    """Whether the numbering plan assigns it, as far as we know."""

    @property
    def north_american(self) -> bool:
        """Whether an office may be shown it as the caller's own number."""
        return self.valid and self.e164.startswith("+1")

    @property
    def domestic(self) -> bool:
        """Whether it belongs to the US or one of its territories."""
        return self.region in US_REGIONS

    def __repr__(self) -> str:
        return f"Phone({mask(self.e164)}, {self.region or 'none'})"

    __str__ = __repr__


NOBODY = Phone("", "", ringable=False, valid=False)
"""An anonymous or malformed caller: answered where that is possible, never rung, never stored."""
