"""The second leg of a call: finding the far end, ringing it, joining the two."""

import asyncio
from typing import Any, Protocol

from service.simulator.account import Account
from service.simulator.call import Call, StatusCallback
from service.simulator.call_log import CallLog
from service.simulator.caller import Dialed, HungUp
from service.simulator.clock import Clock
from service.simulator.exchange import Exchange
from service.simulator.far_end import FarEnd, NoLine, OfficeLine, PhoneLine
from service.simulator.handset import Handsets
from service.simulator.line import Line
from service.simulator.numbers import pretty
from service.simulator.office import Office
from service.simulator.sid import new_sid
from service.simulator.twiml import Dial


class FirstLeg(Protocol):
    """The call that a second leg is joined to."""

    call: Call
    line: Line

    async def answer(self) -> None:
        """Take the first leg, if it is not taken yet."""
        ...


class Dialing:
    """Carries out ``<Dial>``."""

    def __init__(
        self,
        account: Account,
        clock: Clock,
        handsets: Handsets,
        exchange: Exchange,
        log: CallLog,
    ) -> None:
        self._account = account
        self._clock = clock
        self._handsets = handsets
        self._exchange = exchange
        self._log = log

    async def join(self, first: FirstLeg, dial: Dial) -> Dialed:
        """Ring the number and connect the two until one side ends it.

        Raises Transferred; a person who hangs up only ends the leg.
        """
        child = self._open(first, dial)
        far = self._reach(first, child)
        status = ""
        try:
            status = await self._connect(first, dial, child, far)
        except HungUp:
            pass
        finally:
            # Whoever hangs up or is transferred leaves the leg without a verdict of its own.
            status = status or ("completed" if child.answered else "canceled")
            far.close()
            self._log.advance(child, status)
            first.line.tell("far", state="ended", result=status)
        return Dialed(status, child.sid, child.seconds, child.answered is not None)

    async def _connect(self, first: FirstLeg, dial: Dial, child: Call, far: FarEnd) -> str:
        self._log.advance(child, "initiated")
        self._log.advance(child, "ringing")
        status = await first.line.during(far.ring(dial.timeout), stop_on="")
        if status != "answered":
            self._log.advance(child, status or "failed")
            return status or "failed"
        await first.answer()
        self._log.advance(child, "in-progress")
        talk = self._talk(far, dial.limit)
        await first.line.during(talk, stop_on="*" if dial.hangup_on_star else "")
        self._log.advance(child, "completed")
        return "completed"

    async def _talk(self, far: FarEnd, limit: float) -> None:
        try:
            async with asyncio.timeout(self._clock.scaled(limit)):
                await far.talk()
        except TimeoutError:
            return

    def _open(self, first: FirstLeg, dial: Dial) -> Call:
        inbound = first.call.direction == "inbound"
        child = Call(
            sid=new_sid("CA"),
            to=dial.number,
            sender=dial.caller_id or (first.call.sender if inbound else self._account.number),
            direction="outbound-dial",
            created=self._clock.now(),
            parent_sid=first.call.sid,
        )
        if dial.callback:
            child.callback = StatusCallback(dial.callback, events=dial.callback_events)
        self._log.calls.add(child)
        return child

    def _reach(self, first: FirstLeg, child: Call) -> FarEnd:
        tell = first.line.tell
        tell("far", state="dialing", **self._describe(child))
        if not self._may_show(first, child.sender):
            tell("fault", code=13214, words="Dial: invalid callerId value.")
            return NoLine("failed", self._clock)
        office = self._exchange.offices.get(child.to)
        if office is not None:
            return OfficeLine(office, self._exchange, self._clock, tell)
        handset = self._handsets.reachable(child.to)
        if handset is None:
            return NoLine("failed", self._clock)
        if handset.busy:
            return NoLine("busy", self._clock)
        return PhoneLine(self._handsets.ring(handset, child.sid, child.sender), tell)

    def _may_show(self, first: FirstLeg, caller_id: str) -> bool:
        inbound = first.call.direction == "inbound"
        return self._account.owns(caller_id) or (inbound and caller_id == first.call.sender)

    def _describe(self, child: Call) -> dict[str, Any]:
        office = self._exchange.offices.get(child.to)
        handset = self._handsets.by_number(child.to)
        return {
            "number": pretty(child.to),
            "caller_id": pretty(child.sender),
            "senators": list(office.senators) if office else [],
            "city": office.city if office else "",
            "dc": bool(office and office.is_dc),
            "label": handset.label if handset else "",
        } | self._lines_of(office)

    def _lines_of(self, office: Office | None) -> dict[str, Any]:
        """How the office's lines stand before the call comes in."""
        if office is None:
            return {}
        seen = self._exchange.lines(office, self._clock.now())
        return {"office": office.number, "lines": seen.lines, "taken": seen.taken}
