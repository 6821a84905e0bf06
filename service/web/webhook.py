"""What every carrier webhook has in common: how its fields are read and how it is answered."""

from flask import Response, request

from service.domain.storable import storable

XML = "text/xml; charset=utf-8"


def field(name: str, longest: int = 64) -> str:
    """A field of the form, empty where it is missing, cut to what a column holds."""
    return storable(request.form.get(name, ""), longest)


def argument(name: str) -> str:
    """A part of the query, empty where it is missing."""
    return storable(request.args.get(name, ""))


def number(name: str) -> int | None:
    """A field that should be a small number; None where it is anything else."""
    text = field(name, 12)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def xml(body: str) -> Response:
    """A TwiML answer."""
    return Response(body, content_type=XML)
