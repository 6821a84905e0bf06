"""How long words take to speak, and where a voice may be broken off."""

import re

WORDS_PER_SECOND = 3.0
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def sentences(words: str) -> list[str]:
    """The pieces that are shown and spoken one after the other."""
    return [piece for piece in _SENTENCE_END.split(words.strip()) if piece]


def duration(words: str) -> float:
    """Seconds that a voice needs for them."""
    return max(len(words.split()), 1) / WORDS_PER_SECOND
