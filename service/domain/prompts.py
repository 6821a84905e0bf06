"""What a caller hears: every question of the call flow, in the caller's language."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from service.domain.call_waits import ring_offer, washington_offer
from service.domain.callflow import Ask, At, CallState, CallWorld, Spoken, Turn
from service.domain.directory import Senator
from service.domain.openings import first_opening
from service.domain.routing import closed
from service.domain.sentence import speak
from service.domain.words import Language

Question = Callable[[CallState, CallWorld], Ask]

ZIP_DIGITS = 5


def asking(state: CallState, world: CallWorld, asked: int = 1) -> Turn:
    """The question that belongs to where the caller stands, asked for the n-th time."""
    state = replace(state, asked=asked)
    return Turn(state, ask=QUESTIONS[state.at](state, world))


def introduce(
    state: CallState, world: CallWorld, senator: Senator, before: tuple[Spoken, ...]
) -> Ask:
    """Who is called next and what to say, worded for that senator's position on the bill.

    All of it can be cut short by a key, so that a practiced caller is through in a second.
    """
    state_name = world.words(state).state_name(senator.state)
    target = speak(state, world, "target", senator=senator.name, state=state_name)
    script = _script(state, world, senator)
    return Ask((*before, target, script, speak(state, world, "go_on")), seconds=3)


def introduce_closed(
    state: CallState, world: CallWorld, senator: Senator, before: tuple[Spoken, ...]
) -> Ask:
    """Who cannot be called now, until when, and whether to leave a message all the same."""
    said = _all_closed(state, world, senator)
    return Ask((*before, *said, *_choices(state, world, senator, "leave_message")))


def introduce_message(state: CallState, world: CallWorld, senator: Senator) -> Ask:
    """What to say to Washington, for whoever chose to leave a message there."""
    return Ask((_script(state, world, senator), speak(state, world, "go_on")), seconds=3)


def _script(state: CallState, world: CallWorld, senator: Senator) -> Spoken:
    script = world.campaign.script(
        state.language,
        world.campaign.position(senator),
        senator=senator.name,
        last=senator.last,
        state=world.words(state).state_name(senator.state),
        org=world.org,
    )
    return Spoken(state.language, script)


def _all_closed(state: CallState, world: CallWorld, senator: Senator) -> tuple[Spoken, ...]:
    opening = first_opening(senator, state.began_at)
    if opening is None:
        return ()
    words = world.words(state)
    told = {"day": words.day(opening.at), "clock": words.clock(opening.at)}
    city = opening.office.city
    return (speak(state, world, "all_closed", senator=senator.name, city=city, **told),)


def _ask(*keys: str, digits: int = 1, seconds: int = 6) -> Question:
    def question(state: CallState, world: CallWorld) -> Ask:
        return Ask(tuple(speak(state, world, key) for key in keys), digits, seconds)

    return question


def _choose_language(state: CallState, world: CallWorld) -> Ask:
    title = world.campaign.title(state.language)
    greeting = () if state.asked > 1 else (
        speak(state, world, "greeting", org=world.org, title=title),
    )  # fmt: skip
    each = tuple(
        Spoken(language, world.phrasebook[language].voice("choose_language"))
        for language in Language
    )
    return Ask((*greeting, *each), seconds=4)


def _confirm(state: CallState, world: CallWorld) -> Ask:
    title = world.campaign.title(state.language)
    keys = (speak(state, world, "ring_again"), speak(state, world, "ring_stop"))
    if state.asked > 1:
        return Ask(keys)
    greeting = "ring_greeting_awaited" if state.targets else "ring_greeting"
    return Ask((speak(state, world, greeting, org=world.org, title=title), *keys))


def _zip(state: CallState, world: CallWorld) -> Ask:
    key = "ask_zip" if state.asked == 1 else "ask_zip_again"
    # Old phones and cold hands: the next digit may take a while.
    return Ask((speak(state, world, key),), digits=ZIP_DIGITS, seconds=8)


def _state(state: CallState, world: CallWorld) -> Ask:
    words = world.words(state)
    choices = " ".join(
        words.voice("choice_state", state=words.state_name(code), key=str(key))
        for key, code in enumerate(state.choices, start=1)
    )
    return Ask((speak(state, world, "ask_state", choices=choices),))


def _offer(state: CallState, world: CallWorld) -> Ask:
    senator = world.senator(state)
    if senator is None:
        return Ask((speak(state, world, "leave_message"), speak(state, world, "move_on")))
    if state.tried:
        busy = "one_busy" if len(state.tried) == 1 else "all_busy"
        said = speak(state, world, busy, last=senator.last)
        return Ask((said, *_choices(state, world, senator, "dial_again")))
    why = _nothing_dialed(state, world, senator) if state.asked == 1 else ()
    return Ask((*why, *_choices(state, world, senator, "leave_message")))


def _nothing_dialed(state: CallState, world: CallWorld, senator: Senator) -> tuple[Spoken, ...]:
    """Closed, tried by this caller a moment ago, or so many on the lines that none was tried."""
    if closed(senator, state.began_at):
        return _all_closed(state, world, senator)
    if any(office.phone in world.dialed for office in senator.offices):
        return (speak(state, world, "just_tried", last=senator.last),)
    return (speak(state, world, "no_line", last=senator.last),)


def _choices(
    state: CallState, world: CallWorld, senator: Senator, first: str
) -> tuple[Spoken, ...]:
    """What the keys do where nobody can answer."""
    washington = washington_offer(state, world, senator, first)
    return (*washington, *ring_offer(state, world, senator), speak(state, world, "move_on"))


def _outcome(state: CallState, world: CallWorld) -> Ask:
    return Ask((speak(state, world, "outcome" if state.asked == 1 else "outcome_again"),))


def _silence(_state: CallState, _world: CallWorld) -> Ask:
    return Ask(())


QUESTIONS: Mapping[At, Question] = {
    At.LANGUAGE: _choose_language,
    At.CONFIRM: _confirm,
    At.ZIP: _zip,
    At.STATE: _state,
    At.SCRIPT: _ask("go_on_again", seconds=4),
    At.LEG: _silence,
    At.OFFER: _offer,
    At.OUTCOME: _outcome,
    At.TEXT_OFFER: _ask("text_offer"),
    At.OVER: _silence,
}
"""The question that is open at each point of a call. LEG and OVER have none."""
