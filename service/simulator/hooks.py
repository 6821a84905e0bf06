"""Where the webhooks of our number and of our Messaging Service go; the REST API changes it."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from service.simulator.account import Account
from service.simulator.form import Form
from service.simulator.rest_error import RestError

METHODS = ("GET", "POST")
TRUE, FALSE = "true", "false"


@dataclass(slots=True)
class NumberHooks:
    """What an IncomingPhoneNumber is set to. Every field is a parameter of its update."""

    friendly_name: str
    sms_url: str
    voice_url: str
    status_callback: str
    sms_method: str = "POST"
    sms_fallback_url: str = ""
    sms_fallback_method: str = "POST"
    voice_method: str = "POST"
    voice_fallback_url: str = ""
    voice_fallback_method: str = "POST"
    status_callback_method: str = "POST"

    @classmethod
    def of(cls, account: Account) -> "NumberHooks":
        """A number that has just been pointed at the application."""
        return cls(
            friendly_name="Simulated number",
            sms_url=account.hook("/twilio/sms"),
            voice_url=account.hook("/twilio/voice"),
            status_callback=account.hook("/twilio/status/call"),
        )


@dataclass(slots=True)
class ServiceHooks:
    """What a Messaging Service is set to. Every field is a parameter of its update."""

    friendly_name: str
    inbound_request_url: str
    inbound_method: str = "POST"
    fallback_url: str = ""
    fallback_method: str = "POST"
    status_callback: str = ""
    use_inbound_webhook_on_number: bool = False

    @classmethod
    def of(cls, account: Account) -> "ServiceHooks":
        """A service that has just been pointed at the application."""
        return cls("Simulated service", account.hook("/twilio/sms"))


@dataclass(slots=True)
class Hooks:
    """Both, as everything that sends webhooks reads them."""

    number: NumberHooks
    service: ServiceHooks

    @classmethod
    def of(cls, account: Account) -> "Hooks":
        """As they stand when the simulator starts."""
        return cls(NumberHooks.of(account), ServiceHooks.of(account))


def parameters(hooks: NumberHooks | ServiceHooks) -> frozenset[str]:
    """The names that an update may carry: SmsUrl for sms_url."""
    return frozenset(_parameter(field.name) for field in fields(hooks))


def revise(hooks: NumberHooks | ServiceHooks, form: Form, bad_url: int, bad_method: int) -> None:
    """Change what the form names, all of it or nothing; raises RestError with those codes."""
    changes: dict[str, Any] = {}
    for name in asdict(hooks):
        parameter = _parameter(name)
        if parameter not in form:
            continue
        if name.endswith("method"):
            changes[name] = form.choice(parameter, METHODS, bad_method)
        elif name.startswith("use_"):
            changes[name] = form.choice(parameter, (TRUE, FALSE), bad_method) == TRUE
        else:
            changes[name] = _text(form, name, parameter, bad_url)
    for name, value in changes.items():
        setattr(hooks, name, value)


def _text(form: Form, name: str, parameter: str, bad_url: int) -> str:
    if name == "friendly_name":
        return form.text(parameter)[:64]
    try:
        return form.url(parameter, bad_url)
    except RestError as error:
        raise RestError(bad_url, parameter) from error


def _parameter(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
