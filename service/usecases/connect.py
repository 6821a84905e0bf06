"""Points our number and our Messaging Service at the webhooks of this installation."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from service.domain.checkup import Check, fault, ok, warn
from service.domain.errors import PatchlineError
from service.domain.phone import mask
from service.ports.account import (
    AccountRefused,
    AccountState,
    AccountUnknown,
    CarrierAccount,
    OwnNumber,
    OwnService,
    Wiring,
)

ACCOUNT, NUMBER, SERVICE = "account", "number", "service"
_AGAIN = "run patchline twilio connect --apply again"


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that differs from what it has to be."""

    resource: str
    """``number`` or ``service``."""
    setting: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What was found and what there is to change."""

    state: AccountState
    checks: tuple[Check, ...]
    """The account's first."""
    changes: tuple[Change, ...]
    number_sid: str = ""
    service_sid: str = ""

    @property
    def faults(self) -> tuple[Check, ...]:
        """What changing settings cannot cure."""
        return tuple(check for check in self.checks if check.is_fault)


class PartlyConnected(PatchlineError):
    """The carrier failed while settings were changed: nobody can tell which have been."""

    def __init__(self, error: AccountRefused | AccountUnknown) -> None:
        super().__init__(f"{error}; some settings may be changed by now: {_AGAIN}")


@dataclass(frozen=True)
class Connect:
    """Compares, and changes what differs: running it again changes nothing."""

    account: CarrierAccount
    number: str | None
    service_sid: str | None
    number_wiring: Wiring
    service_wiring: Wiring

    def plan(self) -> Plan:
        """Look everything up; of an account that carries nothing only the account itself.

        Raises AccountRefused or AccountUnknown.
        """
        state = self.account.state()
        account = check_account(state)
        if account.is_fault:
            return Plan(state, (account,), ())
        number = self.account.number(self.number) if self.number else None
        service = self.account.service(self.service_sid) if self.service_sid else None
        changes = [
            *(_differences(NUMBER, number.wiring, self.number_wiring) if number else ()),
            *(_differences(SERVICE, service.wiring, self.service_wiring) if service else ()),
        ]
        return Plan(
            state,
            (account, *self._check_number(number), *self._check_service(service)),
            tuple(changes),
            number.sid if number else "",
            service.sid if service else "",
        )

    def apply(self, plan: Plan) -> None:
        """Make the changes of a plan.

        Raises AccountRefused where none was made, PartlyConnected where nobody can be sure.
        """
        wiring = {
            NUMBER: partial(self.account.wire_number, plan.number_sid),
            SERVICE: partial(self.account.wire_service, plan.service_sid),
        }
        changed = False
        for resource, change in wiring.items():
            wanted = {one.setting: one.new for one in plan.changes if one.resource == resource}
            if not wanted:
                continue
            try:
                change(wanted)
            except (AccountRefused, AccountUnknown) as error:
                if isinstance(error, AccountRefused) and not changed:
                    raise
                raise PartlyConnected(error) from error
            changed = True

    def _check_number(self, found: OwnNumber | None) -> Iterator[Check]:
        if not self.number:
            yield warn(
                NUMBER, "there is none: no calls are placed", "set TWILIO_PHONE_NUMBER to have them"
            )
            return
        shown = mask(self.number)
        if found is None:
            yield fault(
                NUMBER,
                f"{shown} is not a number of this account",
                "correct TWILIO_PHONE_NUMBER, or buy the number in this account",
            )
            return
        lacking = [what for what, can in (("calls", found.voice), ("texts", found.sms)) if not can]
        for what in lacking:
            yield fault(
                NUMBER, f"{shown} cannot carry {what}", "use a number with voice and SMS capability"
            )
        if not lacking:
            yield ok(NUMBER, f"{shown} carries calls and texts")

    def _check_service(self, found: OwnService | None) -> Iterator[Check]:
        if not self.service_sid:
            return
        if found is None:
            yield fault(
                SERVICE,
                "the Messaging Service is not one of this account",
                "correct TWILIO_MESSAGING_SERVICE_SID",
            )
        elif found.short_codes:
            # People text the code, and are called from the number, which need not be in the pool.
            yield ok(SERVICE, f"it sends from {found.short_codes} short codes of ours")
        elif self.number and self.number not in found.numbers:
            yield fault(
                SERVICE,
                f"the Messaging Service does not have {mask(self.number)}",
                "add the number to the service's sender pool",
            )
        elif not found.numbers:
            yield fault(
                SERVICE, "the Messaging Service has no number", "add one to its sender pool"
            )
        else:
            yield ok(SERVICE, f"it sends from {len(found.numbers)} of our numbers")


def check_account(state: AccountState) -> Check:
    """Whether it carries anything, and to whom."""
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


def _differences(resource: str, found: Wiring, wanted: Wiring) -> Iterator[Change]:
    for setting, new in wanted.items():
        old = found.get(setting, "")
        if old != new:
            yield Change(resource, setting, old, new)
