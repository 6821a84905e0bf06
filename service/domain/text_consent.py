"""The texts that end and begin our right to write: stop, start, forget, the silence between, and
the doubt whether it was a stop.
"""

from dataclasses import replace

from service.domain.consent import Standing
from service.domain.conversation import Conversation, Stage, Step, World
from service.domain.heard import Heard, Kind
from service.domain.text_alerts import ask_for_alerts
from service.domain.text_effects import Erase, Hinted, Hold, OptIn, OptOut, StopAlerts, ToInbox

CLEARS_DOUBT = frozenset(
    {Kind.KEYWORD, Kind.ZIP, Kind.STATE, Kind.CALL, Kind.JOIN, Kind.START, Kind.LATER, Kind.TIME}
)
"""Plain words of somebody who goes on: whatever they said before, it was no stop.

A START that is only a yes does not come here: in doubt it is one more.
"""

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
    """Erase the person. Only the stop outlives their data, as the suppression hash does, and what
    perhaps was one becomes one: nobody is left who could decide.
    """
    reply = None
    if conversation.stage is not Stage.STOPPED:
        key = "forgotten_stopped" if world.held else "forgotten"
        reply = world.words(conversation).text(key, org=world.org)
    stage = Stage.STOPPED if conversation.stage is Stage.STOPPED else Stage.NEW
    return Step(Conversation(stage, conversation.language), reply, (Erase(),))


def doubt(conversation: Conversation, heard: Heard, world: World) -> Step:
    """Perhaps a stop: nothing is begun before somebody decides. They are told how to say it."""
    news = not world.held
    return _told_once("in_doubt", Hold(), conversation, heard, world, news=news)


def not_meant(conversation: Conversation, heard: Heard, world: World) -> Step:
    """The number is another person's now: an apology, and no alerts for it."""
    news = conversation.consent.alerts is not Standing.STOPPED
    return _told_once("wrong_number", StopAlerts(), conversation, heard, world, news=news)


def _told_once(
    key: str,
    effect: Hold | StopAlerts,
    conversation: Conversation,
    heard: Heard,
    world: World,
    *,
    news: bool,
) -> Step:
    """Answered where it is ``news``, else at most once an hour, as what makes no sense to us; never
    where the carrier has answered.
    """
    conversation = conversation.unasked()
    effects = (effect, ToInbox(heard.kind))
    if world.carrier_answered or not (news or world.hint_due):
        return Step(conversation, None, effects)
    reply = world.words(conversation).text(key, org=world.org)
    return Step(conversation, reply, (*effects, Hinted()))


def keep_silent(conversation: Conversation, heard: Heard, _world: World) -> Step:
    """After a stop nothing is answered; what nothing else claims still reaches the organizers."""
    return Step(conversation, None, (ToInbox(heard.kind),) if heard.kind in _READ else ())
