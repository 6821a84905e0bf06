"""What the record of a call, and of the day's other calls, tells a turn of it."""

from collections.abc import Mapping
from dataclasses import replace

from service.domain.callflow import CHOOSING, CallState, CallWorld, Happened, Sign
from service.domain.directory import Senator
from service.domain.leg_result import DialResult
from service.domain.limits import DAY, DIALS_PER_DAY, REACHES_PER_DAY, REDIAL_AFTER
from service.domain.phone import Phone
from service.domain.records import Call
from service.domain.routing import Choice
from service.ports.store import Transaction


def as_first_told(tx: Transaction, call: Call, state: CallState, happened: Happened) -> Happened:
    """A leg ends once: whatever is told of its end later leads where the first word led."""
    if happened.sign is not Sign.DIALED or _answered(happened.dial_status):
        return happened
    legs = {leg.step: leg for leg in tx.legs.of(call.id)}
    first = legs[state.leg].dial_status if state.leg in legs else None
    if first in {None, DialResult.UNKNOWN}:
        return happened
    return replace(happened, dial_status=first)


def _answered(result: DialResult | None) -> bool:
    return result is not None and result.answered


def with_past(
    tx: Transaction, call: Call, state: CallState, caller: Phone, world: CallWorld
) -> CallWorld:
    """The world with what this caller has done today, and what was chosen in this call."""
    since = world.now - DAY
    enough = tx.allowances.used_up(caller, call.id, since, REACHES_PER_DAY, DIALS_PER_DAY)
    if state.at not in CHOOSING:
        return replace(world, enough=enough, decided={})
    decided = _choices(tx.legs.decisions(call.id), world.senator(state))
    dialed = _dialed(tx, call, state, caller, world)
    return replace(world, enough=enough, decided=decided, dialed=dialed)


def _dialed(
    tx: Transaction, call: Call, state: CallState, caller: Phone, world: CallWorld
) -> frozenset[str]:
    """What this caller has just dialed for the senator whose turn it is.

    Where nothing is known of lines the order is fixed: what was decided without the database is
    decided alike when it is taken in. Whoever kept a place is rung for the very line that was busy.
    """
    if world.lines is None or call.targets or not state.targets:
        return frozenset()
    return tx.allowances.dialed(caller, state.targets[0], world.now - REDIAL_AFTER)


def _choices(
    decisions: Mapping[int, tuple[str, str] | None], senator: Senator | None
) -> Mapping[int, Choice | None]:
    """Kept choices among the offices of the senator whose turn it is.

    Those whose office left the directory are made anew.
    """
    offices = {office.id: office for office in senator.offices} if senator else {}
    return {
        step: Choice(offices[kept[0]], kept[1]) if kept else None
        for step, kept in decisions.items()
        if kept is None or kept[0] in offices
    }
