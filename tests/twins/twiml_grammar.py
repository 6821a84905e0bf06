"""The grammar of TwiML, read out of the classes of Twilio's library: they are generated from it."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from twilio.twiml import TwiML
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import VoiceResponse

_FILLED = "x"


@dataclass(frozen=True)
class Element:
    """What may stand in one element."""

    attributes: frozenset[str]
    of: type[TwiML]

    def child(self, tag: str) -> "Element | None":
        """What may stand in an element nested here, None where none of that name may."""
        return _children(self.of).get(tag)


VOICE = Element(frozenset(), VoiceResponse)
MESSAGING = Element(frozenset(), MessagingResponse)


@cache
def _children(of: type[TwiML]) -> Mapping[str, Element]:
    """By tag: each public method of a class nests one element and names its attributes."""
    made = [
        _made_by(of, name)
        for name, _ in inspect.getmembers(of, inspect.isfunction)
        if not name.startswith("_") and not hasattr(TwiML, name)
    ]
    return {child.name: Element(frozenset(child.attrs), type(child)) for child in made}


def _made_by(of: type[TwiML], method: str) -> TwiML:
    """The element with every attribute that there is; its content is none of them."""
    parent = of(**_filled(of.__init__, required=True))
    child = getattr(parent, method)(**_filled(getattr(of, method), required=False))
    assert isinstance(child, TwiML)
    return child


def _filled(function: object, required: bool) -> dict[str, str]:
    """An argument for each parameter, or for each that has no default."""
    assert callable(function)
    named = (
        parameter
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD and parameter.name != "self"
    )
    return {one.name: _FILLED for one in named if not required or one.default is one.empty}
