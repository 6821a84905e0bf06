"""Twilio's own answers to the words that stop, start and explain texts."""

from dataclasses import dataclass

STOP_WORDS = frozenset(
    ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]
)
START_WORDS = frozenset(["START", "UNSTOP", "YES"])
HELP_WORDS = frozenset(["HELP", "INFO"])

STOPPED = (
    "You have successfully been unsubscribed. You will not receive any more messages from this "
    "number. Reply START to resubscribe."
)
STARTED = (
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
    "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
)
HELP = "Reply STOP to unsubscribe. Msg&Data Rates May Apply."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one inbound text does to the block between a person and a number of ours."""

    blocked: bool
    """Whether texts to the person are refused from now on."""
    answer: str | None
    """What Twilio itself says back."""


def judge(body: str, blocked: bool) -> Verdict:
    """Whole message, one word, any case; a word that changes nothing is not answered."""
    word = body.strip().upper()
    if word in STOP_WORDS:
        return Verdict(True, None if blocked else STOPPED)
    if word in START_WORDS:
        return Verdict(False, STARTED if blocked else None)
    return Verdict(blocked, HELP if word in HELP_WORDS else None)
