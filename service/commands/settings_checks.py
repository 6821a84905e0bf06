"""What there is to say of settings that have no fault."""

import re
from collections.abc import Iterator

from service.adapters.settings import Settings
from service.domain.checkup import Check, ok, warn
from service.domain.public_address import check_address

NAME = "settings"
_TOKEN = re.compile(r"[0-9a-fA-F]{32}")
"""Every auth token that Twilio has ever shown."""


def check_settings(settings: Settings) -> Iterator[Check]:
    """Settings without a fault: what is odd about them, then the public address."""
    yield ok(NAME, f"complete, {settings.mode.value}")
    for told in settings.warnings:
        found, _, meant = told.partition(": ")
        yield warn(NAME, found, meant or "correct or remove it")
    if settings.production:
        yield from _odd_tokens(settings)
    if settings.twilio_auth_token_2:
        yield warn(
            NAME,
            "two tokens sign webhooks",
            "once Twilio has only the new one, make it TWILIO_AUTH_TOKEN and remove "
            "TWILIO_AUTH_TOKEN_2",
        )
    yield check_address(settings.public_url, production=settings.production)


def _odd_tokens(settings: Settings) -> Iterator[Check]:
    tokens = {
        "TWILIO_AUTH_TOKEN": settings.twilio_auth_token,
        "TWILIO_AUTH_TOKEN_2": settings.twilio_auth_token_2,
    }
    for name, token in tokens.items():
        if token and not _TOKEN.fullmatch(token.reveal()):
            yield warn(
                NAME,
                f"{name} is not like a token of Twilio's, 32 hexadecimal digits",
                "copy it anew from Twilio's console",
            )
