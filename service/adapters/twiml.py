"""Turns into TwiML: the only place that knows Twilio's verbs."""

import re

from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import Gather, VoiceResponse

from service.domain.callflow import Ask, Connect, Spoken, Turn
from service.domain.segments import apart
from service.domain.words import Language

_VOICES = {
    Language.EN: {"voice": "Polly.Joanna-Neural", "language": "en-US"},
    Language.ES: {"voice": "Polly.Lupe-Neural", "language": "es-US"},
}

_UNREADABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold; one of them would spoil the whole answer."""

LEG_RING_SECONDS = 30
LEG_LIMIT_SECONDS = 1800
"""Nobody talks to a Senate office for longer; a line forgotten off the hook costs money."""


def answer_text(reply: str | None) -> str:
    """The answer to an inbound text; an empty response for silence."""
    response = MessagingResponse()
    for text in apart(reply or ""):
        response.message(text)
    return _xml(response)


def answer_call(turn: Turn, next_url: str, caller_id: str | None) -> str:
    """The answer to a voice webhook.

    ``next_url`` is where the next event goes; ``caller_id`` is what the office sees.
    """
    response = VoiceResponse()
    for spoken in turn.say:
        _say(response, spoken)
    if turn.ask:
        _ask(response, turn.ask, next_url)
    elif turn.connect:
        _dial(response, turn.connect, next_url, caller_id)
    else:
        response.hangup()
    return _xml(response)


def apologize(*sentences: Spoken) -> str:
    """Say these and hang up."""
    response = VoiceResponse()
    for spoken in sentences:
        _say(response, spoken)
    response.hangup()
    return _xml(response)


def nothing() -> str:
    """An empty response."""
    return _xml(VoiceResponse())


def _xml(response: MessagingResponse | VoiceResponse) -> str:
    return _UNREADABLE.sub("", str(response))


def _say(response: VoiceResponse | Gather, spoken: Spoken) -> None:
    response.say(spoken.words, **_VOICES[spoken.language])


def _ask(response: VoiceResponse, ask: Ask, next_url: str) -> None:
    gather = response.gather(
        input="dtmf",
        num_digits=ask.digits,
        timeout=ask.seconds,
        action=next_url,
        method="POST",
    )
    for spoken in ask.say:
        _say(gather, spoken)
    # Reached only when no key was pressed: the same webhook without digits is silence.
    response.redirect(next_url, method="POST")


def _dial(response: VoiceResponse, connect: Connect, next_url: str, caller_id: str | None) -> None:
    dial = response.dial(
        action=next_url,
        method="POST",
        timeout=LEG_RING_SECONDS,
        time_limit=LEG_LIMIT_SECONDS,
        hangup_on_star=True,
        caller_id=caller_id,
    )
    dial.number(connect.choice.office.phone)
