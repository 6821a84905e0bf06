"""The call as a table: at every point of it, every event has one rule.

``begin`` and ``advance`` are the only ways in. Both are pure, so a webhook that comes twice hears
the same words twice. ``1`` always means "go on".
"""

from collections.abc import Callable
from dataclasses import replace

from service.domain.callflow import (
    At,
    CallState,
    CallWorld,
    Confirmed,
    Decided,
    Effect,
    Ended,
    FollowUp,
    Happened,
    LegEnded,
    OutcomeTold,
    PlaceTold,
    Sign,
    Spoken,
    Turn,
)
from service.domain.leg_result import DialResult, Outcome
from service.domain.legs import dial, dial_washington
from service.domain.places import Place, PlaceKind
from service.domain.prompts import QUESTIONS, asking, introduce, speak
from service.domain.senators import SEATS, targets
from service.domain.statetable import STAYS, Rule, index
from service.domain.words import Language

Decide = Callable[[CallState, Happened, CallWorld], Turn]

MAX_ASKED = 3
"""How often one question is asked before a polite goodbye."""

OUTCOMES = {"1": Outcome.SPOKE, "2": Outcome.MESSAGE, "3": Outcome.NOT_THROUGH}
"""What the caller's key says of a leg."""

_LANGUAGES = {"1": Language.EN, "2": Language.ES}


def begin(state: CallState, world: CallWorld) -> Turn:
    """The first turn of a call, at LANGUAGE for dial-in or CONFIRM for one that we placed."""
    return Turn(state, ask=QUESTIONS[state.at](state, world))


def advance(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """The turn that an event leads to."""
    turn = TABLE[state.at, happened.sign].decide(state, happened, world)
    return replace(turn, state=replace(turn.state, step=state.step + 1))


def _language(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    language = _LANGUAGES.get(happened.keys)
    if language is None:
        return _again(state, happened, world)
    return _first_question(replace(state, language=language), world)


def _english(state: CallState, _happened: Happened, world: CallWorld) -> Turn:
    return _first_question(replace(state, language=Language.EN), world)


def _confirm(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    if happened.keys != "1":
        return _again(state, happened, world)
    turn = _first_question(state, world)
    return replace(turn, effects=(Confirmed(), *turn.effects))


def _first_question(state: CallState, world: CallWorld) -> Turn:
    """Straight to the senators of a caller whose state is known; else their ZIP."""
    return _found(state, world) if state.state else asking(replace(state, at=At.ZIP), world)


def _zip(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    place = world.zips.place(happened.keys)
    if place.kind is PlaceKind.UNKNOWN:
        return _again(state, happened, world)
    if place.kind is PlaceKind.SPLIT:
        return asking(replace(state, at=At.STATE, choices=place.states), world)
    if place.kind is PlaceKind.STATE:
        turn = _found(replace(state, state=place.states[0]), world)
        return replace(turn, effects=(PlaceTold(place.zip, place.states[0]), *turn.effects))
    return _over(state, (_no_senators(state, place, world), _goodbye(state, world)))


def _no_senators(state: CallState, place: Place, world: CallWorld) -> Spoken:
    if place.kind is PlaceKind.DC:
        return speak(state, world, "no_senators_dc")
    if place.kind is PlaceKind.MILITARY:
        return speak(state, world, "military")
    name = world.words(state).state_name(place.states[0])
    return speak(state, world, "no_senators_territory", place=name)


def _state(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    offered = {str(key): code for key, code in enumerate(state.choices, start=1)}
    chosen = offered.get(happened.keys)
    if chosen is None:
        return _again(state, happened, world)
    return _found(replace(state, state=chosen, choices=()), world)


def _found(state: CallState, world: CallWorld) -> Turn:
    """The caller's state is known: begin with its first senator."""
    sitting = targets(world.directory, world.campaign, state.state)
    name = world.words(state).state_name(state.state)
    if not sitting:
        return _over(
            state, (speak(state, world, "no_senators", state=name), _goodbye(state, world))
        )
    state = replace(state, targets=tuple(senator.bioguide for senator in sitting))
    vacant = (speak(state, world, "seat_vacant", state=name),) if len(sitting) < SEATS else ()
    intro = Spoken(state.language, world.campaign.intro(state.language, org=world.org))
    return _present(state, world, (*vacant, intro))


def _present(
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
        else:
            ask = introduce(state, world, senator, say)
            return Turn(replace(state, at=At.SCRIPT), ask=ask, effects=effects)
        state = replace(state, targets=state.targets[1:])
    return _wrap_up(state, world, say, effects)


def _go_on(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    if happened.sign is Sign.KEYS and happened.keys != "1":
        return _again(state, happened, world)
    return dial(state, world) or _skip(state, world, (_nobody(state),))


def _nobody(state: CallState) -> Decided:
    """That there was no office to dial: the hour took part in it, so a repeat has to hear it."""
    return Decided(state.step + 1, None)


def _skip(state: CallState, world: CallWorld, effects: tuple[Effect, ...] = ()) -> Turn:
    """Nothing more can be tried for this senator."""
    senator = world.senator(state)
    say = (speak(state, world, "could_not_reach", last=senator.last),) if senator else ()
    return _next_target(state, world, say, effects)


def _next_target(
    state: CallState,
    world: CallWorld,
    say: tuple[Spoken, ...] = (),
    effects: tuple[Effect, ...] = (),
) -> Turn:
    return _present(replace(state, targets=state.targets[1:]), world, say, effects)


def _leg_ended(state: CallState, happened: Happened, world: CallWorld) -> Turn:
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


def _offer(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    if happened.keys != "1":
        return _again(state, happened, world)
    return dial_washington(state, world) or _skip(state, world)


def _outcome(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    outcome = OUTCOMES.get(happened.keys)
    if outcome is None:
        return _again(state, happened, world)
    return _next_target(state, world, effects=(OutcomeTold(state.leg, outcome),))


def _move_on(state: CallState, _happened: Happened, world: CallWorld) -> Turn:
    return _next_target(state, world)


def _wrap_up(
    state: CallState, world: CallWorld, say: tuple[Spoken, ...], effects: tuple[Effect, ...]
) -> Turn:
    thanks = (*say, speak(state, world, "thanks", org=world.org))
    if state.texts:
        thanks = (*thanks, speak(state, world, "text_sent"), _goodbye(state, world))
        return _over(state, thanks, (*effects, FollowUp()))
    if state.textable and state.leg:
        turn = asking(replace(state, at=At.TEXT_OFFER), world)
        return replace(turn, say=thanks, effects=effects)
    return _over(state, (*thanks, _goodbye(state, world)), effects)


def _text_offer(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    if happened.keys != "1":
        return _again(state, happened, world)
    say = (speak(state, world, "text_sent"), _goodbye(state, world))
    return _over(state, say, (FollowUp(),))


def _bye(state: CallState, _happened: Happened, world: CallWorld) -> Turn:
    return _over(state, (_goodbye(state, world),))


def _again(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """Ask the open question once more; a polite goodbye after the third time."""
    if state.asked >= MAX_ASKED:
        key = "ring_no_key" if state.at is At.CONFIRM else "gave_up"
        return _over(state, (speak(state, world, key, org=world.org),), _result(state))
    turn = asking(state, world, asked=state.asked + 1)
    if happened.sign is Sign.KEYS and state.at is not At.ZIP:
        return replace(turn, say=(speak(state, world, "wrong_key"),))
    if happened.sign is Sign.SILENCE and state.at is At.ZIP:
        # Nothing was entered, so nothing was wrong: the same question, not the correction.
        return replace(turn, ask=QUESTIONS[At.ZIP](replace(state, asked=1), world))
    return turn


def _hung_up(state: CallState, happened: Happened, _world: CallWorld) -> Turn:
    ended: tuple[Effect, ...] = ()
    if state.at is At.LEG and happened.dial_status:
        ended = (LegEnded(state.leg, happened.dial_status, happened.seconds),)
    return _over(state, (), (*ended, *_result(state)))


def _result(state: CallState) -> tuple[Effect, ...]:
    """Whoever left early still gets the result of the legs there were; once it is over, all was
    said."""
    left_early = state.at is not At.OVER
    return (FollowUp(),) if left_early and state.texts and state.leg else ()


def _goodbye(state: CallState, world: CallWorld) -> Spoken:
    return speak(state, world, "goodbye", org=world.org)


def _over(state: CallState, say: tuple[Spoken, ...], effects: tuple[Effect, ...] = ()) -> Turn:
    return Turn(replace(state, at=At.OVER), say=say, effects=(*effects, Ended()))


_ALL = frozenset(At)
_AFTER_PLACE = frozenset({At.SCRIPT, At.OVER})
_AFTER_TARGET = frozenset({At.SCRIPT, At.TEXT_OFFER, At.OVER})
_AFTER_LEG = frozenset({At.LEG, At.OFFER}) | _AFTER_TARGET
_OVER = frozenset({At.OVER})


def _on(at: At, sign: Sign, decide: Decide, to: frozenset[At] = STAYS) -> Rule[At, Sign, Decide]:
    return Rule(frozenset({at}), sign, decide, to)


# A dial result where nothing was dialed is a stray: the open question is simply asked again.
_STRAY = [
    _on(at, Sign.DIALED, _again, frozenset({at}) | _OVER) for at in sorted(_ALL - {At.LEG, At.OVER})
]

RULES: tuple[Rule[At, Sign, Decide], ...] = (
    _on(At.LANGUAGE, Sign.KEYS, _language, frozenset({At.LANGUAGE, At.ZIP}) | _AFTER_PLACE),
    _on(At.LANGUAGE, Sign.SILENCE, _english, frozenset({At.ZIP}) | _AFTER_PLACE),
    _on(At.CONFIRM, Sign.KEYS, _confirm, frozenset({At.CONFIRM, At.ZIP}) | _AFTER_PLACE),
    _on(At.CONFIRM, Sign.SILENCE, _again, frozenset({At.CONFIRM}) | _OVER),
    _on(At.ZIP, Sign.KEYS, _zip, frozenset({At.ZIP, At.STATE}) | _AFTER_PLACE),
    _on(At.ZIP, Sign.SILENCE, _again, frozenset({At.ZIP}) | _OVER),
    _on(At.STATE, Sign.KEYS, _state, frozenset({At.STATE}) | _AFTER_PLACE),
    _on(At.STATE, Sign.SILENCE, _again, frozenset({At.STATE}) | _OVER),
    _on(At.SCRIPT, Sign.KEYS, _go_on, _AFTER_LEG),
    _on(At.SCRIPT, Sign.SILENCE, _go_on, _AFTER_LEG),
    _on(At.LEG, Sign.DIALED, _leg_ended, frozenset({At.OUTCOME}) | _AFTER_LEG),
    # A leg whose result never came is over all the same.
    _on(At.LEG, Sign.KEYS, _leg_ended, _AFTER_LEG),
    _on(At.LEG, Sign.SILENCE, _leg_ended, _AFTER_LEG),
    _on(At.OFFER, Sign.KEYS, _offer, _AFTER_LEG),
    _on(At.OFFER, Sign.SILENCE, _move_on, _AFTER_TARGET),
    _on(At.OUTCOME, Sign.KEYS, _outcome, frozenset({At.OUTCOME}) | _AFTER_TARGET),
    _on(At.OUTCOME, Sign.SILENCE, _move_on, _AFTER_TARGET),
    _on(At.TEXT_OFFER, Sign.KEYS, _text_offer, frozenset({At.TEXT_OFFER}) | _OVER),
    _on(At.TEXT_OFFER, Sign.SILENCE, _bye, _OVER),
    _on(At.OVER, Sign.KEYS, _bye),
    _on(At.OVER, Sign.SILENCE, _bye),
    _on(At.OVER, Sign.DIALED, _bye),
    *_STRAY,
    Rule(_ALL, Sign.HANGUP, _hung_up, _OVER),
)

TABLE = index(RULES, At, Sign)
