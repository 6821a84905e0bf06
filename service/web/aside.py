"""Keeping a webhook aside while the database is down."""

import logging

from flask import request

from service.bootstrap import Services

log = logging.getLogger(__name__)


def keep_aside(services: Services, why: Exception, said: str | None = None) -> None:
    """Journal the present webhook, with what was said in answer to it."""
    log.error("a webhook is kept aside: %s", why)
    services.journal.keep(
        {
            "path": request.path,
            "query": request.query_string.decode("utf-8", "replace"),
            "form": {name: request.form.getlist(name) for name in request.form},
            "at": services.clock.now().isoformat(),
            "said": said,
        }
    )
