"""The nouns of a text conversation: where a person stands, what was heard, what follows.

The table that joins them is ``service.domain.conversation_rules``; its rules are in ``text_*``.
"""

from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from service.domain.campaign import Campaigns
from service.domain.consent import UNASKED, ConsentKind, Programme, Standings
from service.domain.directory import Directory
from service.domain.outlook import Outlook
from service.domain.places import ZipTable
from service.domain.rings import LeaveLine, RingLater
from service.domain.rings import RingBack as RingBack
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


class Kind(StrEnum):
    """What a text turned out to be."""

    KEYWORD = "keyword"
    ZIP = "zip"
    STATE = "state"
    CALL = "call"
    STOP = "stop"
    START = "start"
    HELP = "help"
    LANGUAGE = "language"
    FORGET = "forget"
    JOIN = "join"
    """They want alerts: the word itself, or a yes to the question."""
    DOUBT = "doubt"
    """Perhaps a stop, perhaps not: a person has to read it."""
    WRONG_NUMBER = "wrong_number"
    """They are not the one whom we mean."""
    WHERE = "where"
    """How long is it until you ring me?"""
    LEAVE = "leave"
    """They give up their place in line, or the time that they chose."""
    LATER = "later"
    """Not now, but they do not say when."""
    TIME = "time"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heard:
    """One text, understood. Only the fields that its kind needs are filled."""

    kind: Kind
    campaign: str = ""
    language: Language | None = None
    """The language that was asked for, or that only its speakers would write so."""
    zip: str | None = None
    state: str | None = None
    brings_back: bool = False
    """For START: whether it is one of the words that undo a stop."""
    says_yes: bool = False
    """For START: whether it is a plain yes, which means whatever was asked."""
    mistyped_number: bool = False
    """For OTHER: it can only be meant as a ZIP or a choice, where one of these was asked."""
    declines: bool = False
    """For OTHER: it is a plain no."""
    at: time | None = None
    """For TIME: the time of day; None for as early as it can be."""
    tomorrow: bool = False
    """For TIME: not today, even if that time is ahead."""


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
class OptOut:
    """Send nothing more and cancel everything queued for this person."""

    by_carrier: bool = False
    """Whether the carrier keeps this stop too, so that only its own words lift it there."""


@dataclass(frozen=True, slots=True)
class OptIn:
    """They agreed anew to hear from us."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase what we know of this person, but for the keyed hash of an opt-out."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Begin nothing towards this person until they or an organizer have said what they want."""


@dataclass(frozen=True, slots=True)
class Release:
    """They have said so themselves: what was held goes on."""


@dataclass(frozen=True, slots=True)
class StopAlerts:
    """Cancel what is queued for this number and send it no alerts: it is somebody else's."""


@dataclass(frozen=True, slots=True)
class ToInbox:
    """Show this text to the organizers."""

    kind: Kind = Kind.OTHER
    """What it was taken for."""


@dataclass(frozen=True, slots=True)
class Hinted:
    """A hint was given: no other within the hour."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Write into the consent ledger what has become of a programme."""

    kind: ConsentKind
    programme: Programme
    wording: str = ""
    """The part of the reply that it is about; empty where they answer to what was said before."""


Effect = (
    RingBack
    | RingLater
    | LeaveLine
    | OptOut
    | OptIn
    | Erase
    | Hold
    | Release
    | StopAlerts
    | ToInbox
    | Hinted
    | Consent
)


@dataclass(frozen=True, slots=True)
class Step:
    """What a text leads to: the new state, at most one reply, and what else is to be done."""

    conversation: Conversation
    reply: str | None = None
    """A blank line in it begins another text (see ``segments.apart``)."""
    effects: tuple[Effect, ...] = ()
    dead_end: bool = False
    """Whether the reply is all that there is for them: no call can be offered."""
