"""``patchline serve``: the web server."""

import os

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from service.adapters.campaign_files import load_campaigns
from service.adapters.settings import load_settings
from service.bootstrap import refuse_another_database

_APPLICATION = "service.web.app:make_server"
_STOP_SECONDS = 5
"""Granian's worker may hang for ever when two signals reach it at once, as with Ctrl-C."""


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Listen here; default 8000.")
@click.option("--early", is_flag=True, help="Do not wait for patchline migrate.")
def serve(port: int | None, early: bool) -> None:
    """Answer webhooks and browsers until told to stop. Listens at HOST and PORT.

    With --early it starts even on a database that has still to be migrated: calls are put through,
    and what would have to be stored is kept aside until it is.

    Needs workers and a scheduler beside it: patchline work. All in one: patchline up.
    """
    settings = load_settings(port=port, listening=True)
    # Faults are told once, before anything is started.
    load_campaigns(settings.campaigns_dir)
    away = refuse_another_database(settings, early=early)
    if away is not None and not early:  # else whoever migrates it tells
        click.echo(f"Note: {away}. Until then calls are put through and the rest waits.", err=True)
    os.environ["PORT"] = str(settings.port)  # read again by the process that serves
    Granian(
        _APPLICATION,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.RSGI,
        workers=1,
        workers_kill_timeout=_STOP_SECONDS,
        log_access=False,
        log_level=LogLevels.error,  # its advice on threads is not for whoever runs this
        websockets=False,
    ).serve()
