"""What the doctor says of settings that have no fault."""

import secrets
from pathlib import Path

from service.adapters.settings import load_settings
from service.commands.settings_checks import check_settings
from tests.environment import production


def said(tmp_path: Path, **changes: str) -> list[str]:
    settings = load_settings(production(**changes), root=tmp_path)
    return [str(check) for check in check_settings(settings) if check.verdict != "ok"]


def test_of_sound_settings_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert said(tmp_path) == []


def test_a_token_that_cannot_be_one_of_twilios_is_told_and_not_shown(tmp_path: Path) -> None:
    (told,) = said(tmp_path, TWILIO_AUTH_TOKEN="SK-and-something-else")
    assert told.startswith("settings: TWILIO_AUTH_TOKEN is not like a token of Twilio's")
    assert "SK-and" not in told


def test_a_second_token_is_looked_at_too(tmp_path: Path) -> None:
    odd, two = said(tmp_path, TWILIO_AUTH_TOKEN_2="the next one")
    assert "TWILIO_AUTH_TOKEN_2 is not like" in odd
    assert "two tokens sign webhooks" in two
    assert len(said(tmp_path, TWILIO_AUTH_TOKEN_2=secrets.token_hex(16))) == 1
