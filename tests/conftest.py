"""What holds for every test, and the databases that tests run on."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from requests import Session
from werkzeug.test import Client

from tests.twins.database import sqlite_database
from tests.twins.postgres import Databases, NoPostgres, server
from tests.twins.rest_recorder import RestRecorder
from tests.twins.twiml_recorder import TwimlRecorder

# A busy machine is no failure: how long an example takes is not what any test is about.
settings.register_profile("patchline", deadline=None, print_blob=True)
settings.load_profile("patchline")

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Databases]:
    """A Postgres for all tests of this process: the one of ``PATCHLINE_TEST_DATABASE_URL``, whose
    user may make databases, else one of our own. Where there is none its tests are skipped, or
    fail if ``PATCHLINE_REQUIRE_POSTGRES`` is set.
    """
    with ExitStack() as ends:
        try:
            url = os.environ.get("PATCHLINE_TEST_DATABASE_URL") or ends.enter_context(server())
        except NoPostgres as error:
            missing = pytest.fail if os.environ.get("PATCHLINE_REQUIRE_POSTGRES") else pytest.skip
            missing(f"there is no Postgres: {error}")
        yield ends.enter_context(closing(Databases(url)))


@pytest.fixture(params=["sqlite", POSTGRES])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with every table and no row: of each kind we run on."""
    with _empty(request, tmp_path / "patchline.db") as url:
        yield url


@pytest.fixture(params=["sqlite", POSTGRES])
def other_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """One more beside it."""
    with _empty(request, tmp_path / "other.db") as url:
        yield url


@contextmanager
def _empty(request: pytest.FixtureRequest, path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield sqlite_database(path.parent, path.name)
        return
    with request.getfixturevalue("postgres").empty() as url:
        yield url


@pytest.fixture(autouse=True)
def rest_requests() -> Iterator[RestRecorder]:
    """Every request to Twilio's API that a test makes has to be one that Twilio describes."""
    recorder = RestRecorder()
    with _looked_at(Session, "send", recorder):
        yield recorder


@pytest.fixture(autouse=True)
def twiml_answers() -> Iterator[TwimlRecorder]:
    """Every TwiML answer that a test gets from the application has to be one that Twilio takes."""
    recorder = TwimlRecorder()
    with _looked_at(Client, "open", recorder):
        yield recorder


@contextmanager
def _looked_at(owner: type, method: str, recorder: RestRecorder | TwimlRecorder) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(owner, method, recorder.around(getattr(owner, method)))
        yield
    assert recorder.faults == []
