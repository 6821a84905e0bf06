"""Keeps the details of a failure that nobody foresaw, for whoever mends it."""

import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from service.adapters.private_files import open_private, private_directory
from service.adapters.redaction import Redaction


def keep_crash(error: BaseException, var_dir: Path) -> str:
    """Append the traceback to ``crash.log`` under ``var_dir``; the file's name, for a message.

    Phone numbers are masked. Never raises: a disk that is full must not hide the first failure.
    """
    path = var_dir / "crash.log"
    lines = "".join(traceback.format_exception(error))
    command = " ".join(sys.argv[:2])
    entry = Redaction()(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ} {command}\n{lines}\n")
    try:
        private_directory(var_dir)
        with open(open_private(path, os.O_WRONLY | os.O_APPEND), "a", encoding="utf-8") as log:
            log.write(entry)
    except OSError as trouble:
        return f"no file ({path}: {trouble.strerror}; LOG_LEVEL=DEBUG shows them)"
    return str(path)
