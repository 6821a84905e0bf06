"""What attributes and contents of TwiML may be.

Bounds are those of Twilio's pages on each verb and of its errors 11750 (a document's size), 13216
and 13212 (limits of a dial), 13520 (words to say), 14103, 14109 and 21617 (texts).
"""

import re
from collections.abc import Mapping

DOCUMENT_BYTES = 64 * 1024
MESSAGES = 10
_SAID_CHARACTERS = 4096
_TEXT_CHARACTERS = 1600

_COUNT = r"[1-9]\d*"
_FLAG = "true|false"
_METHOD = "GET|POST"
_PHONE = r"\+[1-9]\d{6,14}"
_URL = r"(https?://[A-Za-z0-9.-]+(:\d+)?)?[!#-;=?-\[\]_a-z~]*"

_ANYWHERE: Mapping[str, str] = {
    "action": _URL,
    "method": _METHOD,
    "url": _URL,
    "statusCallback": _URL,
    "statusCallbackMethod": _METHOD,
    "numDigits": _COUNT,
    "timeout": _COUNT,
    "timeLimit": _COUNT,
    "finishOnKey": "[0-9*#]?",
    "input": "dtmf|speech|dtmf speech|speech dtmf",
    "actionOnEmptyResult": _FLAG,
    "hangupOnStar": _FLAG,
    "answerOnBridge": _FLAG,
    "callerId": _PHONE,
    "voice": r"man|woman|alice|(Polly|Google)\.[A-Za-z0-9-]+",
    "language": "[a-z]{2,3}(-[A-Z]{2})?",
    "loop": r"\d+",
    "length": _COUNT,
    "reason": "rejected|busy",
    "to": _PHONE,
    "from": _PHONE,
}
_HIGHEST: Mapping[tuple[str, str], int] = {("Dial", "timeout"): 600, ("Dial", "timeLimit"): 86_400}
_CONTENTS: Mapping[str, str] = {
    "Dial": _PHONE,
    "Number": _PHONE,
    "Redirect": f"(?=.){_URL}",
    "Play": f"(?=.){_URL}",
    "Say": rf"(?s)(?=.*\S).{{1,{_SAID_CHARACTERS}}}",
    "Message": rf"(?s)(?=.*\S).{{1,{_TEXT_CHARACTERS}}}",
    "Body": rf"(?s)(?=.*\S).{{1,{_TEXT_CHARACTERS}}}",
    "Media": f"(?=.){_URL}",
}


def attribute_fits(tag: str, name: str, value: str) -> bool:
    """Whether an attribute may have this value."""
    if name in _ANYWHERE and not re.fullmatch(_ANYWHERE[name], value):
        return False
    return int(value) <= _HIGHEST[tag, name] if (tag, name) in _HIGHEST else True


def content_fits(tag: str, text: str, nests: bool) -> bool:
    """Whether an element may have this text of its own; one that nests others has none."""
    if nests or tag not in _CONTENTS:
        return not text.strip()
    return re.fullmatch(_CONTENTS[tag], text) is not None
