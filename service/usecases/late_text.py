"""What a text that reached us late may still lead to."""

from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.conversation import Step
from service.domain.knowledge import Knowledge
from service.domain.limits import RING_PATIENCE
from service.domain.records import Supporter
from service.domain.rings import RingBack, RingLater
from service.domain.text_effects import Erase, Hold, OptIn, OptOut, StopAlerts, ToInbox
from service.ports.store import Transaction
from service.usecases.retry import in_ring_hours

_WISHES = OptOut | OptIn | Erase | Hold | StopAlerts
"""What people want of their number and data."""


@dataclass(frozen=True, slots=True)
class Late:
    """How a text reached us that did not come in time."""

    said: datetime
    answered: bool = False
    """Whether it was answered when it was said, if only with silence."""
    answer: str | None = None
    """What it was answered then."""


def what_is_left(
    tx: Transaction,
    step: Step,
    supporter: Supporter,
    late: Late,
    now: datetime,
    knowledge: Knowledge,
) -> Step:
    """The part of this step that may still be done, for a text said so long ago.

    ``supporter`` stands where they stood before it, in the zone that it leads to. What they want of
    their number and data is carried out at any hour. Nobody is rung who has stopped waiting for
    it or has asked again, nor at night; and nobody is led back who has said something else since.
    """
    step = _in_time(step, supporter, late.said, now, knowledge)
    asked_again = tx.allowances.rings(supporter.e164, late.said)
    if asked_again or tx.rings.dialed_in(supporter.e164, late.said, now):
        step = Step(supporter.conversation, None) if _rings(step) else step
    return _not_back(step, supporter) if tx.texts.any_since(supporter.e164, late.said) else step


def _in_time(
    step: Step, supporter: Supporter, said: datetime, now: datetime, knowledge: Knowledge
) -> Step:
    stale = now - said > RING_PATIENCE
    for effect in step.effects:
        if isinstance(effect, RingLater) and stale:
            words = knowledge.phrasebook[supporter.conversation.language]
            return Step(supporter.conversation, words.text("try_again"))
        if isinstance(effect, RingBack):
            campaign = knowledge.campaigns.taking_calls(effect.campaign)
            if stale or not in_ring_hours(campaign, supporter, knowledge.areas, now):
                words = knowledge.phrasebook[supporter.conversation.language]
                return Step(supporter.conversation, words.text("try_again"))
    return step


def _rings(step: Step) -> bool:
    return any(isinstance(effect, RingBack | RingLater) for effect in step.effects)


def _not_back(step: Step, supporter: Supporter) -> Step:
    """What they wanted then is for an organizer to read."""
    talk = supporter.conversation
    moves = replace(step.conversation, greeted=talk.greeted) != talk
    return Step(talk, None, (ToInbox(),)) if moves and not _counts_whenever(step) else step


def as_answered(step: Step, supporter: Supporter, answer: str | None) -> Step:
    """The same with what was really said, which told nobody how to stop."""
    talk = replace(step.conversation, greeted=supporter.conversation.greeted)
    return replace(step, conversation=talk, reply=answer)


def _counts_whenever(step: Step) -> bool:
    """Whether it is what they want of their number and data."""
    return any(isinstance(effect, _WISHES) for effect in step.effects)
