"""What Linux can deny a process without help: files and network by Landlock, system calls by seccomp.

Both are prepared here, by libraries, and enforced in the room by one call each.
"""

import errno
import os
import struct
import sysconfig
from functools import cache
from pathlib import Path

import landlockpy
import numpy as np
import seccompy
import yaml

from autograder.errors import GraderError

HIGHEST_CALL = 0x3FFFFFFF
"""System-call numbers above this belong to the x32 interface of x86-64, which no rule here names."""

BESIDE = ("site-packages", "dist-packages")
"""Folders of other libraries, which on some systems lie inside the standard library's."""


def readable() -> tuple[Path, ...]:
    """Return what the room may read: the standard library and NumPy, without the libraries installed beside them."""
    standard = Path(os.__file__).resolve().parent
    compiled = Path(str(sysconfig.get_config_var("DESTSHARED") or standard)).resolve()
    entries = {entry for folder in (standard, compiled) if folder.is_dir() for entry in folder.iterdir()}
    numpy = Path(np.__path__[0]).resolve()
    entries |= {numpy, *numpy.parent.glob("numpy.libs")}
    own = Path(__file__).resolve().parents[1]
    found = sorted(entry for entry in entries if entry.name not in BESIDE and entry.exists())
    for entry in found:
        if own.is_relative_to(entry):
            raise GraderError(
                f"the autograder is installed inside {entry}, which submissions may read: install it elsewhere"
            )
    return tuple(found)


def ruleset() -> landlockpy.Ruleset:
    """Return a Landlock ruleset: read `readable()`, nothing else; no network, no signal to the outside."""
    rules = landlockpy.Ruleset(scoped=landlockpy.Scope.SIGNAL | landlockpy.Scope.ABSTRACT_UNIX_SOCKET)
    read = landlockpy.AccessFS.READ_FILE | landlockpy.AccessFS.READ_DIR
    for path in readable():
        rules.allow_path(path, read if path.is_dir() else landlockpy.AccessFS.READ_FILE)
    return rules


def fault_of_files() -> str:
    """Return why no Landlock ruleset can be made here, nothing where one can."""
    try:
        ruleset().close()
    except OSError as error:
        return f"this kernel or container has no Landlock, or has it turned off ({error.strerror})"
    return ""


def fault_of_calls() -> str:
    """Return why no system-call filter can be made here, nothing where one can."""
    try:
        if seccompy.supported():
            call_filter()
            return ""
    except (OSError, seccompy.SeccompError) as error:
        return f"no system-call filter can be made ({error})"
    return "this kernel has no system-call filters"


@cache
def call_filter() -> bytes:
    """Return the system-call filter of `denied_calls.yaml` as a program for the kernel."""
    policy = yaml.safe_load(Path(__file__).with_name("denied_calls.yaml").read_text(encoding="utf-8"))
    rules = seccompy.Filter()
    for group in policy["denied"].values():
        for name in group.split():
            if _exists(name):
                rules.errno(name, errno.EPERM)
    for name in policy["absent"].split():
        rules.errno(name, errno.ENOSYS)
    for name, position in policy["denied unless zero"].items():
        rules.errno(name, errno.EPERM, args=[seccompy.ArgCmp(position, seccompy.CmpOp.NE, 0)])
    return _without_other_interfaces(rules.program)


def _exists(name: str) -> bool:
    try:
        seccompy.syscall_nr(name)
    except ValueError:
        return False
    return True


def _without_other_interfaces(program: bytes) -> bytes:
    """Put in front of a filter program: a call whose number is above HIGHEST_CALL does not exist."""
    load_number = struct.pack("=HBBI", 0x20, 0, 0, 0)
    skip_if_ordinary = struct.pack("=HBBI", 0x25, 0, 1, HIGHEST_CALL)
    refuse = struct.pack("=HBBI", 0x06, 0, 0, int(seccompy.Action.ERRNO) | errno.ENOSYS)
    return load_number + skip_if_ordinary + refuse + program
