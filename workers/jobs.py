"""The RQ jobs: each takes the id of a row, calls one use case and may safely run twice."""

from functools import cache

from service.adapters.settings import load_settings
from service.bootstrap import Services, build


@cache
def services() -> Services:
    """This process's services, built at its first job or before it forks."""
    return build(load_settings())


def ring(call_id: int) -> None:
    """Place one promised call. Fails with StoreDown; the sweep asks again."""
    services().place_call(call_id)


def send(message_id: int) -> None:
    """Hand one text to the carrier. Fails with StoreDown; the sweep asks again."""
    services().send_message(message_id)
