"""What can go wrong between the carrier and the application, by Twilio's error codes."""

from service.domain.errors import PatchlineError


class Fault(PatchlineError):
    """A fault of the application that the carrier noticed. The handset shows it in words."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        """Twilio's number for it: 11200, 12100, 12200, …"""


class WebhookFault(Fault):
    """The application did not answer a webhook with 2xx in time."""


class TwimlFault(Fault):
    """The application answered with something that is not a TwiML document we can run."""
