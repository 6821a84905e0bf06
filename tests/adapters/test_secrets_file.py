"""The demo's secrets are made once, whoever comes first, and only their owner can read them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from service.adapters.secrets_file import SecretsFileFault, demo_secrets

_PRINT = "import sys, pathlib; from service.adapters.secrets_file import demo_secrets; "
_PRINT += "print(sorted(demo_secrets(pathlib.Path(sys.argv[1])).items()))"


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secrets.json"
    demo_secrets(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secrets.json"
    command = [sys.executable, "-c", _PRINT, str(path)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    answers = {process.communicate()[0] for process in started}
    assert answers == {f"{sorted(json.loads(path.read_text()).items())}\n"}


def test_a_secret_that_an_older_version_did_not_know_is_added(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_text('{"SECRET_KEY": "kept"}')
    assert demo_secrets(path)["SECRET_KEY"] == "kept"
    assert json.loads(path.read_text()) == demo_secrets(path)


@pytest.mark.parametrize("damage", ["", "[]", '{"SECRET_KEY": 1}', "\0"])
def test_a_damaged_file_is_not_replaced(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(damage)
    with pytest.raises(SecretsFileFault, match="damaged"):
        demo_secrets(path)
    assert path.read_text() == damage
