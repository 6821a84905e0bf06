"""The Senate's telephone exchange: who answers which call."""

import random
from collections.abc import Mapping
from datetime import datetime

from service.domain.errors import PatchlineError
from service.simulator.conduct import OUTCOMES, Conduct, Outcome, conduct
from service.simulator.office import Office
from service.simulator.senate_model import Meets, senate_habits
from service.simulator.switchboard import Lines, Switchboard
from service.simulator.traffic import Traffic


class ExchangeRefused(PatchlineError):
    """What is to be decided about an office cannot be."""


class Exchange:
    """The lines of every office. Chance comes from ``dice`` only."""

    def __init__(self, offices: Mapping[str, Office], dice: random.Random) -> None:
        self.offices = offices
        self.overrides: dict[str, Outcome] = {}
        """What the next calls to a number come to, whatever the hour and the lines."""
        self._habits = senate_habits()
        self.traffic = Traffic(load=self._habits.ordinary_load)
        self._dice = dice
        # Each office has its own chance, so that one does not depend on who calls another.
        self._boards = {
            number: Switchboard(office, self._habits, random.Random(dice.random()))  # noqa: S311
            for number, office in offices.items()
        }

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
        """Take a call that arrives now; unless all are taken it holds a line until ``release``."""
        forced = self.overrides.get(office.number)
        board = self._boards[office.number]
        board.look(now, self.traffic)
        rejected = forced in (Outcome.BUSY, Outcome.FAILED)
        holds = Meets.BUSY if rejected else board.take()
        return conduct(forced or OUTCOMES[holds], holds, office, self._habits, self._dice)

    def release(self, office: Office, ended: Conduct, message: bool) -> None:
        """That call is over; ``message``: something was said after the tone."""
        self._boards[office.number].leave(ended.holds, message)

    def lines(self, office: Office, now: datetime) -> Lines:
        """How the lines of an office stand now."""
        return self._boards[office.number].look(now, self.traffic)

    def beside(self, number: str) -> list[Office]:
        """All offices of the senators whom this number reaches; none if it is no office's."""
        if number not in self.offices:
            return []
        senators = set(self.offices[number].senators)
        return [each for each in self.offices.values() if senators.intersection(each.senators)]
