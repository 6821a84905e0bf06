"""A failure as a script reads it: one JSON object with every fault."""

import json
from collections.abc import Iterator

from service.adapters.redaction import hide_logins
from service.adapters.settings_reader import SettingsFault
from service.domain.checkup import Check, fault
from service.domain.errors import PatchlineError
from service.domain.fault import Faults
from service.ports.store import StoreDown


def faults_of(error: PatchlineError, name: str = "") -> Iterator[Check]:
    """Each fault, parted into the fact and the cure; ``name`` says what was looked at, if it is not
    plain from the error."""
    match error:
        case SettingsFault(faults=faults):
            for one in faults:
                found, _, cure = hide_logins(one).partition(": ")
                yield fault("settings", found, cure or "see docs/settings.md")
        case Faults(faults=listed):
            for each in listed:
                yield fault(each.file, f"{each.key} {each.reason}".strip(), "")
        case _:
            # By convention the message is the fact, a colon and the cure.
            found, colon, cure = hide_logins(str(error)).rpartition(": ")
            subject = "database" if isinstance(error, StoreDown) else name or "patchline"
            yield fault(subject, found, cure) if colon else fault(subject, cure, "")


def fault_fields(check: Check) -> dict[str, str]:
    """One fault's part of the object."""
    return {"name": check.name, "found": check.found, "cure": check.cure}


def failure_json(error: PatchlineError) -> str:
    """What a command prints in place of its result."""
    return json.dumps({"faults": [fault_fields(one) for one in faults_of(error)]})
