"""The account with the carrier, our number, and where its webhooks lead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urldefrag

from service.domain.checkup import Check, fault, ok, warn
from service.ports.account import AccountRefused, AccountUnknown
from service.usecases.checkup.clock import check_clock
from service.usecases.connect import ACCOUNT, Change, Connect, Plan

WEBHOOKS = "webhooks"
_WHOLE_SECONDS = 1.0
_FIRST_CONTACT = ("sms_url", "voice_url", "inbound_request_url")
"""Without these no text and no call comes in."""


@dataclass(frozen=True)
class CarrierCheckup:
    """Asks the carrier. Raises AccountRefused or AccountUnknown, but not of the simulator."""

    connect: Connect
    now: Callable[[], datetime]
    production: bool
    born_connected: bool
    """Whether the carrier is the simulator, which begins with webhooks of ours."""

    def __call__(self) -> Iterator[Check]:
        """The account, the clock, number and service, the webhooks."""
        asked = self.now()  # not after it: the account is only the first that is asked for
        try:
            plan = self.connect.plan()
        except (AccountRefused, AccountUnknown) as error:
            if not self.born_connected:
                raise
            yield simulator_fails(error)
            return
        account, *others = plan.checks
        yield account
        if plan.state.at is not None:
            yield check_clock("Twilio's", plan.state.at, asked, _WHOLE_SECONDS)
        yield from others
        yield self._webhooks(plan)

    def _webhooks(self, plan: Plan) -> Check:
        if plan.faults:
            return warn(WEBHOOKS, "cannot be compared", "cure account, number and service first")
        astray = [one for one in plan.changes if not self.born_connected or _leads_elsewhere(one)]
        if not astray:
            return ok(WEBHOOKS, "lead to this installation")
        differing = ", ".join(f"{change.resource} {change.setting}" for change in astray)
        # A stand-in may know our webhooks by other ways than Twilio does, but none that lead away.
        told = self.production or self.born_connected
        lost = told or any(change.old and _leads_elsewhere(change) for change in astray)
        make = fault if lost else warn
        return make(WEBHOOKS, f"set otherwise: {differing}", "run patchline twilio connect")


def _leads_elsewhere(change: Change) -> bool:
    """Whether texts or calls go astray; the simulator begins without retries and fallbacks."""
    if not change.old:
        return change.setting in _FIRST_CONTACT
    return urldefrag(change.old).url != urldefrag(change.new).url


def simulator_fails(error: AccountRefused | AccountUnknown) -> Check:
    """What to do in the demo, whose carrier is a process of ours."""
    reason, _, _ = str(error).partition(": ")
    return fault(
        ACCOUNT,
        f"the simulator, asked as Twilio, does not help: {reason}",
        "if it does not run, start it: patchline up; else switch off the faults on its handset",
    )
