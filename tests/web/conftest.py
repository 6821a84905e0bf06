"""The real web application on a real database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from service.bootstrap import Services, build
from service.web.app import create_app
from tests.twins.webhooks import Webhooks, settings_in

Serve = Callable[..., tuple[Services, Webhooks]]


@pytest.fixture
def serve(tmp_path: Path, database: str) -> Iterator[Serve]:
    """Builds services and application for settings that differ from the usual ones."""
    with ExitStack() as ends:

        def start(**settings: str) -> tuple[Services, Webhooks]:
            services = build(
                settings_in(tmp_path, settings.pop("DATABASE_URL", database), **settings)
            )
            ends.callback(services.engine.dispose)
            return services, Webhooks(create_app(services))

        yield start


@pytest.fixture
def services(serve: Serve) -> Services:
    """The usual ones."""
    return serve()[0]


@pytest.fixture
def webhooks(services: Services) -> Webhooks:
    """The carrier's side of them."""
    return Webhooks(create_app(services))
