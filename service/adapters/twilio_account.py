"""Our account at Twilio, by its REST API: what it has, and where its webhooks lead."""

from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from service.adapters.http_trouble import plainly
from service.adapters.twilio_errors import CODED, named_code
from service.adapters.twilio_http import TwilioHttp
from service.adapters.webhook_urls import WebhookUrls
from service.domain.carrier_errors import Remedy, carrier_error
from service.ports.account import (
    AccountRefused,
    AccountState,
    AccountUnknown,
    OwnNumber,
    OwnService,
    Wiring,
)

SECONDS = 4.0
"""Limit of each request: a person waits for the answer."""
_POOL = 400
"""Numbers that a Messaging Service can have."""

_WRONG_LOGIN = 20003
_UNAUTHORIZED = (401, 403)
_NOT_FOUND = 404
_GOOD = range(200, 300)
_OUR_MISTAKE = (400, 405, 409)
_UNREADABLE = (TwilioException, ValueError, AttributeError, TypeError, KeyError)
"""All but the first are what the library trips over in an answer that is not Twilio's."""
_NUMBER_FIELDS = tuple(WebhookUrls("").of_number())
_SERVICE_FIELDS = tuple(WebhookUrls("").of_service())
T = TypeVar("T")


class TwilioAccount:
    """Implements ``ports.account.CarrierAccount``."""

    def __init__(self, account_sid: str, auth_token: str, api_url: str | None) -> None:
        """``api_url`` replaces scheme and host of every request."""
        self._sid = account_sid
        self._http = TwilioHttp(api_url, SECONDS)
        self._client = Client(account_sid, auth_token, http_client=self._http)

    def state(self) -> AccountState:
        """Fetch the Account."""
        account = self._asked(self._client.api.v2010.accounts(self._sid).fetch)
        if account is None or not account.status:
            raise _refused()
        trial = str(account.type or "").lower() == "trial"
        return AccountState(
            str(account.status), trial, _moment(self._http.last.headers.get("Date", ""))
        )

    def number(self, number: str) -> OwnNumber | None:
        """Look for the IncomingPhoneNumber; Twilio matches parts of numbers, we the whole."""
        listed = self._asked(
            lambda: self._client.incoming_phone_numbers.list(phone_number=number, limit=20)
        )
        found = next((one for one in listed or () if one.phone_number == number), None)
        if found is None:
            return None
        can = found.capabilities or {}
        return OwnNumber(
            found.sid,
            bool(_either(can, "voice")),
            bool(_either(can, "sms")),
            _wiring(found, _NUMBER_FIELDS),
        )

    def service(self, sid: str) -> OwnService | None:
        """Fetch the Service and list its pool."""
        service = self._client.messaging.v1.services(sid)
        found = self._asked(service.fetch)
        if found is None:
            return None
        pool = self._asked(lambda: service.phone_numbers.list(limit=_POOL)) or ()
        numbers = frozenset(one.phone_number for one in pool)
        codes = self._asked(lambda: service.short_codes.list(limit=_POOL)) or ()
        return OwnService(found.sid, _wiring(found, _SERVICE_FIELDS), numbers, len(codes))

    def wire_number(self, sid: str, changes: Wiring) -> None:
        """Update the IncomingPhoneNumber."""
        self._done(lambda: self._client.incoming_phone_numbers(sid).update(**changes))

    def wire_service(self, sid: str, changes: Wiring) -> None:
        """Update the Service."""
        self._done(lambda: self._client.messaging.v1.services(sid).update(**changes))

    def _asked(self, ask: Callable[[], T]) -> T | None:
        """The answer; None where Twilio does not know what was asked for."""
        try:
            return ask()
        except RequestException as error:
            raise AccountUnknown(
                f"Twilio cannot be reached ({plainly(error)}): check the network and TWILIO_API_URL"
            ) from error
        except _UNREADABLE as error:
            if self._http.last.status == _NOT_FOUND:
                return None
            raise _fault(self._http.last.status, _code(error)) from error

    def _done(self, change: Callable[[], object]) -> None:
        if self._asked(change) is None:
            raise AccountUnknown("Twilio no longer knows what was to be changed: try again")


def _code(error: Exception) -> int:
    """Twilio's code; 0 where the answer names none."""
    return named_code(error) if isinstance(error, CODED) else 0


def _fault(status: int, code: int) -> AccountRefused | AccountUnknown:
    if status in _UNAUTHORIZED:
        return _refused(code)
    if status in _GOOD:
        return AccountUnknown("what answered is not Twilio: check TWILIO_API_URL")
    if code and status in _OUR_MISTAKE:
        return AccountUnknown(f"Twilio answers with error {code}: {_docs(code)}")
    return AccountUnknown(f"Twilio answered with {status}: try again later")


def _refused(code: int = 0) -> AccountRefused:
    if not code or code == _WRONG_LOGIN:
        cure = "check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"
        return AccountRefused(f"Twilio refuses the account: {cure}")
    known = carrier_error(code)
    if known.remedy is Remedy.HALT:
        cure = "settle it in Twilio's console"
        return AccountRefused(f"Twilio refuses the account, for {known.meaning} ({code}): {cure}")
    return AccountRefused(f"Twilio refuses the account, with error {code}: {_docs(code)}")


def _docs(code: int) -> str:
    return f"see www.twilio.com/docs/api/errors/{code}"


def _wiring(resource: Any, fields: tuple[str, ...]) -> Wiring:
    return {name: _text(getattr(resource, name, None)) for name in fields}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _either(capabilities: Any, name: str) -> object:
    """Twilio has written the names in capitals and in small letters."""
    return capabilities.get(name, capabilities.get(name.upper()))


def _moment(date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return None
