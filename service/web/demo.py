"""What exists only beside the simulator: the way to the handset, and the clock it can set."""

import math
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from service.adapters.demo_clock import keep_offset
from service.bootstrap import Services
from service.web.gate import require_signature
from service.web.webhook import field


def make_demo(services: Services) -> Blueprint:
    """The routes, around these services."""
    blueprint = Blueprint("demo", __name__, url_prefix="/handset")

    @blueprint.get("")
    def handset() -> AnyResponse:
        host = _simulator_host(services.settings.host, request.host)
        return redirect(f"http://{host}:{services.settings.simulator_port}/handset")

    @blueprint.post("/clock")
    def clock() -> Response:
        require_signature(services.signature)
        offset = _offset(field("Offset"))
        if offset is None:
            return Response("Offset must be a number of seconds\n", 400, mimetype="text/plain")
        keep_offset(services.settings.clock_file, offset)
        return Response(status=204)

    return blueprint


def _simulator_host(bound: str, asked: str) -> str:
    """Where the simulator is to be found by somebody who found us at ``asked``.

    It listens at our own address, which only a visitor of this machine may call localhost. A name
    that leads to us through a proxy or a tunnel does not lead to its port.
    """
    visited = urlsplit(f"//{asked}").hostname or ""
    here = visited == "localhost" or ip_address(bound).is_unspecified
    host = visited if here and visited else bound
    return f"[{host}]" if ":" in host else host


def _offset(text: str) -> float | None:
    try:
        offset = float(text)
    except ValueError:
        return None
    # A century either way: beyond it dates themselves come to an end.
    return offset if math.isfinite(offset) and abs(offset) < 3.2e9 else None
