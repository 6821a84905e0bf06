"""The texts that end and begin our right to write: stop, start, forget, and the silence between."""

from dataclasses import replace

from service.domain.conversation import (
    Conversation,
    Erase,
    Heard,
    Kind,
    OptIn,
    OptOut,
    Stage,
    Step,
    ToInbox,
    World,
)
from service.domain.text_alerts import ask_for_alerts


def stop(conversation: Conversation, _heard: Heard, world: World) -> Step:
    """Nothing more is sent; confirmed once, unless the carrier has done so."""
    reply = None
    if conversation.stage is not Stage.STOPPED and not world.carrier_answered:
        reply = world.words(conversation).text("stopped", org=world.org)
    return Step(conversation.moved(Stage.STOPPED), reply, (OptOut(world.carrier_answered),))


def come_back(conversation: Conversation, heard: Heard, world: World) -> Step:
    """A word after a stop: only the plain ones undo it, and none that was said before it.

    It brings back answers alone. Whoever had alerts before is asked for them anew.
    """
    if world.stop_stands or not heard.brings_back:
        return keep_silent(conversation, heard, world)
    back = conversation.moved(conversation.resting)
    if world.carrier_answered:
        return Step(back, None, (OptIn(),))
    reply = world.words(conversation).text("started", org=world.org)
    step = Step(replace(back, greeted=True), reply, (OptIn(),))
    return ask_for_alerts(step, world) if world.had_alerts else step


def forget(conversation: Conversation, _heard: Heard, world: World) -> Step:
    """Erase the person. Only the stop outlives their data, as the suppression hash does."""
    reply = None
    if conversation.stage is not Stage.STOPPED:
        reply = world.words(conversation).text("forgotten", org=world.org)
    stage = Stage.STOPPED if conversation.stage is Stage.STOPPED else Stage.NEW
    return Step(Conversation(stage, conversation.language), reply, (Erase(),))


def keep_silent(conversation: Conversation, heard: Heard, _world: World) -> Step:
    """After a stop nothing is answered; what nothing else claims still reaches the organizers."""
    return Step(conversation, None, (ToInbox(),) if heard.kind is Kind.OTHER else ())
