"""The same webhook eight times at once, as impatient carriers deliver it."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from service.adapters.sql.tables import CALLS, LEGS, SUPPORTERS, TEXTS
from service.bootstrap import Services
from service.web.app import create_app
from tests.twins.house import OURS
from tests.twins.webhooks import SUPPORTER, Webhooks


def at_once(services: Services, target: str, fields: dict[str, str]) -> set[bytes]:
    """The different answers that eight deliveries got."""
    app = create_app(services)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: Webhooks(app).post(target, fields), range(8)))
    assert {answer.status_code for answer in answers} <= {200, 204}
    return {answer.data for answer in answers}


def count(services: Services, table: object) -> int:
    with services.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def test_a_text(services: Services) -> None:
    fields = {"MessageSid": "SM1", "From": SUPPORTER, "To": OURS, "Body": "S54 05401"}
    assert len(at_once(services, "/twilio/sms", fields)) == 1
    assert (count(services, TEXTS), count(services, SUPPORTERS)) == (1, 1)
    ring = {**fields, "MessageSid": "SM2", "Body": "CALL"}
    assert len(at_once(services, "/twilio/sms", ring)) == 1
    assert count(services, CALLS) == 1


def test_a_whole_call(services: Services, webhooks: Webhooks) -> None:
    fields = {"CallSid": "CA1", "From": SUPPORTER, "To": OURS, "CallStatus": "in-progress"}
    assert len(at_once(services, "/twilio/voice", fields)) == 1
    call = webhooks.call("CA1")
    for happened in (
        {"Digits": "1"},
        {"Digits": "05401"},
        {"Digits": "1"},
        {"DialCallStatus": "busy"},
        {"DialCallStatus": "completed", "DialCallDuration": "9"},
        {"Digits": "2"},
    ):
        assert len(at_once(services, call.next, fields | happened)) == 1
        call.goes_on(**happened)
    assert (count(services, CALLS), count(services, LEGS)) == (1, 2)


def test_the_end_of_a_call(services: Services, webhooks: Webhooks) -> None:
    webhooks.call("CA1")
    report = {"CallSid": "CA1", "CallStatus": "completed", "SequenceNumber": "3"}
    assert at_once(services, "/twilio/status/call", report) == {b""}
