"""A person texted us."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from service.domain.consent import Channel, Standing
from service.domain.conversation import Conversation, Step
from service.domain.conversation_rules import respond
from service.domain.heard import Heard, Kind
from service.domain.hearing import hear
from service.domain.knowledge import Knowledge
from service.domain.limits import HINTS_PER_HOUR, HOUR, SAME_TEXTS_PER_HOUR, TEXTS_PER_HOUR
from service.domain.phone import Phone
from service.domain.records import Supporter
from service.domain.text_alerts import as_shown
from service.domain.text_effects import Erase, Hinted, Hold, OptOut, ToInbox
from service.domain.text_records import InboundText
from service.domain.words import Language
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.usecases.carry_out import Telling, carry_out
from service.usecases.erase import erase
from service.usecases.late_text import Late, as_answered, what_is_left
from service.usecases.remedies import reached
from service.usecases.said_again import said_again
from service.usecases.stopped_meanwhile import StoppedMeanwhile
from service.usecases.surroundings import Surroundings
from service.usecases.texter import carrier_meant, known_or_new
from service.usecases.told_to_wait import keep_told_to_wait
from service.usecases.unanswered_text import keep_unanswered

_HEEDED = {Kind.STOP: "stopped", Kind.DOUBT: "in_doubt", Kind.WRONG_NUMBER: "wrong_number"}
"""What is done however late it is taken in, and the words that say so meanwhile."""

_AFTER_A_STOP = {Kind.START, Kind.HELP, Kind.FORGET}
"""What is answered after a stop all the same."""


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
    _stopped: StoppedMeanwhile = field(default_factory=StoppedMeanwhile, init=False, repr=False)

    def __call__(self, text: InboundText, sender: Phone, *, carrier_answered: bool) -> str | None:
        """The reply, or None for silence. A repeat gets the same words and changes nothing.

        Raises StoreDown.
        """
        reply = self.store.run(
            lambda tx: self.within(tx, text, sender, carrier_answered=carrier_answered)
        )
        self._stopped.over()
        return reply

    def meanwhile(self, text: InboundText, sender: Phone, *, carrier_answered: bool) -> str | None:
        """What to reply while the store is down: a stop is confirmed, the rest told to wait.

        Once in an outage, and after it there is silence, as far as this process knows.
        """
        heard = self._heard(text, Conversation())
        if heard.kind is Kind.STOP:
            silent = not self._stopped.is_first(sender.e164, text.sid)
        else:
            silent = self._stopped.has(sender.e164) and heard.kind not in _AFTER_A_STOP
        if silent or carrier_answered or not sender.domestic or self._is_us(text, sender):
            return None
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
        heeded = self._heard(text, Conversation()).kind in _HEEDED
        if carrier_answered or heeded or self._is_us(text, sender):
            late = Late(self.clock.now(), answered=True, answer=said)
            self.store.run(
                lambda tx: self.within(tx, text, sender, late, carrier_answered=carrier_answered)
            )
        else:
            now = self.clock.now()
            self.store.run(lambda tx: keep_told_to_wait(tx, text, sender, said, now))

    def ends_all(self, text: InboundText) -> bool:
        """Whether it asks for no more of us, or to be forgotten, whatever was said before."""
        return self._heard(text, Conversation()).kind in {Kind.STOP, Kind.FORGET}

    def _is_us(self, text: InboundText, sender: Phone) -> bool:
        """Whether a number of ours seems to have texted itself: it would be answered for ever."""
        return sender.e164 in {text.to, self.number}

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
        is_us = self._is_us(text, sender)
        if erased or is_us or not sender.domestic:
            kind = Kind.OTHER if is_us else self._heard(text, Conversation()).kind
            keep_unanswered(
                tx, text, sender.e164, kind, now, said, by_carrier=carrier_answered, erased=erased
            )
            return None
        supporter = known_or_new(tx, sender)
        talk = supporter.conversation
        heard = self._heard(text, talk)
        of_late = tx.allowances.texts(sender.e164, now - HOUR)
        if heard.kind is Kind.START and not text.opt_out:
            carrier_answered = carrier_answered and carrier_meant(tx, text, sender, talk)
        around = Surroundings(self.knowledge, self.call_rate, self.number)
        hint_due = of_late.hints < HINTS_PER_HOUR
        world = around.plain(text.to, hint_due=hint_due, carrier_answered=carrier_answered)
        world = around.of(tx, world, supporter, heard, sender, now, said)
        step = respond(talk, heard, world)
        if late:
            step = what_is_left(tx, step, self._before(supporter, step), late, now, self.knowledge)
        if (
            supporter.muted_at is not None
            or of_late.texts >= TEXTS_PER_HOUR
            or (
                of_late.texts >= SAME_TEXTS_PER_HOUR
                and said_again(tx, text, sender.e164, heard, now)
            )
        ):
            step = _without_reply(step)
        if late and late.answered:
            step = as_answered(step, supporter, late.answer)
        step = as_shown(step, talk)
        self._save(tx, text, sender, supporter, step, now, said)
        return step.reply

    def _before(self, supporter: Supporter, step: Step) -> Supporter:
        """Them as they stood before it, in the zone that it leads to."""
        return replace(supporter, time_zone=self._moved(supporter, step).time_zone)

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
            undecided=Hold() in step.effects,
            hinted=Hinted() in step.effects,
            said=said,
        )

    def _moved(self, supporter: Supporter, step: Step) -> Supporter:
        talk, zone = step.conversation, supporter.time_zone
        if talk.zip:  # else what they told in a call stands
            zone = self.knowledge.zips.place(talk.zip).time_zone
        return replace(supporter, conversation=talk, time_zone=zone)


def _without_reply(step: Step) -> Step:
    """Only a stop is confirmed, however much a number has texted."""
    stops = any(isinstance(effect, OptOut) for effect in step.effects)
    return step if stops else replace(step, reply=None)
