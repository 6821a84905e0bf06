"""The RQ jobs: each takes the id of a row, calls one use case and may safely run twice.

A job is over once its row is claimed: the request to the carrier goes on without it.
"""

from functools import cache

from service.adapters.settings import load_settings
from service.bootstrap import Services, build
from workers.crew import AT_ONCE, Crew


@cache
def services() -> Services:
    """This process's services, built at its first job or before it forks."""
    return build(load_settings())


@cache
def crew() -> Crew:
    """This process's requests to the carrier."""
    return Crew(AT_ONCE)


def ring(call_id: int) -> None:
    """Claim one promised call and have it placed. Fails with StoreDown; the sweep asks again."""
    crew().take(lambda: services().place_call(call_id))


def send(message_id: int) -> None:
    """Claim one text and have it sent. Fails with StoreDown; the sweep asks again."""
    crew().take(lambda: services().send_message(message_id))
