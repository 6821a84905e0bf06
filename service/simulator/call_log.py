"""Every call and how far it got, told to whoever subscribed."""

from service.simulator.account import Account
from service.simulator.background import Background
from service.simulator.call import EVENT_OF, Call
from service.simulator.clock import Clock
from service.simulator.events import EventLog
from service.simulator.faults import Fault
from service.simulator.handset import Handsets
from service.simulator.store import Store
from service.simulator.webhook import Webhooks


class CallLog:
    """Keeps calls and sends their status callbacks."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        handsets: Handsets,
        events: EventLog,
        webhooks: Webhooks,
        background: Background,
    ) -> None:
        self.calls: Store[Call] = Store()
        self._account = account
        self._clock = clock
        self._handsets = handsets
        self._events = events
        self._webhooks = webhooks
        self._background = background

    def advance(self, call: Call, status: str) -> None:
        """Move a call on; a callback goes out in the background if its event is subscribed."""
        now = self._clock.now()
        if not call.advance(status, now) or call.callback is None:
            return
        if EVENT_OF[status] in call.callback.events:
            call.sequence += 1
            fields = call.progress(self._account, now) | self.geography(call)
            self._background.start(self._report(call, fields))

    def fields(self, call: Call, status: str) -> dict[str, str]:
        """What every voice webhook tells about the call."""
        return call.fields(self._account, status) | self.geography(call)

    def geography(self, call: Call) -> dict[str, str]:
        """Where both ends of the call are, as far as is known."""
        told: dict[str, str] = {}
        for side, number in (("From", call.sender), ("Caller", call.sender)):
            told |= self._handsets.geography(side, number)
        for side, number in (("To", call.to), ("Called", call.to)):
            told |= self._handsets.geography(side, number)
        return told

    async def _report(self, call: Call, fields: dict[str, str]) -> None:
        if call.callback is None:
            return
        try:
            await self._webhooks.send(call.callback.url, call.callback.method, fields)
        except Fault as fault:
            handset = self._handsets.by_number(call.to) or self._handsets.by_number(call.sender)
            phone = handset.id if handset else ""
            self._events.tell("fault", phone=phone, code=fault.code, words=str(fault))
