"""The carrier put together: everything that moves texts and calls."""

from dataclasses import dataclass

from service.simulator.account import Account
from service.simulator.arrival import Arrivals
from service.simulator.background import Background
from service.simulator.call_log import CallLog
from service.simulator.callbacks import Callbacks
from service.simulator.calling import Calling
from service.simulator.clock import Clock
from service.simulator.delivery import Delivery
from service.simulator.dialing import Dialing
from service.simulator.events import EventLog
from service.simulator.exchange import Exchange
from service.simulator.handset import Handsets
from service.simulator.hooks import Hooks
from service.simulator.limits import Limits
from service.simulator.ringing import Ringing
from service.simulator.sessions import Sessions
from service.simulator.tally import Tally
from service.simulator.texting import Texting
from service.simulator.troubles import Troubles
from service.simulator.webhook import Webhooks


@dataclass(frozen=True, slots=True)
class Carrier:
    """The parts that the APIs speak to."""

    handsets: Handsets
    hooks: Hooks
    tally: Tally
    texting: Texting
    arrivals: Arrivals
    log: CallLog
    calling: Calling

    @classmethod
    def build(
        cls,
        account: Account,
        clock: Clock,
        events: EventLog,
        exchange: Exchange,
        webhooks: Webhooks,
        background: Background,
        limits: Limits,
        troubles: Troubles,
    ) -> "Carrier":
        """One carrier for one account."""
        handsets = Handsets(clock, events)
        hooks, tally = Hooks.of(account), Tally()
        blocked: set[str] = set()
        callbacks = Callbacks(webhooks, troubles, handsets)
        delivery = Delivery(account, clock, handsets, events, callbacks, limits, troubles, blocked)
        texting = Texting(account, clock, delivery, background, tally, blocked)
        arrivals = Arrivals(
            account, clock, handsets, hooks, webhooks, background, texting, delivery
        )
        log = CallLog(account, clock, handsets, callbacks, background)
        dialing = Dialing(account, clock, handsets, exchange, log)
        sessions = Sessions(clock, log, texting, dialing, webhooks)
        ringing = Ringing(account, clock, handsets, log, sessions, webhooks, background, limits)
        calling = Calling(
            account, clock, handsets, log, hooks, sessions, ringing, background, tally
        )
        return cls(handsets, hooks, tally, texting, arrivals, log, calling)
