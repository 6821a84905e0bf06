"""What a look at the whole consent ledger comes to."""

from dataclasses import dataclass

from service.domain.consent_chain import Head


@dataclass(frozen=True, slots=True)
class ConsentReport:
    """Counts, the chain's end, and every fault in words that name position and event."""

    events: int
    sealed: int
    unsealed: int
    """Events so new that the scheduler has not come to them."""
    erased: int
    """Events whose evidence was erased, as another event of the ledger says."""
    head: Head
    """The last link of the chain."""
    faults: tuple[str, ...]
    anchors: int = 0
    """What was told elsewhere of its ends, and held against it: without any, nobody can tell
    whether the end was cut off."""

    @property
    def ok(self) -> bool:
        """Whether nothing was altered, cut off or added."""
        return not self.faults
