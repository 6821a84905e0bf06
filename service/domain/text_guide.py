"""Showing the way by text: campaigns, help, languages, and the hint when nothing else fits."""

from dataclasses import replace

from service.domain.campaign import CampaignKind
from service.domain.consent import Standing
from service.domain.conversation import Conversation, Stage, Step, World
from service.domain.heard import Heard
from service.domain.text_alerts import ask_for_alerts, decline
from service.domain.text_call import tell_how_to_call
from service.domain.text_effects import Hinted, ToInbox
from service.domain.text_place import ask_state, ask_zip, ask_zip_again, told_zip, whose_senators
from service.domain.text_senators import tell_senators


def told_keyword(conversation: Conversation, heard: Heard, world: World) -> Step:
    """A campaign asked for: its answer, or the way to its calls."""
    campaign = world.campaigns.get(heard.campaign) or world.campaigns.default
    if campaign.kind is CampaignKind.INFO:
        reply = campaign.text(conversation.language, "info", org=world.org)
        return Step(conversation, reply, dead_end=conversation.stage is Stage.NEW)
    conversation = replace(conversation, campaign=campaign.slug)
    if heard.zip:
        return told_zip(conversation, heard, world)
    if conversation.state:
        return tell_senators(conversation, world)
    return whose_senators(conversation, world)


def explain(conversation: Conversation, heard: Heard, world: World) -> Step:
    """Who we are, how to stop, where to ask, what they wait for, and what they have agreed to if it
    is more than answers; how to come back after a stop.
    """
    if world.carrier_answered:
        return Step(conversation)
    words = world.words(conversation)
    if conversation.stage is Stage.STOPPED:
        words = world.phrasebook[heard.language or conversation.language]
        return Step(conversation, words.text("help_stopped", org=world.org, contact=world.contact))
    begin = _how_to_begin(conversation, world)
    reply = words.text("help", org=world.org, contact=world.contact, begin=begin)
    if world.outlook and world.outlook.wait:
        reply = f"{reply}\n\n{words.text('help_waiting')}"
    if conversation.consent.alerts is Standing.AGREED:
        reply = f"{reply}\n\n{words.text('help_programmes', org=world.org)}"
    return Step(conversation, reply)


def agree(conversation: Conversation, heard: Heard, world: World) -> Step:
    """A yes from somebody who never stopped: it answers what we last said, so that is repeated."""
    if world.carrier_answered:
        return Step(conversation)
    repeated = {
        Stage.ASKED_ZIP: ask_zip,
        Stage.ASKED_STATE: ask_state,
        Stage.READY: tell_how_to_call,
    }.get(conversation.stage)
    if repeated is None:  # the words of help say how to stop
        return explain(replace(conversation, greeted=True), heard, world)
    step = repeated(conversation, world)
    kept = replace(step.conversation, misses=conversation.misses)
    return replace(step, conversation=kept, dead_end=False)


def change_language(conversation: Conversation, heard: Heard, world: World) -> Step:
    """Another language, with the open question repeated in it."""
    conversation = replace(conversation, language=heard.language or conversation.language)
    words = world.words(conversation)
    if conversation.stage is Stage.ASKED_ALERTS:
        return ask_for_alerts(Step(conversation, words.text("language_set")), world)
    repeated = {
        Stage.ASKED_ZIP: ask_zip,
        Stage.ASKED_STATE: ask_state,
        Stage.READY: tell_senators,
    }.get(conversation.stage)
    if repeated:
        step = repeated(conversation, world)
        question = step.reply or ""
        misses = conversation.misses  # the same question, asked in another language
        kept = replace(step.conversation, misses=misses)
        if not conversation.greeted:
            # The opt-out line follows, and the question shows its language by itself.
            return Step(kept, question)
        return Step(kept, f"{words.text('language_set')} {question}")
    begin = _how_to_begin(conversation, world)
    return Step(conversation, f"{words.text('language_set')} {begin}")


def answered_otherwise(conversation: Conversation, heard: Heard, world: World) -> Step:
    """No yes to the question for alerts, which is closed by it."""
    if heard.declines:
        return decline(conversation, world)
    if heard.mistyped_number and not conversation.state:
        return ask_zip_again(conversation, world)  # what we said before the question
    return hint(conversation.moved(conversation.resting), heard, world)


def hint(conversation: Conversation, _heard: Heard, world: World) -> Step:
    """What we do not understand: an organizer reads it; at most one hint an hour is given."""
    if not world.hint_due:
        return Step(conversation, None, (ToInbox(),))
    begin = _how_to_begin(conversation, world)
    reply = world.words(conversation).text("hint", begin=begin)
    return Step(conversation, reply, (ToInbox(), Hinted()))


def _how_to_begin(conversation: Conversation, world: World) -> str:
    """What to text for a call, and apart from it what only answers."""
    words, campaigns, language = world.words(conversation), world.campaigns, conversation.language
    calls = campaigns.examples(CampaignKind.CALL, language)
    begin = words.text("begin", keywords=words.either(calls))
    answers = campaigns.examples(CampaignKind.INFO, language, most=1)
    return " ".join((begin, *(words.text("read", keyword=keyword) for keyword in answers)))
