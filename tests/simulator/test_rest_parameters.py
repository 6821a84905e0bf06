"""The parameters that are known are the ones that Twilio's own library can send."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from twilio.rest.api.v2010.account.call import CallContext, CallList
from twilio.rest.api.v2010.account.incoming_phone_number import IncomingPhoneNumberContext
from twilio.rest.api.v2010.account.message import MessageContext, MessageList
from twilio.rest.messaging.v1.service import ServiceContext

from service.simulator.account import Account
from service.simulator.hooks import Hooks, parameters
from service.simulator.parameters import CALL_CREATE, CALL_UPDATE, MESSAGE_CREATE, MESSAGE_UPDATE

HOOKS = Hooks.of(Account("AC1", "secret", "+18885550100", "http://127.0.0.1"))


def names(method: Callable[..., Any]) -> frozenset[str]:
    """The form fields that a method of the library sends."""
    arguments = [name for name in inspect.signature(method).parameters if name != "self"]
    return frozenset("".join(map(str.capitalize, name.split("_"))) for name in arguments)


@pytest.mark.parametrize(
    ("known", "method"),
    [
        (MESSAGE_CREATE, MessageList.create),
        (MESSAGE_UPDATE, MessageContext.update),
        (CALL_CREATE, CallList.create),
        (CALL_UPDATE, CallContext.update),
    ],
)
def test_every_parameter_of_the_library_is_known_and_no_other(
    known: frozenset[str], method: Callable[..., Any]
) -> None:
    assert known == names(method)


def test_what_can_be_changed_of_numbers_and_services_has_twilios_names() -> None:
    assert parameters(HOOKS.number) <= names(IncomingPhoneNumberContext.update)
    assert parameters(HOOKS.service) <= names(ServiceContext.update)
