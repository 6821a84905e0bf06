"""How well texts that mean stop are told from those that do not, on sentences with a label.

A fixed hash parts the sentences that were written before any phrase in two halves. The phrases were
written with one half before the eyes, ``seen``. The other, ``unseen``, was looked at once they were
done, and what it showed was mended; ``docs/stops.md`` has the figures of that first look. Sentences
that were written afterwards count as seen.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.figure import Figure
from service.adapters.campaign_files import load_campaigns
from service.adapters.word_files import load_words
from service.domain.conversation import Conversation
from service.domain.heard import Kind
from service.domain.hearing import hear

_ROOT = Path(__file__).resolve().parents[2]
SENTENCES = _ROOT / "tests" / "domain" / "opt_out_sentences.tsv"
HALVES = ("seen", "unseen")
LABELS = ("stop", "doubt", "wrong_number", "other")
MOST_MISSED = 0.02
"""Of clear stops; what is missed is a doubt at least."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What somebody may text, and what they mean by it."""

    label: str
    language: str
    written: str
    """``before`` or ``after`` the phrases."""
    words: str

    @property
    def half(self) -> str:
        """Which half it belongs to, whatever else is in the file."""
        unseen = self.written == "before" and sha256(self.words.encode()).digest()[0] % 2
        return "unseen" if unseen else "seen"


def sentences(path: Path = SENTENCES) -> list[Sentence]:
    """All of them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [Sentence(*row) for row in rows]


def taken_for(words: Iterable[str]) -> Iterator[str]:
    """The label that each of these texts gets from us, where nothing was said before."""
    campaigns, phrasebook = load_campaigns(_ROOT / "campaigns"), load_words()
    for body in words:
        kind = hear(body, Conversation(), campaigns, phrasebook).kind
        yield kind.value if kind in {Kind.STOP, Kind.DOUBT, Kind.WRONG_NUMBER} else "other"


def main() -> list[Figure]:
    """A row for each label and language of each half, then what has limits."""
    told = sentences()
    taken = Counter(
        (one.half, one.language, one.label, label)
        for one, label in zip(told, taken_for(one.words for one in told), strict=True)
    )
    return [figure for half in HALVES for figure in _half(half, taken)]


def _half(half: str, taken: Counter[tuple[str, str, str, str]]) -> Iterator[Figure]:
    for language in ("en", "es"):
        for label in LABELS:
            got = {other: taken[half, language, label, other] for other in LABELS}
            missed = [
                f"{count} {other}" for other, count in got.items() if other != label and count
            ]
            beside = f"of {sum(got.values())}; {', '.join(missed) or 'none missed'}"
            yield Figure(f"{half} {language} {label}: taken for it", got[label], "", beside)
    yield from _limits(half, taken)


def _limits(half: str, taken: Counter[tuple[str, str, str, str]]) -> Iterator[Figure]:
    def count(label: str, *taken_for: str) -> int:
        languages = ("en", "es")
        return sum(taken[half, each, label, other] for each in languages for other in taken_for)

    stops, false = count("stop", *LABELS), count("other", "stop")
    missed, lost = stops - count("stop", "stop"), count("stop", "other", "wrong_number")
    share = missed / stops
    yield Figure(f"{half}: others taken for a stop", false, "", "at most 0", false == 0)
    yield Figure(
        f"{half}: clear stops missed", share * 100, "%", "at most 2 %", share <= MOST_MISSED
    )
    yield Figure(f"{half}: of these not even held", lost, "", "at most 0", lost == 0)
    held = count("other", "doubt", "wrong_number")
    yield Figure(f"{half}: others held for an organizer", held, "", f"of {count('other', *LABELS)}")
