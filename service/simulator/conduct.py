"""What a call to an office comes to, and what is said there."""

import random
from dataclasses import dataclass
from enum import StrEnum

from service.simulator.office import Office
from service.simulator.senate_model import Meets, SenateHabits

STAFF_PATIENCE = 90.0
"""Seconds of call time that staff listen before they say goodbye."""
MESSAGE_LIMIT = 120.0
PATIENCE = (0.4, 0.8)
"""Shares of the model's time to answer that are spent ringing; setting the call up is the rest."""
NAMES = ("Sam", "Alex", "Jordan", "Maya", "Chris", "Dana", "Luis", "Priya")


class Outcome(StrEnum):
    """What a call to an office comes to."""

    ANSWER = "answer"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    FAILED = "failed"
    VOICEMAIL = "voicemail"
    FULL = "full"

    @property
    def picks_up(self) -> bool:
        """Whether somebody, or a machine, takes the call."""
        return self in (Outcome.ANSWER, Outcome.VOICEMAIL, Outcome.FULL)


OUTCOMES = {
    Meets.PERSON: Outcome.ANSWER,
    Meets.MAILBOX: Outcome.VOICEMAIL,
    Meets.FULL: Outcome.FULL,
    Meets.BUSY: Outcome.BUSY,
    Meets.SILENCE: Outcome.NO_ANSWER,
}


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the far end behaves in one call."""

    outcome: Outcome
    holds: Meets
    """What the call does to the office's lines, whatever it comes to."""
    rings: float
    """Seconds until it answers."""
    words: tuple[str, ...] = ()
    """Said on answering, in order."""
    listens: float = 0.0
    """Seconds that it stays on the line after its words."""
    farewell: str = ""


def conduct(
    outcome: Outcome, holds: Meets, office: Office, habits: SenateHabits, dice: random.Random
) -> Conduct:
    """How the office behaves in a call that comes to that."""
    patience = dice.uniform(*PATIENCE)
    match outcome:
        case Outcome.ANSWER:
            hello = f"{office.title}, this is {dice.choice(NAMES)}. How can I help?"
            bye = "Thank you for calling. I will pass that along to the Senator. Goodbye."
            rings = patience * habits.answer
            return Conduct(outcome, holds, rings, (hello,), STAFF_PATIENCE, bye)
        case Outcome.VOICEMAIL:
            greeting = f"You have reached {office.title}. Please leave a message after the tone."
            words = (greeting, "(beep)")
            return Conduct(outcome, holds, patience * habits.mailbox, words, MESSAGE_LIMIT)
        case Outcome.FULL:
            sorry = f"You have reached {office.title}. The mailbox is full. Goodbye."
            return Conduct(outcome, holds, patience * habits.mailbox, (sorry,))
        case Outcome.NO_ANSWER:
            return Conduct(outcome, holds, 3600)
        case Outcome.BUSY | Outcome.FAILED:
            return Conduct(outcome, holds, 1.5)
