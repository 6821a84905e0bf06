"""The world as a text finds it: what a decision about it may look at."""

from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.conversation import Line, Stage, World
from service.domain.heard import Heard, Kind
from service.domain.knowledge import Knowledge
from service.domain.limits import HOUR, RINGS_PER_HOUR
from service.domain.phone import Phone, display
from service.domain.records import Supporter
from service.ports.store import Transaction
from service.usecases.outlook import ASKS_OUTLOOK, outlook_of
from service.usecases.texter import had_alerts


@dataclass(frozen=True)
class Surroundings:
    """Looks up what a text asks for, and no more: each look costs a query."""

    knowledge: Knowledge
    call_rate: float
    """Calls we may place a second."""
    number: str | None
    """The number to dial, E.164; None: the one that was texted."""

    def plain(self, to: str, *, hint_due: bool, carrier_answered: bool) -> World:
        """What is the same for everybody who texts ``to``."""
        known = self.knowledge
        return World(
            campaigns=known.campaigns,
            phrasebook=known.phrasebook,
            directory=known.directory,
            zips=known.zips,
            org=known.org,
            contact=known.contact,
            number=display(self.number or to),
            terms=known.terms,
            hint_due=hint_due,
            carrier_answered=carrier_answered,
        )

    def of(
        self,
        tx: Transaction,
        world: World,
        supporter: Supporter,
        heard: Heard,
        sender: Phone,
        now: datetime,
        said: datetime | None,
    ) -> World:
        """The same with what there is of the sender; ``said``: when, if it reached us late."""
        world = replace(world, held=_held(supporter, said))
        if heard.kind in {Kind.CALL, *ASKS_OUTLOOK}:  # nothing else asks how long the line is
            world = replace(world, line=self._line(tx, supporter, sender, now))
        if heard.kind in ASKS_OUTLOOK:
            outlook = outlook_of(tx, supporter, self.knowledge.areas, now)
            world = replace(world, outlook=outlook)
        if heard.kind is Kind.START and supporter.conversation.stage is Stage.STOPPED:
            world = replace(world, had_alerts=had_alerts(tx, sender.e164))
        if said:
            stopped_at = tx.supporters.stopped_at(sender.e164)
            world = replace(world, stop_stands=stopped_at is not None and stopped_at >= said)
        return world

    def _line(self, tx: Transaction, supporter: Supporter, sender: Phone, now: datetime) -> Line:
        hour_ago = now - HOUR
        return Line(
            wait_seconds=tx.rings.waiting(now) / self.call_rate,
            already_in=tx.rings.under_way(supporter.e164, hour_ago, now),
            rings_left=tx.allowances.rings(supporter.e164, hour_ago) < RINGS_PER_HOUR,
            ringable=sender.ringable,
            halted=tx.halts.standing(now) is not None,
        )


def _held(supporter: Supporter, said: datetime | None) -> bool:
    """Whether they are held by what they said before this text."""
    since = supporter.held_at
    return since is not None and (said is None or said > since)
