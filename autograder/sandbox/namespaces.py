"""The outer wall: the warm process in namespaces of its own, in which only what it needs exists (bubblewrap)."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from autograder.sandbox.room import RoomError

SPACES = ("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")
RIGHTS_OF_ROOT = ("CAP_SETUID", "CAP_SETGID", "CAP_KILL")
SYSTEM_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache")


def command() -> tuple[str, ...]:
    """Return what to put in front of the command of the warm process; raise RoomError without bubblewrap."""
    program = shutil.which("bwrap")
    if program is None:
        raise RoomError("bubblewrap is not installed")
    if os.geteuid() == 0:
        who = [word for right in RIGHTS_OF_ROOT for word in ("--cap-add", right)]
    else:
        who = ["--unshare-user"]
    return (
        program, *SPACES, "--cap-drop", "ALL", *who, "--die-with-parent", "--hostname", "room",
        *_view(), "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/", "--chdir", "/", "--",
    )  # fmt: skip


def _view() -> Iterator[str]:
    """Say what exists: the interpreter, the standard library, the system's libraries, NumPy and msgspec."""
    standard = Path(os.__file__).resolve().parent
    system = [Path(name) for name in SYSTEM_LIBRARIES]
    for path in system:
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))
        elif path.exists():
            yield from _shown(path)
    for path in (standard.parent, Path(sys.executable).resolve()):
        if not any(path.is_relative_to(other.resolve()) for other in system):
            yield from _shown(path)
    for folder in _installed(standard.parent):
        yield from ("--perms", "0755", "--tmpfs", str(folder))
    for module in (np, msgspec):
        package = Path(module.__path__[0]).resolve()
        for path in (package, *package.parent.glob(f"{package.name}.libs")):
            yield from _shown(path)


def _shown(path: Path) -> Iterator[str]:
    """Show a file or folder, to be reached by every user whatever the mask of new files is."""
    for parent in reversed(path.parents[:-1]):
        yield from ("--perms", "0755", "--dir", str(parent))
    yield from ("--ro-bind", str(path), str(path))


def _installed(libraries: Path) -> Iterator[Path]:
    """Yield the folders of installed packages that lie in what is shown."""
    roots = {libraries, *(Path(name).resolve() for name in SYSTEM_LIBRARIES)}
    for root in roots:
        for name in ("site-packages", "dist-packages"):
            yield from root.glob(f"python3*/{name}")
