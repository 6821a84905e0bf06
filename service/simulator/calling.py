"""Calls between people's phones and our number."""

from service.simulator.account import Account
from service.simulator.background import Background
from service.simulator.call import FINAL, Call, StatusCallback
from service.simulator.call_log import CallLog
from service.simulator.caller import Goto
from service.simulator.clock import Clock
from service.simulator.handset import Handset, HandsetRefused, Handsets
from service.simulator.hooks import Hooks
from service.simulator.ringing import CallRequest, Ringing
from service.simulator.sessions import Sessions
from service.simulator.sid import new_sid
from service.simulator.tally import Tally

NOTHING_SET = Goto("", document=b"<Response><Hangup/></Response>")
"""What a number without a voice webhook does."""


class Calling:
    """Starts calls in both directions, moves and ends them."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        handsets: Handsets,
        log: CallLog,
        hooks: Hooks,
        sessions: Sessions,
        ringing: Ringing,
        background: Background,
        tally: Tally,
    ) -> None:
        self._account = account
        self._clock = clock
        self._handsets = handsets
        self._log = log
        self._hooks = hooks
        self._sessions = sessions
        self._ringing = ringing
        self._background = background
        self._tally = tally

    def dial_in(self, handset: Handset) -> Call:
        """A person calls our number; raises HandsetRefused if the phone is in use."""
        if handset.busy:
            raise HandsetRefused("This phone is in a call already. Hang up first.")
        hooks = self._hooks.number
        call = self._new_call(self._account.number, handset.caller_id, "inbound")
        call.status = "ringing"
        call.verstat = "" if handset.anonymous else "TN-Validation-Passed-A"
        if hooks.status_callback:
            call.callback = StatusCallback(hooks.status_callback, hooks.status_callback_method)
        line = self._handsets.dial(handset, call.sid, self._account.number)
        session = self._sessions.open(call, line, handset.caller_id)
        session.fallback = hooks.voice_fallback_url
        session.fallback_method = hooks.voice_fallback_method
        start = Goto(hooks.voice_url, hooks.voice_method) if hooks.voice_url else NOTHING_SET
        self._background.start(self._sessions.run(session, start))
        return call

    def place(self, request: CallRequest) -> Call:
        """Queue a call to a person; it rings in the background."""
        call = self._new_call(request.to, request.sender, "outbound-api")
        call.callback = request.callback
        self._tally.call(request.to)
        self._background.start(self._ringing.run(call, request))
        return call

    def transfer(self, call: Call, goto: Goto) -> bool:
        """Move a running call to another document; False if it is not in progress."""
        session = self._sessions.find(call)
        if session is None or call.status != "in-progress":
            return False
        session.line.transfer(goto)
        return True

    def end(self, call: Call, status: str) -> bool:
        """Cancel a call that waits or rings, complete one that runs; False if neither fits."""
        running = call.status == "in-progress"
        if call.status in FINAL or (status == "canceled" and running):
            return False
        session = self._sessions.find(call)
        if session is not None:
            session.line.hang_up()
        if not running:
            self._log.advance(call, "canceled")
        return True

    def _new_call(self, to: str, sender: str, direction: str) -> Call:
        call = Call(new_sid("CA"), to, sender, direction, self._clock.now())
        self._log.calls.add(call)
        return call
