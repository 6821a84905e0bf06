"""Stops in SQL beside those that are kept outside it: the newest word wins."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from service.adapters.sql.tables import CONSENT_EVENTS, CONSENT_EVIDENCE, SUPPRESSIONS
from service.domain.consent import ConsentKind
from service.domain.suppression import Suppression
from service.ports.suppressions import Suppressions

_STOP = SUPPRESSIONS.c


class SqlSuppressions:
    """Implements ``ports.suppressions.SuppressionTable``."""

    def __init__(self, connection: Connection) -> None:
        """Work inside this connection's transaction."""
        self._connection = connection

    def gather(self, known: Suppressions) -> dict[bytes, Suppression]:
        """Those of the table; of the others, whether their owner came back."""
        stops = self._held()
        gone = {hashed: stop for hashed, stop in known.items() if hashed not in stops}
        if any(stop.lifted_at is None for stop in gone.values()):
            back = self._returned()
            gone = {hashed: _lifted(stop, back.get(hashed)) for hashed, stop in gone.items()}
        return stops | gone

    def put_back(self, stops: Suppressions) -> None:
        """Bring the table up to date with these, and with the ledger."""
        held = self._held()
        for hashed, stop in stops.items():
            if stop.lifted_at:
                self._lift(hashed, stop.lifted_at)
            elif hashed not in held:
                row = {"phone_hash": hashed, "since": stop.since, "by_carrier": stop.by_carrier}
                self._connection.execute(insert(SUPPRESSIONS), row)
            elif held[hashed].since < stop.since:
                newer = update(SUPPRESSIONS).where(_STOP.phone_hash == hashed)
                self._connection.execute(newer.values(since=stop.since))
        for hashed, at in self._returned().items():
            self._lift(hashed, at)

    def _held(self) -> dict[bytes, Suppression]:
        rows = self._connection.execute(select(SUPPRESSIONS))
        return {row.phone_hash: Suppression(row.since, row.by_carrier) for row in rows}

    def _lift(self, hashed: bytes, at: datetime) -> None:
        """Whoever was back then holds no stop of before."""
        self._connection.execute(
            delete(SUPPRESSIONS).where(_STOP.phone_hash == hashed, _STOP.since < at)
        )

    def _returned(self) -> dict[bytes, datetime]:
        """Who came back, and when last."""
        event, evidence = CONSENT_EVENTS.c, CONSENT_EVIDENCE.c
        returns = (
            select(evidence.person_hash, func.max(event.at))
            .join_from(CONSENT_EVIDENCE, CONSENT_EVENTS, event.id == evidence.event_id)
            .where(event.kind == ConsentKind.RESTARTED, evidence.person_hash.is_not(None))
            .group_by(evidence.person_hash)
        )
        return {row[0]: row[1] for row in self._connection.execute(returns)}


def _lifted(stop: Suppression, back_at: datetime | None) -> Suppression:
    if stop.lifted_at is None and back_at is not None and back_at > stop.since:
        return replace(stop, lifted_at=back_at)
    return stop
