"""A carrier in memory."""

from collections.abc import Callable, Container
from datetime import datetime
from itertools import count
from threading import Lock

from service.domain.callflow import CallState
from service.domain.text_records import OutgoingText
from service.ports.carrier import (
    Accepted,
    Answer,
    Arrivals,
    Arrived,
    CannotTell,
    OutgoingCall,
    Sighting,
)


class CarrierTwin:
    """Implements ``ports.carrier.Carrier``: keeps what it was asked and answers as it is told."""

    def __init__(self) -> None:
        self.texts: list[OutgoingText] = []
        self.calls: list[OutgoingCall] = []
        self.ended: list[str] = []
        """Sids of the calls that it was asked to end."""
        self.answers: list[Answer] = []
        """What the next requests get; when there is nothing left, they are accepted."""
        self.before_answering: Callable[[str], object] = lambda token: None
        """What happens, told the row's token, between the request and its answer."""
        self.sightings: list[Sighting] = []
        """What the next looks at the listings see; when there is nothing left, they fail."""
        self.looks = 0
        self.arrived: list[Arrived] | None = []
        """The carrier's list of texts that people sent."""
        self.lists_at_most = 1000
        """How many of that list are looked through at once, the newest."""
        self.listed = 0
        """How often that list was asked for."""
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

    def end_call(self, sid: str) -> Answer:
        """End one call."""
        with self._lock:
            self.ended.append(sid)
            return self.answers.pop(0) if self.answers else Accepted(sid)

    def find_text(self, text: OutgoingText, since: datetime, known: Container[str]) -> Sighting:
        """What the next look at the listing is told to see."""
        return self._look()

    def start_of(self, token: str) -> CallState:
        """Where the URL of a call says that it begins."""
        (call,) = [call for call in self.calls if call.token == token]
        return call.start

    def find_call(
        self, to: str, our_number: str, since: datetime, known: Container[str]
    ) -> Sighting:
        """What the next look at the listing is told to see."""
        return self._look()

    def texts_between(self, since: datetime, until: datetime) -> Arrivals | None:
        """Those of ``arrived`` that are of that time; None while it is None."""
        self.listed += 1
        if self.arrived is None:
            return None
        found = sorted(
            (one for one in self.arrived if since <= one.at <= until), key=lambda one: one.at
        )
        return Arrivals(found[-self.lists_at_most :], whole=len(found) <= self.lists_at_most)

    def _look(self) -> Sighting:
        self.looks += 1
        return self.sightings.pop(0) if self.sightings else CannotTell()

    def _answer(self, prefix: str, token: str) -> Answer:
        self.before_answering(token)
        with self._lock:
            if self.answers:
                return self.answers.pop(0)
            return Accepted(f"{prefix}{next(self._numbers):032x}")
