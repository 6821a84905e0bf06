"""A notation for things that people say, one turn of phrase a line.

==============  ==============================================================
``stop it``     these words, in this order; the space between may be missing
``(a|b c)``     one of these
``now?``        perhaps; also behind a bracket or a name
``{me}``        whatever stands for that name
``..``          up to two words of any kind; ``...``: up to four
``BEGIN``       here the text begins
``END``         here it ends
==============  ==============================================================

An indented line goes on where the one above it ends. Phrases are matched against
``service.domain.plain_words``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from service.domain.plain_words import squeeze

_NAME = re.compile(r"\{(\w+)\}")
_SIGNS = {
    "..": r"(?:(?<!\S)\S+(?: |$)){0,2}",
    "...": r"(?:(?<!\S)\S+(?: |$)){0,4}",
    "BEGIN": "^",
    "END": "$",
}
_WORD_ENDS = r"(?:(?<=\s)|$)"
_SPACE = re.compile(" ")
_TYPED_TOGETHER = 40
"""Characters of plain words. In a longer text some space is found."""
_LONGEST = 80
"""Characters that one phrase may have."""


def names(table: str) -> Mapping[str, str]:
    """Read what names stand for, ``name: a|b c`` a line; a later line may use earlier names."""
    known: dict[str, str] = {}
    for line in _lines(table):
        name, _, stands_for = line.partition(":")
        known[name.strip()] = f"({_expanded(stands_for.strip(), known)})"
    return known


def phrases(table: str, known: Mapping[str, str]) -> str:
    """A regular expression for any of these lines."""
    return "|".join(_sequence(_expanded(line, known)) for line in _lines(table))


def within(told: str) -> re.Pattern[str]:
    """Finds one of these phrases anywhere in plain words."""
    return re.compile(rf"(?<!\S)(?:{told}){_WORD_ENDS}")


class Whole:
    """These phrases and nothing else, but for what may stand around them.

    Walks from phrase to phrase and comes by each place once: one pattern that repeats them all
    would try every way of parting a text, of which there are more with each word.
    """

    def __init__(self, told: str, around: str) -> None:
        self._told = re.compile(told)
        self._around = re.compile(around)

    def covers(self, words: str) -> bool:
        """Whether that is all there is in these plain words."""
        ends = _ends(words)
        reached, waits = set[tuple[int, bool]](), [(0, False)]
        while waits:
            place = waits.pop()
            if place in reached:
                continue
            reached.add(place)
            start, told = place
            if told and start == len(words):
                return True
            waits += [(end, True) for end in _matches(self._told, words, start, ends)]
            waits += [(end, told) for end in _matches(self._around, words, start, ends)]
        return False


def _ends(words: str) -> tuple[int, ...]:
    """Where a phrase may end: behind a space, or anywhere where the spaces may be missing."""
    if len(words) <= _TYPED_TOGETHER:
        return tuple(range(1, len(words) + 1))
    return (*(space.end() for space in _SPACE.finditer(words)), len(words))


def _matches(
    pattern: re.Pattern[str], words: str, start: int, ends: tuple[int, ...]
) -> Iterator[int]:
    """Every end of a phrase that begins there."""
    if not pattern.match(words, start):
        return
    for end in ends[bisect_right(ends, start) : bisect_right(ends, start + _LONGEST)]:
        if pattern.fullmatch(words, start, end):
            yield end


def _lines(table: str) -> list[str]:
    return table.replace("\n    ", "").strip().splitlines()


def _expanded(line: str, known: Mapping[str, str]) -> str:
    return _NAME.sub(lambda match: known[match.group(1)], line)


def _sequence(words: str) -> str:
    return "".join(map(_part, _split(words, " ")))


def _part(part: str) -> str:
    if part in _SIGNS:
        return _SIGNS[part]
    told = part.removesuffix("?")
    if told.startswith("("):
        told = f"(?:{'|'.join(map(_sequence, _split(told[1:-1], '|')))})"
    else:
        told = _word(squeeze(told))
    return f"(?:{told})?" if part.endswith("?") else told


def _word(word: str) -> str:
    """A word; where no space was typed, the letter it shares with the one before stands once.

    ``stopplease`` has come here as ``stoplease``. Of vowels that were too much: ``llame en`` would
    be found in ``llamen``.
    """
    if len(word) < 3 or word[0] in "aeiou":
        return f"{word} ?"
    return f"(?:{word}|(?<={word[0]}){word[1:]}) ?"


def _split(text: str, at: str) -> list[str]:
    """Split at a character, but not inside brackets."""
    pieces, depth = [""], 0
    for letter in text:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == at and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += letter
    return [piece for piece in pieces if piece]
