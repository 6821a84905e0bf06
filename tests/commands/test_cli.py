"""The command line says what went wrong in one message, and costs little to ask for help."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from service import cli
from service.domain.errors import PatchlineError

_LIST_HEAVY = """
import sys
from service.cli import main
try:
    main()
finally:
    heavy = {"twilio", "sqlalchemy", "redis", "rq", "flask", "holidays", "cryptography"}
    print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


def patchline(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "service", *arguments]
    env = {"PATH": "/usr/bin:/bin", **environ}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A place to put a command that fails; the log goes to a directory of the test's own."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    monkeypatch.setattr(sys, "argv", ["patchline", "fail"])
    return monkeypatch


def run_failing(patch: pytest.MonkeyPatch, error: BaseException) -> int | str | None:
    def fail(json: bool) -> None:
        raise error

    command = click.Command("fail", callback=fail, params=[click.Option(["--json"], is_flag=True)])
    patch.setattr(cli.patchline, "get_command", lambda *_: command)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def test_every_command_is_listed_in_the_help() -> None:
    done = patchline("--help")
    assert done.returncode == 0
    assert not [name for name in cli.COMMANDS if f"  {name} " not in done.stdout]


def test_help_imports_nothing_heavy() -> None:
    command = [sys.executable, "-c", _LIST_HEAVY, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_is_there_and_explains_itself(name: str) -> None:
    context = click.Context(cli.patchline)
    command = cli.patchline.get_command(context, name)
    assert command is not None
    assert command.get_short_help_str()


def walk(command: click.Command, *path: str) -> Iterator[tuple[str, click.Command]]:
    yield " ".join(path), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from walk(below, *path, name)


def test_no_help_is_cut_short_and_every_option_explains_itself() -> None:
    for path, command in walk(cli.patchline):
        assert command.help, path
        if " " in path:  # of the others the table of commands says what they do
            assert not command.get_short_help_str(limit=60).endswith("..."), path
        options = [one for one in command.params if isinstance(one, click.Option)]
        assert [one.name for one in options if not one.help] == [], path


def test_json_means_the_same_everywhere() -> None:
    helps = {
        option.help
        for _, command in walk(cli.patchline)
        for option in command.params
        if isinstance(option, click.Option) and "--json" in option.opts
    }
    assert helps == {"Print one JSON object."}


@pytest.mark.parametrize("arguments", [["nonsense"], ["up", "--port", "x"], ["--nonsense"]])
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    done = patchline(*arguments)
    assert done.returncode == 2
    assert "Error:" in done.stderr
    assert done.stdout == ""


def test_a_fault_is_told_in_one_message(tmp_path: Path) -> None:
    done = patchline("up", SEND_RATE="0", VAR_DIR=str(tmp_path / "var"))
    assert done.returncode == 1
    assert "SEND_RATE must be above 0" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_ours_is_repeated_word_for_word(
    failing: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_failing(failing, PatchlineError("The fact: the cure")) == 1
    assert capsys.readouterr().err == "patchline: The fact: the cure\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["backup", "file", "--json"],
        ["inbox", "--json"],
        ["campaigns", "check", "--json"],
        ["offices", "--json"],
        ["senate", "refresh", "--json"],
        ["supporters", "forget", "+18025550142", "--json"],
        ["doctor", "--json"],
        ["twilio", "connect", "--json"],
    ],
    ids=" ".join,
)
def test_a_script_gets_one_object_from_a_command_that_cannot_begin(
    arguments: list[str], tmp_path: Path
) -> None:
    done = patchline(*arguments, SEND_RATE="0", VAR_DIR=str(tmp_path / "var"))
    assert done.returncode == 1
    told = json.loads(done.stdout)
    (one,) = told.get("faults") or [one for one in told["checks"] if one["verdict"] == "fault"]
    assert (one["name"], one["found"]) == (
        "settings",
        "SEND_RATE must be above 0 (per second, fractions allowed)",
    )


def test_a_script_is_told_that_it_is_the_database_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "p.db").write_text("no database at all, however one looks at it")
    arguments = {"DATABASE_URL": f"sqlite:///{tmp_path}/p.db", "VAR_DIR": str(tmp_path / "var")}
    done = patchline("inbox", "--json", **arguments)
    assert done.returncode == 1
    (one,) = json.loads(done.stdout)["faults"]
    assert one["name"] == "database"
    assert one["cure"]


def test_a_script_gets_an_object_of_what_nobody_has_foreseen_too(
    failing: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing.setattr(sys, "argv", ["patchline", "fail", "--json"])
    run_failing(failing, RuntimeError("no way to +18025550142"))
    (one,) = json.loads(capsys.readouterr().out)["faults"]
    assert "crash.log" in one["found"]


def test_no_message_gives_a_password_away(
    failing: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_failing(failing, PatchlineError("no way to redis://:hunter2@valkey:6379/0: try again"))
    assert capsys.readouterr().err == (
        "patchline: no way to redis://:•••@valkey:6379/0: try again\n"
    )


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_is_quiet(
    error: BaseException, failing: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_failing(failing, error) == 130
    assert "".join(capsys.readouterr()).strip() == ""


def test_an_unforeseen_failure_is_one_line_that_names_the_log(
    failing: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run_failing(failing, RuntimeError("no way to +18025550142")) == 1
    said = capsys.readouterr().err
    log = tmp_path / "var" / "crash.log"
    assert str(log) in said
    assert said.count("\n") == 1
    assert "RuntimeError: no way to +1•••••••142" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_does_not_hide_the_failure(
    failing: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "var").write_text("in the way")
    assert run_failing(failing, RuntimeError("x")) == 1
    assert "LOG_LEVEL=DEBUG shows them" in capsys.readouterr().err


def test_the_traceback_is_shown_to_those_who_ask(failing: pytest.MonkeyPatch) -> None:
    failing.setenv("LOG_LEVEL", "debug")
    with pytest.raises(RuntimeError, match="seen"):
        run_failing(failing, RuntimeError("seen"))
