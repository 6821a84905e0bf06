"""Keeps what is personal unreadable at rest: an authenticated cipher and a keyed hash."""

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service.domain.errors import PatchlineError

_KEY_ID_BYTES = 4
_NONCE_BYTES = 12


class Unreadable(PatchlineError):
    """A stored value does not open with the present key, or was tampered with."""


class Vault:
    """AES-256-GCM under ``PHONE_KEY``; HMAC-SHA256 under ``HASH_KEY``.

    A sealed value is key id (4 bytes), nonce (12 bytes), ciphertext and tag. The key id says which
    key to open it with once there are several; ``purpose`` is authenticated, so that a value
    moved to another column does not open there.
    """

    def __init__(self, phone_key: str, hash_key: str) -> None:
        """Both keys are url-safe base64 of 32 bytes."""
        key = urlsafe_b64decode(phone_key)
        self._cipher = AESGCM(key)
        self._key_id = hashlib.sha256(b"patchline key id" + key).digest()[:_KEY_ID_BYTES]
        self._hash_key = urlsafe_b64decode(hash_key)

    def seal(self, text: str, purpose: str) -> bytes:
        """The text, encrypted; different bytes each time."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, text.encode(), purpose.encode())
        return self._key_id + nonce + sealed

    def open(self, sealed: bytes, purpose: str) -> str:
        """The text again.

        Raises:
            Unreadable: sealed with another key, for another purpose, or altered.
        """
        key_id, rest = sealed[:_KEY_ID_BYTES], sealed[_KEY_ID_BYTES:]
        if key_id != self._key_id:
            raise Unreadable(
                "a stored value was encrypted with another PHONE_KEY: set the key it was made with"
            )
        nonce, ciphertext = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, ciphertext, purpose.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise Unreadable("a stored value was altered: restore it from a backup") from error

    def mark(self, content: bytes, purpose: str) -> bytes:
        """32 bytes that only who has ``HASH_KEY`` can make of this content, for this purpose."""
        return hmac.digest(self._hash_key, b"mark:" + purpose.encode() + b":" + content, "sha256")

    def digest(self, e164: str) -> bytes:
        """The 32 bytes by which a number is found; worthless without the key."""
        return hmac.digest(self._hash_key, b"phone:" + e164.encode(), "sha256")
