"""A canary in every field: it may sing nowhere but in the sealed columns."""

import json
import logging
import zlib
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import select

from service.adapters.log import JsonLines, TextLines
from service.adapters.redaction import Redaction
from service.adapters.sql.tables import CALLS
from service.bootstrap import Services
from tests.twins.broker import valkey
from tests.twins.house import OURS
from tests.twins.webhooks import LiveCall, Webhooks
from tests.web.conftest import Serve

NUMBER = "+18025550199"
BODY = "canarybird sings"
CANARIES = ("8025550199", "802-555-0199", "(802) 555-0199", "canarybird", "05401")


def lived(services: Services, webhooks: Webhooks) -> list[str]:
    """A person who texts, rings and is rung; every URL they were led to."""
    for body in (BODY, "S54", "05401", "CALL", "ES", "HELP"):
        webhooks.text(body, NUMBER, FromZip="05401", FromCity="canarybird")
    with services.engine.connect() as connection:
        call_id, token = connection.execute(select(CALLS.c.id, CALLS.c.token)).one()
    request = services.place_call(call_id)
    assert request is not None
    request()  # nobody listens at the carrier's address
    urls = [services.urls.ring(token, "start"), services.urls.call_status(token)]
    call = LiveCall(webhooks, {"CallSid": "CA-rung", "From": OURS, "To": NUMBER})
    call.post(f"/twilio/voice/ring?r={token}")
    for fields in (
        {"Digits": "1"},
        {"Digits": "1"},
        {"DialCallStatus": "completed"},
        {"Digits": "1"},
        {"Digits": "1"},
        {"CallStatus": "completed"},
    ):
        urls.append(call.next)
        call.goes_on(**fields)
    webhooks.post(
        f"/twilio/status/call?r={token}",
        {"CallSid": "CA-rung", "CallStatus": "completed", "SequenceNumber": "3", "To": NUMBER},
    )
    webhooks.post("/twilio/status/message", {"MessageStatus": BODY, "To": NUMBER})
    webhooks.post("/twilio/sms", {"From": NUMBER, "Body": BODY}, "forged")
    for command in ("STOP", "START", "FORGET"):
        webhooks.text(command, NUMBER)
    services.sweep()
    return urls


def sung(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def everything_in(redis: Redis) -> str:
    """Every key of the broker, with what it holds, unpacked where RQ packs it."""
    return repr([(key, redis.dump(key), _read(redis, key)) for key in redis.scan_iter()])


def _unpacked(value: bytes) -> bytes:
    try:
        return zlib.decompress(value)
    except zlib.error:
        return value


def _read(redis: Redis, key: bytes) -> object:
    kind = redis.type(key)
    if kind == b"hash":
        return {name: _unpacked(value) for name, value in redis.hgetall(key).items()}
    return redis.lrange(key, 0, -1) if kind == b"list" else None


def test_no_log_url_or_job_holds_anything_personal(
    serve: Serve, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for library in ("urllib3", "twilio", "twilio.http_client"):
        logging.getLogger(library).setLevel(logging.WARNING)  # as the processes do
    with valkey(tmp_path) as url:
        services, webhooks = serve(REDIS_URL=url)
        urls = lived(services, webhooks)
        with Redis.from_url(url) as redis:
            jobs = everything_in(redis)
    assert "ring-1" in jobs
    assert sung(jobs) == []
    assert sung(json.dumps(urls)) == []
    assert caplog.records
    for record in caplog.records:
        assert sung(record.getMessage()) == [], record
        assert sung(repr(record.args)) == [], record


def test_metrics_and_errors_hold_nothing_personal_either(webhooks: Webhooks) -> None:
    webhooks.text(BODY, NUMBER)
    for path in ("/metrics", "/readyz", f"/{NUMBER}", "/nowhere?Body=canarybird"):
        assert sung(webhooks.client.get(path).get_data(as_text=True)) == []


@pytest.mark.parametrize("form", [TextLines, JsonLines])
def test_even_a_crash_is_masked(form: type[logging.Formatter]) -> None:
    try:
        raise ValueError(f"no good: {NUMBER}")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "x.py", 1, "of %s", (NUMBER,), (ValueError, error, None)
        )
    assert sung(form(Redaction()).format(record)) == []  # type: ignore[call-arg]
