"""The scripts' shell part: it finds a Python, installs once, and survives being interrupted."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_OLD = "#!/bin/sh\nexit 1\n"
_RECENT = "#!/bin/sh\nexit 0\n"
_PIP = """#!/bin/sh
case "$*" in
-V) echo "Python 3.11.0" ;;
"-m pip install"*) echo "$*" >> pip.log; exit "${PIP_EXIT:-0}" ;;
esac
"""


class Checkout:
    """A directory with the scripts' shell part and an environment whose Python only pretends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "bin").mkdir()
        (path / ".venv" / "bin").mkdir(parents=True)
        for name in ("pyproject.toml", "constraints.txt"):
            (path / name).write_text("")
        self.program(".venv/bin/python", _PIP)
        self.program(".venv/bin/pip", _PIP)

    def program(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)
        (self.path / name).chmod(0o755)

    def shell(self, words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        path = f"{self.path / 'bin'}:/usr/bin:/bin"
        return subprocess.run(
            ["sh", "-euc", f". {ROOT}/scripts/env.sh; {words}"],
            cwd=self.path,
            env={"PATH": path, **environ},
            capture_output=True,
            text=True,
            check=False,
        )

    def installed(self) -> list[str]:
        log = self.path / "pip.log"
        return log.read_text().splitlines() if log.exists() else []


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_a_python_that_is_too_old_is_passed_over(checkout: Checkout) -> None:
    checkout.program("bin/python3.13", _OLD)
    checkout.program("bin/python3.12", _RECENT)
    assert checkout.shell("find_python").stdout.strip() == str(checkout.path / "bin/python3.12")


def test_without_a_recent_python_the_cure_is_told(checkout: Checkout) -> None:
    shutil.rmtree(checkout.path / ".venv")
    done = checkout.shell("is_recent() { return 1; }; prepare_environment run")
    assert done.returncode == 1
    assert "needs Python 3.11 or later" in done.stderr


def test_a_python_without_venv_is_told_with_the_cure(checkout: Checkout) -> None:
    shutil.rmtree(checkout.path / ".venv")
    checkout.program("bin/python3.13", '#!/bin/sh\ncase "$2" in *venv*) exit 1 ;; esac\n')
    done = checkout.shell("prepare_environment run")
    assert done.returncode == 1
    assert "python3-venv" in done.stderr


def test_it_installs_once(checkout: Checkout) -> None:
    for _ in range(2):
        assert checkout.shell("prepare_environment run").returncode == 0
    (line,) = checkout.installed()
    assert line.endswith("--constraint constraints.txt --editable .")


@pytest.mark.parametrize("changed", ["pyproject.toml", "constraints.txt"])
def test_it_installs_again_when_what_is_needed_changes(changed: str, checkout: Checkout) -> None:
    checkout.shell("prepare_environment run")
    (checkout.path / changed).write_text("# changed\n")
    checkout.shell("prepare_environment run")
    assert len(checkout.installed()) == 2


def test_what_the_tests_need_serves_a_run_but_not_the_reverse(checkout: Checkout) -> None:
    checkout.shell("prepare_environment run; prepare_environment dev; prepare_environment run")
    assert [line.split()[-1] for line in checkout.installed()] == [".", ".[dev]"]


def test_an_installation_that_failed_is_tried_again(checkout: Checkout) -> None:
    failed = checkout.shell("prepare_environment run", PIP_EXIT="1")
    assert failed.returncode == 1
    assert "The installation failed" in failed.stderr
    assert checkout.shell("prepare_environment run").returncode == 0
    assert len(checkout.installed()) == 2


def test_an_environment_that_was_left_half_made_is_made_anew(checkout: Checkout) -> None:
    (checkout.path / ".venv" / "bin" / "pip").unlink()
    maker = '#!/bin/sh\ncase "$*" in "-m venv --clear .venv") echo made > made ;; esac\n'
    checkout.program("bin/python3.13", maker)
    checkout.shell("prepare_environment run")
    assert (checkout.path / "made").exists()


@pytest.mark.parametrize("name", ["scripts/run", "scripts/test", "scripts/bench", ".ci/run"])
def test_every_script_can_be_run_and_is_sound_shell(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    subprocess.run(["sh", "-n", ROOT / name], check=True)
