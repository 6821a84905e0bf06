"""A row that cannot be read is told in the log; whoever it is about is answered all the same."""

import logging

import pytest
from flask import Flask
from sqlalchemy import select, update

from service.adapters.sql.tables import CALLS, SUPPORTERS, TEXTS
from service.bootstrap import Services
from service.web.app import create_app
from service.web.journal import take_in
from tests.twins.house import OURS
from tests.twins.webhooks import SUPPORTER, LiveCall, Webhooks


@pytest.fixture
def app(services: Services) -> Flask:
    return create_app(services)


@pytest.fixture
def webhooks(app: Flask) -> Webhooks:
    return Webhooks(app)


def damage(services: Services) -> str | None:
    """Spoil what is sealed of everybody; the token of the one call, if there is one."""
    with services.engine.begin() as connection:
        connection.execute(update(SUPPORTERS).values(phone_sealed=b"damaged"))
        connection.execute(update(TEXTS).values(reply_sealed=b"damaged"))
        return connection.scalar(select(CALLS.c.token))


def test_a_person_goes_on_texting_and_their_stop_is_kept(
    services: Services, webhooks: Webhooks
) -> None:
    webhooks.text("S54 05401")
    damage(services)
    assert "Sanders" in webhooks.text("05401")
    assert webhooks.text("opt out")
    assert services.store.run(lambda tx: tx.supporters.suppressed(SUPPORTER))


def test_a_repeat_is_answered_with_silence_and_changes_nothing(
    services: Services, webhooks: Webhooks, caplog: pytest.LogCaptureFixture
) -> None:
    webhooks.text("S54", MessageSid="SM-once")
    damage(services)
    assert webhooks.text("S54", MessageSid="SM-once") == ""
    assert "another PHONE_KEY" in caplog.text


def test_a_rung_back_call_ends_politely(
    services: Services, webhooks: Webhooks, caplog: pytest.LogCaptureFixture
) -> None:
    webhooks.text("S54 05401")
    webhooks.text("CALL")
    token = damage(services)
    call = LiveCall(webhooks, {"CallSid": "CA1", "From": OURS, "To": SUPPORTER})
    call.post(f"/twilio/voice/ring?r={token}")
    assert call.verbs == ["Say", "Say", "Hangup"]
    assert "another PHONE_KEY" in caplog.text
    assert [record for record in caplog.records if record.levelno == logging.ERROR]


@pytest.mark.parametrize("status", ["busy", "completed", "no-answer"])
def test_a_report_on_their_call_is_taken_and_kept_from_no_other(
    app: Flask, services: Services, webhooks: Webhooks, status: str
) -> None:
    webhooks.text("S54 05401")
    webhooks.text("CALL")
    token = damage(services)
    fields = {"CallSid": "CA1", "CallStatus": status, "SequenceNumber": "3"}
    assert webhooks.post(f"/twilio/status/call?r={token}", fields).status_code == 204
    assert take_in(app, services) == 0


def test_what_was_kept_aside_stops_at_no_damaged_row(app: Flask, services: Services) -> None:
    webhooks = Webhooks(app)
    webhooks.text("S54 05401")
    webhooks.text("CALL")
    token = damage(services)
    at = services.clock.now().isoformat()
    report = {"CallSid": ["CA1"], "CallStatus": ["busy"], "SequenceNumber": ["3"]}
    text = {"MessageSid": ["SM-kept"], "From": [SUPPORTER], "To": [OURS], "Body": ["STOP"]}
    for path, query, form in (
        ("/twilio/status/call", f"r={token}", report),
        ("/twilio/sms", "", text),
    ):
        services.journal.keep({"path": path, "query": query, "form": form, "at": at, "said": None})
    assert take_in(app, services) == 2
    assert services.store.run(lambda tx: tx.supporters.suppressed(SUPPORTER))
