"""The beginning of a call: its language, a person's key, and whose senators are called."""

from dataclasses import replace

from service.domain.call_effects import Confirmed, PlaceTold, StateTold
from service.domain.call_ending import ask_again, goodbye, over
from service.domain.call_targets import present
from service.domain.callflow import At, CallState, CallWorld, Happened, Spoken, Turn
from service.domain.places import Place, PlaceKind
from service.domain.prompts import asking
from service.domain.senators import SEATS, targets
from service.domain.sentence import speak
from service.domain.words import Language

_LANGUAGES = {"1": Language.EN, "2": Language.ES}


def chose_language(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """A key at the choice of a language."""
    language = _LANGUAGES.get(happened.keys)
    if language is None:
        return ask_again(state, happened, world)
    return _first_question(replace(state, language=language), world)


def kept_silent_at_language(state: CallState, _happened: Happened, world: CallWorld) -> Turn:
    """Silence at the choice of a language means English."""
    return _first_question(replace(state, language=Language.EN), world)


def confirmed(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """A key on a call that we placed: 1 proves a person."""
    if happened.keys != "1":
        return ask_again(state, happened, world)
    turn = _first_question(state, world)
    return replace(turn, effects=(Confirmed(), *turn.effects))


def _first_question(state: CallState, world: CallWorld) -> Turn:
    """Straight to the senators of a caller whose state is known; else their ZIP."""
    return _found(state, world) if state.state else asking(replace(state, at=At.ZIP), world)


def entered_zip(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """Five digits: they lead on, to a question of their own, or to the true answer."""
    place = world.zips.place(happened.keys)
    if place.kind is PlaceKind.UNKNOWN:
        return ask_again(state, happened, world)
    state = replace(state, zone=place.time_zone or "")
    if place.kind is PlaceKind.SPLIT:
        turn = asking(replace(state, at=At.STATE, choices=place.states), world)
        return replace(turn, effects=(PlaceTold(place.zip, None),))
    if place.kind is PlaceKind.STATE:
        turn = _found(replace(state, state=place.states[0]), world)
        return replace(turn, effects=(PlaceTold(place.zip, place.states[0]), *turn.effects))
    return over(state, (_no_senators(state, place, world), goodbye(state, world)))


def _no_senators(state: CallState, place: Place, world: CallWorld) -> Spoken:
    if place.kind is PlaceKind.DC:
        return speak(state, world, "no_senators_dc")
    if place.kind is PlaceKind.MILITARY:
        return speak(state, world, "military")
    name = world.words(state).state_name(place.states[0])
    return speak(state, world, "no_senators_territory", place=name)


def chose_state(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """A key at the choice of a state."""
    offered = {str(key): code for key, code in enumerate(state.choices, start=1)}
    chosen = offered.get(happened.keys)
    if chosen is None:
        return ask_again(state, happened, world)
    turn = _found(replace(state, state=chosen, choices=()), world)
    return replace(turn, effects=(StateTold(chosen), *turn.effects))


def _found(state: CallState, world: CallWorld) -> Turn:
    """The caller's state is known: begin with its first senator, or with whom the ring is for."""
    intro = Spoken(state.language, world.campaign.intro(state.language, org=world.org))
    if state.targets:
        return present(state, world, (intro,))
    sitting = targets(world.directory, world.campaign, state.state)
    name = world.words(state).state_name(state.state)
    if not sitting:
        return over(state, (speak(state, world, "no_senators", state=name), goodbye(state, world)))
    state = replace(state, targets=tuple(senator.bioguide for senator in sitting))
    vacant = (speak(state, world, "seat_vacant", state=name),) if len(sitting) < SEATS else ()
    return present(state, world, (*vacant, intro))
