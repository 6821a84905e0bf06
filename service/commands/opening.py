"""Starts the parts of an installation in turn, each as soon as it can do something."""

from service.adapters.supervisor import Supervisor
from service.commands.installation import Programs

HEAD_START_SECONDS = 3.0
"""Given to the migration, so that its faults are told alone. A database that has not answered by
then may be away for long, and callers are served without it."""


class Opening:
    """Callers first; then those who need the database, once it is up to date."""

    def __init__(self, programs: Programs, supervisor: Supervisor) -> None:
        """The supervisor has nothing to run yet."""
        self._programs = programs
        self._supervisor = supervisor
        self._opens: float | None = None
        self._serving = False
        self._working = False

    def tick(self, now: float) -> None:
        """Start what can be started at a moment of monotonic time. Waits for nothing."""
        if self._opens is None:
            self._opens = now + HEAD_START_SECONDS
            self._supervisor.add([self._programs.migration])
        migrated = self._supervisor.is_done(self._programs.migration)
        if not self._serving and (migrated or now >= self._opens):
            self._serving = True
            self._supervisor.add(self._programs.front)
        if not self._working and migrated:
            self._working = True
            self._supervisor.add(self._programs.back)
