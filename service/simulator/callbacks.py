"""Status callbacks of texts and calls, on a network that may lose, repeat or reorder them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.simulator.faults import Fault
from service.simulator.handset import Handsets
from service.simulator.troubles import Troubles
from service.simulator.webhook import Webhooks

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Who wants to hear how far something got."""

    url: str = field(repr=False)
    method: str = "POST"


class Callbacks:
    """Sends status callbacks."""

    def __init__(self, webhooks: Webhooks, troubles: Troubles, handsets: Handsets) -> None:
        self._webhooks = webhooks
        self._troubles = troubles
        self._handsets = handsets
        self._held: dict[str, list[Fields]] = {}

    async def tell(self, sid: str, subscriber: Subscriber, fields: Fields, final: bool) -> None:
        """Report one step of the text or call ``sid``; ``final`` says that no more will come.

        What the application does not take is shown on the phones of both ends.
        """
        for told in self._due(sid, fields, final):
            try:
                await self._webhooks.send(subscriber.url, subscriber.method, told)
            except Fault as fault:
                self._handsets.show_fault(fault, fields["To"], fields["From"])

    def _due(self, sid: str, fields: Fields, final: bool) -> list[Fields]:
        if self._troubles.strikes("dropped-receipts"):
            fresh: list[Fields] = []
        else:
            fresh = [fields] * (2 if self._troubles.strikes("doubled-receipts") else 1)
        if sid not in self._held and not self._troubles.strikes("reversed-receipts"):
            return fresh
        held = self._held.setdefault(sid, [])
        held += fresh
        return list(reversed(self._held.pop(sid))) if final else []
