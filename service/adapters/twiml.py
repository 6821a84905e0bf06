"""Turns into TwiML: the only place that knows Twilio's verbs."""

import re
from xml.sax.saxutils import escape, quoteattr

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
    return _response(*(_element("Message", escape(text)) for text in apart(reply or "")))


def answer_call(turn: Turn, next_url: str, caller_id: str | None) -> str:
    """The answer to a voice webhook.

    ``next_url`` is where the next event goes; ``caller_id`` is what the office sees.
    """
    if turn.ask:
        then = _ask(turn.ask, next_url)
    elif turn.connect:
        then = _dial(turn.connect, next_url, caller_id)
    else:
        then = _element("Hangup")
    return _response(*map(_say, turn.say), then)


def apologize(*sentences: Spoken) -> str:
    """Say these and hang up."""
    return _response(*map(_say, sentences), _element("Hangup"))


def nothing() -> str:
    """An empty response."""
    return _response()


def _response(*verbs: str) -> str:
    document = f'<?xml version="1.0" encoding="UTF-8"?>{_element("Response", *verbs)}'
    return _UNREADABLE.sub("", document)


def _element(name: str, *content: str, **attributes: str) -> str:
    """One element, around what is XML already."""
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{told}>{''.join(content)}</{name}>" if content else f"<{name}{told} />"


def _say(spoken: Spoken) -> str:
    return _element("Say", escape(spoken.words), **_VOICES[spoken.language])


def _ask(ask: Ask, next_url: str) -> str:
    gather = _element(
        "Gather",
        *map(_say, ask.say),
        input="dtmf",
        numDigits=str(ask.digits),
        timeout=str(ask.seconds),
        action=next_url,
        method="POST",
    )
    # Reached only when no key was pressed: the same webhook without digits is silence.
    return gather + _element("Redirect", escape(next_url), method="POST")


def _dial(connect: Connect, next_url: str, caller_id: str | None) -> str:
    shown = {"callerId": caller_id} if caller_id else {}
    return _element(
        "Dial",
        _element("Number", escape(connect.choice.office.phone)),
        action=next_url,
        method="POST",
        timeout=str(LEG_RING_SECONDS),
        timeLimit=str(LEG_LIMIT_SECONDS),
        hangupOnStar="true",
        **shown,
    )
