"""Reads named values and gathers what is wrong with them, so that one message can say it all."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from service.adapters.secret import Secret
from service.adapters.secrets_file import SecretsFileFault, demo_secrets
from service.domain.errors import PatchlineError

T = TypeVar("T")
D = TypeVar("D")


class SettingsFault(PatchlineError):
    """Settings that Patchline cannot start with: every fault, each with its cure."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        lines = "".join(f"\n  - {fault}" for fault in self.faults)
        one = len(self.faults) == 1
        count = "One fault" if one else f"{len(self.faults)} faults"
        super().__init__(f"{count} in the settings (see docs/settings.md):{lines}")


class SettingsReader:
    """Values by name. An empty value counts as not set, as Docker Compose passes them."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {name: value.strip() for name, value in values.items() if value.strip()}
        self.faults: list[str] = []

    def given(self, name: str) -> bool:
        """Whether the setting has a value, right or wrong."""
        return name in self._values

    def read(self, name: str, parse: Callable[[str], T], default: D) -> T | D:
        """The parsed value; the default where it is not set, and where it is wrong (a fault)."""
        if name not in self._values:
            return default
        try:
            return parse(self._values[name])
        except ValueError as error:
            self.fault(name, str(error))
            return default

    def peek(self, name: str, test: Callable[[str], bool]) -> bool:
        """Whether the setting is given and passes a test; noting no fault."""
        try:
            return name in self._values and test(self._values[name])
        except ValueError:
            return False

    def fault(self, name: str, reason: str) -> None:
        """Note that a setting is wrong. The reason must not repeat its value."""
        self.faults.append(f"{name} {reason}")

    def demand(self, name: str, cure: str) -> None:
        """Note a fault if the setting is not set."""
        if not self.given(name):
            self.fault(name, f"is not set: {cure}")

    def strangers(
        self, known: Iterable[str], prefixes: tuple[str, ...], allowed: Iterable[str]
    ) -> tuple[str, ...]:
        """Warnings about names that look like ours and are not, with the likely one meant."""
        names, passing = tuple(known), {*known, *allowed}
        return tuple(
            f"{name} is no setting of Patchline and is ignored{_meant(name, names)}"
            for name in sorted(self._values)
            if name not in passing and (name.startswith(prefixes) or _meant(name, names, 0.9))
        )


def _meant(name: str, names: tuple[str, ...], cutoff: float = 0.7) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=cutoff)
    return f": did you mean {close[0]}?" if close else ""


def own_secrets(source: SettingsReader, var_dir: Path) -> dict[str, Secret]:
    """The demo's, made at its first start; none, and a fault, where they cannot be kept."""
    try:
        kept = demo_secrets(var_dir / "secrets.json")
    except SecretsFileFault as error:
        source.fault("VAR_DIR", f"cannot hold the demo's secrets: {error}")
        return {}
    return {name: Secret(value) for name, value in kept.items()}
