"""The calls that are running."""

from service.simulator.call import Call
from service.simulator.call_log import CallLog
from service.simulator.caller import Goto
from service.simulator.clock import Clock
from service.simulator.dialing import Dialing
from service.simulator.line import Line
from service.simulator.session import Session
from service.simulator.texting import Texting
from service.simulator.webhook import Webhooks


class Sessions:
    """Opens sessions and finds them again by CallSid for as long as they run."""

    def __init__(
        self,
        clock: Clock,
        log: CallLog,
        texting: Texting,
        dialing: Dialing,
        webhooks: Webhooks,
    ) -> None:
        self._clock = clock
        self._log = log
        self._texting = texting
        self._dialing = dialing
        self._webhooks = webhooks
        self._running: dict[str, Session] = {}

    def open(self, call: Call, line: Line, person: str) -> Session:
        """A session for a person's line; it must be run or closed."""
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
        self._running[call.sid] = session
        return session

    def find(self, call: Call) -> Session | None:
        """The session of a call, if it rings or runs."""
        return self._running.get(call.sid)

    async def run(self, session: Session, start: Goto) -> None:
        """The whole conversation from its first document."""
        try:
            await session.run(start)
        finally:
            self._running.pop(session.call.sid, None)

    def close(self, session: Session, status: str) -> None:
        """End a call that did not come to a conversation."""
        session.close(status)
        self._running.pop(session.call.sid, None)
