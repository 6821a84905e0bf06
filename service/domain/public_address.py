"""Whether the carrier can and may use our public address."""

import ipaddress
from urllib.parse import urlsplit

from service.domain.checkup import Check, fault, ok

NAME = "public address"


def check_address(public_url: str, *, production: bool) -> Check:
    """``https`` anywhere, or anything on this machine as long as the carrier runs here too."""
    parts = urlsplit(public_url)
    if _is_loopback(parts.hostname or ""):
        if not production:
            return ok(NAME, f"{public_url}, for a carrier on this machine")
        return fault(
            NAME,
            f"{public_url} is this machine only: Twilio cannot reach it",
            "set PUBLIC_URL to the https:// address that the world reaches this server at",
        )
    if parts.scheme != "https":
        return fault(
            NAME,
            f"{public_url} is not encrypted: what people text would travel in the open",
            "put a server with a certificate in front and set PUBLIC_URL to its https:// address",
        )
    return ok(NAME, public_url)


def terms_address(public_url: str) -> str | None:
    """Where anybody can read the terms; None where the address is of this machine or network."""
    host = urlsplit(public_url).hostname or ""
    return None if _is_loopback(host) or _is_private(host) else f"{public_url}/terms"


def _is_private(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
