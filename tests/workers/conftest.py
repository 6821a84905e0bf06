"""Workers on a real database and a real broker, with a stand-in for Twilio."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis

from service.adapters.settings import Settings
from service.bootstrap import Services, build
from service.domain.text_records import InboundText
from tests.environment import only_settings
from tests.twins.broker import valkey
from tests.twins.far_server import FarServer, far_server
from tests.twins.house import OURS
from tests.twins.webhooks import environ_in, settings_in
from workers import jobs


@dataclass
class Works:
    """One installation without its web server."""

    services: Services
    far: FarServer
    environ: dict[str, str]

    def text(self, body: str, number: str = "+18025550142") -> str | None:
        """A text that came in, each body once."""
        text = InboundText(f"SM {number} {body}", OURS, body)
        sender = self.services.phones.read(number)
        return self.services.receive_text(text, sender, carrier_answered=False)

    def promise(self, number: str = "+18025550142") -> int:
        """Somebody texts CALL; the id of the row."""
        self.text("S54 05401", number)
        self.text("CALL", number)
        now = self.services.clock.now()
        return max(self.services.store.run(lambda tx: tx.rings.due(now)))

    @property
    def statuses(self) -> dict[str, int]:
        """How many calls stand where."""
        return dict(self.services.figures.by_label()["calls"])


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A broker for all tests of a module."""
    with valkey(tmp_path_factory.mktemp("broker")) as url:
        yield url


@pytest.fixture
def works(
    tmp_path: Path, broker: str, database: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Works]:
    """An installation whose settings stand in the environment, as those of workers do."""
    with Redis.from_url(broker) as redis:
        redis.flushall()
    with far_server() as far:
        environ = environ_in(
            tmp_path, database, REDIS_URL=broker, TWILIO_API_URL=far.url, CALL_RATE="50"
        )
        only_settings(monkeypatch, environ, tmp_path)
        jobs.services.cache_clear()
        services = build(settings_of(tmp_path, environ))
        yield Works(services, far, environ)
        jobs.crew().rest()
        services.engine.dispose()
        jobs.services.cache_clear()


def settings_of(directory: Path, environ: dict[str, str]) -> Settings:
    """The settings that this environment makes."""
    return settings_in(directory, environ["DATABASE_URL"], **environ)
