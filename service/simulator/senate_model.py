"""A Senate office as a model: lines, people, a mailbox that fills, hours when nothing answers.

It has no clock and no dice of its own, so that a day can be run through in seconds or lived through
on a handset. Figures come from ``senate_model.toml``.
"""

import random
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any


class Meets(StrEnum):
    """What a call that comes in meets."""

    PERSON = "person"
    MAILBOX = "mailbox"
    FULL = "full"
    """The greeting of a mailbox that takes no more."""
    BUSY = "busy"
    SILENCE = "silence"
    """It rings and nothing answers."""


@dataclass(frozen=True, slots=True)
class OfficeHabits:
    """What offices of one kind have."""

    lines: tuple[int, ...]
    """An office has one of these, by chance."""
    silent_lines: int
    outside_load: float
    """Calls of others on an ordinary day, as a share of those that the staff could answer."""
    surge_load: float
    """How much that grows for each further multiple of Washington's calls."""


@dataclass(frozen=True, slots=True)
class SenateHabits:
    """The figures of the model; all times in seconds."""

    dc: OfficeHabits
    state: OfficeHabits
    talk: float
    talk_shape: float
    answer: float
    mailbox: float
    message: float
    full: float
    busy: float
    no_answer: float
    mailbox_holds: int
    leaves_message: float
    """The share of outside callers who speak after the tone."""
    outage_share: float
    outage: float

    @property
    def ordinary_load(self) -> float:
        """Calls of others to Washington on an ordinary day, as a share of what its staff answer."""
        return self.dc.outside_load

    def outside_calls(self, is_dc: bool, people: int, load: float) -> float:
        """Calls of others a second to an office with so many people; ``load``: as in Washington."""
        kind = self.dc if is_dc else self.state
        ordinary = min(1.0, load / self.ordinary_load) * kind.outside_load
        surge = max(0.0, load - self.ordinary_load) * kind.surge_load
        return (ordinary + surge) * people / self.talk

    def talk_seconds(self, dice: random.Random) -> float:
        """How long one conversation lasts."""
        return dice.gammavariate(self.talk_shape, self.talk / self.talk_shape)

    def line_seconds(self, meets: Meets, talk: float) -> float:
        """How long a call holds its line; ``talk``: how long it would talk to a person."""
        match meets:
            case Meets.PERSON:
                return self.answer + talk
            case Meets.MAILBOX:
                return self.mailbox + self.message
            case Meets.FULL:
                return self.mailbox + self.full
            case Meets.SILENCE:
                return self.no_answer
            case Meets.BUSY:
                return self.busy


class PhoneModel:
    """The phone of one office, or of two that share it."""

    def __init__(self, lines: int, people: int, mailbox_holds: int) -> None:
        self.lines = lines
        self.people = people
        self.messages = 0
        self.down = False
        self._holds = mailbox_holds
        self._taken = self._talking = 0

    @property
    def taken(self) -> int:
        """How many lines are in use."""
        return self._taken

    @property
    def answerable(self) -> int:
        """How many more calls would come to a person."""
        return 0 if self.down else min(self.lines - self._taken, self.people - self._talking)

    @property
    def records(self) -> bool:
        """Whether the next call would come to a mailbox with space."""
        free = not self.down and self._taken < self.lines and self._talking >= self.people
        return free and self.messages < self._holds

    def arrive(self) -> Meets:
        """A call comes in; unless it is BUSY it holds a line until ``leave``."""
        if self._taken >= self.lines:
            return Meets.BUSY
        self._taken += 1
        if self.down:
            return Meets.SILENCE
        if self._talking < self.people:
            self._talking += 1
            return Meets.PERSON
        return Meets.MAILBOX if self.messages < self._holds else Meets.FULL

    def leave(self, meets: Meets, message: bool = False) -> None:
        """The call that met this hangs up, perhaps after a ``message``."""
        if meets is Meets.BUSY:
            return
        self._taken -= 1
        self._talking -= meets is Meets.PERSON
        self.messages += message


def phone_model(habits: SenateHabits, is_dc: bool, dice: random.Random) -> PhoneModel:
    """The phone of an office that is as large as chance has it."""
    kind = habits.dc if is_dc else habits.state
    lines = dice.choice(kind.lines)
    return PhoneModel(lines, max(1, lines - kind.silent_lines), habits.mailbox_holds)


def senate_habits() -> SenateHabits:
    """The figures that ship."""
    read = tomllib.loads(files(__package__).joinpath("senate_model.toml").read_text("utf-8"))
    calls, outages = read["calls"], read["outages"]
    return SenateHabits(
        dc=_office(read["dc"]),
        state=_office(read["state"]),
        talk=calls["talk_seconds"],
        talk_shape=calls["talk_shape"],
        answer=calls["answer_seconds"],
        mailbox=calls["mailbox_seconds"],
        message=calls["message_seconds"],
        full=calls["full_seconds"],
        busy=calls["busy_seconds"],
        no_answer=calls["no_answer_seconds"],
        mailbox_holds=read["mailbox"]["holds"],
        leaves_message=read["mailbox"]["leaves_message"],
        outage_share=outages["share"],
        outage=outages["seconds"],
    )


def _office(read: dict[str, Any]) -> OfficeHabits:
    lines, silent = tuple(read["lines"]), read["silent_lines"]
    return OfficeHabits(lines, silent, read["outside_load"], read["surge_load"])
