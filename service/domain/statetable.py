"""State machines as data: which rule answers which event at which stage, and where it may lead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Any, Generic, TypeVar

from service.domain.errors import PatchlineError

StageT = TypeVar("StageT", bound=StrEnum)
EventT = TypeVar("EventT", bound=StrEnum)
DecideT = TypeVar("DecideT", bound=Callable[..., object])


STAYS: frozenset[Any] = frozenset()
"""The ``to`` of a rule that never moves anyone."""


class TableFault(PatchlineError):
    """A transition table that leaves a stage and event without an answer, or gives it two."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[StageT, EventT, DecideT]):
    """At any of these stages, this event is answered by ``decide`` and leads to one of ``to``."""

    at: frozenset[StageT]
    on: EventT
    decide: DecideT
    to: frozenset[StageT]

    def may_lead(self, start: StageT, end: StageT) -> bool:
        """Whether the table allows this rule to go from one stage to the other."""
        return end in (self.to or {start})


def index(
    rules: Sequence[Rule[StageT, EventT, DecideT]], stages: type[StageT], events: type[EventT]
) -> Mapping[tuple[StageT, EventT], Rule[StageT, EventT, DecideT]]:
    """The rules by stage and event.

    Raises:
        TableFault: a pair has no rule or two, so a machine can never be left without an answer.
    """
    table: dict[tuple[StageT, EventT], Rule[StageT, EventT, DecideT]] = {}
    for rule in rules:
        for stage in rule.at:
            if (stage, rule.on) in table:
                raise TableFault(f"two rules for {rule.on} at {stage}: keep one")
            table[stage, rule.on] = rule
    missing = [pair for pair in product(stages, events) if pair not in table]
    if missing:
        raise TableFault(f"no rule for {missing}: add one to the table")
    return table


def mermaid(rules: Sequence[Rule[StageT, EventT, DecideT]]) -> str:
    """The table as a Mermaid state diagram, an arrow a pair of stages with all its events."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        for start in rule.at:
            for end in rule.to or {start}:
                arrows.setdefault((start, end), []).append(rule.on)
    lines = (
        f"    {start} --> {end}: {', '.join(sorted(set(events)))}"
        for (start, end), events in sorted(arrows.items())
    )
    return "\n".join(["stateDiagram-v2", *lines])
