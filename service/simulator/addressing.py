"""Who may text and call whom: the refusals that depend on the two numbers."""

from dataclasses import dataclass, field

from service.simulator.account import Account
from service.simulator.form import Form
from service.simulator.habit import Habit
from service.simulator.handset import Handsets
from service.simulator.magic import (
    CALL_RECIPIENTS,
    CALL_SENDERS,
    TEXT_RECIPIENTS,
    TEXT_SENDERS,
    is_magic,
)
from service.simulator.numbers import country_of
from service.simulator.rest_error import RestError
from service.simulator.sid import is_sid


@dataclass(frozen=True, slots=True)
class Sender:
    """A number of ours, and the service if it was chosen from its pool."""

    number: str = field(repr=False)
    service: str = ""


class Addressing:
    """Judges the ``From`` and ``To`` of creates. Every method raises RestError."""

    def __init__(self, account: Account, handsets: Handsets, blocked: set[str]) -> None:
        self._account = account
        self._handsets = handsets
        self._blocked = blocked

    def text_sender(self, form: Form) -> Sender:
        """By ``MessagingServiceSid`` from the pool, which holds our number, or by ``From``."""
        service, sender = form.text("MessagingServiceSid"), form.text("From")
        if service and not (is_sid(service, "MG") and service == self._account.service):
            raise RestError(21701, service)
        if not service and not sender:
            raise RestError(21603)
        if not sender:
            return Sender(self._account.number, service)
        number = form.number("From", 21212)
        _refuse(TEXT_SENDERS.get(number), sender)
        if not self._account.owns(number):
            raise RestError(21606 if service or is_magic(number) else 21659, sender)
        return Sender(number, service)

    def text_recipient(self, form: Form, sender: Sender) -> str:
        """A mobile number in a country that is allowed, of somebody who has not said stop."""
        shown = form.text("To")
        if not shown:
            raise RestError(21604)
        number = form.number("To", 21211)
        _refuse(TEXT_RECIPIENTS.get(number), shown)
        if number == sender.number:
            raise RestError(21266)
        self._require_region(number, 21408, shown)
        handset = self._handsets.by_number(number)
        if handset is not None and handset.habit is Habit.LANDLINE:
            raise RestError(21614, shown)
        if number in self._blocked:
            raise RestError(21610)
        return number

    def call_sender(self, form: Form) -> str:
        """A number of ours."""
        shown = form.text("From")
        if not shown:
            raise RestError(21213)
        number = form.number("From", 21212)
        _refuse(CALL_SENDERS.get(number), shown)
        if not self._account.owns(number):
            raise RestError(21210, shown)
        return number

    def call_recipient(self, form: Form) -> str:
        """A number in a country that is allowed."""
        shown = form.text("To")
        if not shown:
            raise RestError(21201)
        number = form.number("To", 21211)
        _refuse(CALL_RECIPIENTS.get(number), shown)
        self._require_region(number, 21215, shown)
        return number

    def _require_region(self, number: str, code: int, shown: str) -> None:
        if not is_magic(number) and country_of(number) not in self._account.regions:
            raise RestError(code, shown)


def _refuse(code: int | None, shown: str) -> None:
    if code is not None:
        raise RestError(code, shown)
