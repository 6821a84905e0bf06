"""What a text says, before anyone asks where its sender stands in a conversation.

Bodies are compared folded: case, accents, full-width forms, punctuation, spaces and invisible
characters do not count, because phones add them unasked.
"""

import re
import unicodedata


def fold(text: str) -> str:
    """Only the letters and digits of a text, in their plainest lower-case form.

    ``" S.54! "``, ``"ｓ５４"`` and ``"S\u200b54"`` all fold to ``"s54"``.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _plain_digits("".join(c for c in decomposed if c.isalnum()))


def _plain_digits(text: str) -> str:
    """Digits of any script as ASCII ones, so that a ZIP typed on an Arabic keyboard is one."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


_COURTESY = r"(?:please|pls|plz|thanks|thank you|por favor|porfavor|porfa|gracias)"
_COURTESIES = re.compile(rf"^\W*(?:{_COURTESY}\W+)+|(?:\W+{_COURTESY})+\W*$", re.IGNORECASE)
_LONGEST_COURTEOUS = 60
"""Characters. A longer text is a letter to somebody, whatever words it begins with."""


def bare(body: str) -> str:
    """A short text without its please and thank you: ``Please, call me`` → ``call me``.

    What is nothing but courtesy stays as it is.
    """
    shown = _shown(body)
    if len(shown) > _LONGEST_COURTEOUS:
        return body
    return _COURTESIES.sub("", shown) or body


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
