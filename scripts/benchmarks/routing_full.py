"""The same as ``routing`` for all fifty states: some ten minutes. Draws nothing."""

from benchmarks.figure import Figure
from benchmarks.routing import decision, measure
from benchmarks.surge.parameters import read_surge
from benchmarks.surge.report import figures, grid


def main() -> list[Figure]:
    """Every load and every way, on all states."""
    surge = read_surge()
    results = measure(tuple(surge.residents))
    print(grid(results))
    return [*figures(results, surge.office_calls), decision()]
