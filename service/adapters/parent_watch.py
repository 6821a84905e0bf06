"""Ends a process whose parent was killed, so that it keeps no port that its successor needs."""

import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.process import BaseProcess

_GRACE_SECONDS = 5.0


def end_with_parent() -> None:
    """Have this process end after its parent, if multiprocessing started it.

    It is asked to first, as its parent would have done.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlive, args=(parent,), name="parent", daemon=True).start()


def _outlive(parent: BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)
