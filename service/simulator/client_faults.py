"""Requests that are no HTTP: the client is told with 400, and nobody else needs to be."""

import logging

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

CLIENTS_OWN = (HttpProcessingError, web.RequestPayloadError)


def is_ours(record: logging.LogRecord) -> bool:
    """Whether a record of the server is of a fault of our own: a filter for its log."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, CLIENTS_OWN)
