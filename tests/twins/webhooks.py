"""The carrier's side of our webhooks: signed posts to the real web application."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag, urlencode
from xml.etree import ElementTree

from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from service.adapters.demo_clock import demo_offset
from service.adapters.settings import Settings, load_settings
from tests.twins.house import HASH_KEY, OURS, PHONE_KEY
from tests.twins.knowledge import CAMPAIGNS

PUBLIC = "https://patchline.example"
TOKEN = "the token that signs every webhook"
SUPPORTER = "+18025550142"


def environ_in(directory: Path, database_url: str, **others: str) -> dict[str, str]:
    """An account with a stand-in for Twilio, at eleven in Washington; empty values are left out."""
    environ = {
        "PUBLIC_URL": PUBLIC,
        "TWILIO_ACCOUNT_SID": "AC" + "1" * 32,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_URL": "http://127.0.0.1:9",
        "TWILIO_PHONE_NUMBER": OURS,
        "REDIS_URL": f"unix://{directory}/none.sock",
        "DATABASE_URL": database_url,
        "VAR_DIR": str(directory / "var"),
        "CAMPAIGNS_DIR": str(CAMPAIGNS),
        "CLOCK_OFFSET": str(demo_offset(datetime.now(UTC))),
        "PHONE_KEY": PHONE_KEY,
        "HASH_KEY": HASH_KEY,
        "ORG_NAME": "Vermont Neighbors",
        "ORG_CONTACT": "help@neighbors.example",
        **others,
    }
    return {name: value for name, value in environ.items() if value}


def settings_in(directory: Path, database_url: str, **others: str) -> Settings:
    """The settings that such an environment makes."""
    return load_settings(environ_in(directory, database_url, **others), root=directory)


class Webhooks:
    """Posts as the carrier does."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self._validator = RequestValidator(TOKEN)
        self._texts = 0

    def sign(self, target: str, fields: Mapping[str, str]) -> str:
        """The signature of a form posted to this path and query."""
        return str(self._validator.compute_signature(PUBLIC + target, fields))

    def post(
        self, target: str, fields: Mapping[str, str], signature: str | None = None
    ) -> TestResponse:
        """One webhook; signed rightly unless another signature is given."""
        signed = self.sign(target, fields) if signature is None else signature
        return self.client.post(
            target,
            data=urlencode(fields),
            content_type="application/x-www-form-urlencoded",
            headers={"X-Twilio-Signature": signed} if signed else {},
        )

    def text(self, body: str, sender: str = SUPPORTER, **fields: str) -> str:
        """A text; the words of the reply, empty for silence."""
        self._texts += 1
        answer = self.post(
            "/twilio/sms",
            {
                "MessageSid": f"SM{self._texts:032x}",
                "From": sender,
                "To": OURS,
                "Body": body,
                **fields,
            },
        )
        assert answer.status_code == 200
        return "".join(ElementTree.fromstring(answer.data).itertext())

    def call(self, sid: str = "CA1", sender: str = SUPPORTER, **fields: str) -> "LiveCall":
        """A call to us, at its first answer."""
        call = LiveCall(self, {"CallSid": sid, "From": sender, "To": OURS, **fields})
        call.post("/twilio/voice")
        return call


class LiveCall:
    """One call as its TwiML goes on."""

    def __init__(self, webhooks: Webhooks, fields: Mapping[str, str]) -> None:
        self._webhooks = webhooks
        self._fields = {"CallStatus": "in-progress", **fields}
        self.twiml = ElementTree.Element("Response")

    def post(self, target: str, **fields: str) -> ElementTree.Element:
        """A webhook of this call."""
        answer = self._webhooks.post(target, {**self._fields, **fields})
        assert answer.status_code == 200
        self.twiml = ElementTree.fromstring(answer.data)
        return self.twiml

    @property
    def next(self) -> str:
        """Path and query of the next webhook."""
        (url,) = {
            element.get("action") for element in self.twiml if element.get("action") is not None
        }
        return urldefrag(str(url).removeprefix(PUBLIC)).url

    def press(self, keys: str) -> ElementTree.Element:
        """Keys."""
        return self.post(self.next, Digits=keys)

    def goes_on(self, **fields: str) -> ElementTree.Element:
        """The next webhook, with whatever it brings."""
        return self.post(self.next, **fields)

    @property
    def said(self) -> str:
        """Every word of the last answer."""
        return " ".join("".join(element.itertext()) for element in self.twiml.iter("Say"))

    @property
    def verbs(self) -> list[str]:
        """The verbs of the last answer."""
        return [element.tag for element in self.twiml]
