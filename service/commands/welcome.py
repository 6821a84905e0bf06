"""Tells the person at the terminal when all is ready, and where to begin."""

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
        self._due = 0.0
        self._patience_ends: float | None = None
        self._told = False

    def tick(self, now: float) -> None:
        """Look, at most ten times a second of monotonic time."""
        if self._told or now < self._due:
            return
        self._due = now + _PAUSE_SECONDS
        missing = unready_reason(self._settings.host, self._settings.port)
        if missing is None:
            click.echo(welcome(self._settings, self._offset, datetime.now(UTC)))
            self._told = True
        else:
            self._complain(missing, now)

    def _complain(self, missing: str, now: float) -> None:
        if self._patience_ends is None:
            self._patience_ends = now + _PATIENCE_SECONDS
        if now >= self._patience_ends:
            click.echo(f"Still waiting: {missing}", err=True)
            self._patience_ends = now + _PATIENCE_SECONDS


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
