"""One grader at a time per folder; the lock of one that dies is free at once.

SQLite's own lock on an empty file is used, since it works on every system and dies with its process.
"""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.errors import GraderError

POLL_SECONDS = 0.2
NAME = ".grading.lock"


@contextlib.contextmanager
def held(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a folder; `waiting` is called once if another process holds it."""
    connection, said = _connection(folder), False
    try:
        while not _try(connection):
            if not said:
                waiting()
                said = True
            time.sleep(POLL_SECONDS)
        yield
    finally:
        connection.close()


def is_held(folder: Path) -> bool:
    """Whether a grader is at work in a folder."""
    if not (folder / NAME).exists():
        return False
    with contextlib.closing(_connection(folder)) as connection:
        return not _try(connection)


def _connection(folder: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(folder / NAME, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise GraderError(f"{folder / NAME} cannot be opened: {error}") from None


def _try(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            return False
        raise GraderError(f"the folder cannot be locked: {error}") from None
    return True
