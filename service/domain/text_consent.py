"""The texts that end and begin our right to write: stop, start, forget, the silence between, and
the doubt whether it was a stop.
"""

from dataclasses import replace

from service.domain.conversation import (
    Conversation,
    Erase,
    Heard,
    Hinted,
    Hold,
    Kind,
    OptIn,
    OptOut,
    Stage,
    Step,
    StopAlerts,
    ToInbox,
    World,
)
from service.domain.text_alerts import ask_for_alerts

CLEARS_DOUBT = frozenset(
    {Kind.KEYWORD, Kind.ZIP, Kind.STATE, Kind.CALL, Kind.JOIN, Kind.START, Kind.LATER, Kind.TIME}
)
"""Plain words of somebody who goes on: whatever they said before, it was no stop."""

_READ = frozenset({Kind.OTHER, Kind.DOUBT, Kind.WRONG_NUMBER})
"""What an organizer reads, after a stop too."""


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


def doubt(conversation: Conversation, heard: Heard, world: World) -> Step:
    """Perhaps a stop: nothing is begun before somebody decides. They are told how to say it."""
    return _told_once("in_doubt", Hold(), conversation, heard, world)


def not_meant(conversation: Conversation, heard: Heard, world: World) -> Step:
    """The number is another person's now: an apology, and no alerts for it."""
    return _told_once("wrong_number", StopAlerts(), conversation, heard, world)


def _told_once(
    key: str, effect: Hold | StopAlerts, conversation: Conversation, heard: Heard, world: World
) -> Step:
    """Answered at most once an hour, as whatever nobody can make sense of."""
    conversation = conversation.unasked()
    effects = (effect, ToInbox(heard.kind))
    if not world.hint_due:
        return Step(conversation, None, effects)
    reply = world.words(conversation).text(key, org=world.org)
    return Step(conversation, reply, (*effects, Hinted()))


def keep_silent(conversation: Conversation, heard: Heard, _world: World) -> Step:
    """After a stop nothing is answered; what nothing else claims still reaches the organizers."""
    return Step(conversation, None, (ToInbox(heard.kind),) if heard.kind in _READ else ())
