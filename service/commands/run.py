"""``patchline up``: everything on one machine, in one terminal."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime

import click

from service.adapters.broker_fault import broker_fault
from service.adapters.campaign_files import load_campaigns
from service.adapters.demo_clock import demo_offset, keep_offset
from service.adapters.guardian import Guardian
from service.adapters.listening import require_free
from service.adapters.log import configure_logging
from service.adapters.port_file import port_kept
from service.adapters.private_files import require_directory
from service.adapters.rq_queue import connect
from service.adapters.running_alone import running_alone
from service.adapters.settings import Settings, load_settings
from service.adapters.supervisor import Supervisor
from service.adapters.valkey_server import ValkeyServer
from service.commands.beside import beside
from service.commands.installation import programs
from service.commands.opening import Opening
from service.commands.upkeep import ValkeyWatch
from service.commands.welcome import Welcome


@click.command()
@click.option("--port", type=click.IntRange(1, 65534), help="Listen here; default 8000.")
def up(port: int | None) -> None:
    """Run everything on this machine: database, Valkey, web, workers, scheduler, simulator.

    Ctrl-C stops all of it. Without a Twilio account the carrier is simulated and the clock is set
    to a working day in Washington. Only one at a time runs on a VAR_DIR.
    """
    os.umask(0o077)
    settings = load_settings(port=port, listening=True)
    configure_logging(settings.log_level, settings.log_format, settings.secrets)
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
    with closing(Guardian()) as guardian, ExitStack() as beneath:
        if settings.own_valkey:
            beneath.enter_context(_own_valkey(settings, guardian))
        elif fault := broker_fault(connect(settings.redis_url)):
            click.echo(f"Note: {fault}", err=True)
        _supervise(settings, offset, guardian)
    click.echo("Patchline has stopped.")


@contextmanager
def _own_valkey(settings: Settings, guardian: Guardian) -> Iterator[None]:
    valkey = ValkeyServer(settings.var_dir)
    valkey.require_place()
    try:
        with beside(ValkeyWatch(valkey, guardian).look):
            try:
                yield
            finally:
                valkey.give_up()
    finally:
        valkey.stop()


def _supervise(settings: Settings, offset: float | None, guardian: Guardian) -> None:
    supervisor = Supervisor((), guardian)
    opening = Opening(programs(settings, os.environ, offset), supervisor)
    with (
        port_kept(settings.port_file, settings.port),
        beside(Welcome(settings, offset).look),
        supervisor.heeding_signals(),
    ):
        supervisor.run(opening.tick)
