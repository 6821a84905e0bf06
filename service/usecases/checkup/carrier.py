"""The account with the carrier, our number, and where its webhooks lead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from service.domain.checkup import Check, fault, ok, warn
from service.ports.account import AccountState, AccountUnknown, CarrierAccount
from service.usecases.checkup.clock import check_clock
from service.usecases.connect import Connect, Plan

ACCOUNT, WEBHOOKS = "account", "webhooks"
_WHOLE_SECONDS = 1.0


@dataclass(frozen=True)
class CarrierCheckup:
    """Asks the carrier. Raises AccountRefused or AccountUnknown."""

    account: CarrierAccount
    connect: Connect
    now: Callable[[], datetime]
    production: bool
    born_connected: bool
    """Whether the carrier is the simulator, which knows by itself where we are."""

    def __call__(self) -> Iterator[Check]:
        """The account, the clock, number and service, the webhooks."""
        try:
            state = self.account.state()
        except AccountUnknown:
            if not self.born_connected:
                raise
            yield fault(ACCOUNT, "the simulator does not answer", "start it: patchline up")
            return
        yield _account(state)
        if state.at is not None:
            yield check_clock("Twilio's", state.at, self.now(), _WHOLE_SECONDS)
        plan = self.connect.plan()
        yield from plan.checks
        yield self._webhooks(plan)

    def _webhooks(self, plan: Plan) -> Check:
        if self.born_connected:
            return ok(WEBHOOKS, "the simulator knows where we are")
        if plan.faults:
            return warn(WEBHOOKS, "cannot be compared", "cure number and service first")
        if not plan.changes:
            return ok(WEBHOOKS, "lead to this installation")
        differing = ", ".join(f"{change.resource} {change.setting}" for change in plan.changes)
        # A stand-in may know our webhooks by other ways than Twilio does.
        make = fault if self.production else warn
        return make(WEBHOOKS, f"set otherwise: {differing}", "run patchline twilio connect")


def _account(state: AccountState) -> Check:
    if state.status != "active":
        return fault(
            ACCOUNT, f"the Twilio account is {state.status}", "settle it in Twilio's console"
        )
    if state.trial:
        return warn(
            ACCOUNT,
            "a trial account reaches only numbers that you have verified",
            "upgrade it in Twilio's console before going live",
        )
    return ok(ACCOUNT, "active")
