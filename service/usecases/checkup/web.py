"""The web server as the carrier meets it: at its public address."""

from collections.abc import Iterator, Sequence

from service.domain.checkup import Check, fault, ok
from service.ports.probes import PublicWeb, Reply

NAME = "web server"
SIGNATURE, FORGERY = "signature", "forgery"
_TAKEN, _FORBIDDEN = 204, 403
_RESTART = "restart the web server with these settings"


def check_web(web: PublicWeb, auth_tokens: Sequence[str]) -> Iterator[Check]:
    """Reachable; takes what is signed with each of the tokens; refuses what is not signed."""
    health = _health(web.health())
    yield health
    if health.is_fault:
        return
    for place, token in enumerate(auth_tokens):
        name = SIGNATURE if place == 0 else f"{SIGNATURE} (second token)"
        yield _signed(name, web.receipt(token))
    yield _unsigned(web.receipt(None))


def _health(reply: Reply) -> Check:
    if reply.status == 200 and reply.body.strip() == "ok":
        return ok(NAME, "reached at PUBLIC_URL")
    if 300 <= reply.status < 400:
        return fault(
            NAME,
            f"PUBLIC_URL is redirected ({reply.status}), and no signature survives that",
            "set PUBLIC_URL to the address that it is redirected to",
        )
    return fault(
        NAME,
        f"something else than Patchline answers at PUBLIC_URL ({reply.status})",
        "let the proxy pass everything to HOST and PORT, and start the web server",
    )


def _signed(name: str, reply: Reply) -> Check:
    if reply.status == _TAKEN:
        return ok(name, "a signed webhook is taken")
    if reply.status == _FORBIDDEN:
        return fault(
            name,
            "a rightly signed webhook is refused",
            "let the proxy pass path and query unchanged, and " + _RESTART,
        )
    return fault(name, f"a signed webhook is answered with {reply.status}", _RESTART)


def _unsigned(reply: Reply) -> Check:
    if reply.status == _FORBIDDEN:
        return ok(FORGERY, "an unsigned webhook is refused")
    return fault(FORGERY, f"an unsigned webhook is answered with {reply.status}", _RESTART)
