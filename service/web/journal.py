"""Webhooks that came while the database was down: kept aside, and taken in when it is back."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from flask import Flask

from service.adapters.fixed_clock import FixedClock
from service.adapters.no_lines import NoLines
from service.adapters.vault import Unreadable
from service.bootstrap import Services
from service.ports.journal import Entry, NotTaken
from service.ports.store import RowRefused, StoreDown
from service.web import sms, status, voice

log = logging.getLogger(__name__)

REPLAY_SECONDS = 1.0

CatchUp = Callable[[Services, str | None], None]

WEBHOOKS: Mapping[str, CatchUp] = {
    "/twilio/sms": sms.catch_up,
    "/twilio/voice": voice.catch_up_dial_in,
    "/twilio/voice/ring": voice.catch_up_ring,
    "/twilio/voice/step": voice.catch_up_step,
    "/twilio/status/message": status.catch_up_message,
    "/twilio/status/call": status.catch_up_call,
}
"""How each kind of webhook is taken in after the fact, told what was said at the time."""


def take_in(app: Flask, services: Services) -> int:
    """Take in everything that was kept aside, in order; how many webhooks there were.

    Raises StoreDown, and takes the last ones in anew next time: every one is safe to repeat. It
    does so too while this process still turns its own webhooks away.
    """
    if services.journal.waits():
        services.store.run(lambda tx: None)
    return services.journal.replay(
        lambda entry: _take_in_one(app, services, entry), services.leave_mark
    )


def _take_in_one(app: Flask, services: Services, entry: Entry) -> None:
    """Raises StoreDown, or NotTaken for what would hold up all that was kept after it for ever."""
    path = entry["path"].rstrip("/")
    then = _at(services, datetime.fromisoformat(entry["at"]))
    with app.test_request_context(
        path, method="POST", query_string=entry["query"], data=entry["form"]
    ):
        try:
            WEBHOOKS[path](then, entry["said"])
        except RowRefused as error:
            raise NotTaken(f"{path}: {error}") from error
        except StoreDown:
            raise
        except Unreadable as error:
            raise NotTaken(f"{path} met a damaged row: {error}") from error
        except Exception as error:
            log.exception("a webhook that was kept aside cannot be taken in")
            raise NotTaken(f"{path}: please report it") from error


def _at(services: Services, moment: datetime) -> Services:
    """The services as they were at the moment of the webhook, in haste.

    Without a database offices were dialed in their fixed order, so lines are not looked at.
    """
    clock, store = FixedClock(moment), services.hasty
    return replace(
        services,
        receive_text=replace(services.receive_text, clock=clock, store=store),
        patch_through=replace(services.patch_through, clock=clock, store=store, lines=NoLines()),
        record_call_status=replace(services.record_call_status, clock=clock, store=store),
        record_message_status=replace(services.record_message_status, clock=clock, store=store),
    )


def start_replaying(app: Flask, services: Services) -> threading.Thread:
    """Look every second, in a thread that ends with the process."""
    never = threading.Event()

    def watch() -> None:
        waiting = False
        while not never.wait(REPLAY_SECONDS):
            waiting = look(app, services, waiting)

    thread = threading.Thread(target=watch, name="journal", daemon=True)
    thread.start()
    return thread


def look(app: Flask, services: Services, waiting: bool) -> bool:
    """One look; ``waiting`` and the answer: whether the database has been waited for since one."""
    try:
        taken = take_in(app, services)
    except StoreDown as error:
        level = logging.DEBUG if waiting else logging.WARNING
        log.log(level, "what was kept aside waits on: %s", error)
        services.journal.hold_up(str(error))
        return True
    except Exception as error:  # one bad event must not end the watch over all others
        log.exception("what was kept aside could not be taken in")
        services.journal.hold_up(
            f"the journal is out of order ({type(error).__name__}): see the log"
        )
        return waiting
    if taken:
        log.warning("the database is back, and has taken in %s webhooks kept aside", taken)
    return False
