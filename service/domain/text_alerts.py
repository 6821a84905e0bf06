"""Alerts by text: the question, which is put once, and what is answered to it."""

from collections.abc import Iterable
from dataclasses import replace

from service.domain.alerts import confirmation, question
from service.domain.consent import ConsentKind, Programme, Standing, Standings
from service.domain.conversation import Conversation, Stage, Step, World
from service.domain.heard import Heard
from service.domain.text_effects import Consent, Effect, OptIn, OptOut, StopAlerts, ToInbox
from service.domain.text_senators import current


def ask_for_alerts(step: Step, world: World) -> Step:
    """The step with the question behind its reply, as a text of its own.

    The question says how to stop, so nothing else has to.
    """
    talk = step.conversation
    wording = question(current(talk, world), world.words(talk), world.org, world.terms)
    asked = replace(talk.moved(Stage.ASKED_ALERTS), greeted=True)
    reply = "\n\n".join(filter(None, (step.reply, wording)))
    return Step(asked, reply, (*step.effects, _about(ConsentKind.ASKED, wording)))


def join(conversation: Conversation, _heard: Heard, world: World) -> Step:
    """They want alerts: agreed to by whoever was asked; others are asked first."""
    words, stands = world.words(conversation), conversation.consent.alerts
    if stands is Standing.AGREED:
        told = replace(conversation.unasked(), greeted=True)
        return Step(told, words.text("alerts_already", org=world.org))
    if conversation.stage is not Stage.ASKED_ALERTS and stands is not Standing.ASKED:
        return ask_for_alerts(Step(conversation), world)
    wording = confirmation(current(conversation, world), words, world.org, world.terms)
    agreed = replace(conversation.unasked(), greeted=True)
    return Step(
        agreed, wording, (_about(ConsentKind.AGREED), _about(ConsentKind.CONFIRMED, wording))
    )


def decline(conversation: Conversation, world: World) -> Step:
    """No alerts: they are not asked again."""
    return Step(conversation.unasked(), world.words(conversation).text("alerts_declined"))


def noted(step: Step, before: Standings) -> Step:
    """The step with the standing that its effects lead to from the one before."""
    consent = _after(before, step.effects)
    return replace(step, conversation=replace(step.conversation, consent=consent))


def as_shown(step: Step, before: Conversation) -> Step:
    """The same where the reply has changed since: what is not in it was not asked.

    Nor is a yes one that could not be confirmed: the question stays open, and somebody reads it.
    """
    about = [e for e in step.effects if isinstance(e, Consent) and e.programme is Programme.ALERTS]
    if all(effect.wording in (step.reply or "") for effect in about):
        return step
    rest = tuple(effect for effect in step.effects if effect not in about)
    if any(effect.kind is ConsentKind.AGREED for effect in about):
        rest = (*rest, ToInbox())
    talk = step.conversation
    stage = before.stage if before.stage is Stage.ASKED_ALERTS else talk.resting
    unasked = replace(talk.moved(stage), greeted=before.greeted)
    return noted(replace(step, conversation=unasked, effects=rest), before.consent)


def _about(kind: ConsentKind, wording: str = "") -> Consent:
    return Consent(kind, Programme.ALERTS, wording)


def _after(consent: Standings, effects: Iterable[Effect]) -> Standings:
    for effect in effects:
        match effect:
            case OptOut():
                consent = consent.after(ConsentKind.STOPPED)
            case StopAlerts():
                consent = consent.after(ConsentKind.STOPPED, Programme.ALERTS)
            case OptIn():
                consent = consent.after(ConsentKind.RESTARTED)
            case Consent(kind, programme):
                consent = consent.after(kind, programme)
    return consent
