"""``patchline twilio``: our account there."""

import json
import sys
from collections.abc import Iterable, Sequence

import click

from service.adapters.settings import load_settings
from service.commands.account import make_connect
from service.commands.failure import fault_fields, faults_of
from service.domain.checkup import Check
from service.domain.errors import PatchlineError
from service.domain.public_address import check_address
from service.ports.account import AccountRefused, AccountUnknown
from service.usecases.checkup.carrier import simulator_fails
from service.usecases.connect import Change, Connect, Plan


class NotConnected(PatchlineError):
    """Something stands in the way that no change of webhooks can cure."""

    def __init__(self, faults: Sequence[Check]) -> None:
        super().__init__("\n".join(f"{one.found}: {one.cure}" for one in faults))
        self.faults = faults


@click.group()
def twilio() -> None:
    """Set up the Twilio account that carries texts and calls."""


@twilio.command()
@click.option("--apply", "now", is_flag=True, help="Change it without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def connect(now: bool, as_json: bool) -> None:
    """Point the number and the Messaging Service at PUBLIC_URL.

    Shows every setting that differs, old and new, and changes them if told so. May be run again.
    """
    if not as_json:
        _connect(now)
        return
    try:
        click.echo(_as_json(*_connect_silently(now)))
    except PatchlineError as error:
        faults = error.faults if isinstance(error, NotConnected) else faults_of(error, "account")
        click.echo(_as_json((), False, faults))
        raise SystemExit(1) from error


def _connect(now: bool) -> None:
    connecting, plan = _planned()
    _show(plan)
    agreed = bool(plan.changes) and (now or _agrees())
    if agreed:
        connecting.apply(plan)
    click.echo(_outcome(plan, agreed))


def _connect_silently(now: bool) -> tuple[Sequence[Change], bool]:
    """What there is to change, and whether it was changed."""
    connecting, plan = _planned()
    applied = now and bool(plan.changes)
    if applied:
        connecting.apply(plan)
    return plan.changes, applied


def _planned() -> tuple[Connect, Plan]:
    settings = load_settings()
    address = check_address(settings.public_url, production=settings.production)
    if address.is_fault:
        raise NotConnected((address,))
    connecting = make_connect(settings)
    try:
        plan = connecting.plan()
    except (AccountRefused, AccountUnknown) as error:
        if settings.simulating:
            raise NotConnected((simulator_fails(error),)) from error
        raise
    if plan.faults:
        raise NotConnected(plan.faults)
    return connecting, plan


def _show(plan: Plan) -> None:
    for check in plan.checks:
        click.echo(f"{check.name}: {check.found}")
    for change in plan.changes:
        click.echo(f"  {change.resource} {change.setting}")
        click.echo(f"    old: {change.old or '(nothing)'}")
        click.echo(f"    new: {change.new or '(nothing)'}")


def _agrees() -> bool:
    return sys.stdin.isatty() and click.confirm("Change this at Twilio?")


def _outcome(plan: Plan, applied: bool) -> str:
    if applied:
        return f"Changed {len(plan.changes)} settings. Now run: patchline doctor"
    if plan.changes:
        return "Nothing was changed. To change it: patchline twilio connect --apply"
    return "Nothing to do: everything leads to this installation."


def _as_json(changes: Sequence[Change], applied: bool, faults: Iterable[Check] = ()) -> str:
    return json.dumps(
        {
            "applied": applied,
            "changes": [
                {"resource": c.resource, "setting": c.setting, "old": c.old, "new": c.new}
                for c in changes
            ],
            "faults": [fault_fields(one) for one in faults],
        }
    )
