"""Finding out by text where a person lives: the ZIP, and the state where a ZIP lies in several."""

from dataclasses import replace

from service.domain.conversation import Conversation, Stage, Step, World
from service.domain.heard import Heard, Kind
from service.domain.places import PlaceKind
from service.domain.text_effects import ToInbox
from service.domain.text_senators import current, tell_no_senators, tell_senators
from service.domain.words import Words

MAX_MISSES = 3
"""How often an open question is asked again after a wrong answer."""


def whose_senators(conversation: Conversation, world: World) -> Step:
    """No state is known: what their ZIP leaves open is asked, or the ZIP itself."""
    if conversation.zip:
        return told_zip(conversation, Heard(Kind.ZIP, zip=conversation.zip), world)
    return ask_zip(conversation, world)


def told_zip(conversation: Conversation, heard: Heard, world: World) -> Step:
    """A ZIP, new or known: it replaces the place they told before."""
    place = world.zips.place(heard.zip or "")
    if place.kind is PlaceKind.UNKNOWN:
        return ask_zip_again(conversation, world)
    conversation = replace(conversation, zip=place.zip, state=None, choices=())
    if place.kind is PlaceKind.STATE:
        return tell_senators(replace(conversation, state=place.states[0]), world)
    if place.kind is PlaceKind.SPLIT:
        return ask_state(replace(conversation, choices=place.states), world)
    return tell_no_senators(conversation, place, world)


def told_state(conversation: Conversation, heard: Heard, world: World) -> Step:
    """One of the states that were offered."""
    return tell_senators(replace(conversation, state=heard.state, choices=()), world)


def missed(conversation: Conversation, heard: Heard, world: World) -> Step:
    """A wrong answer to an open question. What is more than that goes to the inbox too."""
    asked = ask_zip_again if conversation.stage is Stage.ASKED_ZIP else _ask_state_again
    step = asked(conversation, world)
    return step if heard.mistyped_number else replace(step, effects=(ToInbox(),))


def ask_zip(conversation: Conversation, world: World) -> Step:
    """The campaign's question for the ZIP."""
    campaign = current(conversation, world)
    reply = campaign.text(conversation.language, "ask_zip", org=world.org)
    asked = replace(conversation, campaign=campaign.slug).moved(Stage.ASKED_ZIP)
    return Step(asked, reply)


def ask_zip_again(conversation: Conversation, world: World) -> Step:
    """The question for the ZIP after an answer that is none."""
    if conversation.stage is not Stage.ASKED_ZIP:
        conversation = conversation.moved(Stage.ASKED_ZIP)
    return _again(conversation, world, world.words(conversation).text("ask_zip_again"))


def ask_state(conversation: Conversation, world: World) -> Step:
    """Which of the states that their ZIP lies in."""
    words = world.words(conversation)
    states = words.join([words.state_name(code) for code in conversation.choices])
    reply = words.text("ask_state", states=states, choices=_choices(conversation, words))
    return Step(conversation.moved(Stage.ASKED_STATE), reply)


def _ask_state_again(conversation: Conversation, world: World) -> Step:
    words = world.words(conversation)
    return _again(
        conversation, world, words.text("ask_state_again", choices=_choices(conversation, words))
    )


def _choices(conversation: Conversation, words: Words) -> str:
    """``1 for New Hampshire, 2 for Vermont``: a code alone could be a word (``IN``, ``OR``)."""
    return ", ".join(
        words.text("choice_state", state=words.state_name(code), key=str(key))
        for key, code in enumerate(conversation.choices, start=1)
    )


def _again(conversation: Conversation, world: World, question: str) -> Step:
    if conversation.misses < MAX_MISSES:
        return Step(replace(conversation, misses=conversation.misses + 1), question)
    resting = conversation.moved(conversation.resting)
    return Step(resting, world.words(conversation).text("zip_gave_up"))
