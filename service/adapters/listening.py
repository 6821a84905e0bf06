"""Is a port free, and does the web server behind it say that it is ready?"""

import http.client
import ipaddress
import socket

from service.domain.errors import PatchlineError

_PROBE_SECONDS = 2.0


class PortTaken(PatchlineError):
    """Another program listens where we would."""


def require_free(host: str, port: int, wanted_for: str) -> None:
    """Raise PortTaken unless ``host:port`` can be listened at now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the servers do: the ports of connections that just ended are free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Port {port}, wanted for {wanted_for}, cannot be used ({error.strerror}): stop "
                f"the program that has it, or choose another, as --port {port + 1000}"
            ) from error


def reachable(host: str) -> str:
    """The address by which this machine reaches a server that listens at ``host``."""
    if not ipaddress.ip_address(host).is_unspecified:
        return host
    return "::1" if ":" in host else "127.0.0.1"


def unready_reason(host: str, port: int) -> str | None:
    """None once ``/readyz`` answers 200, else what is missing, in a line."""
    connection = http.client.HTTPConnection(reachable(host), port, timeout=_PROBE_SECONDS)
    try:
        connection.request("GET", "/readyz")
        response = connection.getresponse()
        said = response.read(500).decode(errors="replace").strip()
    except (OSError, http.client.HTTPException):
        return "the web server does not answer yet"
    finally:
        connection.close()
    return None if response.status == http.client.OK else said or f"status {response.status}"
