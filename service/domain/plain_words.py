"""A text as plain words: what is left of it once phones, haste and anger have had their say."""

import re
import unicodedata

_MAY_BE_SAID = re.compile(r"[^\W_]+")
_SPELLED_OUT = re.compile(r"\b\w(?: \w){2,}\b")
_DOUBLED = re.compile(r"(\w)\1+")
_ZIP = re.compile(r"\b\d{5}(?: \d{4})?\b|\d{5,}")
_CENSORED = re.compile(r"\bf\w?[*@$!-]+\w{0,2}(?:ing|in|n)\b")
_TO = re.compile(r"(?<=[a-z])2(?=[a-z])")
"""``stop2end``"""
_APOSTROPHES = re.compile(r"['’‘`´]")

_SHORT_FOR = """
please: pls plz plez plse plese pleas pleese
you: u yu ya'll yall
your: ur yor
are: r
text: txt tex tx
texts: txts
texting: txting textin texing txtin texitng txtn txtng textn
calling: callin
wrong: wrng worng rong
message: msg mesage
messages: msgs mesages
messaging: msging
thanks: thx ty tks thanx
dont: dnt dont't don dunt
number: num nbr
unsubscribe: unsub unsubs
stop: st0p stp stahp stawp
quit: qiut
receive: recieve
want: wnat wan
que: q k
porque: xq pq porq
por favor: porfa porfavor xfa xfavor porfis
mensajes: msj msjs msjes mensages mensaje
equivocado: ekivocado
numero: nro
"""
"""What people type in place of a word."""

_OFTEN_MISSPELLED = (
    "unsubscribe", "unsubscribed", "subscription", "messages", "message", "messaging", "texting",
    "contacting", "harassing", "cancel", "remove", "cancelar", "mensajes", "equivocado",
    "suscripcion", "desuscribir", "stop",
)  # fmt: skip
_WORDS_OF_THEIR_OWN = frozenset(
    {"step", "shop", "top", "sop", "slop", "atop", "stow", "strop", "stomp", "stops", "massages",
     "massage", "testing", "remote", "removed", "removes", "cancels", "cancela", "cancele",
     "cancelo", "remover", "mensajeen", "messaged", "subscripcion", "suscription", "equivocada"}
)  # fmt: skip
"""Words that are one slip away from another, and meant as they stand."""


def plain_words(body: str) -> str:
    """The words of a text, lower case, one space apart, no letter doubled: ``Stooopp!`` → ``stop``.

    Accents, apostrophes, punctuation, symbols and ZIPs are gone, letters that were spelled out
    are put together, and usual slips are mended. ``#`` is read as ``number``.
    """
    told = unicodedata.normalize("NFKC", body.replace("#", " number ")).casefold()
    shown = "".join(c for c in told if unicodedata.category(c) != "Cf")
    told = _TO.sub(" to ", _CENSORED.sub(" ", _APOSTROPHES.sub("", shown)))
    letters = unicodedata.normalize("NFKD", told)
    bare = "".join(c for c in letters if unicodedata.category(c) != "Mn")
    spaced = _ZIP.sub(" ", " ".join(_MAY_BE_SAID.findall(bare)))
    together = _SPELLED_OUT.sub(lambda match: match.group().replace(" ", ""), spaced)
    words = map(_mended, map(squeeze, together.split()))
    return " ".join(word for word in words if word not in _EMPTY)


def squeeze(word: str) -> str:
    """Each letter that is repeated, once: people lean on their keys. ``soooon`` → ``son``."""
    return _DOUBLED.sub(r"\1", word)


def _mended(word: str) -> str:
    if word in _MENDED or word in _OWN:
        return _MENDED.get(word, word)
    return next((right for right in _RIGHT if _one_slip(word, right)), word)


def _one_slip(word: str, right: str) -> bool:
    """Whether one letter is wrong, missing, or too much, or two have changed places."""
    if abs(len(word) - len(right)) > 1 or word == right:
        return False
    head = _same(word, right)
    tail = min(_same(word[::-1], right[::-1]), len(word) - head, len(right) - head)
    typed, meant = word[head : len(word) - tail], right[head : len(right) - tail]
    return max(len(typed), len(meant)) == 1 or (len(typed) == 2 and typed == meant[::-1])


def _same(one: str, other: str) -> int:
    """How many letters two words have in common from the start."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _read_slips(table: str) -> dict[str, str]:
    rows = (line.split(":") for line in table.strip().splitlines())
    return {
        squeeze(typed): squeeze(meant) for meant, typed_as in rows for typed in typed_as.split()
    }


_EMPTY = frozenset({"fucking", "fuckin", "fkn", "fking", "fcking", "efing", "freaking", "tf"})
"""Curses that only lean on the word behind them."""
_RIGHT = tuple(map(squeeze, _OFTEN_MISSPELLED))
_MENDED = _read_slips(_SHORT_FOR)
_OWN = frozenset(map(squeeze, _WORDS_OF_THEIR_OWN)) | frozenset(_RIGHT)
