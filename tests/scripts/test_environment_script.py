"""The scripts' shell part: it finds a Python, installs once, and survives being interrupted."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_OLD = "#!/bin/sh\nexit 1\n"
_RECENT = "#!/bin/sh\nexit 0\n"
_BARE = '#!/bin/sh\ncase "$2" in *venv*) exit 1 ;; esac\n'
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14", "python3", "python")
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
    for name in PYTHONS:
        checkout.program(f"bin/{name}", _BARE)
    done = checkout.shell("prepare_environment run")
    assert done.returncode == 1
    assert "python3-venv" in done.stderr


def test_a_python_without_venv_is_passed_over_for_one_with_it(checkout: Checkout) -> None:
    checkout.program("bin/python3.13", _BARE)
    checkout.program("bin/python3.12", _RECENT)
    assert checkout.shell("find_python").stdout.strip() == str(checkout.path / "bin/python3.12")


def ci(tmp_path: Path, *, root: bool) -> subprocess.CompletedProcess[str]:
    """``.ci/run`` on a machine that has little."""
    (tmp_path / "bin").mkdir()
    tools = {
        **dict.fromkeys(PYTHONS, _BARE),
        "id": f"#!/bin/sh\necho {0 if root else 1000}\n",
        "apt-get": '#!/bin/sh\necho "apt-get $*"\n[ "$1" != install ] || exit 9\n',
    }
    for name, text in tools.items():
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    for name in ("dirname", "sh"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or "")
    return subprocess.run(
        ["sh", str(ROOT / ".ci" / "run")],
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_whole_suite_says_what_the_machine_lacks(tmp_path: Path) -> None:
    done = ci(tmp_path, root=False)
    assert done.returncode == 1
    assert "This machine lacks chromium python3-venv: install it" in done.stderr
    assert done.stdout == ""


def test_the_whole_suite_installs_what_the_machine_lacks_if_it_may(tmp_path: Path) -> None:
    done = ci(tmp_path, root=True)
    assert done.returncode == 9
    assert done.stdout.splitlines() == [
        "apt-get update",
        "apt-get install -y chromium python3-venv",
    ]


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


def test_an_environment_of_another_checkout_is_left_alone(checkout: Checkout) -> None:
    environment = checkout.path / ".venv"
    environment.rename(checkout.path / "other")
    environment.symlink_to("other")
    done = checkout.shell("prepare_environment run")
    assert done.returncode == 1
    assert ".venv is a symbolic link" in done.stderr
    assert "rm .venv" in done.stderr
    assert checkout.installed() == []
    assert not list((checkout.path / "other").glob("installed-*"))


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
