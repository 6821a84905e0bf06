"""What every carrier webhook has in common: it is refused unless its signature holds."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from flask import Request, Response, abort, request

from service.adapters.signature import SignatureCheck

XML = "text/xml; charset=utf-8"

View = Callable[..., Any]


def signed(check: SignatureCheck) -> Callable[[View], View]:
    """A decorator for views: 403 unless the carrier signed exactly this request."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            signature = request.headers.get("X-Twilio-Signature", "")
            if not check.holds(_target(request), _params(request), signature):
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return decorate


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


def field(name: str, longest: int = 64) -> str:
    """A field of the form, empty where it is missing, cut to what a column holds."""
    return _storable(request.form.get(name, ""))[:longest]


def argument(name: str) -> str:
    """A part of the query, empty where it is missing."""
    return _storable(request.args.get(name, ""))


def _storable(text: str) -> str:
    """Postgres refuses a NUL, in a row and in a question."""
    return text.replace("\0", "")


def number(name: str) -> int | None:
    """A field that should be a small number; None where it is anything else."""
    text = field(name, 12)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def xml(body: str) -> Response:
    """A TwiML answer."""
    return Response(body, content_type=XML)
