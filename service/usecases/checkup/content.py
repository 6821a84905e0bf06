"""What Patchline speaks from: the Senate directory and the campaign files."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from service.domain.checkup import Check, fault, ok, warn
from service.domain.directory import Directory
from service.domain.directory_check import check, check_age
from service.domain.errors import PatchlineError
from service.domain.fault import Fault

DIRECTORY, CAMPAIGNS = "directory", "campaigns"
_REFRESH = "run patchline senate refresh"


def check_directory(load: Callable[[], Directory], today: date) -> Iterator[Check]:
    """Its size and age, then its faults, then how it has aged.

    What else there is to remark no refresh cures; the refresh that brought it has told it.
    """
    try:
        directory = load()
    except PatchlineError as error:
        yield fault(DIRECTORY, str(error), _REFRESH)
        return
    days = (today - directory.generated).days
    senators = len(directory.senators)
    yield ok(DIRECTORY, f"{senators} senators, data of {directory.generated} ({days} days old)")
    faults = [one.text for one in check(directory, today) if one.is_fault]
    yield from (fault(DIRECTORY, one, _REFRESH) for one in faults)
    aged = [one.text for one in check_age(directory, today) if one.text not in faults]
    if aged:
        yield warn(DIRECTORY, "\n".join(aged), _REFRESH)


def check_files(
    find_faults: Callable[[], Sequence[Fault]], count: Callable[[], int]
) -> Iterator[Check]:
    """How many campaigns there are, or what is wrong with each file."""
    faults = find_faults()
    for one in faults:
        yield fault(CAMPAIGNS, str(one), "mend it, then: patchline campaigns check")
    if not faults:
        yield ok(CAMPAIGNS, f"{count()} without a fault")
