"""Whole calls, run by another reader of TwiML than the simulator, on the web server that ships."""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.serving import serving
from tests.twins.house import OURS
from tests.twins.plain_carrier import HANGS_UP, Application, PlainCall
from tests.twins.webhooks import PUBLIC, TOKEN

pytestmark = pytest.mark.e2e

KEYS = {
    "For English": "1",
    "Press 1 to be connected": "1",
    "How did it go?": "1",
    "To get a text": "1",
}
CALLS = itertools.count(1)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def application(directory: Path) -> Iterator[Application]:
    """A server that runs for all calls of this file."""
    with serving(directory) as port:
        yield Application(PUBLIC, port, TOKEN)


def call(application: Application, *dials: str, at_the_zip: str = "05401") -> PlainCall:
    """A call of somebody else than before, to its end."""
    number = next(CALLS)
    fields = {
        "AccountSid": "AC" + "1" * 32,
        "ApiVersion": "2010-04-01",
        "CallSid": f"CA{number:032x}",
        "Direction": "inbound",
        "From": f"+1802555{100 + number:04}",
        "To": OURS,
        "FromState": "VT",
        "FromZip": "",
    }
    made = PlainCall(application, fields, KEYS | {"ZIP code": at_the_zip}, iter(dials))
    made.run()
    return made


def recorded(directory: Path, made: PlainCall) -> tuple[str, list[tuple[str | None, ...]]]:
    """The status of the call, and of each leg the number, how the dial ended and what was told."""
    with closing(sqlite3.connect(directory / "patchline.db", timeout=10)) as database:
        ((row, status),) = database.execute(
            "SELECT id, status FROM calls WHERE call_sid = ?", [made.fields["CallSid"]]
        ).fetchall()
        legs = database.execute(
            "SELECT office_number, dial_status, outcome FROM legs WHERE call_id = ? ORDER BY id",
            [row],
        ).fetchall()
    return status, legs


def numbers(made: PlainCall) -> list[str]:
    return [number for number, _ in made.dialed]


def test_a_caller_is_patched_through_to_both_senators(
    application: Application, directory: Path
) -> None:
    made = call(application, "completed", "completed")
    welch, sanders = numbers(made)
    assert {shown for _, shown in made.dialed} == {made.fields["From"]}
    assert made.said.index("Peter Welch") < made.said.index("Bernard Sanders")
    assert "Your text is on its way" in made.said
    assert recorded(directory, made) == (
        "completed",
        [(welch, "completed", "spoke"), (sanders, "completed", "spoke")],
    )


def test_a_busy_line_leads_to_the_next_office_of_the_same_senator(
    application: Application, directory: Path
) -> None:
    made = call(application, "busy", "completed", "completed")
    washington, burlington, sanders = numbers(made)
    assert washington[:5] == sanders[:5] == "+1202"
    assert "That line is busy. We will try the office in Burlington." in made.said
    assert recorded(directory, made) == (
        "completed",
        [
            (washington, "busy", None),
            (burlington, "completed", "spoke"),
            (sanders, "completed", "spoke"),
        ],
    )


def test_whoever_hangs_up_during_a_leg_is_not_dialed_for_again(
    application: Application, directory: Path
) -> None:
    made = call(application, HANGS_UP)
    (welch,) = numbers(made)
    assert "How did it go?" not in made.said
    status, legs = recorded(directory, made)
    assert status == "completed"
    assert [leg[:2] for leg in legs] == [(welch, "completed")]


def test_whoever_hangs_up_at_a_question_has_called_all_the_same(
    application: Application, directory: Path
) -> None:
    made = call(application, at_the_zip=HANGS_UP)
    assert recorded(directory, made) == ("completed", [])


def test_whoever_stays_silent_is_asked_three_times_and_told_goodbye(
    application: Application, directory: Path
) -> None:
    made = call(application, at_the_zip="")
    assert made.said.count("ZIP code") == 3
    assert "oodbye" in made.heard[-1]
    assert recorded(directory, made) == ("completed", [])
