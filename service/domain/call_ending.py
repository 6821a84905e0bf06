"""How a call ends: with thanks, for want of an answer, or because the caller hung up."""

from collections.abc import Sequence
from dataclasses import replace

from service.domain.call_effects import Effect, Ended, FollowUp, LegEnded, StopTold
from service.domain.callflow import At, CallState, CallWorld, Happened, Sign, Spoken, Turn
from service.domain.directory import Senator
from service.domain.openings import first_opening
from service.domain.prompts import QUESTIONS, asking
from service.domain.routing import closed
from service.domain.sentence import speak

MAX_ASKED = 3
"""How often one question is asked before a polite goodbye."""


def wrap_up(
    state: CallState, world: CallWorld, say: tuple[Spoken, ...], effects: tuple[Effect, ...]
) -> Turn:
    """Nobody is left to call: thanks, and the text or the offer of one."""
    say = (*say, *_parting(state, world))
    if (state.texts or state.awaited) and not world.textless:
        say = (*say, speak(state, world, "text_sent"), goodbye(state, world))
        return over(state, say, (*effects, FollowUp()))
    if state.textable and not world.textless and (state.leg or state.missed):
        turn = asking(replace(state, at=At.TEXT_OFFER), world)
        return replace(turn, say=say, effects=effects)
    return over(state, (*say, goodbye(state, world)), effects)


def _parting(state: CallState, world: CallWorld) -> tuple[Spoken, ...]:
    """Thanks to whoever got through; the others hear whom they missed and when to try again, or
    that we ring them.
    """
    missed = [s for s in map(world.directory.senator, state.missed) if s]
    if state.reached or not (missed or state.awaited):
        return (speak(state, world, "thanks"),)
    promised = speak(state, world, "ring_follows")
    if not missed:
        return (promised,)
    words = world.words(state)
    names = words.either([words.voice("senator", last=senator.last) for senator in missed])
    next_step = promised if state.awaited else _when_to_call(state, world, missed)
    return (speak(state, world, "not_reached", senators=names), next_step)


def _when_to_call(state: CallState, world: CallWorld, missed: Sequence[Senator]) -> Spoken:
    asleep = [senator for senator in missed if closed(senator, state.began_at)]
    openings = filter(None, (first_opening(senator, state.began_at) for senator in asleep))
    first = min(openings, key=lambda opening: opening.at, default=None)
    if first is None:
        return speak(state, world, "call_later", org=world.org)
    words = world.words(state)
    told = {"day": words.day(first.at), "clock": words.clock(first.at)}
    return speak(state, world, "call_when_open", org=world.org, city=first.office.city, **told)


def answered_text_offer(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """A key at the offer of a text."""
    if world.textless:
        return say_goodbye(state, happened, world)
    if happened.keys != "1":
        return ask_again(state, happened, world)
    say = (speak(state, world, "text_sent"), goodbye(state, world))
    return over(state, say, (FollowUp(),))


def say_goodbye(state: CallState, _happened: Happened, world: CallWorld) -> Turn:
    """Nothing more is to be done."""
    return over(state, (goodbye(state, world),))


STOP_KEY = "9"
"""Wherever it means nothing else in a call that we placed: no more calls and texts."""


def stopped(state: CallState, world: CallWorld) -> Turn:
    """Confirmed in words, and nothing follows it: no text and no second try."""
    # The whole greeting, which told of the key: when it is asked again, only the keys are said.
    greeting = QUESTIONS[At.CONFIRM](replace(state, asked=1), world)
    wording = " ".join(spoken.words for spoken in greeting.say)
    said = (speak(state, world, "stopped", org=world.org),)
    return over(state, said, (StopTold(STOP_KEY, wording),))


def ask_again(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """Ask the open question once more, unless the key was a stop; a polite goodbye after the third
    time.
    """
    if state.rung and happened.keys == STOP_KEY:
        return stopped(state, world)
    if state.asked >= MAX_ASKED:
        key = "ring_no_key" if state.at is At.CONFIRM else "gave_up"
        return over(state, (speak(state, world, key, org=world.org),), _result(state, world))
    turn = asking(state, world, asked=state.asked + 1)
    if happened.sign is Sign.KEYS and state.at is not At.ZIP:
        return replace(turn, say=(speak(state, world, "wrong_key"),))
    if happened.sign is Sign.SILENCE and state.at is At.ZIP:
        # Nothing was entered, so nothing was wrong: the same question, not the correction.
        return replace(turn, ask=QUESTIONS[At.ZIP](replace(state, asked=1), world))
    return turn


def hung_up(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """The caller is gone; what the leg came to is kept."""
    ended: tuple[Effect, ...] = ()
    if state.at is At.LEG and happened.dial_status:
        ended = (LegEnded(state.leg, happened.dial_status, happened.seconds),)
    return over(state, (), (*ended, *_result(state, world)))


def _result(state: CallState, world: CallWorld) -> tuple[Effect, ...]:
    """Whoever left early still gets the result of the legs there were; once it is over, all was
    said."""
    left_early = state.at is not At.OVER and not world.textless
    worth_a_text = (state.texts and state.leg) or state.awaited
    return (FollowUp(),) if left_early and worth_a_text else ()


def goodbye(state: CallState, world: CallWorld) -> Spoken:
    """The last sentence of a call that ends well."""
    return speak(state, world, "goodbye", org=world.org)


def over(state: CallState, say: tuple[Spoken, ...], effects: tuple[Effect, ...] = ()) -> Turn:
    """These words, then the end of the call."""
    return Turn(replace(state, at=At.OVER), say=say, effects=(*effects, Ended()))
