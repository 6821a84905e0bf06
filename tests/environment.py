"""The environment that a process finds its settings in."""

import base64
import secrets
from collections.abc import Mapping
from pathlib import Path

import pytest

from service.adapters.settings import SETTING_NAMES

SID = "AC" + "0123456789abcdef" * 2


def only_settings(
    monkeypatch: pytest.MonkeyPatch, environ: Mapping[str, str], directory: Path
) -> None:
    """Set these and no other settings; work in ``directory``, so that no ``.env`` adds any."""
    for name in SETTING_NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(directory)


def new_key() -> str:
    """A key as PHONE_KEY and HASH_KEY want it."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def production(**changes: str) -> dict[str, str]:
    """The settings of a sound production installation, with some changed."""
    return {
        "PUBLIC_URL": "https://call.example.org",
        "TWILIO_ACCOUNT_SID": SID,
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
        "TWILIO_PHONE_NUMBER": "+12025550123",
        "SECRET_KEY": secrets.token_hex(32),
        "PHONE_KEY": new_key(),
        "HASH_KEY": new_key(),
        "ORG_NAME": "Vermont Neighbors",
        "ORG_CONTACT": "help@neighbors.example",
        **changes,
    }
