"""How long words take to speak, and where a voice may be broken off."""

import re

WORDS_PER_SECOND = 3.0
_GAP = re.compile(r"(?<=[.!?…])\s+(?=[^\sa-zà-ÿ])")
"""What may lie between two sentences; no sentence begins with a small letter."""
_SHORTENED = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]|Sens?|Reps?|Gov|Gen|Lt|Mr|Mrs|Ms|Drs?|Dra|Sra?|Srta|St|Ste|EE|UU)\.$"
)
"""An initial, or a title that comes before a name: Edward J., the U.S., S. 54, Sen."""


def sentences(words: str) -> list[str]:
    """The pieces that are shown and spoken one after the other."""
    pieces: list[str] = []
    for piece in _GAP.split(words.strip()):
        if pieces and _SHORTENED.search(pieces[-1]):
            pieces[-1] += f" {piece}"
        elif piece:
            pieces.append(piece)
    return pieces


def duration(words: str) -> float:
    """Seconds that a voice needs for them."""
    return max(len(words.split()), 1) / WORDS_PER_SECOND
