"""The one Twilio account that the simulator keeps, and the application behind it."""

from dataclasses import dataclass, field

from service.simulator.magic import MAGIC_SENDER

API_VERSION = "2010-04-01"
HOME = frozenset({"US", "CA", "PR", "VI", "GU", "AS", "MP"})
"""Where a new American account may text and call without asking for more."""


@dataclass(frozen=True, slots=True)
class Account:
    """Credentials, the account's number and service, and where its webhooks go at first."""

    sid: str
    token: str = field(repr=False)
    number: str = field(repr=False)
    app_url: str
    """Scheme and host of the application, without a trailing slash."""
    service: str = ""
    """The Messaging Service (MG…) that the number belongs to, if there is one."""
    regions: frozenset[str] = HOME
    """ISO 3166 codes of the countries that may be texted and called."""

    @property
    def number_sid(self) -> str:
        """The identifier (PN…) of the account's number; the same at every start."""
        return "PN" + self.sid[2:]

    def owns(self, number: str) -> bool:
        """Whether texts and calls may come from it."""
        return number in (self.number, MAGIC_SENDER)

    def hook(self, path: str) -> str:
        """The address of one of the application's webhooks."""
        return f"{self.app_url}{path}"

    def uri(self, resource: str) -> str:
        """The path of a REST resource of this account, without host."""
        return f"/{API_VERSION}/Accounts/{self.sid}/{resource}"
