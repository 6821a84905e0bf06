"""The list of stops beside the database, by which a database that was begun anew knows of them."""

from collections.abc import Callable, Iterator, Sequence

from service.domain.checkup import Check, fault, ok

NAME = "list of stops"


def check_stops(look: Callable[[], Sequence[str]]) -> Iterator[Check]:
    """Whether one was damaged: stops that stood only there hold no more."""
    if damaged := look():
        yield fault(
            NAME,
            f"{damaged[-1]} could not be read and was set aside",
            "put a copy of the list back as VAR_DIR/suppressions, and remove that file",
        )
    else:
        yield ok(NAME, "none was set aside")
