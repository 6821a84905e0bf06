"""Nothing below ``/twilio/`` is looked at, by whatever method, unless the carrier signed it."""

import logging
from typing import Any
from urllib.parse import quote

from flask import Flask, Request, Response, abort, request
from werkzeug.exceptions import MethodNotAllowed

from service.adapters.signature import (
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    SignatureCheck,
    looks_signed,
)
from service.adapters.twiml import nothing
from service.web.webhook import xml

log = logging.getLogger(__name__)

LARGEST_BODY = 2_000_000
"""Bytes. A webhook has a few kilobytes; up to here it is read, so that its signature can tell."""

MOST_FIELDS = 5_000
"""A webhook has some dozens. More would take long to put in order for the signature."""

_BEHIND = "/twilio/"


def make_gate(app: Flask, check: SignatureCheck) -> None:
    """Put every URL of the carrier's behind its signature, those that are none of ours too."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY

    @app.before_request
    def refuse_forgeries() -> None:
        if request.path.startswith(_BEHIND):
            require_signature(check)

    app.register_error_handler(MethodNotAllowed, _another_method)


def require_signature(check: SignatureCheck) -> None:
    """Go on only if the carrier signed exactly this request: 403, unread if it bears none."""
    signature = request.headers.get(SIGNATURE_HEADER, "")
    if not looks_signed(signature):
        abort(403)
    if request.get_data().count(b"&") >= MOST_FIELDS:
        abort(413)
    settings = request.headers.get(SIGNATURE_SETTINGS_HEADER, "")
    if not check.holds(_target(request), _params(request), signature, settings):
        abort(403)


def _another_method(error: MethodNotAllowed) -> Response:
    """A webhook that is set up at the carrier with another method is signed rightly all the same;
    an error would have the carrier repeat it.
    """
    if not request.path.startswith(_BEHIND):
        allowed = {"Allow": ", ".join(error.valid_methods or ())}
        return Response(f"405 {error.name}\n", 405, allowed, mimetype="text/plain")
    log.warning("%s came by %s: set it to HTTP POST at Twilio", request.path, request.method)
    return xml(nothing())


def _target(req: Request) -> str:
    """Path and query as they stood in the request line.

    The path is decoded by the server, but ours hold no character that would need an escape; the
    query is kept raw, because decoding it would break the signature.
    """
    query = req.query_string.decode("utf-8", "replace")
    path = quote(req.path)
    return f"{path}?{query}" if query else path


def _params(req: Request) -> Any:
    if req.mimetype == "application/json" and "bodySHA256" in req.args:
        return req.get_data(as_text=True)
    return req.form
