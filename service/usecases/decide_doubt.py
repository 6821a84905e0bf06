"""An organizer decides whether a text was a stop."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.consent import Channel, ConsentEvent, ConsentKind
from service.domain.errors import PatchlineError
from service.domain.text_records import InboxText
from service.ports.clock import Clock
from service.ports.store import Store, Transaction
from service.usecases.stop import stop


class NothingToDecide(PatchlineError):
    """A text that waits for no decision."""


class Decision(StrEnum):
    """What a text was."""

    STOP = "stop"
    """A stop: as if they had texted STOP, but nobody texts them that it is done."""
    KEEP = "keep"
    """None. What was held goes on, once no other text of theirs waits for a decision."""


@dataclass(frozen=True)
class DecideDoubt:
    """Carries out a decision and records it, with the words that it was about."""

    store: Store
    clock: Clock

    def __call__(self, text_id: int, decision: Decision, by: str) -> None:
        """Decide about a text of the inbox; ``by`` is who does.

        Any of them may be found to be a stop; only what waits for a decision may be found none, and
        whatever there is of somebody who is held for a text that was lost.

        Raises:
            NothingToDecide: there is no such text, or it waits for no such decision.
            StoreDown: the database does not answer.
        """
        self.store.run(lambda tx: self._decide(tx, text_id, decision, by))

    def _decide(self, tx: Transaction, text_id: int, decision: Decision, by: str) -> None:
        text = tx.texts.in_inbox(text_id)
        supporter = tx.supporters.get(text.supporter_id) if text else None
        if text is None or supporter is None:
            raise NothingToDecide(
                f"there is no text {text_id} in the inbox: patchline inbox lists those there are"
            )
        now = self.clock.now()
        if decision is Decision.STOP:
            _require(text_id, not tx.supporters.suppressed(supporter.e164))
            stop(tx, supporter, _event(ConsentKind.STOPPED, text, by, now), now, by_carrier=False)
        else:
            # Their doubtful text may be lost while its hold is not: a restoring keeps only this.
            orphan = supporter.held_at is not None and not tx.texts.any_undecided(supporter.id)
            _require(text_id, tx.texts.decided(text_id) or orphan)
            tx.consents.record(supporter.e164, _event(ConsentKind.KEPT, text, by, now))
            if not tx.texts.any_undecided(supporter.id):
                tx.supporters.release(supporter.id)


def _require(text_id: int, waits: bool) -> None:
    if not waits:
        raise NothingToDecide(
            f"text {text_id} waits for no decision: it has been made, or its sender has said what "
            "they want; patchline inbox lists what waits"
        )


def _event(kind: ConsentKind, text: InboxText, by: str, now: datetime) -> ConsentEvent:
    return ConsentEvent(kind, Channel.OPERATOR, now, words=text.body, reference=text.sid, by=by)
