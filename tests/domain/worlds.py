"""Worlds for the two machines: what ships with the product, and small Senates made up on the spot.

Also a texter and a caller, who play a conversation or a call as the stores would see it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from service.adapters.campaign_files import load_campaigns
from service.adapters.senate_files import shipped_senate
from service.adapters.word_files import load_words
from service.adapters.zip_table import FlatZipTable, load_zip_table
from service.domain import callflow_rules
from service.domain.call_effects import Decided
from service.domain.callflow import At, CallState, CallWorld, Happened, Sign, Spoken, Turn
from service.domain.campaign import Campaigns
from service.domain.consent import Standing, Standings
from service.domain.conversation import Conversation, Step, World
from service.domain.conversation_rules import respond
from service.domain.directory import Directory, Office, OfficeKind, Senator
from service.domain.hearing import hear
from service.domain.leg_result import DialResult
from service.domain.office_hours import HoursRule, by_weight, weekdays
from service.domain.outlook import Outlook
from service.domain.routing import Choice
from service.domain.whereabouts import Whereabouts
from service.domain.words import Phrasebook

NUMBER = "(802) 555-0123"
ORG = "Neighbors United"
CONTACT = "hello@neighbors.example"
TERMS = "https://neighbors.example/terms"
AGREED = Standings(replies=Standing.AGREED)
"""Of somebody who has asked us for something before."""

WEEKDAY = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
"""A Tuesday, 11:00 Eastern and 8:00 Pacific."""
OUTLOOK = Outlook(WEEKDAY, Whereabouts(("America/New_York",), "VT"))
"""Of somebody in Vermont then, who waits for nothing."""
AFTERNOON = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
"""15:00 Eastern that day, and working hours as far as Alaska."""
NIGHT = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
"""1:00 Eastern on a Wednesday; in Alaska still Tuesday evening."""
SATURDAY = datetime(2026, 11, 28, 16, 0, tzinfo=UTC)


@cache
def campaigns() -> Campaigns:
    """The campaigns that ship."""
    return load_campaigns(Path(__file__).parents[2] / "campaigns")


@cache
def phrasebook() -> Phrasebook:
    """The words that ship."""
    return load_words()


@cache
def senate() -> Directory:
    """The directory that ships."""
    return shipped_senate()


@cache
def zips() -> FlatZipTable:
    """The ZIP table that ships."""
    return load_zip_table()


def text_world(**changes: Any) -> World:
    """What a text finds: a quiet line, no hint given lately."""
    world = World(
        campaigns(),
        phrasebook(),
        senate(),
        zips(),
        org=ORG,
        contact=CONTACT,
        number=NUMBER,
        terms=TERMS,
        outlook=OUTLOOK,
    )
    return replace(world, **changes)


def call_world(**changes: Any) -> CallWorld:
    """What a call finds: a weekday morning and a caller who reached nobody yet."""
    world = CallWorld(
        campaigns().default, phrasebook(), senate(), zips(), org=ORG, now=WEEKDAY, decided={}
    )
    return replace(world, **changes)


def dial_in(**changes: Any) -> CallState:
    """A call that somebody made to us."""
    campaign = campaigns().default
    return replace(
        CallState(At.LANGUAGE, campaign.slug, campaign.revision, int(WEEKDAY.timestamp())),
        **changes,
    )


def ring_back(state: str = "VT", **changes: Any) -> CallState:
    """A call that we placed because somebody texted CALL."""
    return dial_in(**{"at": At.CONFIRM, "rung": True, "state": state, "texts": True, **changes})


def office(
    name: str, phone: str = "", zone: str = "America/New_York", rules: Sequence[HoursRule] = ()
) -> Office:
    """``dc`` is the Washington office, any other name a state office in that city."""
    kind = OfficeKind.DC if name.endswith("dc") else OfficeKind.STATE
    city = "Washington" if kind is OfficeKind.DC else name.title()
    usual = weekdays(time(9), time(18 if kind is OfficeKind.DC else 17))
    number = phone or f"+1802555{sum(map(ord, name)):04d}"
    return Office(name, kind, city, number, zone, by_weight((usual, *rules)))


def senator(bioguide: str, seat: int, *offices: Office, state: str = "VT") -> Senator:
    """A senator called after their Bioguide id."""
    return Senator(
        bioguide, "Ann", bioguide, f"Ann {bioguide}", "Independent", state, seat,
        date(2031, 1, 3), frozenset(), offices,
    )  # fmt: skip


def directory_of(*senators: Senator) -> Directory:
    """A Senate of only these."""
    return Directory(date(2026, 11, 1), senators)


def words_of(spoken: Sequence[Spoken]) -> str:
    """What somebody hears, in one line."""
    return " ".join(each.words for each in spoken)


def advance(conversation: Conversation, body: str, world: World) -> Step:
    """The step that a text leads to."""
    heard = hear(body, conversation, world.campaigns, world.phrasebook)
    return respond(conversation, heard, world)


class Texter:
    """A person who texts, one text after the other."""

    def __init__(self, world: World | None = None, conversation: Conversation | None = None):
        self.world = world or text_world()
        self.conversation = conversation or Conversation()
        self.step = Step(self.conversation)

    def send(self, body: str, **world: Any) -> str | None:
        """The reply. What is passed changes the world for this text and all that follow."""
        self.world = replace(self.world, **world)
        self.step = advance(self.conversation, body, self.world)
        self.conversation = self.step.conversation
        return self.step.reply

    def sends(self, *bodies: str) -> str:
        """The reply to the last of them. Fails if there is none."""
        for body in bodies:
            self.send(body)
        assert self.step.reply is not None
        return self.step.reply


class Caller:
    """A person on the phone with us, key by key. Decisions are kept as a store keeps them."""

    def __init__(self, state: CallState, world: CallWorld | None = None):
        self.world = world or call_world()
        self.decided: dict[int, Choice | None] = {}
        state = replace(state, begun=int(self.world.now.timestamp()))
        self.turn = callflow_rules.begin(state, self.world)

    @property
    def at(self) -> At:
        """Where the call stands."""
        return self.turn.state.at

    @property
    def heard(self) -> str:
        """All that is said in this turn, question included."""
        return words_of((*self.turn.say, *(self.turn.ask.say if self.turn.ask else ())))

    @property
    def dialed(self) -> str | None:
        """Id of the office that this turn dials."""
        return self.turn.connect.choice.office.id if self.turn.connect else None

    def happens(self, happened: Happened, **world: Any) -> Turn:
        """The next turn. What is passed changes the world from here on."""
        self.world = replace(self.world, **world, decided=self.decided)
        self.turn = callflow_rules.advance(self.turn.state, happened, self.world)
        for effect in self.turn.effects:
            if isinstance(effect, Decided):
                self.decided.setdefault(effect.step, effect.choice)
        return self.turn

    def press(self, *keys: str, **world: Any) -> str:
        """Answer one question after the other by key; returns what is said last."""
        for each in keys:
            self.happens(Happened(Sign.KEYS, keys=each), **world)
        return self.heard

    def wait(self, times: int = 1, **world: Any) -> str:
        """Press nothing until the words and the patience have run out."""
        for _ in range(times):
            self.happens(Happened(Sign.SILENCE), **world)
        return self.heard

    def leg(self, status: str, seconds: int = 0, **world: Any) -> str:
        """The carrier reports how a leg ended."""
        ended = Happened(Sign.DIALED, dial_status=DialResult(status), seconds=seconds)
        self.happens(ended, **world)
        return self.heard

    def hang_up(self, status: str = "") -> Turn:
        """The caller is gone; ``status`` is the leg's, where one was under way."""
        result = DialResult(status) if status else None
        return self.happens(Happened(Sign.HANGUP, dial_status=result))
