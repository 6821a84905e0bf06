"""Refusals of the REST API, with Twilio's codes and words."""

from typing import Any

from service.domain.errors import PatchlineError

REFUSALS: dict[int, tuple[int, str]] = {
    20001: (400, "Unknown parameters or parameters out of range."),
    20003: (401, "Authenticate"),
    20005: (401, "Account not active"),
    20004: (405, "Method not allowed"),
    20009: (409, "Cannot delete this resource before it is complete"),
    20404: (404, "The requested resource {} was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "Internal Server Error"),
    21201: (400, "No 'To' number is specified"),
    21205: (400, "Url is not a valid URL: {}"),
    21210: (400, "The source phone number provided, {}, is not yet verified for your account."),
    21211: (400, "The 'To' number {} is not a valid phone number."),
    21212: (400, "The 'From' number {} is not a valid phone number or shortcode."),
    21213: (400, "No 'From' number is specified"),
    21214: (400, "The 'To' phone number {} cannot be reached."),
    21215: (400, "Account not authorized to call {}. Enable its country in Geo Permissions."),
    21216: (400, "Account not allowed to call {}"),
    21217: (400, "Phone number {} does not appear to be valid"),
    21220: (400, "Call is not in-progress. Cannot redirect."),
    21266: (400, "'To' and 'From' number cannot be the same"),
    21402: (400, "{} is not a valid URL"),
    21403: (400, "{} is not a valid HTTP method"),
    21408: (400, "Permission to send an SMS has not been enabled for the region of {}."),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (
        400,
        "The 'From' phone number {} is not a valid, SMS-capable inbound phone number or short "
        "code for your account.",
    ),
    21609: (400, "The 'StatusCallback' URL {} is not a valid URL."),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21611: (400, "The 'From' number {} has exceeded the maximum number of queued messages."),
    21612: (400, "The 'To' phone number {} is not currently reachable via SMS."),
    21614: (400, "'To' number {} is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21620: (400, "Invalid media URL(s)"),
    21623: (400, "The number of media files exceeds the limit of 10"),
    21659: (
        400,
        "'{}' is not a Twilio phone number or Short Code country mismatch",
    ),
    21701: (404, "The messaging service resource {} was not found."),
    30409: (400, "This message cannot be canceled"),
    35111: (400, "The SendAt parameter is required to schedule a message"),
    35114: (400, "SendAt must lie between 300 seconds and 35 days in the future"),
    35118: (400, "MessagingServiceSid is required to schedule a message"),
}
"""Code → HTTP status and wording; ``{}`` is the value that was refused."""


class RestError(PatchlineError):
    """A request that the API refuses. Its text never holds the refused value, its body does."""

    def __init__(self, code: int, value: str = "", *, named: bool = True) -> None:
        """``named``: whether the body names the code."""
        self.status, self._words = REFUSALS.get(code, (400, "Refused on purpose."))
        super().__init__(f"{code}: {self._words.format('…')}")
        self.code = code
        self._value = value
        self._named = named

    def to_json(self) -> dict[str, Any]:
        """The body of the answer, which repeats the refused value as Twilio's does."""
        code = {"code": self.code, "more_info": self._page} if self._named else {}
        return code | {"message": self._words.format(self._value), "status": self.status}

    def to_problem(self) -> dict[str, Any]:
        """The same as a problem document (RFC 9457), as newer parts of Twilio's API answer."""
        code = {"code": self.code} if self._named else {}
        return code | {
            "type": self._page,
            "title": self._words.format("…"),
            "status": self.status,
            "detail": self._words.format(self._value),
        }

    @property
    def _page(self) -> str:
        return f"https://www.twilio.com/docs/errors/{self.code}"
