"""Runs a piece of Python as another user, or as on a machine that can do less."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOBODY = "65534"

USERS = ("root", "ordinary user") if os.geteuid() == 0 else ("ordinary user",)

POORER = """
import errno, seccompy
NEW_NAMESPACES = 0x7E020000
rules = seccompy.Filter()
def deny_landlock():
    for name in ("landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"):
        rules.errno(name, errno.EPERM)
def deny_namespaces():
    rules.errno("unshare", errno.EPERM)
    rules.errno("setns", errno.EPERM)
    rules.errno("mount", errno.EPERM)
    rules.errno("clone3", errno.ENOSYS)
    for bit in range(32):
        if NEW_NAMESPACES & 1 << bit:
            rules.errno("clone", errno.EPERM, args=[(0, 6, 1 << bit, 1 << bit)])
def deny_filters():
    rules.errno("seccomp", errno.EPERM)
    rules.errno("prctl", errno.EINVAL, args=[(0, 0, 22)])
"""


def run(
    source: str, user: str, denied: tuple[str, ...] = (), seconds: float = 120.0, python: Sequence[str] = ()
) -> str:
    """Return what a program prints that a user runs on a machine without the things `denied`."""
    poorer = "".join(f"deny_{name}()\n" for name in denied)
    program = f"{POORER}{poorer}rules.load()\n{source}" if denied else source
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(__file__).parent), *sys.path]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [*as_user(user), *(python or [sys.executable]), "-c", program], env=environment, cwd="/",
        capture_output=True, text=True, timeout=seconds, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def as_user(user: str) -> list[str]:
    """Return what to put in front of a command so that it is run by a user."""
    if user == "root" or os.geteuid() != 0:
        return []
    return [*_reachable(), "setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]


def _reachable() -> list[str]:
    """Return a view of the machine in which every user reaches the interpreter, also where root keeps it at home."""
    home = Path(sys.base_prefix).resolve()
    closed = [folder for folder in reversed(home.parents) if not folder.stat().st_mode & 0o001]
    if not closed:
        return []
    return ["bwrap", "--dev-bind", "/", "/", "--perms", "0755", "--tmpfs", str(closed[0]), *_shown(home, closed[0])]


def _shown(folder: Path, below: Path) -> Iterator[str]:
    for parent in reversed(folder.parents):
        if parent.is_relative_to(below) and parent != below:
            yield from ("--perms", "0755", "--dir", str(parent))
    yield from ("--ro-bind", str(folder), str(folder), "--cap-add", "ALL")


def hidden_python() -> list[str]:
    """Return the start of a command for an interpreter that root alone can read; only root can hide it."""
    home = Path(sys.base_prefix).resolve()
    inside = Path(sys.executable).resolve().relative_to(home)
    view = ["--dev-bind", "/", "/", "--perms", "0700", "--tmpfs", "/mnt", "--ro-bind", str(home), "/mnt/python"]
    return ["bwrap", *view, "--cap-add", "ALL", str(Path("/mnt/python") / inside)]
