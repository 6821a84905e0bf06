"""TwiML read into verbs: what the application tells a call or a text to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from service.simulator.faults import TwimlFault
from service.simulator.grammar import Element, check_grammar


@dataclass(frozen=True, slots=True)
class Say:
    """Words to speak, SSML already taken out."""

    words: str
    language: str
    loop: int
    """0 is "for ever"."""


@dataclass(frozen=True, slots=True)
class Play:
    """A recording; the simulator only tells of it."""

    url: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence, in seconds."""

    seconds: float


Prompt = Say | Play | Pause


@dataclass(frozen=True, slots=True)
class Gather:
    """A question to be answered with keys."""

    prompts: tuple[Prompt, ...]
    action: str
    method: str
    digits: int | None
    timeout: float
    finish_on: str
    even_if_empty: bool


@dataclass(frozen=True, slots=True)
class Dial:
    """A second leg to be joined to the call."""

    number: str
    caller_id: str
    timeout: float
    limit: float
    hangup_on_star: bool
    answer_on_bridge: bool
    action: str | None
    """None: the verbs after it run."""
    method: str
    callback: str
    callback_events: frozenset[str]


@dataclass(frozen=True, slots=True)
class Redirect:
    """Go on with another document."""

    url: str
    method: str


@dataclass(frozen=True, slots=True)
class Hangup:
    """End the call."""


@dataclass(frozen=True, slots=True)
class Reject:
    """Do not answer the call."""

    busy: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A text to send; ``to`` and ``sender`` are empty where the defaults hold."""

    body: str
    to: str
    sender: str
    callback: str


Verb = Say | Play | Pause | Gather | Dial | Redirect | Hangup | Reject | Message


def parse_twiml(document: bytes) -> tuple[Verb, ...]:
    """The verbs of a document in order.

    Raises TwimlFault: 12100 for what is not XML, others for what the grammar does not allow.
    """
    try:
        # Expat has guarded against entity bombs since 2.4.1, and the sender is our own application.
        root = ElementTree.fromstring(document)  # noqa: S314
    except ElementTree.ParseError as error:
        raise TwimlFault(12100, f"Document parse failure: {error}.") from error
    check_grammar(root, len(document))
    return tuple(_VERBS[element.tag](element) for element in root)


def _number(element: Element, name: str, default: float) -> float:
    return float(element.get(name, default))


def _flag(element: Element, name: str) -> bool:
    return element.get(name, "false").lower() == "true"


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _say(element: Element) -> Say:
    language = element.get("language", "en-US")
    return Say(_words(element), language, int(_number(element, "loop", 1)))


def _play(element: Element) -> Play:
    return Play(_words(element))


def _pause(element: Element) -> Pause:
    return Pause(_number(element, "length", 1))


def _gather(element: Element) -> Gather:
    digits = _number(element, "numDigits", 0)
    return Gather(
        prompts=tuple(_PROMPTS[child.tag](child) for child in element),
        action=element.get("action", ""),
        method=element.get("method", "POST"),
        digits=int(digits) or None,
        timeout=_number(element, "timeout", 5),
        finish_on=element.get("finishOnKey", "#"),
        even_if_empty=_flag(element, "actionOnEmptyResult"),
    )


def _dial(element: Element) -> Dial:
    noun = next(iter(element), None)
    if len(element) > 1:
        raise TwimlFault(12200, "Schema violation: one number a <Dial> can be rung here.")
    target = element if noun is None else noun
    return Dial(
        number=(target.text or "").strip(),
        caller_id=element.get("callerId", ""),
        timeout=_number(element, "timeout", 30),
        limit=_number(element, "timeLimit", 14400),
        hangup_on_star=_flag(element, "hangupOnStar"),
        answer_on_bridge=_flag(element, "answerOnBridge"),
        action=element.get("action"),
        method=element.get("method", "POST"),
        callback=target.get("statusCallback", "") if noun is not None else "",
        callback_events=frozenset(target.get("statusCallbackEvent", "completed").split()),
    )


def _redirect(element: Element) -> Redirect:
    return Redirect(_words(element), element.get("method", "POST"))


def _hangup(_: Element) -> Hangup:
    return Hangup()


def _reject(element: Element) -> Reject:
    return Reject(element.get("reason", "rejected") == "busy")


def _message(element: Element) -> Message:
    nested = element.findall("Body")
    body = "".join(part.text or "" for part in nested) if nested else element.text or ""
    callback = element.get("action") or element.get("statusCallback") or ""
    return Message(body, element.get("to", ""), element.get("from", ""), callback)


_PROMPTS: Mapping[str, Callable[[Element], Prompt]] = {"Say": _say, "Play": _play, "Pause": _pause}
_VERBS: Mapping[str, Callable[[Element], Verb]] = {
    **_PROMPTS,
    "Gather": _gather,
    "Dial": _dial,
    "Redirect": _redirect,
    "Hangup": _hangup,
    "Reject": _reject,
    "Message": _message,
}
