"""A value that must not be seen."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Secret:
    """A key or token. Shown as ``•••`` wherever it is printed; only ``reveal`` gives it away."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        """The value itself, for the library that needs it and for nothing else."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "•••"

    __str__ = __repr__
