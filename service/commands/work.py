"""``patchline work``: a worker, or the scheduler."""

import os
import sys

import click

from service.commands.installation import QUEUES


@click.command()
@click.argument("what", nargs=-1, required=True, type=click.Choice([*QUEUES, "scheduler"]))
def work(what: tuple[str, ...]) -> None:
    """Work off one queue or both, or be the scheduler, until told to stop.

    rings places the calls that people asked for; texts sends what waits to be sent. An installation
    needs a worker on each, and one scheduler, which asks again for whatever was lost.
    """
    if "scheduler" in what:
        if len(what) > 1:
            raise click.UsageError("the scheduler works alone: start it by itself")
        arguments = ["workers.scheduler"]
    else:
        arguments = ["workers.worker", *what]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", *arguments])  # noqa: S606 (our own program)
