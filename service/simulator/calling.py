"""Calls between people's phones and our number."""

from dataclasses import dataclass, field

from service.simulator.account import Account
from service.simulator.background import Background
from service.simulator.call import FINAL, Call, StatusCallback
from service.simulator.call_log import CallLog
from service.simulator.caller import Goto
from service.simulator.clock import Clock
from service.simulator.dialing import Dialing
from service.simulator.handset import Handset, HandsetRefused, Handsets
from service.simulator.line import Line, Pickup
from service.simulator.session import Session
from service.simulator.sid import new_sid
from service.simulator.texting import Texting
from service.simulator.webhook import Webhooks

SETUP_SECONDS = 0.5
MACHINE_RECORDS = 30.0
"""Seconds of call time until an answering machine has recorded enough and hangs up."""


@dataclass(frozen=True, slots=True)
class CallRequest:
    """A call that the application asked for."""

    to: str = field(repr=False)
    start: Goto
    callback: StatusCallback | None
    timeout: float
    fallback: str
    detect_machine: bool


class Calling:
    """Starts calls in both directions and keeps those that run."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        handsets: Handsets,
        log: CallLog,
        texting: Texting,
        dialing: Dialing,
        webhooks: Webhooks,
        background: Background,
    ) -> None:
        self._account = account
        self._clock = clock
        self._handsets = handsets
        self._log = log
        self._texting = texting
        self._dialing = dialing
        self._webhooks = webhooks
        self._background = background
        self._sessions: dict[str, Session] = {}

    def dial_in(self, handset: Handset) -> Call:
        """A person calls our number; raises HandsetRefused if the phone is in use."""
        if handset.busy:
            raise HandsetRefused("This phone is in a call already. Hang up first.")
        call = self._new_call(self._account.number, handset.caller_id, "inbound")
        call.status = "ringing"
        call.verstat = "" if handset.anonymous else "TN-Validation-Passed-A"
        call.callback = StatusCallback(self._account.hook("/twilio/status/call"))
        line = self._handsets.dial(handset, call.sid, self._account.number)
        session = self._session(call, line, handset.caller_id)
        start = Goto(self._account.hook("/twilio/voice"))
        self._background.start(self._receive(session, start))
        return call

    def place(self, request: CallRequest) -> Call:
        """Queue a call to a person; it rings in the background."""
        call = self._new_call(request.to, self._account.number, "outbound-api")
        call.callback = request.callback
        self._background.start(self._ring(call, request))
        return call

    def transfer(self, call: Call, goto: Goto) -> bool:
        """Move a running call to another document; False if it is not in progress."""
        session = self._sessions.get(call.sid)
        if session is None or call.status != "in-progress":
            return False
        session.line.transfer(goto)
        return True

    def end(self, call: Call, status: str) -> bool:
        """Cancel a call that waits or rings, complete one that runs; False if neither fits."""
        running = call.status == "in-progress"
        if call.status in FINAL or (status == "canceled" and running):
            return False
        session = self._sessions.get(call.sid)
        if session is not None:
            session.line.hang_up()
        if not running:
            self._log.advance(call, "canceled")
        return True

    def _new_call(self, to: str, sender: str, direction: str) -> Call:
        call = Call(new_sid("CA"), to, sender, direction, self._clock.now())
        self._log.calls.add(call)
        return call

    def _session(self, call: Call, line: Line, person: str) -> Session:
        session = Session(
            call=call,
            line=line,
            person=person,
            log=self._log,
            clock=self._clock,
            webhooks=self._webhooks,
            texting=self._texting,
            dialing=self._dialing,
        )
        self._sessions[call.sid] = session
        return session

    async def _receive(self, session: Session, start: Goto) -> None:
        try:
            await session.run(start)
        finally:
            self._sessions.pop(session.call.sid, None)

    async def _ring(self, call: Call, request: CallRequest) -> None:
        await self._clock.sleep(SETUP_SECONDS)
        self._log.advance(call, "initiated")
        handset = self._handsets.by_number(call.to)
        if handset is None or handset.busy or call.status in FINAL:
            self._log.advance(call, "failed" if handset is None else "busy")
            return
        line = self._handsets.ring(handset, call.sid, call.sender)
        session = self._session(call, line, call.to)
        session.fallback = request.fallback
        self._log.advance(call, "ringing")
        pickup = await line.ring(request.timeout)
        if pickup in (Pickup.ANSWERED, Pickup.MACHINE):
            await self._converse(session, request, pickup)
        else:
            session.close("busy" if pickup is Pickup.DECLINED else str(pickup))
            self._sessions.pop(call.sid, None)

    async def _converse(self, session: Session, request: CallRequest, pickup: Pickup) -> None:
        if request.detect_machine:
            machine = pickup is Pickup.MACHINE
            session.call.answered_by = "machine_start" if machine else "human"
        await session.answer()
        if pickup is Pickup.MACHINE:
            self._background.start(self._record(session.line))
        await self._receive(session, request.start)

    async def _record(self, line: Line) -> None:
        await self._clock.sleep(MACHINE_RECORDS)
        line.hang_up()
