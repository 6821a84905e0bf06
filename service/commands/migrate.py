"""``patchline migrate``: brings the database up to date."""

import click

from service.adapters.private_files import require_directory
from service.adapters.settings import load_settings
from service.adapters.sql.engine import open_engine
from service.adapters.sql.key_marks import mark_keys
from service.adapters.sql.migrate import upgrade
from service.adapters.vault import Vault


@click.command()
def migrate() -> None:
    """Bring the database up to date; does nothing if it is.

    Also notes that PHONE_KEY and HASH_KEY are the database's keys. One that was filled under others
    is refused.
    """
    settings = load_settings()
    require_directory(settings.var_dir)
    upgrade(settings.database_url)
    vault = Vault(settings.phone_key.reveal(), settings.hash_key.reveal())
    mark_keys(open_engine(settings.database_url), vault)
