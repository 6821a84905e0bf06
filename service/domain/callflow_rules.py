"""The call as a table: at every point of it, every event has one rule.

``begin`` and ``advance`` are the only ways in. Both are pure, so a webhook that comes twice hears
the same words twice. ``1`` always means "go on".
"""

from collections.abc import Callable
from dataclasses import replace

from service.domain.call_ending import (
    answered_text_offer,
    ask_again,
    hung_up,
    say_goodbye,
)
from service.domain.call_place import (
    chose_language,
    chose_state,
    confirmed,
    entered_zip,
    kept_silent_at_language,
)
from service.domain.call_targets import (
    answered_offer,
    declined_offer,
    go_on,
    left_untold,
    leg_ended,
    told_outcome,
)
from service.domain.callflow import At, CallState, CallWorld, Happened, Sign, Turn
from service.domain.prompts import QUESTIONS
from service.domain.statetable import STAYS, Rule, index

Decide = Callable[[CallState, Happened, CallWorld], Turn]


def begin(state: CallState, world: CallWorld) -> Turn:
    """The first turn of a call, at LANGUAGE for dial-in or CONFIRM for one that we placed."""
    return Turn(state, ask=QUESTIONS[state.at](state, world))


def advance(state: CallState, happened: Happened, world: CallWorld) -> Turn:
    """The turn that an event leads to."""
    turn = TABLE[state.at, happened.sign].decide(state, happened, world)
    return replace(turn, state=replace(turn.state, step=state.step + 1))


_ALL = frozenset(At)
_NEXT_TARGET = frozenset({At.SCRIPT, At.OFFER, At.TEXT_OFFER, At.OVER})
_AFTER_LEG = frozenset({At.LEG}) | _NEXT_TARGET
_OVER = frozenset({At.OVER})


def _on(at: At, sign: Sign, decide: Decide, to: frozenset[At] = STAYS) -> Rule[At, Sign, Decide]:
    return Rule(frozenset({at}), sign, decide, to)


# A dial result where nothing was dialed is a stray: the open question is simply asked again.
_STRAY = [
    _on(at, Sign.DIALED, ask_again, frozenset({at}) | _OVER)
    for at in sorted(_ALL - {At.LEG, At.OVER})
]

RULES: tuple[Rule[At, Sign, Decide], ...] = (
    _on(At.LANGUAGE, Sign.KEYS, chose_language, frozenset({At.LANGUAGE, At.ZIP}) | _NEXT_TARGET),
    _on(At.LANGUAGE, Sign.SILENCE, kept_silent_at_language, frozenset({At.ZIP}) | _NEXT_TARGET),
    _on(At.CONFIRM, Sign.KEYS, confirmed, frozenset({At.CONFIRM, At.ZIP}) | _NEXT_TARGET),
    _on(At.CONFIRM, Sign.SILENCE, ask_again, frozenset({At.CONFIRM}) | _OVER),
    _on(At.ZIP, Sign.KEYS, entered_zip, frozenset({At.ZIP, At.STATE}) | _NEXT_TARGET),
    _on(At.ZIP, Sign.SILENCE, ask_again, frozenset({At.ZIP}) | _OVER),
    _on(At.STATE, Sign.KEYS, chose_state, frozenset({At.STATE}) | _NEXT_TARGET),
    _on(At.STATE, Sign.SILENCE, ask_again, frozenset({At.STATE}) | _OVER),
    _on(At.SCRIPT, Sign.KEYS, go_on, _AFTER_LEG),
    _on(At.SCRIPT, Sign.SILENCE, go_on, _AFTER_LEG),
    _on(At.LEG, Sign.DIALED, leg_ended, frozenset({At.OUTCOME}) | _AFTER_LEG),
    # A leg whose result never came is over all the same.
    _on(At.LEG, Sign.KEYS, leg_ended, _AFTER_LEG),
    _on(At.LEG, Sign.SILENCE, leg_ended, _AFTER_LEG),
    _on(At.OFFER, Sign.KEYS, answered_offer, _AFTER_LEG),
    _on(At.OFFER, Sign.SILENCE, declined_offer, _NEXT_TARGET),
    _on(At.OUTCOME, Sign.KEYS, told_outcome, frozenset({At.OUTCOME}) | _NEXT_TARGET),
    _on(At.OUTCOME, Sign.SILENCE, left_untold, _NEXT_TARGET),
    _on(At.TEXT_OFFER, Sign.KEYS, answered_text_offer, frozenset({At.TEXT_OFFER}) | _OVER),
    _on(At.TEXT_OFFER, Sign.SILENCE, say_goodbye, _OVER),
    _on(At.OVER, Sign.KEYS, say_goodbye),
    _on(At.OVER, Sign.SILENCE, say_goodbye),
    _on(At.OVER, Sign.DIALED, say_goodbye),
    *_STRAY,
    Rule(_ALL, Sign.HANGUP, hung_up, _OVER),
)

TABLE = index(RULES, At, Sign)
