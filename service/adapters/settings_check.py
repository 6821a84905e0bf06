"""The rule for each kind of setting: text in, value out, ValueError with the cure otherwise.

No message repeats the value it refuses, so that a mistyped key never reaches a log.
"""

import base64
import binascii
import ipaddress
import math
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from redis import ConnectionPool
from redis.exceptions import RedisError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from service.adapters.secret import Secret
from service.domain.segments import costly

_CONTACT = re.compile(
    r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?"
)
_CONTACT_PHONE = re.compile(r"\+?[\d().\s-]{7,20}")
_INDEX = re.compile(r"/?\d{0,9}")
_CENTURY_SECONDS = 100 * 365.25 * 86400
KEY_CURE = "make one with: openssl rand -base64 32 | tr '+/' '-_'"
"""How to make PHONE_KEY and HASH_KEY."""


def matching(pattern: str, wanted: str) -> Callable[[str], str]:
    """A rule for text of one exact form; ``wanted`` says which."""
    form = re.compile(pattern)

    def check(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError(f"must be {wanted}")
        return text

    return check


def directory(base: Path) -> Callable[[str], Path]:
    """A rule for a directory that is there; a relative one is looked for in ``base``."""

    def check(text: str) -> Path:
        if not (base / text).is_dir():
            raise ValueError("must be a directory that is there and may be read")
        return base / text

    return check


def one_of(*words: str, fold: Callable[[str], str] = str.lower) -> Callable[[str], str]:
    """A rule for one of a few words, whatever their case."""

    def check(text: str) -> str:
        if fold(text) not in words:
            raise ValueError(f"must be one of {', '.join(words)}")
        return fold(text)

    return check


def secret(text: str) -> Secret:
    """Secret text of at least 32 characters that somebody did not just type."""
    if len(text) < 32:
        raise ValueError("is shorter than 32 characters: make one with: openssl rand -hex 32")
    if len(set(text)) < 8:
        raise ValueError("is easily guessed: make one with: openssl rand -hex 32")
    return Secret(text)


def key(text: str) -> Secret:
    """32 random bytes, url-safe base64, with or without padding."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"is not url-safe base64: {KEY_CURE}") from error
    if len(raw) != 32:
        raise ValueError(f"holds {len(raw)} bytes where 32 are needed: {KEY_CURE}")
    if len(set(raw)) < 8:
        raise ValueError(f"is easily guessed: {KEY_CURE}")
    return Secret(base64.urlsafe_b64encode(raw).decode())


def number(text: str) -> float:
    """A finite number."""
    try:
        value = float(text)
    except ValueError as error:
        raise ValueError("must be a number") from error
    if not math.isfinite(value):
        raise ValueError("must be a finite number")
    return value


def rate(text: str) -> float:
    """A finite number above zero, per second."""
    value = number(text)
    if value <= 0:
        raise ValueError("must be above 0 (per second, fractions allowed)")
    return value


def calls_at_once(text: str) -> int:
    """A small whole number, at least 1."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 100):
        raise ValueError("must be a whole number from 1 to 100")
    return int(text)


def offset(text: str) -> float:
    """Seconds, within a century, so that no clock leaves the calendar."""
    value = number(text)
    if abs(value) > _CENTURY_SECONDS:
        raise ValueError("must be a number of seconds, a century at most")
    return value


def port(text: str) -> int:
    """A TCP port that an ordinary user may open or a proxy may be given."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise ValueError("must be a port from 1 to 65535")
    return int(text)


def address(text: str) -> str:
    """An IP address to listen at; ``localhost`` is taken as 127.0.0.1."""
    try:
        return str(ipaddress.ip_address("127.0.0.1" if text == "localhost" else text))
    except ValueError as error:
        raise ValueError("must be an IP address to listen at, as 127.0.0.1 or 0.0.0.0") from error


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine only; ValueError for a host given by any other name."""
    host = _split(url).hostname or ""
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


def origin(text: str) -> str:
    """Scheme, host and port of an HTTP address, without a trailing slash."""
    parts = _split(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must start with https:// (or http://) and name a host")
    if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username:
        raise ValueError("must end after the host and port: no path, query or login")
    return f"{parts.scheme}://{parts.netloc}"


def _split(text: str, example: str = "https://example.org") -> SplitResult:
    wrong = f"is no URL: write it as {example}"
    if re.search(r"\s", text):
        raise ValueError(wrong)
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise ValueError(wrong) from error
    return parts


def database(text: str) -> str:
    """A database URL: SQLite in a file, or Postgres through psycopg."""
    wanted = "must be sqlite:///path/to/file or postgresql+psycopg://user:password@host/name"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise ValueError(wanted) from error
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "postgresql+psycopg"} or not url.database:
        raise ValueError(wanted)
    if url.database == ":memory:":
        raise ValueError("must be a file: several processes share the database")
    return url.render_as_string(hide_password=False)


def redis(text: str) -> str:
    """A Redis or Valkey URL."""
    parts = _split(text, "redis://host:port/0")
    host_given = parts.scheme in {"redis", "rediss"} and bool(parts.hostname)
    if not host_given and not (parts.scheme == "unix" and parts.path):
        raise ValueError("must be redis://host:port/0, rediss://host:port/0 or unix:///path")
    if host_given and not _INDEX.fullmatch(parts.path):
        raise ValueError("must end in the number of a database, as redis://host:port/0")
    try:
        # What stands after the ? is the library's to know; nothing is connected.
        ConnectionPool.from_url(text).make_connection()
    except (TypeError, ValueError, RedisError) as error:
        raise ValueError(
            "has an option after its ? that is unknown or has a wrong value: correct or remove it"
        ) from error
    return text


def organization(text: str) -> str:
    """A name that fits into a text message without making it dearer."""
    if len(text) > 40:
        raise ValueError("is longer than 40 characters: it stands in every first text")
    if not text.isprintable():
        raise ValueError("must be one line")
    if odd := costly(text):
        raise ValueError(f"has characters that no plain text message carries: {' '.join(odd)}")
    return text


def contact(text: str) -> str:
    """Where people may ask: an e-mail address, a web address or a phone number."""
    if len(text) > 60:
        raise ValueError("is longer than 60 characters: it stands in the answer to HELP")
    if not _CONTACT.fullmatch(text) and not _CONTACT_PHONE.fullmatch(text):
        raise ValueError("must be an e-mail address, a web address or a phone number")
    return text
