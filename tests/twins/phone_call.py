"""Calls as their far end makes them, webhook by webhook."""

from dataclasses import dataclass, field
from typing import Protocol

from service.domain.callflow import At, Happened, Sign, Turn
from service.domain.leg_result import DialResult
from service.domain.phone import Phone
from service.domain.records import CallStatus
from service.ports.store import StoreDown
from service.usecases.patch_through import Caller, PatchThrough
from service.usecases.record_call_status import CallReport, RecordCallStatus
from tests.twins.carrier import CarrierTwin
from tests.twins.people import OURS, VERMONTER


class Switchboard(Protocol):
    """What of a house a call meets."""

    patch: PatchThrough
    report: RecordCallStatus
    carrier: CarrierTwin


@dataclass
class PhoneCall:
    """One call, webhook by webhook."""

    house: Switchboard
    person: Phone
    sid: str
    turn: Turn = field(init=False)

    def dial_in(self) -> Turn:
        """The first webhook; while the database is down, as the web answers it then."""
        try:
            turn = self.house.patch.dial_in(self.sid, self._caller)
        except StoreDown:
            turn = self.house.patch.dial_in_meanwhile(self._caller)
        return self._next(turn)

    @property
    def _caller(self) -> Caller:
        return Caller(self.person, OURS)

    def _next(self, turn: Turn) -> Turn:
        self.turn = turn
        return turn

    def happens(self, happened: Happened) -> Turn:
        """Any later webhook."""
        try:
            turn = self.house.patch.step(self.sid, self.turn.state, happened, self._caller)
        except StoreDown:
            turn = self.house.patch.step_meanwhile(self.turn.state, happened)
        return self._next(turn)

    def press(self, keys: str) -> Turn:
        """Keys."""
        return self.happens(Happened(Sign.KEYS, keys=keys))

    def silent(self) -> Turn:
        """No key."""
        return self.happens(Happened(Sign.SILENCE))

    def dialed(self, status: str = "completed", seconds: int = 40) -> Turn:
        """A leg is over."""
        ended = Happened(Sign.DIALED, dial_status=DialResult(status), seconds=seconds)
        return self.happens(ended)

    def hang_up(self, dial_status: str = "") -> Turn:
        """The caller has gone."""
        result = DialResult(dial_status) if dial_status else None
        return self.happens(Happened(Sign.HANGUP, dial_status=result))

    def through_the_senate(self) -> Turn:
        """From the first script to the thanks: two senators, both spoken to."""
        for _ in range(2):
            self.press("1")
            self.dialed()
            self.press("1")
        return self.turn

    @property
    def said(self) -> str:
        """All that the last turn says."""
        spoken = (*self.turn.say, *(self.turn.ask.say if self.turn.ask else ()))
        return " ".join(one.words for one in spoken)


@dataclass
class RungCall(PhoneCall):
    """A call that we placed."""

    token: str

    def answer(self) -> Turn | None:
        """The first webhook, once somebody or something picks up."""
        try:
            turn = self.house.patch.rung(self.token, self.sid)
        except StoreDown:
            turn = self.house.patch.rung_meanwhile(self.house.carrier.start_of(self.token))
        if turn:
            self.turn = turn
        return turn

    def ends(self, status: CallStatus, sequence: int = 3) -> None:
        """The carrier's report."""
        self.house.report(self.token, CallReport(self.sid, status, sequence, seconds=5))


def dialed_in(house: Switchboard, person: Phone = VERMONTER, sid: str = "CA-1") -> PhoneCall:
    """A stranger from Vermont who is about to hear the first script."""
    call = PhoneCall(house, person, sid)
    call.dial_in()
    call.press("1")
    if call.turn.state.at is At.ZIP:
        call.press("05401")
    return call
