"""``POST /twilio/sms``: a text came in."""

import hashlib
from dataclasses import replace

from flask import Blueprint, Response, request

from service.adapters.twiml import answer_text
from service.bootstrap import Services
from service.domain.phone import Phone
from service.domain.text_records import InboundText
from service.domain.vocabulary import carrier_answers
from service.web.aside import UNSTORED, keep_aside
from service.web.webhook import field, number, xml

LONGEST_BODY = 1600
"""Characters; the carrier accepts no longer text."""

_OPT_OUT_TYPES = frozenset({"STOP", "START", "HELP"})


def make_sms(services: Services) -> Blueprint:
    """The route, around these services."""
    blueprint = Blueprint("sms", __name__)

    @blueprint.post("/twilio/sms")
    def sms() -> Response:
        text, sender, carrier_answered = _text(services)
        try:
            reply = services.receive_text(text, sender, carrier_answered=carrier_answered)
        except UNSTORED as error:
            reply = services.receive_text.meanwhile(text, sender, carrier_answered=carrier_answered)
            keep_aside(services, error, reply)
        return xml(answer_text(reply))

    return blueprint


def catch_up(services: Services, said: str | None) -> None:
    """Take in a text that came while the database was down. Raises StoreDown."""
    text, sender, carrier_answered = _text(services)
    services.receive_text.catch_up(text, sender, said, carrier_answered=carrier_answered)


def _text(services: Services) -> tuple[InboundText, Phone, bool]:
    """The text, who sent it, and whether the carrier has answered it itself."""
    mode, body, kind = services.settings.twilio_opt_out, field("Body", LONGEST_BODY), _kind()
    text = InboundText(_sid(), field("To", 20), body, number("NumMedia") or 0)
    answered = mode == "twilio" and not kind and carrier_answers(body)
    stops = kind != "STOP" and services.receive_text.ends_all(text)
    if kind and mode != "ours" and not stops:  # their HELP does not outweigh a stop that we hear
        text, answered = replace(text, opt_out=kind), True
    return text, services.phones.read(field("From")), answered


def _kind() -> str:
    """How Advanced Opt-Out reads the text, which counts whatever its words are."""
    kind = field("OptOutType").upper()
    return kind if kind in _OPT_OUT_TYPES else ""


def _sid() -> str:
    """The MessageSid, or a name made of everything else in the rare text that has none."""
    sid = field("MessageSid") or field("SmsSid")
    return sid or hashlib.sha256(repr(sorted(request.form.items(multi=True))).encode()).hexdigest()
