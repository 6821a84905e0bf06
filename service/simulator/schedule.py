"""Texts for later: ``ScheduleType`` and ``SendAt``."""

from datetime import UTC, datetime, timedelta

from service.simulator.form import Form
from service.simulator.rest_error import RestError

SOONEST, LATEST = timedelta(seconds=300), timedelta(days=35)


def send_at(form: Form, now: datetime) -> datetime | None:
    """When the text is to leave, or None for at once.

    Raises RestError 35118 without a Messaging Service, 35111 and 35114 for a moment that is
    missing, unreadable or outside the window.
    """
    if not form.choice("ScheduleType", ("fixed",), 20001):
        return None
    if not form.text("MessagingServiceSid"):
        raise RestError(35118)
    if not form.text("SendAt"):
        raise RestError(35111)
    moment = _read(form.text("SendAt"))
    if not now + SOONEST <= moment <= now + LATEST:
        raise RestError(35114)
    return moment


def _read(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise RestError(35114) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
