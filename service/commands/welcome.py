"""Tells the person at the terminal when all is ready, and where to begin."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from service.adapters.listening import unready_reason
from service.adapters.settings import Settings

_PATIENCE_SECONDS = 20.0
_PAUSE_SECONDS = 0.1


class Welcome:
    """Asks the web server until it is ready, then says so once; in between, what is missing."""

    def __init__(self, settings: Settings, offset: float | None) -> None:
        self._settings = settings
        self._offset = offset
        self._patience_ends = time.monotonic() + _PATIENCE_SECONDS
        self._complained: str | None = None

    def look(self) -> float | None:
        """Ask; the seconds until it is asked again, None once it is ready."""
        missing = unready_reason(self._settings.host, self._settings.port)
        if missing is None:
            click.echo(welcome(self._settings, self._offset, datetime.now(UTC)))
            return None
        if time.monotonic() >= self._patience_ends and missing != self._complained:
            click.echo(f"Still waiting: {missing}", err=True)
            self._complained = missing
            self._patience_ends = time.monotonic() + _PATIENCE_SECONDS
        return _PAUSE_SECONDS


def welcome(settings: Settings, offset: float | None, now: datetime) -> str:
    """What a person needs to begin: the addresses to open, the number, the time it is."""
    url = settings.public_url
    clock = (now + timedelta(seconds=offset or 0.0)).astimezone(ZoneInfo("America/New_York"))
    lines = [
        "",
        "Patchline is ready.",
        *([f"  Handset    {url}/handset"] if settings.simulating else []),
        f"  Dashboard  {url}/",
        f"  Number     {settings.twilio_phone_number or 'your Messaging Service'}",
        f"  Clock      {clock:%A %d %B %Y, %H:%M} in Washington"
        f"{'' if offset is None else ' (set for the demo)'}",
        "Ctrl-C stops everything.",
    ]
    return "\n".join(lines)
