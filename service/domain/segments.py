"""What a text costs: carriers cut it into segments and charge for each."""

import re
from dataclasses import dataclass
from typing import Literal

GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The alphabet of GSM 03.38, one septet each. Its escape code is left out: that only announces
a character of the extension table and cannot be sent as a character."""

GSM_EXTENSION = frozenset("\f^{}\\[~]|€")
"""Two septets each: the escape and the character."""

_LIMITS = {"GSM-7": (160, 153), "UCS-2": (70, 67)}
"""Units in a text of one segment, and in each segment of a longer one."""

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")

Encoding = Literal["GSM-7", "UCS-2"]


@dataclass(frozen=True, slots=True)
class Segments:
    """The size of one text. Units are septets in GSM-7 and UTF-16 code units in UCS-2."""

    encoding: Encoding
    units: int
    segments: int


def apart(reply: str) -> tuple[str, ...]:
    """The texts that a reply is sent as, in order: a blank line begins another one."""
    return tuple(text for text in _BLANK_LINE.split(reply) if text)


def count(text: str) -> Segments:
    """Count as a carrier does; an empty text takes no segment."""
    encoding: Encoding = "UCS-2" if costly(text) else "GSM-7"
    sizes = [_size(character, encoding) for character in text]
    single, joined = _LIMITS[encoding]
    units = sum(sizes)
    segments = _pack(sizes, joined) if units > single else min(units, 1)
    return Segments(encoding, units, segments)


def costly(text: str) -> tuple[str, ...]:
    """The characters, each once and in order, that force the whole text into UCS-2."""
    return tuple(dict.fromkeys(c for c in text if c not in GSM_BASIC and c not in GSM_EXTENSION))


def _size(character: str, encoding: Encoding) -> int:
    wide = ord(character) > 0xFFFF if encoding == "UCS-2" else character in GSM_EXTENSION
    return 2 if wide else 1


def _pack(sizes: list[int], limit: int) -> int:
    """How many segments hold the characters, none of which may be cut in two."""
    segments, used = 1, 0
    for size in sizes:
        if used + size > limit:
            segments, used = segments + 1, 0
        used += size
    return segments
