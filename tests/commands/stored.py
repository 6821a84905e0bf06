"""An installation on a real database, as the operator's commands find it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from service.adapters.settings import load_settings
from service.bootstrap import Services, build
from service.domain.text_records import InboundText
from tests.environment import only_settings
from tests.twins.database import sqlite_database
from tests.twins.webhooks import environ_in


@dataclass
class Stored:
    """What is stored, and a way to store more."""

    services: Services

    @staticmethod
    def make(directory: Path, monkeypatch: pytest.MonkeyPatch) -> "Stored":
        """With its settings in the environment and the working directory its own."""
        url = sqlite_database(directory)
        environ = environ_in(directory, url)
        only_settings(monkeypatch, environ, directory)
        return Stored(build(load_settings(environ, root=directory)))

    def text(self, body: str, number: str = "+18025550142") -> str | None:
        """A text that comes in; each body once."""
        text = InboundText(f"SM {number} {body}", "+12025550154", body, media=1)
        sender = self.services.phones.read(number)
        return self.services.receive_text(text, sender, carrier_answered=False)
