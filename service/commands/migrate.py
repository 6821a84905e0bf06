"""``patchline migrate``: brings the database up to date."""

import click

from service.adapters.private_files import private_directory
from service.adapters.settings import load_settings
from service.adapters.sql.migrate import upgrade


@click.command()
def migrate() -> None:
    """Bring the database up to date; does nothing if it is."""
    settings = load_settings()
    private_directory(settings.var_dir)
    upgrade(settings.database_url)
