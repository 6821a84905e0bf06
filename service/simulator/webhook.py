"""Webhooks as Twilio sends them: signed, timed, repeated only when the rules say so."""

import asyncio
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit

import aiohttp
from yarl import URL

from service.simulator.account import Account
from service.simulator.faults import WebhookFault
from service.simulator.retries import RetryRules, split_rules
from service.simulator.signature import sign
from service.simulator.troubles import Troubles

USER_AGENT = "TwilioProxy/1.1"
DOCUMENT_TYPES = frozenset({"text/xml", "application/xml", "text/html"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application said to a webhook."""

    content_type: str
    """Without parameters, lower case."""
    body: bytes

    def document(self) -> bytes:
        """The TwiML in it; an empty answer is an empty Response. Raises WebhookFault 12300."""
        if not self.body.strip():
            return b"<Response/>"
        if self.content_type not in DOCUMENT_TYPES:
            raise WebhookFault(12300, f"Invalid Content-Type: {self.content_type}, not text/xml.")
        return self.body


@dataclass(frozen=True, slots=True)
class _Failure:
    reason: str
    """``4xx``, ``5xx``, ``ct`` or ``rt``, as the retry rules name it."""
    words: str


class Webhooks:
    """Sends webhooks for one account."""

    def __init__(self, account: Account, client: aiohttp.ClientSession, troubles: Troubles) -> None:
        self._account = account
        self._client = client
        self._troubles = troubles

    async def send(self, url: str, method: str, params: Mapping[str, str]) -> Answer:
        """Deliver one webhook; the URL's fragment may carry retry rules.

        Raises WebhookFault 11200 when the last attempt did not get a 2xx.
        """
        address, rules = split_rules(url)
        if urlsplit(address).scheme not in ("http", "https"):
            raise WebhookFault(11100, "Invalid URL format: a webhook needs an absolute http URL.")
        if late := self._troubles.strikes("webhooks-late"):
            await asyncio.sleep(late.delay)
        outcome = await self._deliver(address, method, params, rules)
        if isinstance(outcome, _Failure):
            path = urlsplit(address).path
            raise WebhookFault(11200, f"HTTP retrieval failure: {path} {outcome.words}.")
        return outcome

    async def _deliver(
        self, url: str, method: str, params: Mapping[str, str], rules: RetryRules
    ) -> Answer | _Failure:
        token = secrets.token_hex(16)
        if self._troubles.strikes("webhooks-twice"):
            await self._attempt(url, method, params, rules, token)
        # One span for all attempts, however long each of them may take.
        deadline = time.monotonic() + rules.total
        outcome = await self._attempt(url, method, params, rules, token)
        for _ in range(rules.count):
            if isinstance(outcome, Answer) or not rules.repeats(outcome.reason):
                break
            left = deadline - time.monotonic()
            if left <= 0:
                break
            outcome = await self._attempt(url, method, params, replace(rules, total=left), token)
        return outcome

    async def _attempt(
        self, url: str, method: str, params: Mapping[str, str], rules: RetryRules, token: str
    ) -> Answer | _Failure:
        post = method.upper() != "GET"
        if not post and params:
            url += ("&" if "?" in url else "?") + urlencode(params)
        headers = {
            "X-Twilio-Signature": sign(self._account.token, url, params if post else {}),
            "I-Twilio-Idempotency-Token": token,
            "User-Agent": USER_AGENT,
            "Accept": "*/*",
        }
        limit = aiohttp.ClientTimeout(
            total=rules.total, sock_connect=rules.connect, sock_read=rules.read
        )
        try:
            # encoded=True: the signature holds for the URL byte for byte as it was given.
            async with self._client.request(
                "POST" if post else "GET",
                URL(url, encoded=True),
                data=dict(params) if post else None,
                headers=headers,
                timeout=limit,
                allow_redirects=False,
            ) as response:
                return _judge(response.status, response.content_type, await response.read())
        except aiohttp.ClientConnectorError:
            return _Failure("ct", "could not be reached")
        except aiohttp.ConnectionTimeoutError:
            return _Failure("ct", f"did not accept a connection within {rules.connect:g} s")
        except TimeoutError:
            return _Failure("rt", f"did not answer within {min(rules.total, rules.read):.3g} s")
        except aiohttp.InvalidURL:
            return _Failure("", "is no valid URL")
        except (aiohttp.ClientError, ValueError):
            # A connection that came about and then broke is no failure to connect.
            return _Failure("rt", "broke off the connection")


def _judge(status: int, content_type: str, body: bytes) -> Answer | _Failure:
    if 200 <= status < 300:
        return Answer(content_type.lower(), body)
    return _Failure(f"{status // 100}xx", f"answered with status {status}")
