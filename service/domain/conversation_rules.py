"""The text conversation as a table: at every stage, every kind of text has one rule.

``advance`` is the only way in. It is pure: the same conversation, text and world always give the
same step, so a text that is delivered twice can never move a person twice.
"""

from collections.abc import Callable
from dataclasses import replace

from service.domain.campaign import Campaign, CampaignKind
from service.domain.conversation import (
    Conversation,
    Erase,
    Heard,
    Hinted,
    Kind,
    OptIn,
    OptOut,
    RingBack,
    Stage,
    Step,
    ToInbox,
    World,
)
from service.domain.hearing import hear
from service.domain.places import Place, PlaceKind
from service.domain.senators import named, targets
from service.domain.statetable import STAYS, Rule, index
from service.domain.words import Language, Words

Decide = Callable[[Conversation, Heard, World], Step]

MAX_MISSES = 3
"""How often an open question is asked again after a wrong answer."""

SHORT_WAIT_SECONDS = 10.0
"""Up to this wait a person is simply told that the phone is about to ring."""

_NEEDS_NO_OPT_OUT_LINE = {Kind.STOP, Kind.START, Kind.HELP, Kind.FORGET}


def advance(conversation: Conversation, body: str, world: World) -> Step:
    """The step that a text leads to."""
    heard = hear(body, conversation, world.campaigns, world.phrasebook)
    return respond(conversation, heard, world)


def respond(conversation: Conversation, heard: Heard, world: World) -> Step:
    """The step that a text leads to, once it is understood."""
    step = TABLE[conversation.stage, heard.kind].decide(conversation, heard, world)
    if step.reply is None or step.conversation.greeted or heard.kind in _NEEDS_NO_OPT_OUT_LINE:
        return step
    greeted = replace(step.conversation, greeted=True)
    opt_out_line = world.words(greeted).text("opt_out_line")
    return replace(step, conversation=greeted, reply=f"{step.reply} {opt_out_line}")


def _keyword(conversation: Conversation, heard: Heard, world: World) -> Step:
    campaign = world.campaigns.get(heard.campaign) or world.campaigns.default
    if heard.language is Language.ES:
        # An English keyword is no wish for English: it may be all that a poster showed.
        conversation = replace(conversation, language=Language.ES)
    if campaign.kind is CampaignKind.INFO:
        return Step(conversation, campaign.text(conversation.language, "info"))
    conversation = replace(conversation, campaign=campaign.slug)
    if heard.zip:
        return _zip(conversation, heard, world)
    if conversation.state:
        return _tell_senators(conversation, world)
    return _whose_senators(conversation, world)


def _whose_senators(conversation: Conversation, world: World) -> Step:
    """No state is known: what their ZIP leaves open is asked, or the ZIP itself."""
    if conversation.zip:
        return _zip(conversation, Heard(Kind.ZIP, zip=conversation.zip), world)
    return _ask_zip(conversation, world)


def _zip(conversation: Conversation, heard: Heard, world: World) -> Step:
    place = world.zips.place(heard.zip or "")
    if place.kind is PlaceKind.UNKNOWN:
        return _ask_zip_again(conversation, world)
    conversation = replace(conversation, zip=place.zip, state=None, choices=())
    if place.kind is PlaceKind.STATE:
        return _tell_senators(replace(conversation, state=place.states[0]), world)
    if place.kind is PlaceKind.SPLIT:
        return _ask_state(replace(conversation, choices=place.states), world)
    return _tell_no_senators(conversation, place, world)


def _state(conversation: Conversation, heard: Heard, world: World) -> Step:
    return _tell_senators(replace(conversation, state=heard.state, choices=()), world)


def _call(conversation: Conversation, _heard: Heard, world: World) -> Step:
    if conversation.state:
        return _ring(conversation, conversation.state, world)
    return _whose_senators(conversation, world)


def _ring(conversation: Conversation, state: str, world: World) -> Step:
    words, line = world.words(conversation), world.line
    if not targets(world.directory, _current(conversation, world), state):
        return _tell_senators(conversation, world)
    for refused, key in (
        (not line.ringable, "call_unringable"),
        (line.already_in, "call_already"),
        (not line.rings_left, "call_limit"),
    ):
        if refused:
            return Step(conversation, words.text(key, number=world.number))
    campaign = _current(conversation, world)
    ring = RingBack(campaign.slug, campaign.revision, conversation.language, state)
    return Step(conversation.moved(Stage.READY), _ring_answer(conversation, world), (ring,))


def _ring_answer(conversation: Conversation, world: World) -> str:
    words, wait = world.words(conversation), world.line.wait_seconds
    if wait <= SHORT_WAIT_SECONDS:
        return words.text("call_soon", number=world.number)
    if wait <= 90:
        return words.text("call_wait_one_minute", number=world.number)
    return words.text("call_wait", minutes=str(round(wait / 60)), number=world.number)


def _stop(conversation: Conversation, _heard: Heard, world: World) -> Step:
    reply = None
    if conversation.stage is not Stage.STOPPED and not world.carrier_answered:
        reply = world.words(conversation).text("stopped", org=world.org)
    return Step(conversation.moved(Stage.STOPPED), reply, (OptOut(),))


def _start(conversation: Conversation, _heard: Heard, world: World) -> Step:
    reply = None
    if not world.carrier_answered:
        reply = world.words(conversation).text("started", org=world.org)
    return Step(replace(conversation, greeted=True), reply)


def _come_back(conversation: Conversation, heard: Heard, world: World) -> Step:
    if not heard.brings_back:
        return _silent(conversation, heard, world)
    step = _start(conversation, heard, world)
    stage = Stage.READY if conversation.state else Stage.NEW
    return replace(step, conversation=step.conversation.moved(stage), effects=(OptIn(),))


def _help(conversation: Conversation, _heard: Heard, world: World) -> Step:
    if world.carrier_answered:
        return Step(conversation)
    words = world.words(conversation)
    return Step(
        conversation,
        words.text(
            "help",
            org=world.org,
            contact=world.contact,
            keywords=world.keywords(conversation.language),
        ),
    )


def _language(conversation: Conversation, heard: Heard, world: World) -> Step:
    conversation = replace(conversation, language=heard.language or conversation.language)
    words = world.words(conversation)
    repeated = {
        Stage.ASKED_ZIP: _ask_zip,
        Stage.ASKED_STATE: _ask_state,
        Stage.READY: _tell_senators,
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
    begin = words.text("begin", keywords=world.keywords(conversation.language))
    return Step(conversation, f"{words.text('language_set')} {begin}")


def _forget(conversation: Conversation, _heard: Heard, world: World) -> Step:
    reply = None
    if conversation.stage is not Stage.STOPPED:
        reply = world.words(conversation).text("forgotten", org=world.org)
    # Only the stop outlives the person's data, as the suppression hash does.
    stage = Stage.STOPPED if conversation.stage is Stage.STOPPED else Stage.NEW
    return Step(Conversation(stage, conversation.language), reply, (Erase(),))


def _other(conversation: Conversation, _heard: Heard, world: World) -> Step:
    if not world.hint_due:
        return Step(conversation, None, (ToInbox(),))
    hint = world.words(conversation).text("hint", keywords=world.keywords(conversation.language))
    return Step(conversation, hint, (ToInbox(), Hinted()))


def _missed(conversation: Conversation, heard: Heard, world: World) -> Step:
    """A wrong answer to an open question; words go to the inbox too, they may matter to someone."""
    asked = _ask_zip_again if conversation.stage is Stage.ASKED_ZIP else _ask_state_again
    step = asked(conversation, world)
    return step if heard.digits_only else replace(step, effects=(ToInbox(),))


def _silent(conversation: Conversation, heard: Heard, _world: World) -> Step:
    """After a stop nothing is answered; words still reach the organizers."""
    reads_like_words = heard.kind is Kind.OTHER and not heard.digits_only
    return Step(conversation, None, (ToInbox(),) if reads_like_words else ())


def _ask_zip(conversation: Conversation, world: World) -> Step:
    campaign = _current(conversation, world)
    reply = campaign.text(conversation.language, "ask_zip", org=world.org)
    asked = replace(conversation, campaign=campaign.slug).moved(Stage.ASKED_ZIP)
    return Step(asked, reply)


def _ask_zip_again(conversation: Conversation, world: World) -> Step:
    if conversation.stage is not Stage.ASKED_ZIP:
        conversation = conversation.moved(Stage.ASKED_ZIP)
    return _again(conversation, world, world.words(conversation).text("ask_zip_again"))


def _ask_state(conversation: Conversation, world: World) -> Step:
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
    resting = Stage.READY if conversation.state else Stage.NEW
    return Step(conversation.moved(resting), world.words(conversation).text("zip_gave_up"))


def _tell_senators(conversation: Conversation, world: World) -> Step:
    campaign = _current(conversation, world)
    words, state = world.words(conversation), conversation.state or ""
    sitting = targets(world.directory, campaign, state)
    conversation = replace(conversation, campaign=campaign.slug).moved(Stage.READY)
    if not sitting:
        reply = words.text("no_senators", state=words.state_name(state))
        return Step(conversation, reply)
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


def _tell_no_senators(conversation: Conversation, place: Place, world: World) -> Step:
    words = world.words(conversation)
    if place.kind is PlaceKind.MILITARY:
        # The true answer asks for the home ZIP, so that question is now open.
        return Step(conversation.moved(Stage.ASKED_ZIP), words.text("military"))
    if place.kind is PlaceKind.DC:
        return Step(conversation.moved(Stage.NEW), words.text("no_senators_dc"))
    name = words.state_name(place.states[0])
    return Step(conversation.moved(Stage.NEW), words.text("no_senators_territory", place=name))


def _current(conversation: Conversation, world: World) -> Campaign:
    return world.campaigns.taking_calls(conversation.campaign)


_EVERY = frozenset(Stage)
_OPEN = _EVERY - {Stage.STOPPED}
_IDLE = frozenset({Stage.NEW, Stage.READY})
_ASKED = frozenset({Stage.ASKED_ZIP, Stage.ASKED_STATE})
_STOPPED = frozenset({Stage.STOPPED})
_UNANSWERED = (Kind.KEYWORD, Kind.ZIP, Kind.STATE, Kind.CALL, Kind.LANGUAGE, Kind.OTHER)
_SILENT: list[Rule[Stage, Kind, Decide]] = [
    Rule(_STOPPED, kind, _silent, STAYS) for kind in _UNANSWERED
]

RULES: tuple[Rule[Stage, Kind, Decide], ...] = (
    Rule(_OPEN, Kind.KEYWORD, _keyword, _OPEN),
    Rule(_OPEN, Kind.ZIP, _zip, _OPEN),
    Rule(_OPEN, Kind.STATE, _state, frozenset({Stage.READY})),
    Rule(_OPEN, Kind.CALL, _call, _OPEN),
    Rule(_EVERY, Kind.STOP, _stop, _STOPPED),
    Rule(_OPEN, Kind.START, _start, STAYS),
    Rule(_STOPPED, Kind.START, _come_back, frozenset({Stage.READY, Stage.NEW, Stage.STOPPED})),
    Rule(_EVERY, Kind.HELP, _help, STAYS),
    Rule(_OPEN, Kind.LANGUAGE, _language, STAYS),
    Rule(_OPEN, Kind.FORGET, _forget, frozenset({Stage.NEW})),
    Rule(_STOPPED, Kind.FORGET, _forget, STAYS),
    Rule(_IDLE, Kind.OTHER, _other, STAYS),
    Rule(_ASKED, Kind.OTHER, _missed, _ASKED | _IDLE),
    *_SILENT,
)

TABLE = index(RULES, Stage, Kind)
