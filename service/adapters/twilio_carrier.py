"""Twilio's REST API: one request a text or call, a time limit on each, no retry of its own."""

import logging
from collections.abc import Callable, Container
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from requests.exceptions import ConnectionError as RequestsConnectionError
from requests.exceptions import ConnectTimeout, RequestException
from twilio.base.exceptions import TwilioException
from twilio.rest import Client
from urllib3.exceptions import NewConnectionError

from service.adapters.call_token import CallTokens
from service.adapters.listing_trouble import why_nothing_is_listed
from service.adapters.outage_log import OutageLog
from service.adapters.twilio_errors import CODED, code_of
from service.adapters.twilio_http import TwilioHttp
from service.adapters.twilio_records import arrived, sid_of
from service.adapters.webhook_urls import WebhookUrls
from service.domain.carrier_errors import Remedy, carrier_error
from service.domain.text_records import OutgoingText
from service.ports.carrier import (
    Accepted,
    Answer,
    Arrivals,
    CannotTell,
    InDoubt,
    Listed,
    NotListed,
    NotNow,
    OutgoingCall,
    Refused,
    Sighting,
)

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 10.0
"""The library sets none of its own, and a create that hangs would never end."""

RING_SECONDS = 30
"""How long a supporter's phone rings."""

_CALL_EVENTS = ["initiated", "ringing", "answered", "completed"]
_SERVER_ERROR = 500

_TAKEN_LATER = frozenset({Remedy.BACK_OFF, Remedy.HALT})
"""Errors of the moment or of the account: nothing was taken, and it is worth asking again."""

_LISTED = 50
"""Newest rows of one person's listing that are looked through."""

_PAGE = 500
"""Messages of the account that are listed at once, looking for texts we missed."""

_FETCHED = 20_000
"""Newest of them that are looked through at most: our own are listed among them."""

_TRIAL_PREFIX = "Sent from your Twilio trial account - "
"""What an account that has not paid yet puts before every text, and lists it with."""

_CLOCKS_DIFFER = timedelta(minutes=1)

_WHOLE_SECOND = timedelta(seconds=1)
"""Moments are asked for to the second, and the last one belongs to the time that is asked for."""

_NO_LISTING = (TwilioException, RequestException, ValueError, AttributeError, TypeError, KeyError)
"""What comes of asking for a listing in vain; all but the first two are what the library and we
trip over in an answer that is not Twilio's."""


class TwilioCarrier:
    """Implements ``ports.carrier.Carrier``."""

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        urls: WebhookUrls,
        tokens: CallTokens,
        *,
        number: str | None,
        messaging_service_sid: str | None,
        api_url: str | None,
    ) -> None:
        """``number`` (E.164) is the sender of calls, and of texts unless a service is set."""
        self._http = TwilioHttp(api_url, TIMEOUT_SECONDS)
        self._client = Client(account_sid, auth_token, http_client=self._http)
        self._urls = urls
        self._tokens = tokens
        self._number = number
        self._service = messaging_service_sid
        self._arrivals = OutageLog(log, "Twilio lists the texts that came again.")
        self._doubts = OutageLog(log, "Twilio lists again what it took.")

    def send_text(self, text: OutgoingText) -> Answer:
        """Create one Message."""
        sender = (
            {"messaging_service_sid": self._service}
            if self._service
            else {"from_": self._number or text.our_number}
        )
        return self._answer(
            lambda: self._client.messages.create(
                to=text.to,
                body=text.body,
                status_callback=self._urls.message_status(text.token),
                **sender,
            )
        )

    def place_call(self, call: OutgoingCall) -> Answer:
        """Create one Call."""
        return self._answer(
            lambda: self._client.calls.create(
                to=call.to,
                from_=self._number or call.our_number,
                url=self._urls.ring(call.token, self._tokens.sign(call.start, call.token)),
                method="POST",
                status_callback=self._urls.call_status(call.token),
                status_callback_event=_CALL_EVENTS,
                status_callback_method="POST",
                timeout=RING_SECONDS,
            )
        )

    def end_call(self, sid: str) -> Answer:
        """Update one Call."""
        return self._answer(lambda: self._client.calls(sid).update(status="completed"))

    def find_text(self, text: OutgoingText, since: datetime, known: Container[str]) -> Sighting:
        """Look through the person's newest Messages for the same words."""
        return self._sighting(
            lambda: [
                sid_of(message)
                for message in self._client.messages.list(to=text.to, limit=_LISTED)
                if message.body in {text.body, _TRIAL_PREFIX + text.body}
                and _is_since(message.date_created, since)
            ],
            known,
        )

    def find_call(
        self, to: str, our_number: str, since: datetime, known: Container[str]
    ) -> Sighting:
        """Look through the person's newest Calls for one that we placed.

        The number that is set now need not be the one that it was placed from.
        """
        ours = {self._number, our_number}
        return self._sighting(
            lambda: [
                sid_of(listed)
                for listed in self._client.calls.list(to=to, limit=_LISTED)
                if listed.direction == "outbound-api"
                and listed._from in ours
                and _is_since(listed.date_created, since)
            ],
            known,
        )

    def texts_between(self, since: datetime, until: datetime) -> Arrivals | None:
        """List the account's inbound Messages, page after page, and keep what came to us.

        An account may have other numbers, of other programmes. What is listed with the Messaging
        Service came to one of its numbers, which only Twilio knows.
        """
        # A service has many numbers: what came to any of them cannot be asked for by one.
        ours = {"to": self._number} if self._number and not self._service else {}
        looked_through, inbound = 0, []
        try:
            for one in self._client.messages.stream(
                date_sent_after=since,
                date_sent_before=until + _WHOLE_SECOND,
                limit=_FETCHED,
                page_size=_PAGE,
                **ours,
            ):
                looked_through += 1
                if one.direction == "inbound" and self._came_to_us(one):
                    if text := arrived(one):
                        inbound.append(text)
                    else:
                        log.warning("a text that Twilio lists cannot be read, and is left out")
            # Newest first as they are listed: turned, so that two of one second keep their order.
            inbound.reverse()
            texts = sorted(inbound, key=attrgetter("at"))
        except _NO_LISTING as error:
            self._arrivals.away(
                f"Twilio does not list the texts that came: {why_nothing_is_listed(error)}"
            )
            return None
        self._arrivals.back()
        return Arrivals(texts, whole=looked_through < _FETCHED)

    def _came_to_us(self, listed: Any) -> bool:
        if self._number and listed.to == self._number:
            return True
        return bool(self._service) and listed.messaging_service_sid == self._service

    def _answer(self, create: Callable[[], Any]) -> Answer:
        """What became of one create. Reasons name no number: the carrier's own messages do."""
        try:
            sid = sid_of(create())
        except CODED as error:
            return _refusal(error.status, code_of(error), self._http.pause())
        except RequestException as error:
            if _never_arrived(error):
                return NotNow(f"the carrier cannot be reached ({type(error).__name__})")
            return InDoubt(f"the carrier did not answer ({type(error).__name__})")
        except (TwilioException, ValueError, AttributeError, TypeError) as error:
            # All but the first are what the library trips over in an answer that is not Twilio's.
            return InDoubt(f"the carrier's answer is unreadable ({type(error).__name__})")
        return Accepted(sid)

    def _sighting(self, look: Callable[[], list[str]], known: Container[str]) -> Sighting:
        try:
            sids = [sid for sid in look() if sid not in known]
        except _NO_LISTING as error:
            self._doubts.away(f"Twilio does not list what it took: {why_nothing_is_listed(error)}")
            return CannotTell()
        self._doubts.back()
        return Listed(sids[-1]) if sids else NotListed()


def _is_since(created: datetime | None, since: datetime) -> bool:
    """Whether the carrier made it at that time or later; its clock may differ a little."""
    return created is not None and created >= since - _CLOCKS_DIFFER


def _refusal(status: int, code: int, pause: timedelta) -> Answer:
    if status >= _SERVER_ERROR:
        return InDoubt(f"the carrier failed with {status}")
    if carrier_error(code).remedy in _TAKEN_LATER:
        return NotNow(carrier_error(code).meaning, code, pause)
    return Refused(code)


def _never_arrived(error: RequestException) -> bool:
    """Whether no connection came about, so that nothing can have been processed."""
    if isinstance(error, ConnectTimeout):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, RequestsConnectionError) and isinstance(reason, NewConnectionError)
