"""Nobody can answer now: the offer of a ring for later, and what is promised to who takes it."""

from dataclasses import replace
from datetime import datetime

from service.domain.appointment import Appointment
from service.domain.call_effects import RingAsked
from service.domain.callflow import CallState, CallWorld, Spoken
from service.domain.directory import Senator
from service.domain.expectation import LONG_WAIT_MINUTES
from service.domain.routing import closed
from service.domain.sentence import speak

RING_KEY = "2"
"""Where no office could be reached: ring me when one can be."""


def asleep(state: CallState, senator: Senator) -> bool:
    """Whether it is for the hour that nobody answers, not for want of a free line."""
    return not state.tried and closed(senator, state.began_at)


def washington_offer(
    state: CallState, world: CallWorld, senator: Senator, key: str
) -> tuple[Spoken, ...]:
    """The words that offer Washington all the same, with ``key`` unless its mailbox seems full.

    None where that office may not be dialed.
    """
    office = senator.dc_office
    if office is None:
        return ()
    known = world.lines.states.get(office.phone) if world.lines else None
    full = known is not None and known.mailbox_full(world.now)
    return (speak(state, world, "mailbox_full" if full else key),)


def ring_offer(state: CallState, world: CallWorld, senator: Senator) -> tuple[Spoken, ...]:
    """The words that offer a ring; none to somebody who cannot be promised one."""
    if world.there is None:
        return ()
    if not asleep(state, senator):
        return (speak(state, world, "await_line", org=world.org),)
    due = _opening(state, world, senator)
    if due is None:
        return ()
    moment = world.words(state).moment(due)
    return (speak(state, world, "await_opening", org=world.org, moment=moment),)


def has_offer(state: CallState, world: CallWorld, senator: Senator) -> bool:
    """Whether anything can be done for the caller where no office answers."""
    return senator.dc_office is not None or bool(ring_offer(state, world, senator))


def promise(
    state: CallState, world: CallWorld, senator: Senator
) -> tuple[CallState, tuple[Spoken, ...], RingAsked]:
    """The promise in words and as it is kept, to somebody who was offered it."""
    due = _opening(state, world, senator) if asleep(state, senator) else None
    minutes = None if due else world.minutes
    wording = " ".join(spoken.words for spoken in ring_offer(state, world, senator))
    asked = RingAsked(senator.bioguide, due, minutes, wording)
    said = _promised(state, world, senator, due, minutes)
    return replace(state, awaited=(*state.awaited, senator.bioguide)), (said,), asked


def _opening(state: CallState, world: CallWorld, senator: Senator) -> datetime | None:
    if world.there is None:
        return None
    return Appointment((senator,), world.campaign, world.there).first(state.began_at)


def _promised(
    state: CallState,
    world: CallWorld,
    senator: Senator,
    due: datetime | None,
    minutes: int | None,
) -> Spoken:
    last = senator.last
    if _joins_another(state, world, senator):
        return speak(state, world, "also_promised", last=last)
    if due:
        moment = world.words(state).moment(due)
        return speak(state, world, "opening_promised", last=last, moment=moment)
    if minutes is None:
        return speak(state, world, "line_promised", last=last)
    if minutes > LONG_WAIT_MINUTES:
        return speak(state, world, "line_promised_long", last=last)
    return speak(state, world, "line_promised_minutes", last=last, minutes=str(minutes))


def _joins_another(state: CallState, world: CallWorld, senator: Senator) -> bool:
    """Whether they are to be rung for another senator already: one ring is enough for both."""
    if world.wait is not None and senator.bioguide in world.wait.targets:
        return senator.bioguide != world.wait.senator
    return bool(state.awaited) or world.wait is not None
