"""A carrier in memory."""

from collections.abc import Callable
from itertools import count
from threading import Lock

from service.domain.records import OutgoingText
from service.ports.carrier import Accepted, Answer, OutgoingCall


class CarrierTwin:
    """Implements ``ports.carrier.Carrier``: keeps what it was asked and answers as it is told."""

    def __init__(self) -> None:
        self.texts: list[OutgoingText] = []
        self.calls: list[OutgoingCall] = []
        self.answers: list[Answer] = []
        """What the next requests get; when there is nothing left, they are accepted."""
        self.before_answering: Callable[[str], object] = lambda token: None
        """What happens, told the row's token, between the request and its answer."""
        self._lock = Lock()
        self._numbers = count(1)

    def send_text(self, text: OutgoingText) -> Answer:
        """Take one text."""
        with self._lock:
            self.texts.append(text)
        return self._answer("SM", text.token)

    def place_call(self, call: OutgoingCall) -> Answer:
        """Take one call."""
        with self._lock:
            self.calls.append(call)
        return self._answer("CA", call.token)

    def _answer(self, prefix: str, token: str) -> Answer:
        self.before_answering(token)
        with self._lock:
            if self.answers:
                return self.answers.pop(0)
            return Accepted(f"{prefix}{next(self._numbers):032x}")
