"""A text in the pieces in which it was said: sentences, and the clauses of these."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(
    r"""( [!?;…]+
        | (?<!\b\w)\.+
        | ,(?!\d)
        | \n+
        | (?<!\b\w)\s+[-–—/]+(?=\s|\w) | (?<=\w\w)(?:[–—]+|--+|-\s)
        | \b(?:but|pero)\b )""",
    re.VERBOSE | re.IGNORECASE,
)
"""What parts clauses. Behind a single letter stops and dashes spell a word: ``S.T.O.P.``"""

_ENDS = frozenset(".!?;…")


@dataclass(frozen=True, slots=True)
class Clause:
    """Some words up to the next mark."""

    words: str
    asked: bool
    """A question: ``Quit? Never!``"""
    ends: bool
    """The sentence ends with it."""


def clauses(body: str) -> Iterator[Clause]:
    """The clauses of a text, in their order; the text ends a sentence."""
    pieces = [*_MARK.split(body), "."]
    for words, mark in zip(pieces[::2], pieces[1::2], strict=True):
        yield Clause(words, "?" in mark, bool(_ENDS & set(mark)))
