"""Runs one benchmark by name: prints a table, then one JSON object (or writes it to a file)."""

import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

import click

import benchmarks
from benchmarks.figure import Figure, as_json, table


def names() -> list[str]:
    """The benchmarks there are: modules of this package that have a ``main``."""
    modules = [one.name for one in pkgutil.iter_modules(benchmarks.__path__)]
    return [name for name in modules if not name.startswith("_") and hasattr(_module(name), "main")]


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"benchmarks.{name}")


@click.command()
@click.argument("name")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path))
def bench(name: str, target: Path | None) -> None:
    """Run the benchmark NAME. Exit status 1 if a limit is missed."""
    if name not in names():
        raise click.UsageError(f"there is no benchmark {name!r}: one of {', '.join(names())}")
    figures: list[Figure] = _module(name).main()
    click.echo(table(figures))
    result = as_json(name, figures)
    if target is None:
        click.echo(result)
    else:
        target.write_text(f"{result}\n", encoding="utf-8")
    if any(figure.within is False for figure in figures):
        raise SystemExit(1)


if __name__ == "__main__":
    bench(prog_name="scripts/bench")
