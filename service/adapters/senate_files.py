"""The Senate as Patchline knows it: the directory with the hours of its offices."""

from pathlib import Path

from service.adapters.directory_file import SHIPPED, directory_paths, load_directory, read_directory
from service.adapters.hours_file import load_hours, shipped_hours
from service.domain.directory import Directory
from service.domain.senate_hours import with_hours


def load_senate(var_dir: Path) -> Directory:
    """The newest sound directory, with hours. Raises DirectoryFault where none can be used."""
    return with_hours(load_directory(directory_paths(var_dir)), load_hours(var_dir))


def shipped_senate() -> Directory:
    """What ships with the product, whatever an installation has."""
    return with_hours(read_directory(SHIPPED), shipped_hours())
