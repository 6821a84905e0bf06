"""The carrier's own count of what it accepted, for whoever wants to check theirs."""

from collections import Counter


class Tally:
    """Texts and calls by the number they go to."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {}
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self._counts = {kind: Counter() for kind in ("messages", "replies", "calls", "received")}

    def message(self, direction: str, number: str) -> None:
        """A text was accepted: to a person through the API or as a reply, or from a person."""
        kinds = {"outbound-api": "messages", "outbound-reply": "replies", "inbound": "received"}
        self._counts[kinds[direction]][number] += 1

    def call(self, number: str) -> None:
        """A call through the API was accepted."""
        self._counts["calls"][number] += 1

    def to_json(self) -> dict[str, dict[str, int]]:
        """Kind → number → count. ``received`` is by the person it came from."""
        return {kind: dict(counts) for kind, counts in self._counts.items()}
