"""A call, webhook by webhook: decide the next turn, and keep what happened.

Calls go on while the database is down: the flow is decided from the token and from what the process
knows by heart, and the record is made up for later.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.call_effects import Effect, FollowUp, LegBegun, PlaceTold, StateTold
from service.domain.callflow import (
    At,
    CallState,
    CallWorld,
    Happened,
    Turn,
    comes_to_a_senator,
    rung_back,
)
from service.domain.callflow_rules import advance, begin
from service.domain.knowledge import Knowledge
from service.domain.phone import Phone
from service.domain.records import Call, CallStatus, Supporter
from service.domain.rings import RingBack
from service.domain.words import Language
from service.ports.archive import CampaignArchive
from service.ports.clock import Clock
from service.ports.lines import Lines
from service.ports.store import Store, Transaction
from service.usecases.call_campaign import campaign_of
from service.usecases.call_past import as_first_told, with_past
from service.usecases.call_person import Speaker
from service.usecases.call_prospect import may_offer, with_prospect
from service.usecases.call_record import keep
from service.usecases.called_off import is_called_off, is_silent
from service.usecases.follow_up import has_texts_enough
from service.usecases.line_holds import LineHolds


@dataclass(frozen=True)
class Caller:
    """The far end of a call, and the number of ours that it is on."""

    phone: Phone
    our_number: str
    verified: bool = True
    """False when the carrier says that the number shown is not the caller's own."""


@dataclass(frozen=True)
class PatchThrough:
    """Answers every voice webhook."""

    store: Store
    clock: Clock
    knowledge: Knowledge
    archive: CampaignArchive
    look_aside: Callable[[Transaction], None]
    """Has the numbers that are not dialed looked up, if that is due."""
    lines: Lines
    draw: Callable[[], float]
    """A chance from 0 to 1."""

    def dial_in(self, sid: str, caller: Caller) -> Turn:
        """The first webhook of a call that came to us. Raises StoreDown."""
        state = self.store.run(lambda tx: self._arrive(tx, sid, caller))
        return begin(state, self._world(state))

    def dial_in_meanwhile(self, caller: Caller) -> Turn:
        """The same without the store: a caller whom nobody knows."""
        state = self._dial_in_state(None, caller, stopped=False)
        return begin(state, self._world(state))

    def rung(self, token: str, sid: str) -> Turn | None:
        """The first webhook of a call that we placed; None if this is no such call.

        The first CallSid to come with a token owns it: the same URL in another call is refused.
        Nothing is said to somebody who has said stop since. Raises StoreDown.
        """
        state = self.store.run(lambda tx: self._picked_up(tx, token, sid))
        return self.rung_meanwhile(state) if state else None

    def rung_meanwhile(self, start: CallState) -> Turn:
        """The same without the store, from where the call's own URL says that it begins."""
        return Turn(start) if start.at is At.OVER else begin(start, self._world(start))

    def step(self, sid: str, state: CallState, happened: Happened, caller: Caller) -> Turn:
        """Any later webhook. Raises StoreDown."""
        if not sid:  # there is no telling which call this is
            return self.step_meanwhile(state, happened)
        holds = LineHolds(self.lines, self.clock.now(), self.draw())
        holds.look(state, happened, self.knowledge.directory)
        begun: LegBegun | None = None
        try:
            turn, begun = self.store.run(
                lambda tx: self._step(tx, sid, state, happened, caller, holds)
            )
            return turn
        finally:
            holds.give_back(but=begun)

    def step_meanwhile(self, state: CallState, happened: Happened) -> Turn:
        """The same without the store: decided from the token and the time alone."""
        return advance(state, happened, self._world(state))

    def _arrive(self, tx: Transaction, sid: str, caller: Caller) -> CallState:
        # Whoever shows a number that is not theirs is told and texted nothing that is its owner's.
        known = caller.phone.domestic and caller.verified
        supporter = tx.supporters.find(caller.phone.e164) if known else None
        stopped = caller.phone.domestic and tx.supporters.suppressed(caller.phone.e164)
        state = self._dial_in_state(supporter, caller, stopped)
        if not sid:
            return state
        call = self._row(tx, sid, state, caller, supporter)
        return replace(state, begun=_seconds(call.requested_at))

    def _row(
        self,
        tx: Transaction,
        sid: str,
        state: CallState,
        caller: Caller,
        supporter: Supporter | None,
    ) -> Call:
        about = RingBack(state.campaign, state.revision, state.language, state.state)
        supporter_id = supporter.id if supporter else None
        now = self.clock.now()
        return tx.calls.arrived(sid, caller.phone, supporter_id, about, caller.our_number, now)

    def _dial_in_state(
        self, supporter: Supporter | None, caller: Caller, stopped: bool
    ) -> CallState:
        talk = supporter.conversation if supporter else None
        campaign = self.knowledge.campaigns.taking_calls(talk.campaign if talk else "")
        return CallState(
            At.LANGUAGE,
            campaign.slug,
            campaign.revision,
            _seconds(self.clock.now()),
            Language.EN,
            state=(talk.state or "") if talk else "",
            own_id=caller.phone.north_american and caller.verified,
            texts=supporter is not None and not stopped,
            textable=caller.phone.ringable and caller.verified and not stopped,
        )

    def _picked_up(self, tx: Transaction, token: str, sid: str) -> CallState | None:
        call = tx.calls.by_token(token)
        if call is None or not _owns(tx, call, sid):
            return None
        begun = _seconds(call.attempted_at or call.requested_at)
        start = rung_back(
            call.campaign, call.revision, begun, call.language, call.state, call.targets
        )
        # Called off or not: a repeat of this webhook may have been asked the question before the
        # stop, so the call counts as going on until the carrier has been told to end it.
        tx.calls.move(call.id, CallStatus.IN_PROGRESS, self.clock.now(), sid=sid)
        return replace(start, at=At.OVER) if is_called_off(tx, call) else start

    def _step(
        self,
        tx: Transaction,
        sid: str,
        state: CallState,
        happened: Happened,
        caller: Caller,
        holds: LineHolds,
    ) -> tuple[Turn, LegBegun | None]:
        call = tx.calls.by_sid(sid) or self._row(tx, sid, state, caller, None)
        if is_silent(tx, call, state, happened):
            return Turn(replace(state, at=At.OVER)), None
        happened = as_first_told(tx, call, state, happened)
        world = self._recorded_world(tx, call, state, happened, caller, holds)
        turn, world = holds.advance(call, state, happened, world)
        if may_offer(state, turn.state, self.knowledge.dialable):
            located = replace(state, state=turn.state.state, zone=turn.state.zone)
            world = with_prospect(tx, call, located, caller.phone, self.knowledge.areas, world)
            turn = advance(state, happened, world)
        if _promises_text(turn) and self._textless(tx, call, state, caller.phone.e164):
            turn = advance(state, happened, replace(world, textless=True))
        # A webhook that comes late knows less than the record: it changes no state and takes none.
        told = (turn.state.language, call.state or turn.state.state)
        if told != (call.language, call.state):
            tx.calls.heard(call.id, *told)
        effects = _news(turn.effects, call)
        call = replace(call, language=told[0], state=told[1])
        known = state.texts  # whoever is texted unasked
        speaker = Speaker(caller.phone, turn.state.zone or None)
        begun = keep(
            tx, call, effects, world.campaign, self.knowledge, speaker, world.now, known=known
        )
        return turn, begun

    def _recorded_world(
        self,
        tx: Transaction,
        call: Call,
        state: CallState,
        happened: Happened,
        caller: Caller,
        holds: LineHolds,
    ) -> CallWorld:
        """The world, with what the record knows where a senator may be introduced or dialed."""
        if not comes_to_a_senator(state, happened):
            return self._world(state)
        self.look_aside(tx)
        world = replace(self._world(state), lines=holds.view, draw=holds.draw)
        return with_past(tx, call, state, caller.phone, world)

    def _textless(self, tx: Transaction, call: Call, state: CallState, e164: str) -> bool:
        """Whether they said stop or were forgotten since the call began, or had enough texts."""
        return (
            ((state.texts or state.awaited) and call.supporter_id is None)
            or tx.supporters.suppressed(e164)
            or has_texts_enough(tx, call, e164, self.clock.now())
        )

    def _world(self, state: CallState) -> CallWorld:
        known = self.knowledge
        return CallWorld(
            campaign=campaign_of(state.campaign, state.revision, known, self.archive),
            phrasebook=known.phrasebook,
            directory=known.dialable,
            zips=known.zips,
            org=known.org,
            now=self.clock.now(),
        )


def _owns(tx: Transaction, call: Call, sid: str) -> bool:
    """Whether this CallSid is the call's own, or is nobody's and may become its own."""
    if call.sid is not None:
        return call.sid == sid
    return bool(sid) and tx.calls.by_sid(sid) is None


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _promises_text(turn: Turn) -> bool:
    return turn.state.at is At.TEXT_OFFER or FollowUp() in turn.effects


def _news(effects: Sequence[Effect], call: Call) -> Sequence[Effect]:
    """A place is told once in a call: its person may have texted another since."""
    if not call.state:
        return effects
    return [one for one in effects if not isinstance(one, PlaceTold | StateTold)]
