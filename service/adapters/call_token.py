"""Where a call stands, as a signed token inside a URL."""

from dataclasses import MISSING, fields
from typing import Any

from itsdangerous import BadData, URLSafeSerializer
from itsdangerous.encoding import base64_encode
from itsdangerous.url_safe import URLSafeSerializerMixin

from service.domain.callflow import At, CallState
from service.domain.words import Language

VERSION = 1
"""Goes up whenever a field of ``CallState`` changes its meaning; fields may be added without."""

_LISTS = ("choices", "targets", "tried", "missed", "awaited")

_NAMES = tuple(one.name for one in fields(CallState))
_DEFAULTS = {one.name: one.default for one in fields(CallState) if one.default is not MISSING}
"""Left out where they are the case, which keeps URLs short."""


class _Uncompressed(URLSafeSerializer):
    """Spends no time on compressing so little: a token is made once and read once."""

    def dump_payload(self, obj: Any) -> bytes:
        """JSON in base64. What is compressed is still read."""
        return base64_encode(super(URLSafeSerializerMixin, self).dump_payload(obj))


class CallTokens:
    """Signs call states. A token holds only in the call that it was made for."""

    def __init__(self, secret_key: str) -> None:
        """``secret_key`` signs; whoever has it can make up call states."""
        self._serializer = _Uncompressed(secret_key)

    def sign(self, state: CallState, call: str) -> str:
        """A token for a webhook of this call, which is its CallSid.

        The first webhook of a call that we place has no CallSid yet: there it is the row's token.
        """
        told = ((name, getattr(state, name)) for name in _NAMES)
        worth_telling = {name: value for name, value in told if value != _DEFAULTS.get(name)}
        return self._serializer.dumps({"version": VERSION, **worth_telling}, _salt(call))

    def read(self, token: str, call: str) -> CallState | None:
        """The state again; None for a token that was altered, belongs to another call or was made
        by another version.
        """
        try:
            told = self._serializer.loads(token, _salt(call))
            return _state(**told) if told.pop("version") == VERSION else None
        except (BadData, ValueError, TypeError, KeyError, AttributeError):
            return None


def _salt(call: str) -> str:
    """Binds a signature to its call."""
    return f"call state {call}"


def _state(at: str, **told: Any) -> CallState:
    whole = _DEFAULTS | told
    lists = {name: tuple(whole[name]) for name in _LISTS}
    language = Language(whole["language"])
    return CallState(At(at), **whole | lists | {"language": language})
