"""Files of office hours: the one that ships with the product, and an operator's own."""

import logging
from pathlib import Path
from typing import Final

from service.adapters.written_file import read_written
from service.domain.document import Table
from service.domain.fault import Fault, Faults
from service.domain.hours_document import read_hours
from service.domain.office_hours import HoursRule

SHIPPED_HOURS: Final = Path(__file__).resolve().parent.parent / "data" / "office_hours.toml"
"""The hours that ship with the product."""

_log = logging.getLogger(__name__)


class HoursFaults(Faults):
    """Office hours that cannot be used as they are."""


def own_hours(var_dir: Path) -> Path:
    """Where an operator's own file stands, if there is one."""
    return var_dir / "office_hours.toml"


def examine_hours(path: Path) -> tuple[tuple[HoursRule, ...], list[Fault]]:
    """The rules of a file and every fault in it; no rules where there is no file."""
    faults: list[Fault] = []
    if not path.exists() and not path.is_symlink():
        return (), faults
    read = read_written(path, faults)
    rules = read_hours(Table(str(path), "", read[1], faults)) if read else ()
    return rules, faults


def shipped_hours() -> tuple[HoursRule, ...]:
    """The rules that ship. Raises HoursFaults."""
    rules, faults = examine_hours(SHIPPED_HOURS)
    if faults:
        raise HoursFaults(faults)
    return rules


def load_hours(var_dir: Path) -> tuple[HoursRule, ...]:
    """The rules that ship, then the operator's own. Raises HoursFaults for those that ship.

    An operator's file with a fault is passed over with a log line: better the usual hours than no
    calls at all.
    """
    rules, faults = examine_hours(own_hours(var_dir))
    for fault in faults:
        _log.warning("office hours passed over: %s", fault)
    return shipped_hours() if faults else (*shipped_hours(), *rules)
