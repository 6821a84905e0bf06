"""The end of the consent ledger, and whether it fits what was told of it elsewhere."""

from collections.abc import Callable, Iterator, Sequence

from service.domain.checkup import Check, fault, ok
from service.domain.consent_chain import Head

NAME = "consent ledger"
LINKS = 100
"""How many of the last seals are recomputed: a whole walk is ``patchline consent verify``."""
_CURE = "run patchline consent verify, and see docs/operating.md"


def check_ledger(look: Callable[[], tuple[Head, Sequence[str]]]) -> Iterator[Check]:
    """Where it ends, or the first fault that shows there."""
    end, faults = look()
    if faults:
        more = f" (and {len(faults) - 1} faults more)" if faults[1:] else ""
        yield fault(NAME, faults[0] + more, _CURE)
    else:
        yield ok(NAME, f"sealed up to position {end.position}; the last seals hold")
