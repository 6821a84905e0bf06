"""The retry rules that a webhook URL may carry in its fragment: ``#rc=3&rp=5xx,ct,rt``."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urldefrag


@dataclass(frozen=True, slots=True)
class RetryRules:
    """How often to repeat a webhook and after what; times in seconds.

    ``total`` is the span for all attempts together.
    """

    count: int = 1
    after: frozenset[str] = frozenset({"ct"})
    """Of ``4xx``, ``5xx``, ``ct`` (no connection), ``rt`` (no answer in time), ``all``."""
    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0

    def repeats(self, reason: str) -> bool:
        """Whether a failure of this kind is tried again."""
        return reason in self.after or "all" in self.after


def split_rules(url: str) -> tuple[str, RetryRules]:
    """The URL to request, without its fragment, and the rules from there; bad ones are ignored."""
    address, fragment = urldefrag(url)
    asked = {name: values[-1] for name, values in parse_qs(fragment).items()}
    policy = frozenset(asked.get("rp", "ct").split(","))
    return address, RetryRules(
        count=_bounded(asked.get("rc"), 1, 0, 5),
        after=policy,
        connect=_bounded(asked.get("ct"), 5000, 100, 10000) / 1000,
        read=_bounded(asked.get("rt"), 15000, 100, 15000) / 1000,
        total=_bounded(asked.get("tt"), 15000, 100, 15000) / 1000,
    )


def _bounded(text: str | None, default: int, low: int, high: int) -> int:
    if text is None or not text.isdecimal() or not text.isascii():
        return default
    return min(max(int(text), low), high)
