"""``POST /twilio/sms``: a text came in."""

import hashlib
import logging

from flask import Blueprint, Response, request

from service.adapters.twiml import answer_text
from service.bootstrap import Services
from service.domain.records import InboundText
from service.domain.wordmatch import CARRIER_WORDS, is_carrier_word
from service.domain.words import Language
from service.ports.store import StoreDown
from service.web.webhook import field, number, signed, xml

log = logging.getLogger(__name__)

LONGEST_BODY = 1600
"""Characters; the carrier accepts no longer text."""

_OPT_OUT_TYPES = frozenset({"STOP", "START", "HELP"})


def make_sms(services: Services) -> Blueprint:
    """The route, around these services."""
    blueprint = Blueprint("sms", __name__)

    @blueprint.post("/twilio/sms")
    @signed(services.signature)
    def sms() -> Response:
        body, carrier_answered = _heard(services.settings.twilio_opt_out)
        text = InboundText(_sid(), field("To", 20), body, number("NumMedia") or 0)
        sender = services.phones.read(field("From"))
        try:
            reply = services.receive_text(text, sender, carrier_answered=carrier_answered)
        except StoreDown as error:
            log.error("a text could not be stored: %s", error)
            reply = None
            if sender.domestic and not carrier_answered:
                reply = services.knowledge.phrasebook[Language.EN].text("try_again")
        return xml(answer_text(reply))

    return blueprint


def _heard(opt_out: str) -> tuple[str, bool]:
    """The text's words, and whether the carrier has answered them itself.

    With Advanced Opt-Out the carrier's own reading of the text counts, whatever its words are.
    """
    body, kind = field("Body", LONGEST_BODY), field("OptOutType").upper()
    if opt_out == "ours":
        return body, False
    if kind in _OPT_OUT_TYPES:
        return kind, True
    return body, opt_out == "twilio" and any(is_carrier_word(body, word) for word in CARRIER_WORDS)


def _sid() -> str:
    """The MessageSid, or a name made of everything else in the rare text that has none."""
    sid = field("MessageSid") or field("SmsSid")
    return sid or hashlib.sha256(repr(sorted(request.form.items(multi=True))).encode()).hexdigest()
