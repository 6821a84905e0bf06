"""What Patchline speaks from: the Senate directory and the campaign files."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from service.domain.campaign_report import CampaignReport
from service.domain.checkup import Check, fault, ok, warn
from service.domain.directory import Directory
from service.domain.directory_check import check, check_age
from service.domain.errors import PatchlineError
from service.domain.fault import Fault

DIRECTORY, HOURS, CAMPAIGNS = "directory", "office hours", "campaigns"
_REFRESH = "run patchline senate refresh"
_MEND = "mend it, then: patchline campaigns check"


def check_directory(
    find: Callable[[], tuple[Directory, Sequence[str]]], today: date
) -> Iterator[Check]:
    """Its size and age, then files that were passed over for it, its faults, how it has aged.

    What else there is to remark no refresh cures; the refresh that brought it has told it.
    """
    try:
        directory, passed_over = find()
    except PatchlineError as error:
        yield fault(DIRECTORY, str(error), _REFRESH)
        return
    days = (today - directory.generated).days
    senators = len(directory.senators)
    yield ok(DIRECTORY, f"{senators} senators, data of {directory.generated} ({days} days old)")
    yield from (fault(DIRECTORY, f"passed over: {one}", _REFRESH) for one in passed_over)
    faults = [one.text for one in check(directory, today) if one.is_fault]
    yield from (fault(DIRECTORY, one, _REFRESH) for one in faults)
    aged = [one.text for one in check_age(directory, today) if one.text not in faults]
    if aged:
        yield warn(DIRECTORY, "\n".join(aged), _REFRESH)


def check_hours(faults: Sequence[Fault], unmet: Sequence[str]) -> Iterator[Check]:
    """What is wrong with an operator's own hours; nothing where nothing is.

    ``unmet``: ids in them that no office or senator of the directory has.
    """
    for one in faults:
        yield fault(HOURS, f"{one}; the file is not used until then", "mend it and restart")
    if unmet:
        yield warn(
            HOURS,
            f"they speak of {', '.join(unmet)}, which the directory does not have",
            "take it out, or write the id that patchline offices --json shows",
        )


def check_files(look: Callable[[], CampaignReport]) -> Iterator[Check]:
    """How many campaigns there are, or what is wrong with each file; then what to look into."""
    report = look()
    for one in report.faults:
        yield fault(CAMPAIGNS, str(one), _MEND)
    if not report.faults:
        yield ok(CAMPAIGNS, f"{len(report.campaigns)} without a fault")
    if report.warnings:
        yield warn(CAMPAIGNS, "\n".join(map(str, report.warnings)), _MEND)
