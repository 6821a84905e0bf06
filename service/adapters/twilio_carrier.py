"""Twilio's REST API: one request a text or call, a time limit on each, no retry of its own."""

from collections.abc import Callable
from typing import Any

from requests.exceptions import ConnectionError as RequestsConnectionError
from requests.exceptions import ConnectTimeout, RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client
from urllib3.exceptions import NewConnectionError

from service.adapters.twilio_http import TwilioHttp
from service.adapters.webhook_urls import WebhookUrls
from service.domain.records import OutgoingText
from service.ports.carrier import Accepted, Answer, InDoubt, NotNow, OutgoingCall, Refused

TIMEOUT_SECONDS = 10.0
"""The library sets none of its own, and a create that hangs would hold a worker for ever."""

RING_SECONDS = 30
"""How long a supporter's phone rings."""

_CALL_EVENTS = ["initiated", "ringing", "answered", "completed"]
_TOO_MANY = 429
_UNAUTHORIZED = 401
_SERVER_ERROR = 500


class TwilioCarrier:
    """Implements ``ports.carrier.Carrier``."""

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        urls: WebhookUrls,
        *,
        number: str | None,
        messaging_service_sid: str | None,
        api_url: str | None,
    ) -> None:
        """``number`` (E.164) is the sender of calls, and of texts unless a service is set."""
        self._client = Client(
            account_sid, auth_token, http_client=TwilioHttp(api_url, TIMEOUT_SECONDS)
        )
        self._urls = urls
        self._number = number
        self._service = messaging_service_sid

    def send_text(self, text: OutgoingText) -> Answer:
        """Create one Message."""
        sender = (
            {"messaging_service_sid": self._service}
            if self._service
            else {"from_": self._number or text.our_number}
        )
        return _answer(
            lambda: self._client.messages.create(
                to=text.to,
                body=text.body,
                status_callback=self._urls.message_status(text.token),
                **sender,
            )
        )

    def place_call(self, call: OutgoingCall) -> Answer:
        """Create one Call."""
        return _answer(
            lambda: self._client.calls.create(
                to=call.to,
                from_=self._number or call.our_number,
                url=self._urls.ring(call.token),
                method="POST",
                status_callback=self._urls.call_status(call.token),
                status_callback_event=_CALL_EVENTS,
                status_callback_method="POST",
                timeout=RING_SECONDS,
            )
        )


def _answer(create: Callable[[], Any]) -> Answer:
    """What became of one create. Reasons name no number: the carrier's own messages do."""
    try:
        sid = create().sid
    except TwilioRestException as error:
        return _refusal(error)
    except RequestException as error:
        if _never_arrived(error):
            return NotNow(f"the carrier cannot be reached ({type(error).__name__})")
        return InDoubt(f"the carrier did not answer ({type(error).__name__})")
    except (TwilioException, ValueError, AttributeError) as error:
        # The last two are what the library trips over in an answer that is not Twilio's.
        return InDoubt(f"the carrier's answer is unreadable ({type(error).__name__})")
    if not sid or not isinstance(sid, str):
        return InDoubt("the carrier's answer names no sid")
    return Accepted(sid)


def _refusal(error: TwilioRestException) -> Answer:
    if error.status == _TOO_MANY:
        return NotNow("too many requests at once")
    if error.status == _UNAUTHORIZED:
        return NotNow("the carrier refuses the account: check the SID and the token")
    if error.status >= _SERVER_ERROR:
        return InDoubt(f"the carrier failed with {error.status}")
    return Refused(error.code or error.status, f"HTTP {error.status}")


def _never_arrived(error: RequestException) -> bool:
    """Whether no connection came about, so that nothing can have been processed."""
    if isinstance(error, ConnectTimeout):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, RequestsConnectionError) and isinstance(reason, NewConnectionError)
