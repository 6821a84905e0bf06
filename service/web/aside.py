"""What becomes of a webhook that the database cannot take in: it is answered all the same."""

import logging

from flask import request

from service.adapters.vault import Unreadable
from service.bootstrap import Services
from service.ports.store import StoreDown

log = logging.getLogger(__name__)

UNSTORED = (StoreDown, Unreadable)
"""What may keep a webhook from being stored, and must not keep it from being answered."""


def keep_aside(services: Services, why: Exception, said: str | None = None) -> None:
    """Journal the present webhook, with what was said in answer to it.

    One that met a damaged row is not kept: later it would meet the same row again.
    """
    if isinstance(why, Unreadable):
        log.error("a webhook is answered and not recorded: %s", why)
        return
    first = services.journal.keep(
        {
            "path": request.path,
            "query": request.query_string.decode("utf-8", "replace"),
            "form": {name: request.form.getlist(name) for name in request.form},
            "at": services.clock.now().isoformat(),
            "said": said,
        }
    )
    # Once an outage, not once a webhook: a busy day would fill the log.
    level = logging.ERROR if first else logging.DEBUG
    log.log(level, "webhooks are kept aside until they can be stored: %s", why)
