"""Telling people by text who their senators are, or why they have none."""

from dataclasses import replace

from service.domain.campaign import Campaign
from service.domain.conversation import Conversation, Stage, Step, World
from service.domain.places import Place, PlaceKind
from service.domain.senators import named, targets


def tell_senators(conversation: Conversation, world: World) -> Step:
    """Both senators, what to ask of them and how to reach them."""
    campaign = current(conversation, world)
    words, state = world.words(conversation), conversation.state or ""
    sitting = targets(world.directory, campaign, state)
    conversation = replace(conversation, campaign=campaign.slug).moved(Stage.READY)
    if not sitting:
        reply = words.text("no_senators", state=words.state_name(state))
        return Step(conversation, reply, dead_end=True)
    values = {
        "senators": named(sitting, words),
        "ask": campaign.text(conversation.language, "ask"),
        "number": world.number,
    }
    if len(sitting) == 1:
        reply = words.text("senators_vacant", state=words.state_name(state), **values)
    else:
        reply = words.text("senators", **values)
    return Step(conversation, reply)


def tell_no_senators(conversation: Conversation, place: Place, world: World) -> Step:
    """The true answer to a ZIP of the District, a territory or the military mail."""
    words = world.words(conversation)
    if place.kind is PlaceKind.MILITARY:
        # The true answer asks for the home ZIP, so that question is now open.
        asked = conversation.moved(Stage.ASKED_ZIP)
        return Step(asked, words.text("military"), dead_end=True)
    if place.kind is PlaceKind.DC:
        reply = words.text("no_senators_dc")
    else:
        name = words.state_name(place.states[0])
        reply = words.text("no_senators_territory", place=name)
    return Step(conversation.moved(Stage.NEW), reply, dead_end=True)


def current(conversation: Conversation, world: World) -> Campaign:
    """The campaign they last asked about that takes calls, or the first that does."""
    return world.campaigns.taking_calls(conversation.campaign)
