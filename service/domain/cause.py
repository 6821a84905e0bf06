"""What people call the Senate about, by the words that name it.

A sentence that speaks of it is hardly about our texts: ``stop the raids`` asks nothing of us.
"""

import re

from service.domain.plain_words import squeeze

_WORDS = "ice calle calles bill bills law laws ley leyes war wars"

_BEGINNINGS = """
raid deport immigr migra border trump biden vance senat congress vot famil kid child neighbor
communit detention detain cage hate president administration polic refugee asylum fund abolish
cruelty citizen illegals criminal prison arrest camp genocide democrat government constitution
democracy justice rights march protest rally school street money tax
redada inmigr frontera congreso odio guerra muro nino hijo detencion detenid justicia injusticia
vecino comunidad gobierno presidente abuso violencia jaula muerte miedo marcha lucha derecho
racis capitol votacion
"""
"""How such words begin, in English and in Spanish."""


def _any_of(words: str) -> str:
    return "|".join(map(squeeze, words.split()))


_CAUSE = re.compile(rf"(?<!\S)(?:(?:{_any_of(_WORDS)})(?!\S)|(?:{_any_of(_BEGINNINGS)}))")


def names_the_cause(told: str) -> bool:
    """Whether plain words speak of it."""
    return bool(_CAUSE.search(told))
