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
from collections.abc import Mapping

from service.domain.plain_words import squeeze

_NAME = re.compile(r"\{(\w+)\}")
_SIGNS = {
    "..": r"(?:(?<!\S)\S+(?: |$)){0,2}",
    "...": r"(?:(?<!\S)\S+(?: |$)){0,4}",
    "BEGIN": "^",
    "END": "$",
}
_WORD_ENDS = r"(?:(?<=\s)|$)"


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


def whole(told: str, around: str) -> re.Pattern[str]:
    """For ``fullmatch``: these phrases and nothing else, but for what may stand around them."""
    return re.compile(rf"(?:{around})*(?:(?:{told})(?:{around})*)+")


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
