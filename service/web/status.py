"""``POST /twilio/status/…``: what became of our texts and of calls."""

from collections.abc import Callable

from flask import Blueprint, Response

from service.bootstrap import Services
from service.usecases.record_call_status import CallReport
from service.web.aside import UNSTORED, keep_aside
from service.web.twilio_words import CALL_STATUSES, MESSAGE_STATUSES
from service.web.webhook import argument, field, number


def make_status(services: Services) -> Blueprint:
    """The routes, around these services."""
    blueprint = Blueprint("status", __name__, url_prefix="/twilio/status")

    @blueprint.post("/message")
    def message() -> Response:
        return _taken_in(services, catch_up_message)

    @blueprint.post("/call")
    def call() -> Response:
        return _taken_in(services, catch_up_call)

    return blueprint


def _taken_in(services: Services, take_in: Callable[[Services, str | None], None]) -> Response:
    try:
        take_in(services, None)
    except UNSTORED as error:
        keep_aside(services, error)
    return Response(status=204)


def catch_up_message(services: Services, _said: str | None) -> None:
    """Take in what became of one of our texts. Raises StoreDown."""
    services.record_message_status(
        argument("m"),
        field("MessageSid"),
        MESSAGE_STATUSES.get(field("MessageStatus")),
        number("ErrorCode"),
        services.phones.read(field("To")),
    )


def catch_up_call(services: Services, _said: str | None) -> None:
    """Take in what became of a call. Raises StoreDown."""
    status = CALL_STATUSES.get(field("CallStatus"))
    sid, sequence = field("CallSid"), number("SequenceNumber")
    if status is None or not sid:
        return
    report = CallReport(
        sid,
        status,
        -1 if sequence is None else sequence,
        number("CallDuration"),
        number("ErrorCode"),
    )
    services.record_call_status(argument("r"), report)
