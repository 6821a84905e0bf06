"""The grammar of TwiML, as far as it is run here: what may stand where, and with which values.

Twilio warns of most violations and runs what is left; here each is a fault, to be found at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from service.simulator.faults import TwimlFault

Element = ElementTree.Element

DOCUMENT_BYTES = 64 * 1024
SAID_CHARACTERS = 4096
TEXT_CHARACTERS = 1600
MESSAGES = 10
"""Replies that one text can have."""

_COUNT = re.compile(r"[1-9]\d*", re.ASCII)
_FLAG = re.compile("true|false", re.IGNORECASE)
_METHOD = re.compile("get|post", re.IGNORECASE)
_URL = re.compile(r"[^\s<>\"]*")
_VALUES: Mapping[str, re.Pattern[str]] = {
    "action": _URL,
    "url": _URL,
    "statusCallback": _URL,
    "method": _METHOD,
    "statusCallbackMethod": _METHOD,
    "numDigits": _COUNT,
    "timeout": _COUNT,
    "timeLimit": _COUNT,
    "length": _COUNT,
    "loop": re.compile(r"\d+", re.ASCII),
    "finishOnKey": re.compile("[0-9*#]?"),
    "input": re.compile("dtmf|speech|dtmf speech|speech dtmf"),
    "actionOnEmptyResult": _FLAG,
    "hangupOnStar": _FLAG,
    "answerOnBridge": _FLAG,
    "reason": re.compile("rejected|busy"),
}
"""Attributes that are not named may have any value."""

_HIGHEST: Mapping[tuple[str, str], int] = {("Dial", "timeout"): 600, ("Dial", "timeLimit"): 86_400}


@dataclass(frozen=True, slots=True)
class Rule:
    """What may stand in one element."""

    attributes: frozenset[str]
    nests: frozenset[str] = frozenset()
    words: re.Pattern[str] = re.compile(r"\s*")
    """The text of an element that nests nothing."""


def _rule(attributes: str = "", nests: str = "", words: str = r"\s*") -> Rule:
    compiled = re.compile(words, re.DOTALL)
    return Rule(frozenset(attributes.split()), frozenset(nests.split()), compiled)


_TEXT = rf"(?=.*\S).{{1,{TEXT_CHARACTERS}}}"
RULES: Mapping[str, Rule] = {
    "Response": _rule(nests="Say Play Pause Gather Dial Redirect Hangup Reject Message"),
    "Say": _rule("voice language loop", words=rf"(?=.*\S).{{1,{SAID_CHARACTERS}}}"),
    "Play": _rule("loop digits", words=r".*"),
    "Pause": _rule("length"),
    "Gather": _rule(
        "input action method timeout speechTimeout maxSpeechTime profanityFilter finishOnKey "
        "numDigits partialResultCallback partialResultCallbackMethod language hints bargeIn debug "
        "actionOnEmptyResult speechModel enhanced",
        nests="Say Play Pause",
    ),
    "Dial": _rule(
        "action method timeout hangupOnStar timeLimit callerId record trim recordingStatusCallback "
        "recordingStatusCallbackMethod recordingStatusCallbackEvent recordingConfigurationId "
        "answerOnBridge ringTone recordingTrack sequential referUrl referMethod events passports",
        nests="Number",
        words=r".*\S.*",
    ),
    "Number": _rule(
        "sendDigits url method statusCallbackEvent statusCallback statusCallbackMethod byoc "
        "machineDetection machineDetectionTimeout machineDetectionSpeechThreshold "
        "machineDetectionSpeechEndThreshold machineDetectionSilenceTimeout amdStatusCallback "
        "amdStatusCallbackMethod",
        words=r".*\S.*",
    ),
    "Redirect": _rule("method", words=r"\s*[^\s<>\"]+\s*"),
    "Hangup": _rule(),
    "Reject": _rule("reason"),
    "Message": _rule("to from action method statusCallback", nests="Body Media", words=_TEXT),
    "Body": _rule(words=_TEXT),
    "Media": _rule(words=r"\s*[^\s<>\"]+\s*"),
}
_READ_ALOUD = "Say"
"""Speech markup may stand in it; its tags are not looked at."""


def check_grammar(root: Element, size: int) -> None:
    """Raise TwimlFault for the first violation in a document of so many bytes."""
    if size > DOCUMENT_BYTES:
        raise TwimlFault(11750, "TwiML response body too large: it has more than 64 kB.")
    if root.tag != "Response":
        raise _violation(f"the root is <{root.tag}>, not <Response>")
    if len(root.findall("Message")) > MESSAGES:
        raise TwimlFault(14109, f"TwiML reply message limit exceeded: more than {MESSAGES}.")
    _check(root, RULES[root.tag])


def _check(element: Element, rule: Rule) -> None:
    for name, value in element.attrib.items():
        _check_attribute(element.tag, rule, name, value)
    _check_words(element, rule)
    if element.tag == _READ_ALOUD:
        return
    for nested in element:
        if nested.tag not in rule.nests:
            raise _violation(f"<{nested.tag}> is not allowed in <{element.tag}>")
        _check(nested, RULES[nested.tag])


def _check_attribute(tag: str, rule: Rule, name: str, value: str) -> None:
    if name not in rule.attributes:
        raise _violation(f"<{tag}> has no attribute {name}")
    pattern, highest = _VALUES.get(name), _HIGHEST.get((tag, name))
    if (pattern and not pattern.fullmatch(value)) or (highest and int(value) > highest):
        raise _violation(f'<{tag} {name}="…"> has a value that is not allowed')


def _check_words(element: Element, rule: Rule) -> None:
    """An element that nests others has no text of its own around them."""
    nesting = len(element) > 0 and element.tag != _READ_ALOUD
    own = [element.text or "", *(nested.tail or "" for nested in element)]
    words = "".join(own if nesting else element.itertext())
    if words.strip() if nesting else not rule.words.fullmatch(words):
        raise _violation(f"<{element.tag}> has a text that is not allowed")


def _violation(words: str) -> TwimlFault:
    return TwimlFault(12200, f"Schema violation: {words}.")
