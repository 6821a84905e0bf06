"""Holds every TwiML answer of the application against the grammar."""

from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

from tests.twins.twiml_check import twiml_faults
from tests.twins.twiml_grammar import MESSAGING, VOICE

Open = Callable[..., TestResponse]
TEXTS = "/twilio/sms"


class TwimlRecorder:
    """Looks at answers as they arrive, and collects what is wrong with them."""

    def __init__(self) -> None:
        self.count = 0
        self.faults: list[str] = []

    def around(self, open_: Open) -> Open:
        """``werkzeug.test.Client.open``, with a look at each answer."""

        def looked_at(client: Any, *args: Any, **options: Any) -> TestResponse:
            answer = open_(client, *args, **options)
            if answer.request.method != "HEAD" and "xml" in str(answer.mimetype):
                self.look_at(answer.request.path, answer.data)
            return answer

        return looked_at

    def look_at(self, path: str, document: bytes) -> None:
        """Note what is wrong with it."""
        self.count += 1
        root = MESSAGING if path.rstrip("/") == TEXTS else VOICE
        self.faults += [f"{path}: {fault}" for fault in twiml_faults(document, root)]
