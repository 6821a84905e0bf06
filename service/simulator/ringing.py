"""Calls from our number to a person: they wait their turn, ring, and are answered or not."""

from dataclasses import dataclass, field

from service.simulator.account import Account
from service.simulator.background import Background
from service.simulator.call import FINAL, Call, StatusCallback
from service.simulator.call_log import CallLog
from service.simulator.caller import Goto
from service.simulator.clock import Clock
from service.simulator.detection import LISTENS, Detection, announcement
from service.simulator.faults import Fault
from service.simulator.handset import Handsets
from service.simulator.limits import Limits, Pacer
from service.simulator.line import Line, Pickup
from service.simulator.session import Session
from service.simulator.sessions import Sessions
from service.simulator.webhook import Webhooks

SETUP_SECONDS = 0.5
MACHINE_RECORDS = 30.0
"""Seconds of call time until an answering machine has recorded enough and hangs up."""


@dataclass(frozen=True, slots=True)
class CallRequest:
    """A call that the application asked for."""

    to: str = field(repr=False)
    sender: str = field(repr=False)
    start: Goto
    callback: StatusCallback | None
    timeout: float
    fallback: str
    fallback_method: str
    detection: Detection | None


class Ringing:
    """Carries out calls that the application asked for."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        handsets: Handsets,
        log: CallLog,
        sessions: Sessions,
        webhooks: Webhooks,
        background: Background,
        limits: Limits,
    ) -> None:
        self._account = account
        self._clock = clock
        self._handsets = handsets
        self._log = log
        self._sessions = sessions
        self._webhooks = webhooks
        self._background = background
        self._limits = limits
        self._pacer = Pacer(clock)

    async def run(self, call: Call, request: CallRequest) -> None:
        """The whole call, from the queue to its end."""
        call.queued_for = self._pacer.join(1, self._limits.call_rate)
        await self._clock.sleep(call.queued_for + SETUP_SECONDS)
        self._log.advance(call, "initiated")
        handset = self._handsets.reachable(call.to)
        if handset is None or handset.busy or call.status in FINAL:
            self._log.advance(call, "failed" if handset is None else "busy")
            return
        line = self._handsets.ring(handset, call.sid, call.sender)
        session = self._sessions.open(call, line, call.to)
        session.fallback = request.fallback
        session.fallback_method = request.fallback_method
        self._log.advance(call, "ringing")
        pickup = await line.ring(request.timeout)
        if pickup in (Pickup.ANSWERED, Pickup.MACHINE):
            await self._converse(session, request, pickup)
        else:
            status = "busy" if pickup is Pickup.DECLINED else str(pickup)
            self._sessions.close(session, status)

    async def _converse(self, session: Session, request: CallRequest, pickup: Pickup) -> None:
        await session.answer()
        if pickup is Pickup.MACHINE:
            self._background.start(self._record(session.line))
        if request.detection is not None:
            await self._detect(session.call, request.detection, pickup)
        await self._sessions.run(session, request.start)

    async def _detect(self, call: Call, detection: Detection, pickup: Pickup) -> None:
        verdict = detection.verdict(pickup)
        if detection.background:
            self._background.start(self._announce(call, detection, verdict))
            return
        # Nothing is said meanwhile: that silence is the price of a sure first webhook.
        await self._clock.sleep(LISTENS[verdict])
        call.answered_by = verdict

    async def _announce(self, call: Call, detection: Detection, verdict: str) -> None:
        await self._clock.sleep(LISTENS[verdict])
        call.answered_by = verdict
        if not detection.url:
            return
        fields = announcement(self._account, call.sid, verdict)
        try:
            await self._webhooks.send(detection.url, detection.method, fields)
        except Fault as fault:
            self._handsets.show_fault(fault, call.to)

    async def _record(self, line: Line) -> None:
        await self._clock.sleep(MACHINE_RECORDS)
        line.hang_up()
