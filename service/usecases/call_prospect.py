"""What somebody on the phone can be promised where nobody answers."""

from dataclasses import replace
from datetime import timedelta

from service.domain.callflow import At, CallState, CallWorld
from service.domain.directory import Directory
from service.domain.person_place import whereabouts
from service.domain.phone import Phone
from service.domain.records import Call, Supporter
from service.domain.waiting import Wait
from service.domain.whereabouts import AreaCodes, Whereabouts
from service.ports.store import Transaction
from service.usecases.standing import standing

_JUST_TOLD = timedelta(minutes=1)
"""For so long a repeated webhook hears the same minutes, whatever the line does."""


def may_offer(before: CallState, after: CallState, directory: Directory) -> bool:
    """Whether it matters what could be promised in this turn: else nobody looks.

    A senator whose office in Washington is set aside is passed over unless there is a ring.
    """
    if At.OFFER in {before.at, after.at}:
        return True
    called = map(directory.senator, {*before.targets, *after.targets, *after.missed})
    return any(senator is not None and senator.dc_office is None for senator in called)


def with_prospect(
    tx: Transaction, call: Call, state: CallState, caller: Phone, areas: AreaCodes, world: CallWorld
) -> CallWorld:
    """The world with where this caller could be rung, and how long they would wait.

    Unchanged for callers who cannot be rung, who said stop, perhaps at least, or were forgotten.
    """
    if not (state.rung or state.textable) or tx.supporters.suppressed(caller.e164):
        return world
    supporter = _person(tx, call, caller)
    if supporter is None and (state.rung or state.texts):
        return world
    if supporter is not None and supporter.held_at is not None:
        return world
    there = Whereabouts(_zones(state, supporter, caller, areas), state.state or None)
    wait = tx.waits.of(supporter.id) if supporter else None
    asked = state.at is At.OFFER and state.targets
    minutes = _minutes(tx, call, state, wait, world) if asked else None
    return replace(world, there=there, wait=wait, minutes=minutes)


def _zones(
    state: CallState, supporter: Supporter | None, caller: Phone, areas: AreaCodes
) -> tuple[str, ...]:
    """By the ZIP of this call, else by what is known of them, else by their area code."""
    if state.zone:
        return (state.zone,)
    return whereabouts(supporter, areas).zones if supporter else areas.time_zones(caller.e164)


def _person(tx: Transaction, call: Call, caller: Phone) -> Supporter | None:
    if call.supporter_id is not None:
        return tx.supporters.get(call.supporter_id)
    return tx.supporters.find(caller.e164) if caller.domestic else None


def _minutes(
    tx: Transaction, call: Call, state: CallState, wait: Wait | None, world: CallWorld
) -> int | None:
    senator, now = state.targets[0], world.now
    known = wait is not None and wait.senator == senator
    if wait and known and wait.told_at and now - wait.told_at < _JUST_TOLD:
        return wait.told_minutes
    kept = tx.waits.joined_at(call.id) if call.targets else None
    joined_at = wait.joined_at if wait else kept or now
    _, minutes = standing(tx, senator, joined_at, now)
    return minutes
