"""Every call and how far it got, told to whoever subscribed."""

from service.simulator.account import Account
from service.simulator.background import Background
from service.simulator.call import EVENT_OF, FINAL, Call
from service.simulator.callbacks import Callbacks, Subscriber
from service.simulator.clock import Clock
from service.simulator.handset import Handsets
from service.simulator.store import Store


class CallLog:
    """Keeps calls and sends their status callbacks."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        handsets: Handsets,
        callbacks: Callbacks,
        background: Background,
    ) -> None:
        self.calls: Store[Call] = Store()
        self._account = account
        self._clock = clock
        self._handsets = handsets
        self._callbacks = callbacks
        self._background = background

    def advance(self, call: Call, status: str) -> None:
        """Move a call on; a callback goes out in the background if its event is subscribed."""
        now = self._clock.now()
        if not call.advance(status, now) or call.callback is None:
            return
        if EVENT_OF[status] in call.callback.events:
            call.sequence += 1
            fields = call.progress(self._account, now) | self.geography(call)
            subscriber = Subscriber(call.callback.url, call.callback.method)
            final = status in FINAL
            self._background.start(self._callbacks.tell(call.sid, subscriber, fields, final))

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
