"""The words that mean the same in every campaign and at every stage of a conversation.

All are folded, as ``service.domain.wordmatch.fold`` leaves a text.
"""

from enum import StrEnum


class Word(StrEnum):
    """What a reserved word means."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    CALL = "call"
    ENGLISH = "english"
    SPANISH = "spanish"
    FORGET = "forget"
    JOIN = "join"
    WHERE = "where"
    """How long is it until you ring me?"""
    LEAVE = "leave"
    """Do not ring me after all."""
    LATER = "later"
    TOMORROW = "tomorrow"


CARRIER_WORDS = {
    Word.STOP: frozenset(
        {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
    ),
    Word.START: frozenset({"start", "unstop", "yes"}),
    Word.HELP: frozenset({"help", "info"}),
}
"""The single words that Twilio answers itself before it hands the text on to us."""

_SPANISH_STOPS = frozenset(
    {
        "alto", "parar", "pare", "para", "basta", "cancelar", "cancela", "salir", "fin", "detener",
        "nomas", "baja", "dedebaja", "darmedebaja", "darsedebaja", "borrarme", "quitarme",
        "desuscribir", "desuscribirme",
    }
)  # fmt: skip

_SPANISH = {
    Word.STOP: _SPANISH_STOPS,
    Word.START: frozenset({"si", "comenzar", "empezar"}),
    Word.HELP: frozenset({"ayuda", "informacion", "quienes", "quieneseste", "quienesson"}),
    Word.CALL: frozenset(
        {"llamar", "llamame", "llama", "llamen", "llamada", "llameme", "llamenme"}
    ),
    Word.FORGET: frozenset(
        {"olvidar", "olvida", "olvidame", "olvideme", "olviden", "olvidenme", "olvidarme",
         "borrarmisdatos", "borrenmisdatos", "borremisdatos"}
    ),
    Word.JOIN: frozenset({"unirme", "unirse", "alerta", "alertas"}),
    Word.WHERE: frozenset({"donde", "dondevoy", "miturno", "turno"}),
    Word.LEAVE: frozenset({"dejarfila", "dejarlafila", "dejolafila", "dejarmiturno"}),
    Word.LATER: frozenset({"luego", "mastarde", "llamarluego", "llamarmastarde"}),
    Word.TOMORROW: frozenset({"manana", "llamarmanana"}),
}  # fmt: skip

SPANISH = frozenset().union(*_SPANISH.values()) - {"si"}
"""Folded words that only somebody who reads Spanish would text; many others know a ``si``."""

_ENGLISH = {
    Word.STOP: CARRIER_WORDS[Word.STOP],
    Word.START: CARRIER_WORDS[Word.START] | {"restart", "optin"},
    Word.HELP: CARRIER_WORDS[Word.HELP] | {"aide", "whoisthis", "whosthis", "whoareyou"},
    Word.CALL: frozenset(
        {"call", "callme", "callmenow", "callnow", "ring", "ringme"}
    ),
    Word.ENGLISH: frozenset({"en", "english", "ingles"}),
    Word.SPANISH: frozenset({"es", "espanol", "spanish"}),
    Word.FORGET: frozenset(
        {"forget", "forgetme", "eraseme", "deleteme", "deletemydata", "erasemydata"}
    ),
    Word.JOIN: frozenset({"join", "alert", "alerts"}),
    Word.WHERE: frozenset({"where", "whereami", "myplace"}),
    Word.LEAVE: frozenset({"leave", "leaveline", "leavetheline", "leavequeue", "leavethequeue"}),
    Word.LATER: frozenset({"later", "calllater", "callmelater", "ringmelater"}),
    Word.TOMORROW: frozenset({"tomorrow", "calltomorrow", "callmetomorrow", "ringmetomorrow"}),
}  # fmt: skip

_MEANING = {
    folded: word
    for forms_of in (_ENGLISH, _SPANISH)
    for word, forms in forms_of.items()
    for folded in forms
}

STOPS = frozenset(folded for folded, word in _MEANING.items() if word is Word.STOP)
"""Folded words that alone are a stop. What else means one is in ``service.domain.wish``."""

RESERVED = frozenset(_MEANING)
"""Folded words that no campaign may use as a keyword."""

BRINGS_BACK = CARRIER_WORDS[Word.START]
"""The only words that bring a person back after a stop: an agreement has to be plain, and
``restart`` or a Spanish ``si`` may be an answer to somebody else's question."""


YES = frozenset({"yes", "si"})
"""Folded words that agree where a question is open. Not ``start``: it may be for the carrier."""

NO = frozenset({"no", "nope"})
"""Folded words that decline there."""


def meaning(folded: str) -> Word | None:
    """The word that a folded text is, if the whole of it is one."""
    return _MEANING.get(folded)


def is_carrier_word(body: str, word: Word) -> bool:
    """Whether Twilio has answered this text itself: it matches one bare word, in any case."""
    return body.strip().casefold() in CARRIER_WORDS.get(word, frozenset())


def carrier_answers(body: str) -> bool:
    """Whether a text is any of the words that Twilio answers itself."""
    return any(is_carrier_word(body, word) for word in CARRIER_WORDS)


def agrees(body: str) -> bool:
    """Whether a text is a plain yes: a word that brings back, and the answer to a question."""
    return body.strip().casefold() == "yes"
