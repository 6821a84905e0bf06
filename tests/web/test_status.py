"""``POST /twilio/status/…``: Twilio's words for what became of calls and texts."""

import logging

import pytest
from sqlalchemy import select

from service.adapters.sql.tables import CALLS
from service.bootstrap import Services
from service.web.twilio_words import CALL_STATUSES, DIAL_RESULTS, MESSAGE_STATUSES
from tests.twins.webhooks import SUPPORTER, Webhooks
from tests.web.conftest import Serve

TWILIO_CALL = (
    "queued initiated ringing in-progress answered completed busy no-answer failed canceled"
)
TWILIO_DIAL = "completed answered busy no-answer failed canceled"
TWILIO_MESSAGE = "accepted scheduled queued sending sent delivered read undelivered failed canceled"


def test_every_word_of_twilios_is_known() -> None:
    assert set(CALL_STATUSES) == set(TWILIO_CALL.split())
    assert set(DIAL_RESULTS) == set(TWILIO_DIAL.split())
    assert set(MESSAGE_STATUSES) == set(TWILIO_MESSAGE.split())


def status(services: Services) -> tuple[str, int | None]:
    with services.engine.connect() as connection:
        row = connection.execute(select(CALLS.c.status, CALLS.c.seconds)).one()
        return row.status, row.seconds


def test_a_call_is_reported_by_its_sid(webhooks: Webhooks, services: Services) -> None:
    webhooks.call("CA1")
    webhooks.post(
        "/twilio/status/call",
        {"CallSid": "CA1", "CallStatus": "completed", "CallDuration": "7", "SequenceNumber": "0"},
    )
    assert status(services) == ("completed", 7)


@pytest.mark.parametrize("word", ["", "dreaming", "COMPLETED", "completed "])
def test_a_word_nobody_knows_changes_nothing(
    webhooks: Webhooks, services: Services, word: str
) -> None:
    webhooks.call("CA1")
    webhooks.post("/twilio/status/call", {"CallSid": "CA1", "CallStatus": word})
    assert status(services) == ("in_progress", None)


@pytest.mark.parametrize("number", ["-1", "1.5", "٣", "9" * 30, "x"])
def test_odd_numbers_are_no_failure(webhooks: Webhooks, services: Services, number: str) -> None:
    webhooks.call("CA1")
    fields = {"CallSid": "CA1", "CallStatus": "completed"}
    odd = dict.fromkeys(("SequenceNumber", "CallDuration", "ErrorCode"), number)
    assert webhooks.post("/twilio/status/call", fields | odd).status_code == 204
    assert status(services) == ("completed", None)


@pytest.mark.parametrize("query", ["", "?m=gone"])
def test_a_receipt_for_an_answer_counts_for_the_number_it_went_to(
    webhooks: Webhooks, query: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert webhooks.text("S54 05401")
    failed = {"MessageSid": "SM-answer", "MessageStatus": "undelivered", "ErrorCode": "30039"}
    answer = webhooks.post("/twilio/status/message" + query, failed | {"To": SUPPORTER})
    assert answer.status_code == 204
    assert webhooks.text("S54") == ""
    assert SUPPORTER not in caplog.text


def test_while_the_database_is_down_reports_are_kept_aside(serve: Serve) -> None:
    services, webhooks = serve(DATABASE_URL="sqlite:////nowhere/at/all.db")
    for path, fields in (
        ("/twilio/status/call", {"CallSid": "CA1", "CallStatus": "completed"}),
        ("/twilio/status/message", {"MessageSid": "SM1", "MessageStatus": "sent"}),
    ):
        assert webhooks.post(path, fields).status_code == 204
    kept: list[str] = []
    services.journal.replay(lambda entry: kept.append(entry["path"]), lambda: None)
    assert kept == ["/twilio/status/call", "/twilio/status/message"]
