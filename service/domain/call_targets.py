"""The senators of a call, one after the other: script, legs, offers, outcomes."""

from dataclasses import replace

from service.domain.call_effects import Decided, Effect, LegEnded, OutcomeTold
from service.domain.call_ending import ask_again, wrap_up
from service.domain.call_waits import RING_KEY, has_offer, promise, ring_offer
from service.domain.callflow import At, CallState, CallWorld, Happened, Sign, Spoken, Turn
from service.domain.leg_result import DialResult, Outcome
from service.domain.legs import dial, dial_washington
from service.domain.prompts import asking, introduce, introduce_closed, introduce_message
from service.domain.routing import closed
from service.domain.sentence import speak

OUTCOMES = {"1": Outcome.SPOKE, "2": Outcome.MESSAGE, "3": Outcome.NOT_THROUGH}
"""What the caller's key says of a leg."""


def present(
    state: CallState, world: CallWorld, say: tuple[Spoken, ...], effects: tuple[Effect, ...] = ()
) -> Turn:
    """Who is called now and what to say; senators who cannot be called are passed over."""
    state = replace(state, tried=(), insisted=False, asked=1)
    while state.targets:
        senator = world.senator(state)
        if senator is None:  # left the directory while this call went on
            name = world.words(state).state_name(state.state)
            say = (*say, speak(state, world, "seat_vacant", state=name))
        elif senator.bioguide in world.enough:
            say = (*say, speak(state, world, "reached_enough", last=senator.last))
        elif not closed(senator, state.began_at):
            ask = introduce(state, world, senator, say)
            return Turn(replace(state, at=At.SCRIPT), ask=ask, effects=effects)
        elif has_offer(state, world, senator):
            ask = introduce_closed(state, world, senator, say)
            return Turn(replace(state, at=At.OFFER), ask=ask, effects=effects)
        else:
            say = (*say, *_could_not_reach(state, world))
            state = _missing(state)
        state = replace(state, targets=state.targets[1:])
    return wrap_up(state, world, say, effects)


def go_on(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """The words are said: dial, unless a wrong key was pressed."""
    if happened.sign is Sign.KEYS and happened.keys != "1":
        return ask_again(state, happened, world)
    if state.insisted:
        return dial_washington(state, world) or _skip(state, world)
    return dial(state, world) or _skip(state, world, (_nobody(state),))


def _nobody(state: CallState) -> Decided:
    """That there was no office to dial: the hour took part in it, so a repeat has to hear it."""
    return Decided(state.step + 1, None)


def _skip(state: CallState, world: CallWorld, effects: tuple[Effect, ...] = ()) -> Turn:
    """Nothing more can be tried for this senator."""
    return _next_target(_missing(state), world, _could_not_reach(state, world), effects)


def _could_not_reach(state: CallState, world: CallWorld) -> tuple[Spoken, ...]:
    """Said at once, unless the call ends here and its last words name everyone who was missed."""
    senator = world.senator(state)
    if senator is None or (len(state.targets) == 1 and not state.reached):
        return ()
    return (speak(state, world, "could_not_reach", last=senator.last),)


def _missing(state: CallState) -> CallState:
    return replace(state, missed=(*state.missed, *state.targets[:1]))


def _next_target(
    state: CallState,
    world: CallWorld,
    say: tuple[Spoken, ...] = (),
    effects: tuple[Effect, ...] = (),
) -> Turn:
    return present(replace(state, targets=state.targets[1:]), world, say, effects)


def leg_ended(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """An office is gone from the line: what came of it decides what is next."""
    status = happened.dial_status or DialResult.FAILED
    ended = LegEnded(state.leg, status, happened.seconds)
    if status.answered:
        return replace(asking(replace(state, at=At.OUTCOME), world), effects=(ended,))
    if state.insisted:
        return _skip(state, world, (ended,))
    turn = dial(state, world, after=status)
    if turn is None:
        return _skip(state, world, (ended, _nobody(state)))
    return replace(turn, effects=(ended, *turn.effects))


def answered_offer(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """A key where no office could be reached: 1 dials Washington all the same, 2 asks for a ring.

    Whoever found the offices closed when the call began hears first what to say there.
    """
    senator = world.senator(state)
    if senator and happened.keys == RING_KEY and ring_offer(state, world, senator):
        state, said, asked = promise(state, world, senator)
        return _next_target(state, world, said, (asked,))
    if happened.keys != "1" or (senator and senator.dc_office is None):
        return ask_again(state, happened, world)
    if senator and closed(senator, state.began_at):
        state = replace(state, at=At.SCRIPT, insisted=True, asked=1)
        return Turn(state, ask=introduce_message(state, world, senator))
    return dial_washington(state, world) or _skip(state, world)


def told_outcome(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """The caller's word on the leg that just ended."""
    outcome = OUTCOMES.get(happened.keys)
    if outcome is None:
        return ask_again(state, happened, world)
    state = _missing(state) if outcome is Outcome.NOT_THROUGH else replace(state, reached=True)
    return _next_target(state, world, effects=(OutcomeTold(state.leg, outcome),))


def left_untold(state: CallState, _happened: Happened, world: CallWorld) -> Turn:
    """Silence about a leg that was answered."""
    return _next_target(replace(state, reached=True), world)


def declined_offer(state: CallState, _happened: Happened, world: CallWorld) -> Turn:
    """Silence where a message in Washington was offered."""
    return _next_target(_missing(state), world)
