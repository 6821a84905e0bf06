"""What calls have taught us about one office number: who answers, how much it takes, its mailbox.

Advice only. Weights are halved as time goes by, so that a number which went bad is tried again and
one which came back is noticed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

_HALF_LIFE = timedelta(minutes=20)
"""In which what was heard of answers and refusals loses half its weight."""
_MAILBOX_HALF_LIFE = timedelta(hours=3)
"""The same for a full mailbox, which stays so until somebody has listened to it."""
_MOST_WEIGHT = 40.0
_WIDE = 8.0
"""More lines than an office has: from here the room shrinks as busy signals are heard."""
_SHRINKS, _GROWS = 0.5, 0.1
_EVEN_SECONDS = 60.0
"""An answered leg of this length says nothing: a message and a quick talk both last a minute."""
_SURE_SECONDS = 30.0
"""So much longer it was rather a person, so much shorter rather a menu or a full mailbox."""
_RATHER = 0.3
"""What such a guess weighs beside the caller's own word."""
_FULL = 1.5
"""Weight of callers whom neither person nor mailbox served, from which on a mailbox seems full."""
_NEWS = 0.8
"""Weight of calls that are worth telling of."""
NO_NEWS = "no late news of it"


class LineSign(StrEnum):
    """What taught us something about a number: the carrier's word on a leg, or the caller's."""

    BUSY = "busy"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    ANSWERED = "answered"
    """Somebody or something picked up; the leg's seconds go with it."""
    SPOKE = "spoke"
    MESSAGE = "message"
    NOT_THROUGH = "not_through"
    """Something picked up, but nobody to speak to and no way to leave a message."""


_REFUSALS = frozenset({LineSign.BUSY, LineSign.NO_ANSWER, LineSign.FAILED})


@dataclass(frozen=True, slots=True)
class LineState:
    """One number, as of the last news of it. Weights are never negative."""

    at: datetime
    """Moment of the last news."""
    reached: float = 0.0
    """Weight of answered calls that came to a person."""
    missed: float = 0.0
    """Weight of answered calls that came to a menu or a mailbox."""
    answered: float = 0.0
    """Weight of calls that somebody or something picked up."""
    refused: float = 0.0
    """Weight of calls that were busy, rang on or failed."""
    room: float | None = None
    """How many of our calls it seems to take at once, at least 1; None until it refused one."""
    refused_at: datetime | None = None
    """When it last was busy or did not answer, unless a call was answered since."""
    unserved: float = 0.0
    """Weight of calls that met neither a person nor a mailbox with space."""

    def after(self, sign: LineSign, seconds: float, ours: int, now: datetime) -> "LineState":
        """What is known once this has been heard. Never raises, whatever the order of news.

        ``seconds``: of the leg, for ANSWERED. ``ours``: calls of ours in flight to the number then,
        this one included. A state from the future counts as one of now.
        """
        known = self.faded(now)
        ours = max(1, ours)
        if sign in _REFUSALS:
            return known._turned_down(sign, ours)
        match sign:
            case LineSign.ANSWERED:
                return known._picked_up(seconds, ours)
            case LineSign.SPOKE:
                return replace(known, reached=_more(known.reached, 1))
            case LineSign.MESSAGE:
                return replace(known, missed=_more(known.missed, 1), unserved=0.0)
            case _:
                missed, unserved = _more(known.missed, 1), _more(known.unserved, 1)
                return replace(known, missed=missed, unserved=unserved)

    def faded(self, now: datetime) -> "LineState":
        """The same as it is worth at ``now``; never more than before."""
        age = max(timedelta(0), now - self.at)
        kept, kept_mailbox = 0.5 ** (age / _HALF_LIFE), 0.5 ** (age / _MAILBOX_HALF_LIFE)
        return LineState(  # ten times faster than replace(), and done for each office of a choice
            now,
            self.reached * kept,
            self.missed * kept,
            self.answered * kept,
            self.refused * kept,
            None if self.room is None else _WIDE - (_WIDE - self.room) * kept,
            min(self.refused_at, now) if self.refused_at else None,
            self.unserved * kept_mailbox,
        )

    def mailbox_full(self, now: datetime) -> bool:
        """Whether whoever meets no person there seems unable to leave a message either."""
        return self.faded(now).unserved >= _FULL

    @property
    def is_news(self) -> bool:
        """Whether it rests on calls of late."""
        return self.answered + self.refused >= _NEWS

    def told(self) -> str:
        """What is known of it, in words for whoever asks why it was dialed."""
        if not self.is_news:
            return NO_NEWS
        calls, words = self.answered + self.refused, self.reached + self.missed
        picked_up = f"{self.answered / calls:.0%} of late calls were answered"
        return (
            f"{picked_up}, {self.reached / words:.0%} by a person" if words >= _NEWS else picked_up
        )

    def as_json(self) -> dict[str, float | None]:
        """Plain numbers; times in seconds since 1970."""
        return {
            "at": self.at.timestamp(),
            "reached": self.reached,
            "missed": self.missed,
            "answered": self.answered,
            "refused": self.refused,
            "room": self.room,
            "refused_at": self.refused_at.timestamp() if self.refused_at else None,
            "unserved": self.unserved,
        }

    def _turned_down(self, sign: LineSign, ours: int) -> Self:
        """So many of ours did not fit: others call it too, or its lines are down."""
        known = _WIDE if self.room is None else self.room
        return replace(
            self,
            refused=_more(self.refused, 1),
            room=max(1.0, known + _SHRINKS * (min(known, ours - 1) - known)),
            refused_at=self.at,
        )

    def _picked_up(self, seconds: float, ours: int) -> Self:
        room = self.room
        if room is not None:
            room = min(_WIDE, max(room, ours) + (_GROWS if ours >= room - 1 else 0))
        talked = max(-1.0, min(1.0, (seconds - _EVEN_SECONDS) / _SURE_SECONDS))
        return replace(
            self,
            reached=_more(self.reached, _RATHER * max(0.0, talked)),
            missed=_more(self.missed, _RATHER * max(0.0, -talked)),
            answered=_more(self.answered, 1),
            room=room,
            refused_at=None,
        )


def line_from_json(kept: Mapping[str, float | None]) -> LineState | None:
    """Read what ``as_json`` wrote; None for anything else, as advice may be dropped."""
    try:
        refused, room = kept["refused_at"], kept["room"]
        return LineState(
            at=_moment(kept["at"]),
            reached=_weight(kept["reached"]),
            missed=_weight(kept["missed"]),
            answered=_weight(kept["answered"]),
            refused=_weight(kept["refused"]),
            room=None if room is None else min(_WIDE, max(1.0, float(room))),
            refused_at=None if refused is None else _moment(refused),
            unserved=_weight(kept["unserved"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def _more(weight: float, by: float) -> float:
    return min(_MOST_WEIGHT, weight + by)


def _weight(kept: float | None) -> float:
    weight = float(kept or 0)
    if not 0 <= weight <= _MOST_WEIGHT:  # NaN too
        raise ValueError("no weight")
    return weight


def _moment(kept: float | None) -> datetime:
    return datetime.fromtimestamp(float(kept or 0), UTC)
