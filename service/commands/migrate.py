"""``patchline migrate``: brings the database up to date."""

import logging
import time

import click

from service.adapters.log import configure_logging
from service.adapters.outage_log import OutageLog
from service.adapters.private_files import require_directory
from service.adapters.settings import Settings, load_settings
from service.adapters.sql.engine import open_engine
from service.adapters.sql.key_marks import mark_keys
from service.adapters.sql.migrate import upgrade
from service.parts import make_vault
from service.ports.store import NotMigratedYet

log = logging.getLogger(__name__)

_PAUSE_SECONDS = 1.0


@click.command()
@click.option("--wait", is_flag=True, help="Wait for a database that does not answer.")
def migrate(wait: bool) -> None:
    """Bring the database up to date; does nothing if it is.

    Also notes that PHONE_KEY and HASH_KEY are the database's keys. One that was filled under others
    is refused.
    """
    settings = load_settings()
    require_directory(settings.var_dir)
    if wait:
        configure_logging(settings.log_level, settings.log_format, settings.secrets)
        _migrate_patiently(settings)
    else:
        _migrate(settings)


def _migrate(settings: Settings) -> None:
    upgrade(settings.database_url)
    engine = open_engine(settings.database_url)
    mark_keys(engine, make_vault(settings))
    engine.dispose()


def _migrate_patiently(settings: Settings) -> None:
    outage = OutageLog(log, "the database answers, and is up to date.")
    while True:
        try:
            _migrate(settings)
        except NotMigratedYet as error:
            outage.away(f"{error}; it is tried again until it answers")
            time.sleep(_PAUSE_SECONDS)
        else:
            outage.back()
            return
