"""The phones of the sampled offices on one day, and when their lines are down."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.surge.arrivals import opens_at
from benchmarks.surge.parameters import Surge
from service.domain.directory import Office, Senator
from service.simulator.senate_model import PhoneModel, SenateHabits, phone_model


@dataclass(frozen=True, slots=True)
class Outage:
    """An hour in which a number rings and nothing answers. Seconds since 1970."""

    number: str
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Exchange:
    """All phones by number, with the first office that has each."""

    phones: dict[str, PhoneModel]
    offices: dict[str, Office]
    outages: tuple[Outage, ...]

    def sized(self) -> dict[str, tuple[Office, int]]:
        """Each office by number, with how many people answer there."""
        return {
            number: (self.offices[number], self.phones[number].people) for number in self.phones
        }


def exchange(surge: Surge, habits: SenateHabits, senators: Sequence[Senator]) -> Exchange:
    """The same phones and outages for every run of a day, idle and with empty mailboxes."""
    phones: dict[str, PhoneModel] = {}
    offices: dict[str, Office] = {}
    outages: list[Outage] = []
    for office in (office for senator in senators for office in senator.offices):
        if office.phone in phones:
            continue
        dice = random.Random(f"{surge.seed} {office.id}")
        phones[office.phone] = phone_model(habits, office.kind == "dc", dice)
        offices[office.phone] = office
        if dice.random() < habits.outage_share:
            last = len(surge.hours) * 3600 - habits.outage
            begins = opens_at(surge, office.time_zone) + dice.uniform(0, last)
            outages.append(Outage(office.phone, begins, begins + habits.outage))
    return Exchange(phones, offices, tuple(outages))
