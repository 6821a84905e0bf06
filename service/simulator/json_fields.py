"""JSON requests of the handset page, read with suspicion."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from service.domain.errors import PatchlineError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Fields = dict[str, Any]


class BadRequest(PatchlineError):
    """The request is not the JSON that it should be."""


def plainly(handler: Handler) -> Handler:
    """Turn refusals into 400 and ``{"error": words}``."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except PatchlineError as error:
            return web.json_response({"error": str(error)}, status=400)

    return guarded


async def read_fields(request: web.Request) -> Fields:
    """The JSON object in the body, in UTF-8 whatever charset is named; raises BadRequest."""
    try:
        fields = json.loads(await request.read())
    except (ValueError, RecursionError, web.RequestPayloadError) as error:
        raise BadRequest("The body is not JSON. Send an object.") from error
    if not isinstance(fields, dict):
        raise BadRequest("The body is JSON but no object. Send an object.")
    return fields


def text_of(fields: Fields, name: str) -> str:
    """A text field, empty if it is missing; raises BadRequest for another type."""
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise BadRequest(f"The field {name} must be a text.")
    # Half of a surrogate pair is legal JSON but cannot be written as UTF-8.
    return value.encode("utf-8", "replace").decode()


def number_of(fields: Fields, name: str, default: float | None = None) -> float:
    """A finite number; raises BadRequest for anything else."""
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
        raise BadRequest(f"The field {name} must be a number.")
    return value
