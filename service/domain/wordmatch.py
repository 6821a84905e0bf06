"""What a text means, before anyone asks where its sender stands in a conversation.

Bodies are compared folded: case, accents, full-width forms, punctuation, spaces and invisible
characters do not count, because phones add them unasked.
"""

import re
import unicodedata
from enum import StrEnum


class Word(StrEnum):
    """The words that mean the same in every campaign and every state of a conversation."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    CALL = "call"
    ENGLISH = "english"
    SPANISH = "spanish"
    FORGET = "forget"


CARRIER_WORDS = {
    Word.STOP: frozenset(
        {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
    ),
    Word.START: frozenset({"start", "unstop", "yes"}),
    Word.HELP: frozenset({"help", "info"}),
}
"""The single words that Twilio answers itself before it hands the text on to us."""

SPANISH_STOPS = frozenset(
    {
        "alto", "parar", "pare", "para", "basta", "cancelar", "cancela", "salir", "fin",
        "detener", "nomas", "nomasmensajes", "nomastextos", "darmedebaja", "darsedebaja",
        "dedebaja", "baja", "yano", "nomeescribanmas", "nomeescribamas", "nomemandenmas",
        "noenviarmas", "nomellamen", "nomellamenmas", "nomeescriban", "borrarme",
        "quitarme", "desuscribir", "desuscribirme",
    }
)  # fmt: skip
"""Stops in Spanish, folded."""

_FOLDED = {
    Word.STOP: CARRIER_WORDS[Word.STOP]
    | SPANISH_STOPS
    | {
        # 47 CFR 64.1200(a)(10) names "opt out" beside Twilio's words; a person rarely types only
        # the bare word, so the plainest sentences count as the word itself.
        "stopplease", "pleasestop", "stoptexting", "stoptextingme", "pleasestoptextingme",
        "stopcalling", "stopcallingme", "optmeout", "removeme", "removemyname", "takemeoff",
        "takemeoffyourlist", "takemeoffthislist", "donottextme", "donttextme", "nomore",
        "nomoretexts", "nomoremessages", "leavemealone", "stopstop", "stopnow", "stopit",
        "pleaseunsubscribe", "unsubscribeme", "unsubscribeplease", "optoutplease",
        "pleaseoptout", "removemefromyourlist", "removemefromthislist", "pleaseremoveme",
        "quittextingme", "quitcallingme", "dontcallme", "donotcallme", "dontcall", "donttext",
    },
    Word.START: CARRIER_WORDS[Word.START] | {"restart", "optin", "si", "comenzar", "empezar"},
    Word.HELP: CARRIER_WORDS[Word.HELP] | {"ayuda", "aide", "informacion"},
    Word.CALL: frozenset(
        {"call", "callme", "callmenow", "callnow", "ring", "ringme", "llamar", "llamame", "llama",
         "llamen", "llamada", "llameme", "llamenme"}
    ),
    Word.ENGLISH: frozenset({"en", "english", "ingles"}),
    Word.SPANISH: frozenset({"es", "espanol", "spanish"}),
    Word.FORGET: frozenset(
        {"forget", "forgetme", "olvidar", "olvidame", "olvidenme", "eraseme", "deleteme",
         "deletemydata", "erasemydata"}
    ),
}  # fmt: skip

_MEANING = {folded: word for word, forms in _FOLDED.items() for folded in forms}

RESERVED = frozenset(_MEANING)
"""Folded words that no campaign may use as a keyword."""

BRINGS_BACK = CARRIER_WORDS[Word.START]
"""The only words that bring a person back after a stop: an agreement has to be plain, and
``restart`` or a Spanish ``si`` may be an answer to somebody else's question."""


def fold(text: str) -> str:
    """Only the letters and digits of a text, in their plainest lower-case form.

    ``" S.54! "``, ``"ｓ５４"`` and ``"S\u200b54"`` all fold to ``"s54"``.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _plain_digits("".join(c for c in decomposed if c.isalnum()))


def _plain_digits(text: str) -> str:
    """Digits of any script as ASCII ones, so that a ZIP typed on an Arabic keyboard is one."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def meaning(folded: str) -> Word | None:
    """The word that a folded text is, if the whole of it is one."""
    return _MEANING.get(folded)


def is_carrier_word(body: str, word: Word) -> bool:
    """Whether Twilio has answered this text itself: it matches one bare word, in any case."""
    return body.strip().casefold() in CARRIER_WORDS.get(word, frozenset())


def carrier_answers(body: str) -> bool:
    """Whether a text is any of the words that Twilio answers itself."""
    return any(is_carrier_word(body, word) for word in CARRIER_WORDS)


_ZIP_TAIL = re.compile(r"(\d{5})(?:\d{4})?")
_BARE_ZIP = re.compile(r"\D{0,24}?(\d{5})(?:[-\s]?\d{4})?\D{0,24}")
_ZIP_WITHIN = re.compile(r"(?<!\d)(\d{5})(?:[-\s]?\d{4})?(?!\d)")


def split_zip(folded: str, head: str) -> str | None:
    """The ZIP that follows a keyword in the same text (``s5405401`` after ``s54``), if one does."""
    match = _ZIP_TAIL.fullmatch(folded.removeprefix(head)) if folded.startswith(head) else None
    return match.group(1) if match else None


def zip_in(body: str) -> str | None:
    """The ZIP that a text is, or names in a few words (``my zip is 05401-1234``), else None."""
    match = _BARE_ZIP.fullmatch(_shown(body)) or _ZIP_TAIL.fullmatch(fold(body))
    return match.group(1) if match else None


def zip_and_rest(body: str) -> tuple[str, str]:
    """The one ZIP in a text and the folded rest of it: ``05401, S.54!`` → ``05401``, ``s54``.

    Both are empty where a text names no ZIP, or several.
    """
    shown = _shown(body)
    zips = _ZIP_WITHIN.findall(shown)
    return (zips[0], fold(_ZIP_WITHIN.sub(" ", shown))) if len(zips) == 1 else ("", "")


def _shown(body: str) -> str:
    """A text as it is seen, with digits of any script as ASCII ones."""
    plain = _plain_digits(unicodedata.normalize("NFKC", body))
    spaced = (" " if unicodedata.category(c) == "Cc" else c for c in plain)
    return "".join(c for c in spaced if unicodedata.category(c) not in {"Cf", "Mn"}).strip()
