"""A second reading of Twilio's pages on calls: runs one by its TwiML, without time or audio.

It shares nothing with the simulator, so that one mistake in reading cannot hide in both. What is
left of a document is a queue of elements; a verb that leaves the document puts another in its
place, and the call is over when the queue is empty.
"""

import base64
import hashlib
import hmac
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlencode, urljoin
from xml.etree import ElementTree

from tests.serving import ask
from tests.twins.twiml_check import twiml_faults
from tests.twins.twiml_grammar import VOICE

Element = ElementTree.Element
Fields = Mapping[str, str]
FORM = "application/x-www-form-urlencoded"
HANGS_UP = "hangs up"
"""Instead of keys, or of what comes of a dial."""


@dataclass(frozen=True)
class Application:
    """Whom the carrier asks: known to it by a public URL, and listening on a port here."""

    public_url: str
    port: int
    token: str = field(repr=False)

    def post(self, url: str, fields: Fields) -> bytes:
        """One signed webhook; the body of the answer, which has to be good."""
        address = urldefrag(url).url
        assert address.startswith(self.public_url), "an address of somebody else"
        signed = address + "".join(name + fields[name] for name in sorted(fields))
        digest = hmac.new(self.token.encode(), signed.encode(), hashlib.sha1).digest()
        status, _, body = ask(
            self.port,
            "POST",
            address.removeprefix(self.public_url),
            urlencode(fields),
            Content_Type=FORM,
            X_Twilio_Signature=base64.b64encode(digest).decode(),
        )
        assert status in (200, 204)
        return body


@dataclass
class PlainCall:
    """One call to us by a person who does as a table says."""

    application: Application
    fields: Fields
    """What every webhook of the call carries."""
    keys: Mapping[str, str]
    """Words in a question → keys that are pressed, or HANGS_UP. Silence at any other question."""
    dials: Iterator[str]
    """What comes of each dial in turn: a DialCallStatus, or HANGS_UP."""
    heard: list[str] = field(default_factory=list)
    dialed: list[tuple[str, str]] = field(default_factory=list)
    """Number and caller id."""
    _left: deque[Element] = field(default_factory=deque)
    _url: str = ""

    def run(self) -> None:
        """From the first webhook to the report that it is over."""
        self._url = f"{self.application.public_url}/twilio/voice"
        self._fetch("", {"CallStatus": "ringing"})
        while self._left:
            verb = self._left.popleft()
            _VERBS[verb.tag](self, verb)
        over = {"CallStatus": "completed", "CallDuration": "61", "SequenceNumber": "0"}
        self._post(f"{self.application.public_url}/twilio/status/call", over)

    @property
    def said(self) -> str:
        """Every word of it."""
        return " ".join(self.heard)

    def _post(self, url: str, fields: Fields) -> bytes:
        return self.application.post(url, {"CallStatus": "in-progress", **self.fields, **fields})

    def _fetch(self, url: str, fields: Fields) -> None:
        self._url = urljoin(self._url, url)
        document = self._post(self._url, fields)
        assert twiml_faults(document, VOICE) == []
        self._left = deque(ElementTree.fromstring(document))

    def _say(self, verb: Element) -> None:
        self.heard.append("".join(verb.itertext()))

    def _gather(self, verb: Element) -> None:
        asked_from = len(self.heard)
        for prompt in verb:
            _VERBS[prompt.tag](self, prompt)
        keys = self._answer(" ".join(self.heard[asked_from:]))
        if keys == HANGS_UP:
            self._left.clear()
            return
        entered, finished, _ = keys.partition(verb.get("finishOnKey", "#") or "none")
        digits = entered[: int(verb.get("numDigits") or len(entered))]
        if digits:
            told = {"Digits": digits, "msg": "Gather End", "FinishedOnKey": finished}
            self._fetch(verb.get("action", ""), told)

    def _answer(self, question: str) -> str:
        return next((keys for words, keys in self.keys.items() if words in question), "")

    def _dial(self, verb: Element) -> None:
        number = verb.findtext("Number") or str(verb.text)
        self.dialed.append((number, verb.get("callerId", "")))
        outcome = next(self.dials)
        told = {"DialCallSid": f"CA{len(self.dialed):032x}", "DialCallStatus": outcome}
        if outcome == HANGS_UP:
            # The office had answered. Whatever is said to this is heard by nobody.
            told |= {"DialCallStatus": "completed", "CallStatus": "completed"}
        if told["DialCallStatus"] == "completed":
            told |= {"DialCallDuration": "42", "DialBridged": "true"}
        if (action := verb.get("action")) is not None:
            self._fetch(action, told)
        if outcome == HANGS_UP:
            self._left.clear()

    def _redirect(self, verb: Element) -> None:
        self._fetch(str(verb.text).strip(), {})

    def _hangup(self, _: Element) -> None:
        self._left.clear()

    def _pause(self, _: Element) -> None:
        """Time is not told here."""


_VERBS: Mapping[str, Callable[[PlainCall, Element], None]] = {
    "Say": PlainCall._say,
    "Pause": PlainCall._pause,
    "Gather": PlainCall._gather,
    "Dial": PlainCall._dial,
    "Redirect": PlainCall._redirect,
    "Hangup": PlainCall._hangup,
}
