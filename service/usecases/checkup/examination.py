"""Looks at everything side by side, and waits for nothing that hangs."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.domain.checkup import Check, fault
from service.domain.errors import PatchlineError
from service.ports.probes import CannotLook

log = logging.getLogger(__name__)

SECONDS = 12.0
"""For all of it. What is looked at has shorter limits of its own; this is for what has none."""


@dataclass(frozen=True)
class Subject:
    """Something to look at, and how."""

    name: str
    look: Callable[[], Iterable[Check]]


def examine(subjects: Sequence[Subject], seconds: float = SECONDS) -> tuple[Check, ...]:
    """Every check of every subject, in their order. Never raises, never takes longer."""
    deadline = time.monotonic() + seconds
    views = [_View(subject) for subject in subjects]
    return tuple(check for view in views for check in view.checks(deadline))


class _View:
    """A subject under a thread of its own."""

    def __init__(self, subject: Subject) -> None:
        self._name = subject.name
        self._look = subject.look
        self._seen: queue.SimpleQueue[Check | None] = queue.SimpleQueue()
        # A daemon, so that the program can end while it hangs.
        threading.Thread(target=self._run, daemon=True).start()

    def checks(self, deadline: float) -> Iterable[Check]:
        """As they come, until all have or the time is up."""
        while True:
            try:
                check = self._seen.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                yield fault(self._name, "hangs", "see whether disk, network and server are well")
                return
            if check is None:
                return
            yield check

    def _run(self) -> None:
        try:
            for check in self._look():
                self._seen.put(check)
        except CannotLook as error:
            self._seen.put(fault(self._name, error.found, error.cure))
        except PatchlineError as error:
            # By convention the message is the fact, a colon and the cure.
            found, colon, cure = str(error).rpartition(": ")
            self._seen.put(fault(self._name, found, cure) if colon else fault(self._name, cure, ""))
        except Exception as error:  # one broken check must not hide the others
            log.debug("the check of %s failed", self._name, exc_info=error)
            kind = type(error).__name__
            self._seen.put(fault(self._name, f"cannot be checked ({kind})", "please report this"))
        finally:
            self._seen.put(None)
