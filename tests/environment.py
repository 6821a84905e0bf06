"""The environment that a process finds its settings in."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from service.adapters.settings import SETTING_NAMES


def only_settings(
    monkeypatch: pytest.MonkeyPatch, environ: Mapping[str, str], directory: Path
) -> None:
    """Set these and no other settings; work in ``directory``, so that no ``.env`` adds any."""
    for name in SETTING_NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(directory)
