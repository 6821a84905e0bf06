"""The nouns of a call: where a caller stands, what was heard, what is said and done next.

The table that joins them is ``service.domain.callflow_rules``, its rules are in ``call_*``. A
``CallState`` travels inside the URL handed to the carrier, so it is small and says nothing about
who is calling.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from service.domain.call_effects import Effect
from service.domain.campaign import Campaign
from service.domain.directory import Directory, Senator
from service.domain.leg_result import DialResult
from service.domain.places import ZipTable
from service.domain.routing import Choice, LineView
from service.domain.waiting import Wait
from service.domain.whereabouts import Whereabouts
from service.domain.words import Language, Phrasebook, Words


class At(StrEnum):
    """What the caller was last asked, or is going through."""

    LANGUAGE = "language"
    """Dial-in: the greeting, with the choice of a language."""
    CONFIRM = "confirm"
    """Rung back: a person must press 1, so that no voicemail box is patched to the Senate."""
    ZIP = "zip"
    STATE = "state"
    """Their ZIP lies in several states; one key each."""
    SCRIPT = "script"
    """Heard who is called next and what to say."""
    LEG = "leg"
    """Connected, or trying to connect, to an office."""
    OFFER = "offer"
    """No office could be reached: 1 dials Washington all the same, 2 asks for a ring."""
    OUTCOME = "outcome"
    """Asked what happened on the leg that just ended."""
    TEXT_OFFER = "text_offer"
    """Asked whether to text the result."""
    OVER = "over"
    """Goodbye has been said."""


CHOOSING = frozenset({At.SCRIPT, At.LEG, At.OFFER})
"""Where the next turn may dial an office."""


class Sign(StrEnum):
    """What a webhook told us."""

    KEYS = "keys"
    SILENCE = "silence"
    DIALED = "dialed"
    HANGUP = "hangup"


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a call."""

    sign: Sign
    keys: str = ""
    """For KEYS: digits, ``*`` and ``#`` as pressed."""
    dial_status: DialResult | None = None
    """For DIALED, and HANGUP during a leg."""
    seconds: int = 0
    """For DIALED: how long the leg lasted."""


@dataclass(frozen=True, slots=True)
class CallState:
    """Where one call stands. No phone number, no ZIP, no name."""

    at: At
    campaign: str
    revision: str
    begun: int
    """When the call began, in seconds since 1970. Which offices are open is told as of then, so
    that a repeated webhook hears the same."""
    language: Language = Language.EN
    rung: bool = False
    """Whether we rang them, as opposed to dial-in."""
    state: str = ""
    """USPS code of the state whose senators are called."""
    zone: str = ""
    """IANA name, of the ZIP that was entered in this call: when they may be rung is told by it."""
    choices: tuple[str, ...] = ()
    """At STATE: the states behind keys 1, 2, …"""
    targets: tuple[str, ...] = ()
    """Bioguide ids still to be reached, the current one first. At CONFIRM: whom this ring is for;
    empty for all senators of the state."""
    tried: tuple[str, ...] = ()
    """Ids of the current target's offices that this call has dialed."""
    insisted: bool = False
    """Whether Washington was already dialed at the caller's own wish for this target."""
    leg: int = 0
    """Step at which the last leg was begun: the key of its record."""
    asked: int = 1
    """How often the open question has been asked."""
    step: int = 0
    """Counts the answers given in this call; with the CallSid it names a decision."""
    own_id: bool = False
    """Dial-in: whether the office may see the caller's own number."""
    texts: bool = False
    """Whether the result is texted without asking: they wrote first and have not said stop."""
    textable: bool = False
    """Whether they can be offered a text at all."""
    missed: tuple[str, ...] = ()
    """Bioguide ids of senators who could not be reached in this call."""
    reached: bool = False
    """Whether an office was spoken to, or a message left."""
    awaited: tuple[str, ...] = ()
    """Bioguide ids of senators for whom a ring was promised in this call."""

    @property
    def began_at(self) -> datetime:
        """When the call began, in UTC."""
        return datetime.fromtimestamp(self.begun, UTC)


def rung_back(
    campaign: str,
    revision: str,
    begun: int,
    language: Language,
    state: str = "",
    targets: tuple[str, ...] = (),
) -> CallState:
    """Where a call that we placed begins; without a state its person is asked for their ZIP."""
    return CallState(
        At.CONFIRM,
        campaign,
        revision,
        begun,
        language,
        rung=True,
        state=state,
        targets=targets,
        texts=True,
    )


def comes_to_a_senator(state: CallState, happened: Happened) -> bool:
    """Whether the turn that an event leads to may introduce or dial a senator.

    Any other turn is the same whomever the caller has reached, and whatever was chosen before.
    """
    if happened.sign is Sign.HANGUP:
        return False
    match state.at:
        case At.LANGUAGE | At.CONFIRM:
            return bool(state.state)
        case At.LEG:
            return happened.dial_status is None or not happened.dial_status.answered
        case At.OUTCOME:
            return len(state.targets) > 1
        case At.TEXT_OFFER | At.OVER:
            return False
        case _:
            return True


@dataclass(frozen=True, slots=True)
class CallWorld:
    """Everything outside the call that a decision may look at."""

    campaign: Campaign
    phrasebook: Phrasebook
    directory: Directory
    zips: ZipTable
    org: str
    now: datetime
    enough: frozenset[str] = frozenset()
    """Bioguide ids of senators this caller has reached, or dialed, as often as one may today."""
    textless: bool = False
    """No text may follow: they said stop or were forgotten since the call began, or had enough."""
    lines: LineView | None = None
    """What is known of the lines of the senator whose turn it is; None where nothing is."""
    draw: float = 0.0
    """A chance from 0 to 1, for the choice of an office."""
    dialed: frozenset[str] = frozenset()
    """Numbers of the senator whose turn it is that this caller has just dialed."""
    there: Whereabouts | None = None
    """Where the caller is, for a ring at their hours; None for one who cannot be promised any."""
    wait: Wait | None = None
    """What they wait for already."""
    minutes: int | None = None
    """How long the line of the senator whose turn it is will take them, as far as is known."""
    decided: Mapping[int, Choice | None] | None = None
    """Choices already made in this call, by step: a repeated webhook must hear them again."""

    def words(self, state: CallState) -> Words:
        """The product's words in the caller's language."""
        return self.phrasebook[state.language]

    def senator(self, state: CallState) -> Senator | None:
        """The senator whose turn it is; None when they left the directory meanwhile."""
        return self.directory.senator(state.targets[0]) if state.targets else None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence and the language it is read out in."""

    language: Language
    words: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question answered by key. ``digits`` is how many keys make the answer."""

    say: tuple[Spoken, ...]
    """Spoken while keys are already listened to, so that a key cuts it short."""
    digits: int = 1
    seconds: int = 6
    """How long silence may last after the words."""


@dataclass(frozen=True, slots=True)
class Connect:
    """Dial an office and join it with the caller."""

    choice: Choice
    own_id: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said and done next. With neither ``ask`` nor ``connect`` the call ends."""

    state: CallState
    say: tuple[Spoken, ...] = ()
    ask: Ask | None = None
    connect: Connect | None = None
    effects: tuple[Effect, ...] = ()
