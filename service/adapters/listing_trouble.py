"""Why Twilio lists nothing, in words for the log: the fact and the cure."""

import json

from requests.exceptions import RequestException
from twilio.http.response import Response

from service.adapters.http_trouble import plainly
from service.adapters.twilio_errors import CODED, code_of, code_of_status
from service.domain.carrier_errors import CARRIER_ERRORS, Remedy, carrier_error, in_words

_SERVER_ERROR = 500
_WAIT = "it is asked again by itself"
_ELSEWHERE = "check TWILIO_API_URL"


def why_nothing_is_listed(error: Exception) -> str:
    """Equal for equal reasons, so that it is told once; no part of the request is repeated."""
    if isinstance(error, RequestException):
        return f"{plainly(error)}: check the network and TWILIO_API_URL"
    status, code = _told(error)
    if status >= _SERVER_ERROR:
        return f"it fails with {status}: {_WAIT}"
    if code in CARRIER_ERRORS:
        return f"it refuses with {in_words(code)}: {_cure(code)}"
    if status:
        error_code = f" (error {code})" if code and code != status else ""
        return f"it answers {status}{error_code}: {_ELSEWHERE}"
    return f"its answer cannot be read: {_ELSEWHERE}"


def _cure(code: int) -> str:
    error = carrier_error(code)
    if error.remedy is Remedy.BACK_OFF:
        return _WAIT
    return error.cure or "mend it in Twilio's console or in the settings"


def _told(error: Exception) -> tuple[int, int]:
    """Status and code; zeros where the answer was no refusal."""
    if isinstance(error, CODED):
        return int(error.status), code_of(error)
    # A page that was refused comes as the library's plainest exception, with the answer in it.
    answer = next((one for one in error.args if isinstance(one, Response)), None)
    if answer is None:
        return 0, 0
    return answer.status_code, code_of_status(answer.status_code, _code_in(answer.text))


def _code_in(body: str) -> object:
    try:
        told = json.loads(body)
    except ValueError:
        return None
    return told.get("code") if isinstance(told, dict) else None
