"""The demo's own secrets: made once, kept in a file that only its owner may read."""

import base64
import json
import secrets
from collections.abc import Callable
from pathlib import Path

from service.adapters.private_files import locked, private_directory, replace_private
from service.domain.errors import PatchlineError


class SecretsFileFault(PatchlineError):
    """The file of the demo's secrets cannot be made, read or understood."""


def _random_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


_MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "PHONE_KEY": _random_key,
    "HASH_KEY": _random_key,
    "TWILIO_AUTH_TOKEN": lambda: secrets.token_hex(16),
}


def demo_secrets(path: Path) -> dict[str, str]:
    """The secrets by setting name, made on first use.

    Processes that start together get the same ones. Raises SecretsFileFault.
    """
    try:
        private_directory(path.parent)
        with locked(path.with_suffix(".lock")):
            return _completed(path)
    except OSError as error:
        raise SecretsFileFault(
            f"{path} cannot be used ({error.strerror}): make its directory writable or set VAR_DIR"
        ) from error


def _completed(path: Path) -> dict[str, str]:
    kept = _read(path)
    missing = {name: make() for name, make in _MAKERS.items() if name not in kept}
    if missing:
        _write(path, kept | missing)
    return kept | missing


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise _broken(path) from error
    if not isinstance(kept, dict) or not all(isinstance(value, str) for value in kept.values()):
        raise _broken(path)
    return kept


def _broken(path: Path) -> SecretsFileFault:
    return SecretsFileFault(
        f"{path} is damaged: bring it back from a copy, or remove {path.parent} "
        "to begin the demo anew (what it stored cannot be read without the file)"
    )


def _write(path: Path, values: dict[str, str]) -> None:
    replace_private(path, json.dumps(values, indent=1).encode())
