"""The Senate's telephone exchange: who answers which call, and with what words."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.errors import PatchlineError
from service.simulator.office import Office

MAILBOX_HOLDS = 100
STAFF_PATIENCE = 90.0
"""Seconds of call time that staff listen before they say goodbye."""
MESSAGE_LIMIT = 120.0
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


class ExchangeRefused(PatchlineError):
    """A setting of the exchange lies outside its range."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the far end behaves in one call."""

    outcome: Outcome
    rings: float
    """Seconds until it answers."""
    words: tuple[str, ...] = ()
    """Said on answering, in order."""
    listens: float = 0.0
    """Seconds that it stays on the line after its words."""
    farewell: str = ""


class Exchange:
    """Lines, mailboxes and moods of every office. Chance comes from ``dice`` only."""

    def __init__(self, offices: Mapping[str, Office], dice: random.Random) -> None:
        self.offices = offices
        self.busyness = 0.25
        """The share of calls that find every line taken, 0 to 1."""
        self.overrides: dict[str, Outcome] = {}
        """What the next calls to a number come to, whatever the hour."""
        self.ours: Counter[str] = Counter()
        """Lines of each number that calls of ours hold."""
        self._dice = dice
        self._mailboxes: Counter[str] = Counter()

    def set_busyness(self, busyness: float) -> None:
        """Set the dial; raises ExchangeRefused outside 0 to 1."""
        if not 0 <= busyness <= 1:
            raise ExchangeRefused("Busyness must lie between 0 (idle) and 1 (swamped).")
        self.busyness = busyness

    def force(self, number: str, outcome: str) -> None:
        """Decide the next calls to a number; an empty outcome leaves it to chance again."""
        if number not in self.offices:
            raise ExchangeRefused("No Senate office has that number. Choose one that is listed.")
        if not outcome:
            self.overrides.pop(number, None)
        elif outcome in tuple(Outcome):
            self.overrides[number] = Outcome(outcome)
        else:
            raise ExchangeRefused(f"The outcome must be one of: {', '.join(Outcome)}.")

    def receive(self, office: Office, now: datetime) -> Conduct:
        """Decide what a call that arrives now meets."""
        outcome = self.overrides.get(office.number) or self._chance(office, now)
        rings = self._dice.uniform(3, 8)
        match outcome:
            case Outcome.ANSWER:
                name = self._dice.choice(NAMES)
                hello = f"{office.title}, this is {name}. How can I help?"
                bye = "Thank you for calling. I will pass that along to the Senator. Goodbye."
                return Conduct(outcome, rings, (hello,), STAFF_PATIENCE, bye)
            case Outcome.VOICEMAIL:
                greeting = (
                    f"You have reached {office.title}. Please leave a message after the tone."
                )
                return Conduct(outcome, rings + 6, (greeting, "(beep)"), MESSAGE_LIMIT)
            case Outcome.FULL:
                sorry = f"You have reached {office.title}. The mailbox is full. Goodbye."
                return Conduct(outcome, rings + 6, (sorry,))
            case Outcome.NO_ANSWER:
                return Conduct(outcome, 3600)
            case Outcome.BUSY | Outcome.FAILED:
                return Conduct(outcome, 1.5)

    def keep_message(self, office: Office) -> None:
        """A caller has left a message in the office's mailbox."""
        self._mailboxes[office.number] += 1

    def _chance(self, office: Office, now: datetime) -> Outcome:
        if not office.is_staffed(now):
            return self._mailbox(office)
        # Each line is taken with a chance that makes "all taken" come to the dial's figure.
        taken = self.busyness ** (1 / office.lines)
        others = sum(self._dice.random() < taken for _ in range(office.lines))
        if others + self.ours[office.number] >= office.lines:
            return Outcome.BUSY
        mood = self._dice.random()
        if mood < self.busyness * 0.4:
            return self._mailbox(office)
        return Outcome.NO_ANSWER if mood > 0.98 else Outcome.ANSWER

    def _mailbox(self, office: Office) -> Outcome:
        full = self._mailboxes[office.number] >= MAILBOX_HOLDS
        return Outcome.FULL if full else Outcome.VOICEMAIL
