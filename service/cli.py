"""The ``patchline`` command: a table of command names, each loaded only when it is used."""

import importlib
import os
import sys
from pathlib import Path

import click

from service.adapters.crash_log import keep_crash
from service.adapters.redaction import hide_logins
from service.commands.failure import failure_json
from service.domain.errors import PatchlineError

COMMANDS = {
    "up": ("service.commands.run:up", "Run everything on this machine."),
    "serve": ("service.commands.serve:serve", "Run the web server."),
    "work": ("service.commands.work:work", "Run a worker or the scheduler."),
    "migrate": ("service.commands.migrate:migrate", "Bring the database up to date."),
    "campaigns": ("service.commands.campaigns:campaigns", "Check the campaign files."),
    "senate": ("service.commands.senate:senate", "Renew the Senate directory."),
    "offices": ("service.commands.offices:offices", "List the Senate offices; set one aside."),
    "report": ("service.commands.report:report", "Count what came of the calls to offices."),
    "supporters": ("service.commands.supporters:supporters", "Erase a person's data."),
    "consent": ("service.commands.consent:consent", "Prove what people agreed to."),
    "doctor": ("service.commands.doctor:doctor", "Find what is wrong and say the cure."),
    "twilio": ("service.commands.twilio:twilio", "Point the Twilio account here."),
    "inbox": ("service.commands.inbox:inbox", "Read the texts that wait for a person."),
    "backup": ("service.commands.backup:backup", "Write every row to a file."),
    "restore": ("service.commands.backup:restore", "Bring the rows of a backup back."),
}
"""Name to (where the command stands, what ``--help`` says of it)."""


class Crashed(PatchlineError):
    """A failure that nobody has foreseen."""


class LazyGroup(click.Group):
    """A group whose commands are imported by name, so that ``--help`` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List names and help from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted. Settings come from the "
    "environment and .env (docs/settings.md).",
)
@click.version_option(package_name="patchline", prog_name="patchline")
def patchline() -> None:
    """Text a keyword, get patched through: the operator's command line.

    In trouble begin with: patchline doctor
    """


def main() -> None:
    """Run the command and end the process: 0 done, 1 failed, 2 wrong usage, 130 interrupted.

    A PatchlineError is told in one message; of anything else, one line says where the rest is.
    Under ``--json`` the faults are printed as an object as well.
    """
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        outcome = patchline.main(arguments, prog_name="patchline", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except PatchlineError as error:
        return _failed(error, as_json="--json" in arguments)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing may be written to it any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # the last resort of the whole program
        return _failed(_crash(error), as_json="--json" in arguments)
    return outcome if isinstance(outcome, int) else 0


def _failed(error: PatchlineError, *, as_json: bool) -> int:
    click.echo(f"patchline: {hide_logins(str(error))}", err=True)
    if as_json:
        click.echo(failure_json(error))
    return 1


def _crash(error: Exception) -> PatchlineError:
    if os.environ.get("LOG_LEVEL", "").upper() == "DEBUG":
        raise error
    log = keep_crash(error, Path(os.environ.get("VAR_DIR") or "var"))
    return Crashed(
        f"something went wrong that should not have; the details are in {log}, please report them"
    )
