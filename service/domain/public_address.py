"""Whether the carrier can and may use our public address."""

import ipaddress
from urllib.parse import urlsplit

from service.domain.checkup import Check, fault, ok

NAME = "public address"
OUT_OF_REACH = "is this machine or a private network: Twilio cannot reach it"
REACH_CURE = "set PUBLIC_URL to the https:// address that the world reaches this server at"
_PRIVATE_NAMES = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


def check_address(public_url: str, *, production: bool) -> Check:
    """``https`` anywhere, or anything on this machine as long as the carrier runs here too."""
    parts = urlsplit(public_url)
    if not production and _is_loopback(parts.hostname or ""):
        return ok(NAME, f"{public_url}, for a carrier on this machine")
    if production and is_out_of_reach(public_url):
        return fault(NAME, f"{public_url} {OUT_OF_REACH}", REACH_CURE)
    if parts.scheme != "https":
        return fault(
            NAME,
            f"{public_url} is not encrypted: what people text would travel in the open",
            "put a server with a certificate in front and set PUBLIC_URL to its https:// address",
        )
    return ok(NAME, public_url)


def is_out_of_reach(url: str) -> bool:
    """Whether the world cannot reach a URL, by the look of its host: nothing is asked."""
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return bool(host) and ("." not in host or host.endswith(_PRIVATE_NAMES))


def terms_address(public_url: str) -> str | None:
    """Where anybody can read the terms; None where the address is of this machine or network."""
    return None if is_out_of_reach(public_url) else f"{public_url}/terms"


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
