"""Anchors in memory."""

from dataclasses import dataclass, field

from service.domain.consent_chain import Anchor, Head


@dataclass
class AnchorsTwin:
    """Implements ``ports.consent_chain.Anchors``."""

    kept: list[Anchor] = field(default_factory=list)

    def newest(self) -> Anchor | None:
        """The last one."""
        return self.kept[-1] if self.kept else None

    def keep(self, anchor: Anchor) -> None:
        """Add one."""
        self.kept.append(anchor)

    @property
    def heads(self) -> list[Head]:
        """Where the chain ended each time."""
        return [anchor.head for anchor in self.kept]
