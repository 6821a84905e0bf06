"""What a webhook holds of the lines of offices."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.domain.call_effects import LegBegun
from service.domain.callflow import CallState, CallWorld, Happened, Turn, comes_to_a_senator
from service.domain.callflow_rules import advance
from service.domain.directory import Directory, Senator
from service.domain.line_news import LineNews, leg_name
from service.domain.records import Call
from service.domain.routing import LineView
from service.ports.lines import Lines


@dataclass
class LineHolds:
    """Taken before a turn is kept, and given back where it is not kept."""

    lines: Lines
    now: datetime
    draw: float
    """A chance from 0 to 1: one for a webhook, however often its work is begun anew."""
    view: LineView | None = None
    _taken: dict[str, str] = field(default_factory=dict)
    """The leg that holds each number."""

    def look(self, state: CallState, happened: Happened, directory: Directory) -> None:
        """Learn what is known of the lines of those whom a call is for, if its turn may need it."""
        if comes_to_a_senator(state, happened):
            senators = filter(None, map(directory.senator, state.targets))
            self.view = self.lines.look(_numbers(senators), self.now)

    def advance(
        self, call: Call, state: CallState, happened: Happened, world: CallWorld
    ) -> tuple[Turn, CallWorld]:
        """The turn, with the line held that it dials, and the world that it was decided in.

        Another call may have filled the line since: then the next office is chosen.
        """
        while True:
            turn = advance(state, happened, world)
            view, begun = world.lines, _begun(turn, world)
            if view is None or begun is None:
                return turn, world
            number = begun.choice.office.phone
            most = None if turn.state.insisted else view.capacity(number, world.now)
            if self._take(number, leg_name(call.id, begun.step), most):
                return turn, world
            world = replace(world, lines=replace(view, full=view.full | {number}))

    def _take(self, number: str, leg: str, most: int | None) -> bool:
        if not self.lines.reserve(number, leg, most, self.now):
            return False
        self._taken[number] = leg
        return True

    def give_back(self, *, but: LegBegun | None) -> None:
        """All but the one of the leg that was begun.

        None where none was: nothing was kept, or the call was over and dials nobody.
        """
        dialed = but.choice.office.phone if but else None
        for number, leg in self._taken.items():
            if number != dialed:
                self.lines.hear(LineNews(number, leg, self.now, None))


def _numbers(senators: Iterable[Senator]) -> Collection[str]:
    return {office.phone for senator in senators for office in senator.offices}


def _begun(turn: Turn, world: CallWorld) -> LegBegun | None:
    """The leg that begins with a turn; None where it began before, and this is a repeat."""
    begun = next((one for one in turn.effects if isinstance(one, LegBegun)), None)
    known = world.decided or {}
    return None if begun is None or known.get(begun.step) == begun.choice else begun
