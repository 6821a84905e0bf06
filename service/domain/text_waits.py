"""Texts about a ring for later: where do I stand, not after all, later, at a time."""

from datetime import datetime, timedelta

from service.domain.appointment import Appointment, zone_of
from service.domain.conversation import Conversation, Stage, Step, World
from service.domain.expectation import expectation
from service.domain.heard import Heard
from service.domain.outlook import Outlook
from service.domain.rings import LeaveLine, RingBack, RingLater
from service.domain.senators import targets
from service.domain.text_place import whose_senators
from service.domain.text_senators import current, tell_senators
from service.domain.waiting import Wait, WaitStatus
from service.domain.words import Words

_SOON = timedelta(hours=1)


def where_i_stand(conversation: Conversation, _heard: Heard, world: World) -> Step:
    """Their place and what is expected of it, or that they wait for nothing."""
    words, outlook = world.words(conversation), world.outlook
    wait = outlook.wait if outlook else None
    if outlook is None or wait is None:
        key = "call_already" if world.line.already_in else "where_none"
        return Step(conversation, words.text(key, number=world.number))
    return Step(conversation, _standing(words, outlook, wait))


def _standing(words: Words, outlook: Outlook, wait: Wait) -> str:
    if outlook.again_at:
        moment = outlook.again_at.astimezone(zone_of(outlook.there))
        return words.text("where_again", moment=words.moment(moment))
    if wait.status is WaitStatus.RINGING:
        return words.text("where_ringing")
    if wait.due_at and not wait.is_due(outlook.now):
        moment = wait.due_at.astimezone(zone_of(outlook.there))
        return words.text("where_time", moment=words.moment(moment))
    expected = expectation(words, outlook.minutes)
    return words.text("where_line", place=str(outlook.place), expected=expected)


def leave_line(conversation: Conversation, _heard: Heard, world: World) -> Step:
    """They give up what they wait for. Who waits for nothing may have meant a stop: told how."""
    words, outlook = world.words(conversation), world.outlook
    waits = outlook is not None and outlook.wait is not None
    if not waits and not world.line.already_in:
        return Step(conversation, words.text("leave_none"))
    return Step(conversation, words.text("leave_done"), (LeaveLine(),))


def later(conversation: Conversation, _heard: Heard, world: World) -> Step:
    """When they could be rung: each offer is a text that takes it."""
    if (refusal := _refusal(conversation, world)) or world.outlook is None:
        return refusal or Step(conversation)
    now, words = world.outlook.now, world.words(conversation)
    plan = _plan(conversation, world, world.outlook)
    morning = plan.tomorrow(now)
    if morning is None:
        return Step(conversation, words.text("time_never"))
    moment, soon = words.moment(morning), plan.first(now + _SOON)
    if soon is None or soon.date() != now.astimezone(plan.zone).date():
        reply = words.text("later_tomorrow", moment=moment)
    else:
        reply = words.text("later_soon", soon=_typed(soon), moment=moment)
    return Step(conversation.moved(Stage.READY), reply)


def at_a_time(conversation: Conversation, heard: Heard, world: World) -> Step:
    """A time of the caller's own; where it cannot be, the nearest that can."""
    if (refusal := _refusal(conversation, world)) or world.outlook is None:
        return refusal or Step(conversation)
    now, words = world.outlook.now, world.words(conversation)
    plan = _plan(conversation, world, world.outlook)
    if heard.at is None:
        due = plan.tomorrow(now)
    else:
        due = plan.at(heard.at, now, tomorrow=heard.tomorrow)
    if due is None:
        return Step(conversation, _nearest(words, plan, heard, now))
    campaign, ready = current(conversation, world), conversation.moved(Stage.READY)
    sitting = tuple(senator.bioguide for senator in plan.senators)
    state = conversation.state or ""
    ring = RingBack(campaign.slug, campaign.revision, conversation.language, state, sitting)
    reply = words.text("time_set", moment=words.moment(due))
    return Step(ready, reply, (RingLater(ring, due),))


def _nearest(words: Words, plan: Appointment, heard: Heard, now: datetime) -> str:
    nearest = plan.nearest(heard.at, now, tomorrow=heard.tomorrow) if heard.at else None
    if nearest is None:
        return words.text("time_never")
    typed = _typed(nearest)
    if heard.tomorrow:
        typed = f"{words.text('tomorrow')} {typed}"
    return words.text("time_nearest", moment=words.moment(nearest), typed=typed)


def _refusal(conversation: Conversation, world: World) -> Step | None:
    """What has to be known or said first; None where a time can be set."""
    if not conversation.state:
        return whose_senators(conversation, world)
    if not targets(world.directory, current(conversation, world), conversation.state):
        return tell_senators(conversation, world)
    if not world.line.ringable:
        words = world.words(conversation)
        return Step(conversation, words.text("call_unringable", number=world.number))
    return None


def _plan(conversation: Conversation, world: World, outlook: Outlook) -> Appointment:
    campaign = current(conversation, world)
    sitting = targets(world.directory, campaign, conversation.state or "")
    return Appointment(sitting, campaign, outlook.there)


def _typed(moment: datetime) -> str:
    """As people text it: ``2:15PM``, ``9AM``."""
    minute = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minute}{'AM' if moment.hour < 12 else 'PM'}"
