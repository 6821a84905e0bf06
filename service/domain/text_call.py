"""The text CALL: a ring back, or why there is none now."""

from service.domain.conversation import Conversation, Stage, Step, World
from service.domain.heard import Heard
from service.domain.rings import RingBack
from service.domain.senators import targets
from service.domain.text_place import whose_senators
from service.domain.text_senators import current, tell_senators

SHORT_WAIT_SECONDS = 10.0
"""Up to this wait a person is simply told that the phone is about to ring."""


def asked_for_call(conversation: Conversation, _heard: Heard, world: World) -> Step:
    """Ring them, or ask first what a call needs to know."""
    if conversation.state:
        return _ring(conversation, conversation.state, world)
    return whose_senators(conversation, world)


def tell_how_to_call(conversation: Conversation, world: World) -> Step:
    """How somebody who knows their senators is put through to them."""
    if not targets(world.directory, current(conversation, world), conversation.state or ""):
        return tell_senators(conversation, world)
    return Step(conversation, world.words(conversation).text("how_to_call", number=world.number))


def _ring(conversation: Conversation, state: str, world: World) -> Step:
    words, line = world.words(conversation), world.line
    if not targets(world.directory, current(conversation, world), state):
        return tell_senators(conversation, world)
    for refused, key in (
        (not line.ringable, "call_unringable"),
        (line.halted, "call_halted"),
        (line.already_in, "call_already"),
        (not line.rings_left, "call_limit"),
    ):
        if refused:
            return Step(conversation, words.text(key, number=world.number))
    campaign = current(conversation, world)
    ring = RingBack(campaign.slug, campaign.revision, conversation.language, state)
    return Step(conversation.moved(Stage.READY), _ring_answer(conversation, world), (ring,))


def _ring_answer(conversation: Conversation, world: World) -> str:
    words, wait = world.words(conversation), world.line.wait_seconds
    if wait <= SHORT_WAIT_SECONDS:
        return words.text("call_soon", number=world.number)
    if wait <= 90:
        return words.text("call_wait_one_minute", number=world.number)
    return words.text("call_wait", minutes=str(round(wait / 60)), number=world.number)
