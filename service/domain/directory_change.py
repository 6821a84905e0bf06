"""What is new in a directory, in words: who came, who went, which lines changed."""

from collections.abc import Iterator

from service.domain.directory import Directory

_Seat = tuple[str, int]


def changes(old: Directory, new: Directory) -> tuple[str, ...]:
    """One sentence for each seat that changed hands and one for the lines that changed."""
    return (*_seats(old, new), *_lines(old, new))


def _seats(old: Directory, new: Directory) -> Iterator[str]:
    before, after = _holders(old), _holders(new)
    for seat in sorted({*before, *after}):
        was, now = before.get(seat), after.get(seat)
        if was != now:
            yield f"{seat[0]}:{seat[1]}: {was or 'vacant'} → {now or 'vacant'}"


def _holders(directory: Directory) -> dict[_Seat, str]:
    return {(s.state, s.senate_class): s.name for s in directory.senators}


def _lines(old: Directory, new: Directory) -> Iterator[str]:
    before, after = _phones(old), _phones(new)
    added, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    changed = sum(before[office] != after[office] for office in before.keys() & after.keys())
    if added or gone or changed:
        yield f"offices: {added} added, {gone} gone, {changed} with another number"


def _phones(directory: Directory) -> dict[str, str]:
    return {office.id: office.phone for s in directory.senators for office in s.offices}
