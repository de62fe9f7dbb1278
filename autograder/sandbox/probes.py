"""What a submission must not be able to do, and one thing that it must.

This file is handed in to a new room, which shows what holds there.
Each function returns whether the attempt succeeded.
"""

import importlib
import os
import socket
from pathlib import Path


def reads(path: str) -> bool:
    """Read a file that is none of the room's."""
    try:
        with Path(path).open("rb") as file:
            file.read(1)
    except OSError:
        return False
    return True


def lists(path: str) -> bool:
    """List a folder."""
    try:
        list(Path(path).iterdir())
    except OSError:
        return False
    return True


def writes(path: str) -> bool:
    """Make a folder."""
    try:
        Path(path).mkdir()
        Path(path).rmdir()
    except OSError:
        return False
    return True


def sees(path: str) -> bool:
    """See that a file exists, and its size and date."""
    try:
        Path(path).stat()
    except OSError:
        return False
    return True


def speaks() -> bool:
    """Open a socket."""
    try:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
        socket.socket(socket.AF_UNIX).close()
    except OSError:
        return False
    return True


def multiplies() -> bool:
    """Start a process."""
    try:
        if os.fork() == 0:
            os._exit(0)
    except OSError:
        return False
    return True


def signals() -> bool:
    """Reach another process."""
    try:
        os.kill(os.getppid(), 0)
    except OSError:
        return False
    return True


def imports() -> bool:
    """Import a module of the standard library that few programs use: what one must be able to do."""
    try:
        importlib.import_module("colorsys")
    except ImportError:
        return False
    return True


def rules() -> bool:
    """Be root."""
    return os.getuid() == 0
