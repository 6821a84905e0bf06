"""A person with phones: the handset's API, spoken over a real socket."""

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import requests

PATIENCE_SECONDS = 30.0


class Handset:
    """The handset of a running simulator."""

    def __init__(self, simulator_url: str, speed: float = 20.0) -> None:
        """``speed`` is how much faster than people the simulated callers talk and wait."""
        self._api = f"{simulator_url}/handset/api"
        self.set("clock", speed=speed)

    def set(self, what: str, **fields: Any) -> None:
        """Turn a dial: ``clock`` (preset, offset, speed) or ``exchange`` (busyness, number)."""
        answer = requests.post(f"{self._api}/{what}", json=fields, timeout=10)
        assert answer.ok, answer.text

    @contextmanager
    def trouble(self, name: str, **measure: Any) -> Iterator[None]:
        """Something goes wrong with the carrier meanwhile."""
        self.set("faults", name=name, **measure)
        yield
        requests.delete(f"{self._api}/faults", params={"name": name}, timeout=10)

    def see(self, what: str) -> dict[str, Any]:
        """What a dial stands at, or the carrier's own ``tally``."""
        return dict(requests.get(f"{self._api}/{what}", timeout=10).json())

    def phone(self, number: str, state: str) -> "Phone":
        """A phone of one's own, added if need be."""
        answer = requests.post(
            f"{self._api}/phones", json={"number": number, "state": state}, timeout=10
        )
        assert answer.ok, answer.text
        return Phone(self._api, answer.json()["id"])


class Phone:
    """One simulated phone."""

    def __init__(self, api: str, name: str) -> None:
        """``name`` is the handset's id of the phone."""
        self._api, self._name, self._seen = api, name, 0
        self._texts: deque[dict[str, Any]] = deque()
        self._calls: deque[dict[str, Any]] = deque()

    def text(self, body: str) -> str:
        """Send a text; the reply to it."""
        self.send(body)
        return str(self.hear(kind="message", outgoing=False)["body"])

    def send(self, body: str) -> None:
        """Send a text without waiting for anything."""
        self._post("texts", body=body)

    def dial(self) -> None:
        """Call the number of the service."""
        self._post("calls")

    def answer(self) -> None:
        """Wait until it rings and pick up."""
        self.hear(kind="call", status="ringing")
        self._post("answer")

    def voicemail(self) -> None:
        """Wait until it rings and let a machine take the call."""
        self.hear(kind="call", status="ringing")
        self._post("voicemail")

    def press(self, keys: str) -> None:
        """Press keys."""
        self._post("keys", keys=keys)

    def hang_up(self) -> None:
        """End the call."""
        self._post("hangup")

    def hear(self, seconds: float = PATIENCE_SECONDS, **expected: Any) -> dict[str, Any]:
        """The next event, of those not heard yet, that has these fields.

        A string is found anywhere within the event's field. Texts and calls are heard apart: the
        phone may ring before the text that announces it arrives.
        """
        unheard = self._texts if expected["kind"] == "message" else self._calls
        deadline = time.monotonic() + seconds
        passed: list[dict[str, Any]] = []
        while time.monotonic() < deadline:
            while unheard:
                passed.append(unheard.popleft())
                if _fits(passed[-1], expected):
                    return passed[-1]
            self._listen()
        raise AssertionError(f"{expected} was not heard in {seconds:g} s, but {passed}")

    def _listen(self) -> None:
        query = {"after": str(self._seen), "wait": "1"}
        answer = requests.get(f"{self._api}/events", params=query, timeout=10).json()
        for event in answer["events"]:
            self._seen = event["seq"]
            if event.get("phone") == self._name:
                (self._texts if event["kind"] == "message" else self._calls).append(event)

    def _post(self, act: str, **fields: Any) -> None:
        url = f"{self._api}/phones/{quote(self._name)}/{act}"
        answer = requests.post(url, json=fields, timeout=10)
        assert answer.ok, answer.text


def _fits(event: dict[str, Any], expected: dict[str, Any]) -> bool:
    for name, value in expected.items():
        found = event.get(name)
        if isinstance(value, str) and isinstance(found, str):
            if value not in found:
                return False
        elif found != value:
            return False
    return True
