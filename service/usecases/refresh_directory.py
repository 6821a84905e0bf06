"""Make a new Senate directory from the congressional data set, and use it only if it is sound."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from service.domain.congress import CongressFacts
from service.domain.directory import Directory
from service.domain.directory_assembly import assemble
from service.domain.directory_change import changes
from service.domain.directory_check import check
from service.domain.finding import Finding, warning
from service.domain.places import ZipTable


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What became of a refresh."""

    directory: Directory
    findings: tuple[Finding, ...]
    written: bool
    changes: tuple[str, ...]
    """What differs from the directory in use, in words; empty where there was none."""

    @property
    def faults(self) -> tuple[str, ...]:
        """Why it was not written, in words; empty when it was."""
        return tuple(finding.text for finding in self.findings if finding.is_fault)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know about what was written."""
        return tuple(finding.text for finding in self.findings if not finding.is_fault)


def refresh_directory(
    facts: CongressFacts,
    zips: ZipTable,
    save: Callable[[Directory], None],
    *,
    generated: date,
    today: date,
    in_use: Directory | None = None,
    vacant: tuple[tuple[str, int], ...] = (),
) -> RefreshReport:
    """Assemble, check, and save unless there is a fault.

    ``generated`` dates the facts; ``in_use`` is the directory that the new one would take the
    place of. Raises only what ``save`` raises.
    """
    directory, notes = assemble(facts, zips, generated, vacant)
    findings = (*check(directory, today), *notes, *_older(directory, in_use))
    sound = not any(finding.is_fault for finding in findings)
    if sound:
        save(directory)
    return RefreshReport(
        directory, findings, sound, changes(in_use, directory) if in_use is not None else ()
    )


def _older(new: Directory, in_use: Directory | None) -> tuple[Finding, ...]:
    if in_use is None or new.generated >= in_use.generated:
        return ()
    return (
        warning(
            f"this data ({new.generated}) is older than what is in use ({in_use.generated}), which "
            "wins; if it is not, say so with --data-date"
        ),
    )
