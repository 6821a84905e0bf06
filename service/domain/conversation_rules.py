"""The text conversation as a table: at every stage, every kind of text has one rule.

``respond`` is the only way in. It is pure: the same conversation, text and world always give the
same step, so a text that is delivered twice can never move a person twice.
"""

from collections.abc import Callable
from dataclasses import replace

from service.domain.consent import ConsentKind, Programme, Standing
from service.domain.conversation import Conversation, Stage, Step, World
from service.domain.heard import Heard, Kind
from service.domain.statetable import STAYS, Rule, index
from service.domain.text_alerts import ask_for_alerts, join, noted
from service.domain.text_call import asked_for_call
from service.domain.text_consent import (
    CLEARS_DOUBT,
    come_back,
    doubt,
    forget,
    keep_silent,
    not_meant,
    stop,
)
from service.domain.text_effects import Consent, Erase, Release
from service.domain.text_guide import (
    agree,
    answered_otherwise,
    change_language,
    explain,
    hint,
    told_keyword,
)
from service.domain.text_place import missed, told_state, told_zip
from service.domain.text_waits import at_a_time, later, leave_line, where_i_stand
from service.domain.words import Language

Decide = Callable[[Conversation, Heard, World], Step]

_NEEDS_NO_OPT_OUT_LINE = {Kind.STOP, Kind.HELP, Kind.FORGET, Kind.DOUBT, Kind.WRONG_NUMBER}
_AGREES_TO_REPLIES = {
    Kind.KEYWORD, Kind.ZIP, Kind.STATE, Kind.CALL, Kind.JOIN, Kind.WHERE, Kind.LATER, Kind.TIME,
}  # fmt: skip
"""What asks for something that only an answer can give."""


def respond(conversation: Conversation, heard: Heard, world: World) -> Step:
    """The step that a text leads to, once it is heard."""
    if heard.language is Language.ES and conversation.stage is not Stage.STOPPED:
        # English words are no wish for English: they may be all that a poster showed.
        conversation = replace(conversation, language=Language.ES)
    if world.held and heard.says_yes and conversation.stage is not Stage.STOPPED:
        # They were told how to stop and how to go on: a yes may mean either.
        heard = replace(heard, kind=Kind.DOUBT)
    step = TABLE[conversation.stage, heard.kind].decide(conversation, heard, world)
    if step.dead_end and conversation.consent.alerts is Standing.NEVER:
        step = ask_for_alerts(step, world)
    step = _with_consent(step, conversation, heard)
    if world.held and heard.kind in CLEARS_DOUBT and step.conversation.stage is not Stage.STOPPED:
        step = replace(step, effects=(*step.effects, Release()))
    if step.reply is None or step.conversation.greeted or heard.kind in _NEEDS_NO_OPT_OUT_LINE:
        return step
    greeted = replace(step.conversation, greeted=True)
    opt_out_line = world.words(greeted).text("opt_out_line")
    return replace(step, conversation=greeted, reply=f"{step.reply} {opt_out_line}")


def _with_consent(step: Step, before: Conversation, heard: Heard) -> Step:
    """The step with the agreement that lies in a first request, and where they stand after it."""
    if Erase() in step.effects:
        return step
    begins = heard.kind in _AGREES_TO_REPLIES and step.conversation.stage is not Stage.STOPPED
    if begins and before.consent.replies is not Standing.AGREED:
        agreed = Consent(ConsentKind.AGREED, Programme.REPLIES)
        step = replace(step, effects=(agreed, *step.effects))
    return noted(step, before.consent)


_EVERY = frozenset(Stage)
_OPEN = _EVERY - {Stage.STOPPED}
_IDLE = frozenset({Stage.NEW, Stage.READY})
_ASKED = frozenset({Stage.ASKED_ZIP, Stage.ASKED_STATE})
_STOPPED = frozenset({Stage.STOPPED})
_ASKED_ALERTS = frozenset({Stage.ASKED_ALERTS})
_UNANSWERED = (
    Kind.KEYWORD, Kind.ZIP, Kind.STATE, Kind.CALL, Kind.LANGUAGE, Kind.JOIN, Kind.DOUBT,
    Kind.WRONG_NUMBER, Kind.WHERE, Kind.LEAVE, Kind.LATER, Kind.TIME, Kind.OTHER,
)  # fmt: skip
_SILENT: list[Rule[Stage, Kind, Decide]] = [
    Rule(_STOPPED, kind, keep_silent, STAYS) for kind in _UNANSWERED
]
_JOINS: list[Rule[Stage, Kind, Decide]] = [
    Rule(frozenset({stage}), Kind.JOIN, join, frozenset({stage}) | _ASKED_ALERTS)
    for stage in sorted(_IDLE | _ASKED)
]

RULES: tuple[Rule[Stage, Kind, Decide], ...] = (
    Rule(_OPEN, Kind.KEYWORD, told_keyword, _OPEN),
    Rule(_OPEN, Kind.ZIP, told_zip, _OPEN),
    Rule(_OPEN, Kind.STATE, told_state, frozenset({Stage.READY}) | _ASKED_ALERTS),
    Rule(_OPEN, Kind.CALL, asked_for_call, _OPEN),
    Rule(_OPEN, Kind.LATER, later, _OPEN),
    Rule(_OPEN, Kind.TIME, at_a_time, _OPEN),
    Rule(_OPEN, Kind.WHERE, where_i_stand, STAYS),
    Rule(_OPEN, Kind.LEAVE, leave_line, STAYS),
    Rule(_EVERY, Kind.STOP, stop, _STOPPED),
    Rule(_OPEN, Kind.START, agree, STAYS),
    Rule(_STOPPED, Kind.START, come_back, _IDLE | _ASKED_ALERTS | _STOPPED),
    Rule(_EVERY, Kind.HELP, explain, STAYS),
    Rule(_OPEN, Kind.LANGUAGE, change_language, STAYS),
    Rule(_OPEN, Kind.FORGET, forget, frozenset({Stage.NEW})),
    Rule(_STOPPED, Kind.FORGET, forget, STAYS),
    *_JOINS,
    Rule(_ASKED_ALERTS, Kind.JOIN, join, _IDLE),
    Rule(_IDLE | _ASKED, Kind.DOUBT, doubt, STAYS),
    Rule(_ASKED_ALERTS, Kind.DOUBT, doubt, _IDLE),
    Rule(_IDLE | _ASKED, Kind.WRONG_NUMBER, not_meant, STAYS),
    Rule(_ASKED_ALERTS, Kind.WRONG_NUMBER, not_meant, _IDLE),
    Rule(_ASKED_ALERTS, Kind.OTHER, answered_otherwise, _IDLE | frozenset({Stage.ASKED_ZIP})),
    Rule(_IDLE, Kind.OTHER, hint, STAYS),
    Rule(_ASKED, Kind.OTHER, missed, _ASKED | _IDLE),
    *_SILENT,
)

TABLE = index(RULES, Stage, Kind)
