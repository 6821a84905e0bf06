"""A call status callback came in."""

from dataclasses import dataclass

from service.domain.knowledge import Knowledge
from service.domain.records import Call, CallStatus
from service.ports.archive import CampaignArchive
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.usecases.call_campaign import campaign_of
from service.usecases.follow_up import queue_follow_up
from service.usecases.retry import retry_once


@dataclass(frozen=True)
class CallReport:
    """What the carrier says of a call."""

    sid: str
    status: CallStatus
    sequence: int
    """Order of the report among those of this call; -1 where the carrier gave none."""
    seconds: int | None = None
    error_code: int | None = None


@dataclass(frozen=True)
class RecordCallStatus:
    """Moves a call forward. Reports may come twice, late or in any order."""

    store: Store
    clock: Clock
    knowledge: Knowledge
    archive: CampaignArchive

    def __call__(self, token: str, report: CallReport) -> None:
        """Record a report on the call that the token names, or else the sid. Raises StoreDown."""
        self.store.run(lambda tx: self._record(tx, token, report))

    def _record(self, tx: Transaction, token: str, report: CallReport) -> None:
        call = tx.calls.by_token(token) if token else tx.calls.by_sid(report.sid)
        if call is None or call.sid not in {None, report.sid} or _is_behind(call, report):
            return
        now = self.clock.now()
        tx.calls.move(
            call.id,
            report.status,
            now,
            sid=report.sid,
            seconds=report.seconds,
            sequence=max(report.sequence, call.sequence),
            error_code=report.error_code,
        )
        if report.status.over:
            self._wrap_up(tx, call)

    def _wrap_up(self, tx: Transaction, call: Call) -> None:
        """Whoever hung up while we were still talking gets the result all the same."""
        now = self.clock.now()
        tx.legs.close(call.id, now)
        campaign = campaign_of(call.campaign, call.revision, self.knowledge, self.archive)
        if call.supporter_id is not None and (tx.legs.of(call.id) or _promised_ring(tx, call)):
            queue_follow_up(tx, call, campaign, self.knowledge, None, now)
        retry_once(tx, call, campaign, self.knowledge.areas, now)


def _promised_ring(tx: Transaction, call: Call) -> bool:
    """Whether a ring was promised in it, which is confirmed by text."""
    if call.supporter_id is None or (call.rung and not call.confirmed):
        return False
    wait = tx.waits.of(call.supporter_id)
    return wait is not None and wait.promised_in == call.id


def _is_behind(call: Call, report: CallReport) -> bool:
    """Whether a report tells of a moment before the one the call stands at.

    The answer's webhook is often quicker than the report of the ringing before it.
    """
    if report.status.rank < call.status.rank:
        return True
    return report.sequence >= 0 and report.sequence <= call.sequence
