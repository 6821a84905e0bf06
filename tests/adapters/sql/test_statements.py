"""What each webhook asks of the database: every statement is a round trip on a server."""

from collections.abc import Callable, Iterator
from sqlite3 import Connection

import pytest
from sqlalchemy import event

from tests.twins.house import TEXAN, VERMONTER, House
from tests.twins.phone_call import PhoneCall

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def asked(house: House) -> Iterator[list[str]]:
    """Every statement, as the driver hears it."""
    heard: list[str] = []

    def listen(connection: Connection, *_: object) -> None:
        connection.set_trace_callback(heard.append)

    house.text("HELP", TEXAN)  # the first transaction of a process compares keys
    event.listen(house.engine, "checkout", listen)
    yield heard
    event.remove(house.engine, "checkout", listen)


def counts(asked: list[str], *webhooks: Callable[[], object]) -> list[int]:
    """How many statements each of these takes beside ``BEGIN`` and ``COMMIT``."""
    found = []
    for webhook in webhooks:
        asked.clear()
        webhook()
        assert (asked[0], asked[-1]) == ("BEGIN IMMEDIATE", "COMMIT")
        found.append(len(asked) - 2)
    return found


def test_a_call_to_two_senators(house: House, asked: list[str]) -> None:
    call = PhoneCall(house, VERMONTER, "CA-1")

    def press(keys: str) -> Callable[[], object]:
        return lambda: call.press(keys)

    steps = [call.dial_in, press("1"), press("05401"), press("1"), call.dialed, press("1")]
    steps += [press("1"), call.dialed, press("2")]
    # The first to come to a senator asks besides which numbers are set aside; for some seconds the
    # others know.
    assert counts(asked, *steps) == [4, 1, 4, 5, 2, 3, 5, 2, 4]


def test_a_text(house: House, asked: list[str]) -> None:
    assert counts(asked, lambda: house.text("S54"), lambda: house.text("05401")) == [9, 6]
