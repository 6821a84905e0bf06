"""A person said stop."""

from dataclasses import replace
from datetime import datetime

from service.domain.conversation import Stage
from service.domain.records import Supporter
from service.ports.store import Transaction


def stop(
    tx: Transaction,
    supporter: Supporter,
    now: datetime,
    *,
    by_carrier: bool,
    said: datetime | None = None,
) -> None:
    """Remember it beyond the person's own row and cancel everything queued for them.

    ``said``: when, if it reached us late.
    """
    tx.supporters.suppress(supporter.e164, said or now, by_carrier=by_carrier)
    tx.supporters.release(supporter.id)  # what was in doubt is so no more
    tx.rings.cancel_promises(supporter.id, now)
    tx.messages.cancel_queued(supporter.id, now)
    if supporter.conversation.stage is not Stage.STOPPED:
        talk = supporter.conversation.moved(Stage.STOPPED)
        tx.supporters.save(replace(supporter, conversation=talk), now)
