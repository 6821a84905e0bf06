"""What Patchline speaks from: the Senate directory and the campaign files."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from service.domain.checkup import Check, fault, ok, warn
from service.domain.directory import Directory
from service.domain.directory_check import check
from service.domain.errors import PatchlineError
from service.domain.fault import Fault

DIRECTORY, CAMPAIGNS = "directory", "campaigns"
_REFRESH = "run patchline senate refresh"


def check_directory(load: Callable[[], Directory], today: date) -> Iterator[Check]:
    """Its size and age, then its faults, then all there is to remark, in one."""
    try:
        directory = load()
    except PatchlineError as error:
        yield fault(DIRECTORY, str(error), _REFRESH)
        return
    days = (today - directory.generated).days
    senators = len(directory.senators)
    yield ok(DIRECTORY, f"{senators} senators, data of {directory.generated} ({days} days old)")
    findings = check(directory, today)
    yield from (fault(DIRECTORY, one.text, _REFRESH) for one in findings if one.is_fault)
    remarks = [one.text for one in findings if not one.is_fault]
    if remarks:
        yield warn(DIRECTORY, "\n".join(remarks), _REFRESH)


def check_files(
    find_faults: Callable[[], Sequence[Fault]], count: Callable[[], int]
) -> Iterator[Check]:
    """How many campaigns there are, or what is wrong with each file."""
    faults = find_faults()
    for one in faults:
        yield fault(CAMPAIGNS, str(one), "mend the file, then: patchline campaigns check")
    if not faults:
        yield ok(CAMPAIGNS, f"{count()} without a fault")
