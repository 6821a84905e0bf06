"""The nouns of a text conversation: where a person stands, what a decision sees, what it leads to.

The table that joins them is ``service.domain.conversation_rules``; its rules are in ``text_*``.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from service.domain.campaign import Campaigns
from service.domain.consent import UNASKED, Standings
from service.domain.directory import Directory
from service.domain.outlook import Outlook
from service.domain.places import ZipTable
from service.domain.text_effects import Effect
from service.domain.words import Language, Phrasebook, Words


class Stage(StrEnum):
    """What we are waiting for from a person."""

    NEW = "new"
    """Nothing: no question is open."""
    ASKED_ZIP = "asked_zip"
    ASKED_STATE = "asked_state"
    """Their ZIP lies in several states and we asked which."""
    READY = "ready"
    """We know their senators; they may reply CALL."""
    ASKED_ALERTS = "asked_alerts"
    """Whether they want alerts is the last thing we asked."""
    STOPPED = "stopped"
    """They said stop. Only START, UNSTOP and YES bring them back."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where one person stands. Saved after every text; holds no phone number."""

    stage: Stage = Stage.NEW
    language: Language = Language.EN
    campaign: str = ""
    """Slug of the campaign they last asked about, or empty."""
    zip: str | None = None
    state: str | None = None
    """USPS code of the state whose senators they are told."""
    choices: tuple[str, ...] = ()
    """At ASKED_STATE: the states to choose from, in the order offered."""
    misses: int = 0
    """Wrong answers to the open question so far."""
    greeted: bool = False
    """Whether they have been told how to stop."""
    consent: Standings = UNASKED
    """What the consent ledger comes to."""

    def unasked(self) -> "Conversation":
        """The same with the question for alerts closed; another one stays open."""
        return self.moved(self.resting) if self.stage is Stage.ASKED_ALERTS else self

    @property
    def resting(self) -> Stage:
        """Where they stand when no question is open."""
        return Stage.READY if self.state else Stage.NEW

    def moved(self, stage: Stage) -> "Conversation":
        """At another stage, with the count of wrong answers begun anew."""
        return replace(self, stage=stage, misses=0)


@dataclass(frozen=True, slots=True)
class Line:
    """The line of people waiting to be rung, as one of them sees it."""

    wait_seconds: float = 0.0
    """How long the people before them take at the current call rate."""
    already_in: bool = False
    """They have asked and are about to be rung, or are on the phone with us."""
    rings_left: bool = True
    """False when they have been rung as often as one person may be in an hour."""
    ringable: bool = True
    """False for numbers that we may not ring (premium, toll-free, not in the US)."""
    halted: bool = False
    """Whether nothing is sent or placed at all: the carrier refuses the account."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside the conversation that a decision may look at."""

    campaigns: Campaigns
    phrasebook: Phrasebook
    directory: Directory
    zips: ZipTable
    org: str
    contact: str
    number: str
    """The number to dial, as people write it."""
    terms: str
    """Where the terms can be read, or asked for."""
    line: Line = Line()
    hint_due: bool = True
    """False within an hour of the last hint."""
    carrier_answered: bool = False
    """Whether Twilio has already answered this very text."""
    held: bool = False
    """Whether they may have said stop, and nobody has decided yet."""
    stop_stands: bool = False
    """Whether this text reached us late, and their stop is no older than it."""
    had_alerts: bool = False
    """For START after a stop: whether they had agreed to alerts before."""
    outlook: Outlook | None = None
    """For WHERE, LEAVE, LATER, TIME and HELP: what they wait for, and when they could be rung."""

    def words(self, conversation: Conversation) -> Words:
        """The product's words in the language of the conversation."""
        return self.phrasebook[conversation.language]


@dataclass(frozen=True, slots=True)
class Step:
    """What a text leads to: the new state, at most one reply, and what else is to be done."""

    conversation: Conversation
    reply: str | None = None
    """A blank line in it begins another text (see ``segments.apart``)."""
    effects: tuple[Effect, ...] = ()
    dead_end: bool = False
    """Whether the reply is all that there is for them: no call can be offered."""
