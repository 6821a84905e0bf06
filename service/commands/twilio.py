"""``patchline twilio``: our account there."""

import json
import sys

import click

from service.adapters.settings import load_settings
from service.commands.account import make_connect
from service.domain.checkup import Check
from service.domain.errors import PatchlineError
from service.domain.public_address import check_address
from service.usecases.connect import Change, Plan


class NotConnected(PatchlineError):
    """Something stands in the way that no change of webhooks can cure."""


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
    settings = load_settings()
    address = check_address(settings.public_url, production=settings.production)
    if address.is_fault:
        _stop((address,), as_json)
    connecting = make_connect(settings)
    plan = connecting.plan()
    if plan.faults:
        _stop(plan.faults, as_json)
    if not as_json:
        _show(plan)
    agreed = bool(plan.changes) and (now or (not as_json and _agrees()))
    if agreed:
        connecting.apply(plan)
    if as_json:
        click.echo(_as_json(plan.changes, (), agreed))
    else:
        click.echo(_outcome(plan, agreed))


def _stop(faults: tuple[Check, ...], as_json: bool) -> None:
    if as_json:
        click.echo(_as_json((), faults, applied=False))
        raise SystemExit(1)
    raise NotConnected("\n".join(f"{one.found}: {one.cure}" for one in faults))


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


def _as_json(changes: tuple[Change, ...], faults: tuple[Check, ...], applied: bool) -> str:
    return json.dumps(
        {
            "applied": applied,
            "changes": [
                {"resource": c.resource, "setting": c.setting, "old": c.old, "new": c.new}
                for c in changes
            ],
            "faults": [{"name": f.name, "found": f.found, "cure": f.cure} for f in faults],
        }
    )
