"""The one Twilio account that the simulator keeps, and the application behind it."""

from dataclasses import dataclass, field

API_VERSION = "2010-04-01"


@dataclass(frozen=True, slots=True)
class Account:
    """Credentials, the account's number and where the number's webhooks go."""

    sid: str
    token: str = field(repr=False)
    number: str = field(repr=False)
    app_url: str
    """Scheme and host of the application, without a trailing slash."""

    def hook(self, path: str) -> str:
        """The address of one of the application's webhooks."""
        return f"{self.app_url}{path}"

    def uri(self, resource: str) -> str:
        """The path of a REST resource of this account, without host."""
        return f"/{API_VERSION}/Accounts/{self.sid}/{resource}"
