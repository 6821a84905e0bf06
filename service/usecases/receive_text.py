"""A person texted us."""

from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.consent import Channel, Standing
from service.domain.conversation import (
    Conversation,
    Erase,
    Heard,
    Hinted,
    Kind,
    Line,
    OptOut,
    Stage,
    Step,
    ToInbox,
    World,
)
from service.domain.conversation_rules import respond
from service.domain.hearing import hear
from service.domain.knowledge import Knowledge
from service.domain.limits import HINTS_PER_HOUR, HOUR, RINGS_PER_HOUR, TEXTS_PER_HOUR
from service.domain.phone import Phone, display
from service.domain.records import InboundText, Supporter
from service.domain.text_alerts import as_shown
from service.domain.words import Language
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.usecases.carry_out import Telling, carry_out
from service.usecases.erase import erase
from service.usecases.late_text import Late, as_answered, not_back, what_is_left, without_ring
from service.usecases.outlook import ASKS_OUTLOOK, outlook_of
from service.usecases.remedies import reached
from service.usecases.texter import carrier_meant, had_alerts, known_or_new
from service.usecases.told_to_wait import keep_told_to_wait
from service.usecases.unanswered_text import keep_unanswered

_HEEDED = {Kind.STOP: "stopped", Kind.DOUBT: "in_doubt", Kind.WRONG_NUMBER: "wrong_number"}
"""What is done however late it is taken in, and the words that say so meanwhile."""


@dataclass(frozen=True)
class ReceiveText:
    """Takes one text to its reply, in one transaction, once for each MessageSid."""

    store: Store
    clock: Clock
    knowledge: Knowledge
    call_rate: float
    """Calls we may place a second."""
    number: str | None
    """The number to dial, E.164; None: the one that was texted."""

    def __call__(self, text: InboundText, sender: Phone, *, carrier_answered: bool) -> str | None:
        """The reply, or None for silence. A repeat gets the same words and changes nothing.

        Raises StoreDown.
        """
        return self.store.run(
            lambda tx: self.within(tx, text, sender, carrier_answered=carrier_answered)
        )

    def meanwhile(self, text: InboundText, sender: Phone, *, carrier_answered: bool) -> str | None:
        """What to reply while the store is down: a stop is confirmed, the rest told to wait."""
        if not sender.domestic or carrier_answered:
            return None
        heard = self._heard(text, Conversation())
        words = self.knowledge.phrasebook[heard.language or Language.EN]
        key = _HEEDED.get(heard.kind)
        return words.text(key, org=self.knowledge.org) if key else words.text("try_again")

    def catch_up(
        self, text: InboundText, sender: Phone, said: str | None, *, carrier_answered: bool
    ) -> None:
        """Take in a text that was answered with ``said`` while the store was down.

        The clock has to stand at the moment of the text.

        A stop is carried out, so is what may be one, and a word that the carrier answered. Of the
        rest its sender was told to send it again, so it is only kept. Raises StoreDown.
        """
        if carrier_answered or self._heard(text, Conversation()).kind in _HEEDED:
            late = Late(self.clock.now(), answered=True, answer=said)
            self.store.run(
                lambda tx: self.within(tx, text, sender, late, carrier_answered=carrier_answered)
            )
        else:
            now = self.clock.now()
            self.store.run(lambda tx: keep_told_to_wait(tx, text, sender, said, now))

    def _heard(self, text: InboundText, talk: Conversation) -> Heard:
        return hear(text.words, talk, self.knowledge.campaigns, self.knowledge.phrasebook)

    def within(
        self,
        tx: Transaction,
        text: InboundText,
        sender: Phone,
        late: Late | None = None,
        *,
        carrier_answered: bool,
    ) -> str | None:
        """The same within a transaction that is open already.

        Of a ``late`` text a stop counts all the same; a word that was said before a stop does not
        undo it, and none leads back somebody who has said something else since.
        """
        answered = tx.texts.answered(text.sid)
        if answered is not None:
            return answered[0]
        now, said = self.clock.now(), late.said if late else None
        erased = late is not None and tx.texts.erased_since(sender.e164, late.said)
        if erased or not sender.domestic:
            kind = self._heard(text, Conversation()).kind
            keep_unanswered(
                tx, text, sender.e164, kind, now, said, by_carrier=carrier_answered, erased=erased
            )
            return None
        supporter = known_or_new(tx, sender)
        talk = supporter.conversation
        heard = self._heard(text, talk)
        if heard.kind is Kind.START and not text.opt_out:
            carrier_answered = carrier_answered and carrier_meant(tx, text, sender, talk)
        of_late = tx.allowances.texts(sender.e164, now - HOUR)
        world = self._world(text.to, of_late.hints < HINTS_PER_HOUR, carrier_answered)
        world = replace(world, held=_held(supporter, said))
        if heard.kind in {Kind.CALL, *ASKS_OUTLOOK}:  # nothing else asks how long the line is
            world = replace(world, line=self._line(tx, supporter, sender, now))
        if heard.kind in ASKS_OUTLOOK:
            outlook = outlook_of(tx, supporter, self.knowledge.areas, now)
            world = replace(world, outlook=outlook)
        if heard.kind is Kind.START and talk.stage is Stage.STOPPED:
            world = replace(world, had_alerts=had_alerts(tx, sender.e164))
        if late:
            stopped_at = tx.supporters.stopped_at(sender.e164)
            world = replace(world, stop_stands=stopped_at is not None and stopped_at >= late.said)
        step = respond(talk, heard, world)
        if late:
            step = self._what_is_left(tx, step, supporter, late.said, now)
        if supporter.muted_at is not None or of_late.texts >= TEXTS_PER_HOUR:
            step = _without_reply(step)
        if late and late.answered:
            step = as_answered(step, supporter, late.answer)
        step = as_shown(step, talk)
        self._save(tx, text, sender, supporter, step, now, said)
        return step.reply

    def _what_is_left(
        self, tx: Transaction, step: Step, supporter: Supporter, said: datetime, now: datetime
    ) -> Step:
        there = replace(supporter, time_zone=self._moved(supporter, step).time_zone)
        step = what_is_left(step, there, said, now, self.knowledge)
        if tx.allowances.rings(supporter.e164, said):  # they have asked again since
            step = without_ring(step, supporter)
        return not_back(step, supporter) if tx.texts.any_since(supporter.e164, said) else step

    def _world(self, to: str, hint_due: bool, carrier_answered: bool) -> World:
        known = self.knowledge
        return World(
            campaigns=known.campaigns,
            phrasebook=known.phrasebook,
            directory=known.directory,
            zips=known.zips,
            org=known.org,
            contact=known.contact,
            number=display(self.number or to),
            terms=known.terms,
            hint_due=hint_due,
            carrier_answered=carrier_answered,
        )

    def _line(self, tx: Transaction, supporter: Supporter, sender: Phone, now: datetime) -> Line:
        hour_ago = now - HOUR
        return Line(
            wait_seconds=tx.rings.waiting(now) / self.call_rate,
            already_in=tx.rings.under_way(supporter.e164, hour_ago, now),
            rings_left=tx.allowances.rings(supporter.e164, hour_ago) < RINGS_PER_HOUR,
            ringable=sender.ringable,
            halted=tx.halts.standing(now) is not None,
        )

    def _save(
        self,
        tx: Transaction,
        text: InboundText,
        sender: Phone,
        supporter: Supporter,
        step: Step,
        now: datetime,
        said: datetime | None,
    ) -> None:
        if Erase() in step.effects:
            erase(tx, sender.e164, now, Channel.TEXT, "supporter")
            tx.texts.keep_erased(text, sender.e164, step.reply, now, said=said)
            return
        known_stop = supporter.conversation.consent.replies is Standing.STOPPED
        supporter = tx.supporters.save(self._moved(supporter, step), now)
        if supporter.unusable_at:
            reached(tx, supporter)  # whoever texts us can be texted
        telling = Telling(text, step.reply, said or now)
        carry_out(tx, step.effects, supporter, telling, now, known_stop=known_stop)
        kinds = [effect.kind for effect in step.effects if isinstance(effect, ToInbox)]
        tx.texts.keep(
            text,
            sender.e164,
            supporter.id,
            step.reply,
            now,
            inbox=bool(kinds),
            kind=kinds[0] if kinds else Kind.OTHER,
            hinted=Hinted() in step.effects,
            said=said,
        )

    def _moved(self, supporter: Supporter, step: Step) -> Supporter:
        talk = step.conversation
        zone = self.knowledge.zips.place(talk.zip).time_zone if talk.zip else None
        return replace(supporter, conversation=talk, time_zone=zone)


def _held(supporter: Supporter, said: datetime | None) -> bool:
    """Whether they are held by what they said before this text."""
    since = supporter.held_at
    return since is not None and (said is None or said > since)


def _without_reply(step: Step) -> Step:
    """Only a stop is confirmed, however much a number has texted."""
    stops = any(isinstance(effect, OptOut) for effect in step.effects)
    return step if stops else replace(step, reply=None)
