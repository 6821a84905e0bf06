"""The legs of a call: which office of the current senator is dialed next."""

from dataclasses import replace

from service.domain.call_effects import Decided, LegBegun
from service.domain.call_waits import has_offer
from service.domain.callflow import At, CallState, CallWorld, Connect, Spoken, Turn
from service.domain.directory import Senator
from service.domain.leg_result import DialResult
from service.domain.prompts import QUESTIONS
from service.domain.routing import Choice, choose, insist
from service.domain.sentence import speak

MAX_DIALS = 3
"""Dials that the router makes for one senator in one call."""

_NEXT_OFFICE = {DialResult.BUSY: "next_office_busy"}


def dial(state: CallState, world: CallWorld, after: DialResult | None = None) -> Turn | None:
    """Dial the router's choice, or offer Washington when there is none.

    ``after`` is how the last leg ended. Returns None when the senator is gone or was called often
    enough today, or has neither an open office nor one in Washington and no ring can be offered.
    """
    senator = world.senator(state)
    if senator is None:
        return None
    step = state.step + 1
    choice = _choice(state, world, senator, step)
    decided = Decided(step, choice)
    if choice is None:
        offered = senator.bioguide not in world.enough and has_offer(state, world, senator)
        return _offer(state, world, decided) if offered else None
    if after:
        key = _NEXT_OFFICE.get(after, "next_office_no_answer")
        words = speak(state, world, key, city=choice.office.city)
    else:
        words = speak(state, world, "dialing", last=senator.last, city=choice.office.city)
    return _connect(state, step, choice, words, decided)


def dial_washington(state: CallState, world: CallWorld) -> Turn | None:
    """Dial the DC office because the caller wants to.

    Returns None when there is none to dial, or the senator was called often enough today.
    """
    senator = world.senator(state)
    choice = insist(senator) if senator else None
    if senator is None or choice is None:
        return None
    step = state.step + 1
    repeated = world.decided is not None and world.decided.get(step) == choice
    if senator.bioguide in world.enough and not repeated:
        return None
    words = speak(state, world, "dialing", last=senator.last, city=choice.office.city)
    return _connect(replace(state, insisted=True), step, choice, words, Decided(step, choice))


def _choice(state: CallState, world: CallWorld, senator: Senator, step: int) -> Choice | None:
    if len(state.tried) >= MAX_DIALS:
        return None
    if world.decided is not None and step in world.decided:
        kept = world.decided[step]
        if kept is None or _fits(kept, senator, state):
            return kept
    if senator.bioguide in world.enough:
        return None
    return choose(senator, world.now, state.tried, world.lines, world.draw, world.dialed)


def _fits(kept: Choice, senator: Senator, state: CallState) -> bool:
    """Whether a kept choice was made here: webhooks out of order can number another step alike."""
    return kept.office in senator.offices and kept.office.id not in state.tried


def _connect(state: CallState, step: int, choice: Choice, words: Spoken, decided: Decided) -> Turn:
    begun = LegBegun(step, state.targets[0], choice)
    state = replace(state, at=At.LEG, leg=step, tried=(*state.tried, choice.office.id), asked=1)
    own_id = state.own_id and not state.rung
    return Turn(state, (words,), connect=Connect(choice, own_id), effects=(decided, begun))


def _offer(state: CallState, world: CallWorld, decided: Decided) -> Turn:
    state = replace(state, at=At.OFFER, asked=1)
    return Turn(state, ask=QUESTIONS[At.OFFER](state, world), effects=(decided,))
