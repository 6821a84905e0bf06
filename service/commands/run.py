"""``patchline up``: everything on one machine, in one terminal."""

import os
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime

import click

from service.adapters.campaign_files import load_campaigns
from service.adapters.demo_clock import demo_offset, keep_offset
from service.adapters.guardian import Guardian
from service.adapters.listening import require_free
from service.adapters.port_file import port_kept
from service.adapters.private_files import require_directory
from service.adapters.running_alone import running_alone
from service.adapters.settings import Settings, load_settings
from service.adapters.supervisor import Supervisor
from service.adapters.valkey_server import ValkeyServer
from service.commands.installation import migration, programs
from service.commands.upkeep import ValkeyWatch
from service.commands.welcome import Welcome
from service.ports.store import MigrationFailed


@click.command()
@click.option("--port", type=click.IntRange(1, 65534), help="Listen here; default 8000.")
def up(port: int | None) -> None:
    """Run everything on this machine: database, Valkey, web, workers, scheduler, simulator.

    Ctrl-C stops all of it. Without a Twilio account the carrier is simulated and the clock is set
    to a working day in Washington. Only one at a time runs on a VAR_DIR.
    """
    os.umask(0o077)
    settings = load_settings(port=port, listening=True)
    for warning in settings.warnings:
        click.echo(f"Note: {warning}", err=True)
    _require_ports(settings)
    load_campaigns(settings.campaigns_dir)  # a fault is told once, before anything is started
    require_directory(settings.var_dir)
    with running_alone(settings.var_dir, settings.port_file):
        offset = running_offset(settings, datetime.now(UTC))
        keep_offset(settings.clock_file, offset)
        _run(settings, offset)


def running_offset(settings: Settings, now: datetime) -> float | None:
    """Seconds to add to every clock: what is set, else the demo's, else None."""
    if settings.clock_offset is None and settings.simulating:
        return demo_offset(now)
    return settings.clock_offset


def _require_ports(settings: Settings) -> None:
    require_free(settings.host, settings.port, "the web server")
    if settings.simulator_port is not None:
        require_free(settings.host, settings.simulator_port, "the simulator")


def _run(settings: Settings, offset: float | None) -> None:
    valkey = ValkeyServer(settings.var_dir) if settings.own_valkey else None
    with closing(Guardian()) as guardian:
        try:
            watch = ValkeyWatch(valkey, guardian)
            watch.tick(time.monotonic())
            _migrate(settings)
            _supervise(settings, offset, guardian, watch)
        finally:
            if valkey is not None:
                valkey.stop()


def _supervise(
    settings: Settings, offset: float | None, guardian: Guardian, watch: ValkeyWatch
) -> None:
    supervisor = Supervisor(programs(settings, os.environ, offset), guardian)
    welcome = Welcome(settings, offset)

    def each_tick(now: float) -> None:
        watch.tick(now)
        welcome.tick(now)

    with port_kept(settings.port_file, settings.port), supervisor.heeding_signals():
        supervisor.run(each_tick)
    click.echo("Patchline has stopped.")


def _migrate(settings: Settings) -> None:
    environ = {**os.environ, "PORT": str(settings.port)}
    done = subprocess.run(migration(), env=environ, check=False)
    if done.returncode:
        raise MigrationFailed(
            "The database could not be brought up to date: mend what the message above says"
        )
