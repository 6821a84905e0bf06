"""Which requests are let in: no page of another site may drive the phones of this machine.

A browser sends requests for any page that is open in it, to any address that it can reach. Three
marks tell them apart: the name in ``Host`` (a foreign name may have been pointed at this machine
for the occasion), ``Origin`` and ``Sec-Fetch-Site``. Programs send neither of the last two.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

API = "/handset/api/"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
OUR_OWN = frozenset({"", "same-origin", "none"})
"""Values of ``Sec-Fetch-Site`` of our own page, of a typed address and of a program."""
NOT_OURS = (
    "The simulator does not answer to that name. Use localhost, an address that it listens at, or "
    "the host of --app-url."
)
HARMLESS = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names that the simulator answers to, whatever the port."""

    names: frozenset[str]
    any_address: bool = False
    """Whether it is bound to all addresses: then any may be asked for, as only names can lie."""

    @classmethod
    def of(cls, bound: str, urls: Iterable[str] = ()) -> "Hosts":
        """This machine's own names, the address it is bound to, and the hosts of some URLs."""
        address = _address(bound)
        everywhere = address is not None and address.is_unspecified
        asked = {_part(url, "hostname") for url in urls}
        return cls(LOOPBACK | asked | {bound.lower()} - {""}, everywhere)

    def __contains__(self, host: str) -> bool:
        name = _part(f"//{host}", "hostname")
        return name in self.names or (self.any_address and _address(name) is not None)


def admission(hosts: Hosts) -> Middleware:
    """The middleware in front of every address of the simulator."""

    @web.middleware
    async def admitted(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.host not in hosts:
            return _refusal(403, NOT_OURS)
        guarded = request.method not in HARMLESS or request.path.startswith(API)
        if guarded and _foreign(request):
            return _refusal(403, "Only the simulator's own page and programs may ask that.")
        if _posts_no_json(request):
            return _refusal(415, "Send a JSON object as application/json.")
        return await handler(request)

    return admitted


def _foreign(request: web.Request) -> bool:
    origin = request.headers.get(hdrs.ORIGIN)
    # Only host and port: a proxy may have taken the encryption off on the way.
    if origin is not None and _part(origin, "netloc") != request.host.lower():
        return True
    return request.headers.get("Sec-Fetch-Site", "") not in OUR_OWN


def _posts_no_json(request: web.Request) -> bool:
    # A form cannot be sent as JSON, and a script of another site would have to ask first.
    posts = request.method == hdrs.METH_POST and request.path.startswith(API)
    return posts and request.content_type != "application/json"


def _refusal(status: int, words: str) -> web.Response:
    return web.json_response({"error": words}, status=status)


def _part(url: str, name: Literal["hostname", "netloc"]) -> str:
    try:
        return (getattr(urlsplit(url), name) or "").lower()
    except ValueError:
        return ""


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
