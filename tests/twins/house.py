"""Every use case around one real database, with twins for whatever is outside."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, repeat
from typing import Any

from sqlalchemy import Row, Table, select, update

from service.adapters.phone_numbers import PhoneNumbers
from service.adapters.sql.engine import open_engine
from service.adapters.sql.store import SqlStore
from service.adapters.sql.tables import CALLS, LEGS, MESSAGES, SUPPORTERS
from service.adapters.vault import Vault
from service.domain.knowledge import Knowledge
from service.domain.phone import Phone
from service.domain.records import CallStatus
from service.domain.routing import LineView
from service.domain.text_records import InboundText
from service.ports.jobs import RING, SEND
from service.usecases.aside_numbers import AsideNumbers
from service.usecases.decide_doubt import DecideDoubt
from service.usecases.due import Due
from service.usecases.erase import ForgetSupporter
from service.usecases.fetch_missed import FetchMissed
from service.usecases.hang_up import HangUp
from service.usecases.keep_suppressions import KeepSuppressions
from service.usecases.patch_through import PatchThrough
from service.usecases.receive_text import ReceiveText
from service.usecases.record_call_status import RecordCallStatus
from service.usecases.record_message_status import RecordMessageStatus
from service.usecases.relearn_lines import RelearnLines
from service.usecases.ring_back import PlaceCall
from service.usecases.seal_consents import SealConsents
from service.usecases.send_message import SendMessage
from service.usecases.serve_waits import ServeWaits
from service.usecases.settle_doubts import SettleDoubts
from service.usecases.settle_waits import SettleWaits
from service.usecases.sweep import Sweep
from service.usecases.unlink import Unlink
from tests.twins.anchors import AnchorsTwin
from tests.twins.archive import ArchiveTwin
from tests.twins.aside import AsideTwin
from tests.twins.carrier import CarrierTwin
from tests.twins.clock import ClockTwin
from tests.twins.journal import JournalTwin
from tests.twins.knowledge import shipped
from tests.twins.lines import LinesTwin
from tests.twins.people import LONDONER as LONDONER
from tests.twins.people import OURS as OURS
from tests.twins.people import TEXAN as TEXAN
from tests.twins.people import VERMONTER as VERMONTER
from tests.twins.phone_call import RungCall
from tests.twins.queue import QueueTwin
from tests.twins.suppressions import SuppressionListTwin

PHONE_KEY = urlsafe_b64encode(b"patchline tests' own phone key..").decode()
HASH_KEY = urlsafe_b64encode(b"patchline tests' own hash key...").decode()


@dataclass
class House:
    """Everything that a shell may call, and what the twins saw of it."""

    url: str
    knowledge: Knowledge = field(default_factory=shipped)
    call_rate: float = 1.0
    send_rate: float = 1.0
    clock: ClockTwin = field(default_factory=ClockTwin)
    carrier: CarrierTwin = field(default_factory=CarrierTwin)
    queue: QueueTwin = field(default_factory=QueueTwin)
    archive: ArchiveTwin = field(default_factory=ArchiveTwin)
    journal: JournalTwin = field(default_factory=JournalTwin)
    anchors: AnchorsTwin = field(default_factory=AnchorsTwin)
    switchboard: LinesTwin = field(default_factory=lambda: LinesTwin(away=True))
    """What is known of lines, once it is not away."""
    lines: LineView | None = None
    """What is known of every number to whoever rings those who wait, in place of the above."""
    draws: Iterator[float] = field(default_factory=lambda: repeat(0.5))
    suppressions: SuppressionListTwin = field(default_factory=SuppressionListTwin)
    aside: AsideTwin = field(default_factory=AsideTwin)

    def __post_init__(self) -> None:
        self.engine = open_engine(self.url)
        self.vault = Vault(PHONE_KEY, HASH_KEY)
        self.store = SqlStore(self.engine, self.vault, self.queue, self.switchboard)
        self._sids = count(1)
        self.wire()

    def wire(self) -> None:
        """Build the use cases; again after something of the above was exchanged."""
        self.aside_numbers = AsideNumbers(self.aside, self.clock)
        self.knowledge = replace(self.knowledge, aside=self.aside_numbers)
        store, clock, known = self.store, self.clock, self.knowledge
        self.receive = ReceiveText(store, clock, known, self.call_rate, OURS)
        self.patch = PatchThrough(
            store,
            clock,
            known,
            self.archive,
            self.aside_numbers.look,
            self.switchboard,
            lambda: next(self.draws),
        )
        self.report = RecordCallStatus(store, clock, known, self.archive)
        self.receipt = RecordMessageStatus(store, clock)
        self.place_call = PlaceCall(
            store,
            self.journal,
            clock,
            self.carrier,
            known,
            self.archive,
            self.call_rate,
            None,
            lambda: 0.5,
        )
        self.send_message = SendMessage(
            store, self.journal, clock, self.carrier, known.areas, self.send_rate, lambda: 0.5
        )
        self.forget = ForgetSupporter(store, clock)
        self.decide = DecideDoubt(store, clock)
        self.hang_up = HangUp(store, clock, self.carrier)
        self.settle_doubts = SettleDoubts(store, clock, self.carrier)
        self.serve_waits = ServeWaits(
            store,
            clock,
            known,
            SettleWaits(store, clock, known, None),
            lambda numbers, now: self.lines or self.switchboard.look(numbers, now),
        )
        self.relearn_lines = RelearnLines(store, clock, self.switchboard)
        self.fetch_missed = FetchMissed(
            store,
            self.journal,
            clock,
            self.carrier,
            PhoneNumbers(),
            self.receive,
            carrier_replies=True,
        )
        self.sweep = Sweep(store, clock, self.queue)
        self.due = Due(store, self.journal, clock)
        self.unlink = Unlink(store, clock)
        self.seal_consents = SealConsents(store, clock, self.anchors)
        self.keep_suppressions = KeepSuppressions(store, clock, self.suppressions)

    def text(
        self,
        body: str,
        sender: Phone = VERMONTER,
        sid: str | None = None,
        *,
        carrier_answered: bool = False,
    ) -> str | None:
        """Text us; a new MessageSid unless one is given."""
        sid = sid or f"SM{next(self._sids):032x}"
        text = InboundText(sid, OURS, body)
        return self.receive(text, sender, carrier_answered=carrier_answered)

    def place(self, call_id: int) -> None:
        """Do a job that rings, to its end."""
        if request := self.place_call(call_id):
            request()

    def send(self, message_id: int) -> None:
        """Do a job that texts, to its end."""
        if request := self.send_message(message_id):
            request()

    def work(self) -> None:
        """Do every job that waits."""
        does: dict[str, Callable[[int], None]] = {RING: self.place, SEND: self.send}
        while job := self.queue.take():
            does[job[0]](job[1])

    def rows(self, table: Table = CALLS) -> list[Row[Any]]:
        """A table's rows, oldest first."""
        with self.engine.connect() as connection:
            query = select(table).order_by(*table.primary_key.columns)
            return list(connection.execute(query))

    def statuses(self, table: Table = CALLS) -> list[str]:
        """The status of each call, or of each of our texts."""
        return [row.status for row in self.rows(table)]

    def stand(self, status: CallStatus, call_id: int = 1) -> None:
        """Put a call at a status, whatever it stood at before."""
        change = update(CALLS).where(CALLS.c.id == call_id)
        with self.engine.begin() as connection:
            connection.execute(change.values(status=status, updated_at=self.clock.now()))

    @property
    def supporters(self) -> list[Row[Any]]:
        """People."""
        return self.rows(SUPPORTERS)

    @property
    def legs(self) -> list[Row[Any]]:
        """Legs."""
        return self.rows(LEGS)

    @property
    def messages(self) -> list[Row[Any]]:
        """Texts of ours."""
        return self.rows(MESSAGES)

    def ring(self, person: Phone = VERMONTER) -> RungCall:
        """Ask for a ring and have it placed; the call as its far end sees it."""
        self.text("S54 05401", person)
        self.text("CALL", person)
        self.work()
        token = self.carrier.calls[-1].token
        (row,) = [row for row in self.rows() if row.token == token]
        return RungCall(self, person, row.call_sid or "CA-late", token)

    def called(self, person: Phone = VERMONTER) -> RungCall:
        """Ring somebody and put them through to the end; one text follows, as they were asked for
        alerts before.
        """
        self.text("JOIN", person)
        call = self.ring(person)
        call.answer()
        call.press("1")
        call.through_the_senate()
        return call
