"""What a process in the room gives up before a submission's code is in it, in calls to the kernel."""

import ctypes
import os
import resource
import signal
from collections.abc import Mapping
from dataclasses import dataclass

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 36, 38
SECCOMP_MODE_FILTER = 2
LANDLOCK_RESTRICT_SELF = 446

libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Lock:
    """What holds a process: limits by name, a user without rights, a Landlock ruleset, a system-call filter."""

    limits: Mapping[str, int]
    uid: int | None
    landlock: int | None
    seccomp: bytes | None

    def apply(self, memory: int, parent: int) -> None:
        """Lock the calling process, a child of `parent`, into `memory` bytes of address space, or raise OSError."""
        if self.uid is not None:
            drop_user(self.uid)
        die_with_parent(parent)
        hide_memory()
        set_limits({**self.limits, "RLIMIT_AS": memory})
        if self.landlock is not None:
            restrict_files(self.landlock)
            os.close(self.landlock)
        if self.seccomp is not None:
            restrict_calls(self.seccomp)


def set_limits(limits: Mapping[str, int]) -> None:
    """Set resource limits by name; what the system does not know or already limits further stays as it is."""
    for name, value in limits.items():
        number = getattr(resource, name, None)
        if number is not None:
            _, hard = resource.getrlimit(number)
            allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(number, (allowed, allowed))


def drop_user(uid: int) -> None:
    """Become an ordinary user without rights."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def die_with_parent(parent: int | None) -> None:
    """Have the calling process killed when its parent ends, also where it has been stopped.

    `parent` is the parent that it should have, if that is known: one that has ended already sends nothing.
    """
    _prctl("die with the parent", PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent is not None and os.getppid() != parent:
        os._exit(0)


def hide_memory() -> None:
    """Keep other processes of the same user from reading or tracing this one."""
    _prctl("hide memory", PR_SET_DUMPABLE, 0)


def adopt_orphans() -> None:
    """Make this process the parent of what its ended children leave behind."""
    _prctl("adopt orphans", PR_SET_CHILD_SUBREAPER, 1)


def restrict_files(ruleset: int) -> None:
    """Enforce a Landlock ruleset."""
    _prctl("no new privileges", PR_SET_NO_NEW_PRIVS, 1)
    _check("landlock", libc.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def restrict_calls(program: bytes) -> None:
    """Install a system-call filter."""
    _prctl("no new privileges", PR_SET_NO_NEW_PRIVS, 1)
    given = _Program(len(program) // 8, program)
    mode = ctypes.c_ulong(SECCOMP_MODE_FILTER)
    _check("seccomp", libc.prctl(PR_SET_SECCOMP, mode, ctypes.byref(given), 0, 0))


def _prctl(what: str, option: int, value: int) -> None:
    zero = ctypes.c_ulong(0)
    _check(what, libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero))


def _check(what: str, result: int) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
