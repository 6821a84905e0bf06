"""What Twilio's library says of a request that was refused."""

from twilio.base.exceptions import TwilioRestException, TwilioServiceException

CODED = (TwilioRestException, TwilioServiceException)
"""Exceptions with a status and a code. The second is not one of the first: it stands for a problem
document (RFC 9457), which newer parts of the API answer with."""

_BY_STATUS = {401: 20003, 403: 20403, 429: 20429}
"""Twilio's code of a status, where the answer names none. None of them is a person's fault."""


def code_of(error: TwilioRestException | TwilioServiceException) -> int:
    """Twilio's code, or the HTTP status where no code says more."""
    return code_of_status(error.status, error.code)


def code_of_status(status: int, told: object) -> int:
    """The same of an answer with this status, which told this for a code."""
    return _named(status, told) or _BY_STATUS.get(status, status)


def named_code(error: TwilioRestException | TwilioServiceException) -> int:
    """Twilio's code; 0 where the answer names none."""
    return _named(error.status, error.code)


def _named(status: int, told: object) -> int:
    code = _number(told)
    # The library fills in the status where the answer has no code, or is not even Twilio's.
    return 0 if code == status else code


def _number(code: object) -> int:
    """A code as it came; 0 for one that is none."""
    return int(code) if isinstance(code, int | str) and str(code).isdecimal() else 0
