"""The warm process: has NumPy loaded, forks one locked child per request, ends it, and says how it ended.

Runs in an interpreter of its own and imports nothing of the project but the wire format and the worker.
"""

import array
import contextlib
import gc
import importlib
import json
import os
import random
import resource
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from . import lock, wire, worker

COMMAND = struct.Struct("<cQQ")
"""Operation, child, bytes of memory that the child may add to those of the warm process."""
FORK, ENDED, DROP, PING = b"f", b"e", b"d", b"p"

REPORT = struct.Struct("<cQi?")
"""Operation, child, its exit code or minus the signal that ended it, and whether it had to be killed."""

CLOCK, READY, REFUSED = b"c", b"r", b"x"

PATIENCE = 2.0
"""Seconds that a child which has hung up gets to end by itself, so that its end says why."""

PRELOADED = """
abc argparse array ast base64 bisect builtins calendar cmath codecs collections collections.abc contextlib copy csv
ctypes dataclasses datetime decimal difflib dis doctest encodings.ascii encodings.idna encodings.latin_1
encodings.utf_8 enum fractions functools gc glob hashlib heapq importlib.util inspect io itertools json keyword
linecache logging math numbers operator os pathlib pdb pickle platform pprint queue random re secrets shutil signal
socket statistics string struct subprocess tempfile textwrap threading time timeit token tokenize traceback types
typing unicodedata unittest unittest.mock uuid warnings weakref zipfile zlib
numpy numpy.fft numpy.linalg numpy.ma numpy.polynomial numpy.random numpy.testing numpy.typing
numpy.lib.stride_tricks msgspec
"""

Handler: TypeAlias = Callable[..., Any] | None


# --- one child --------------------------------------------------------------------------------------------------------


def _close_all_but(kept: set[int]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    low = 3
    for number in sorted(kept):
        os.closerange(low, number)
        low = number + 1
    os.closerange(low, 4096)


def _send_clock(connection: socket.socket) -> None:
    """Send what the grader reads off how long this process had to wait for a core, where the system has it."""
    numbers = array.array("i")
    with contextlib.suppress(OSError):
        numbers.append(os.open("/proc/self/schedstat", os.O_RDONLY))
    sent = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers)] if numbers else []
    connection.sendmsg([CLOCK], sent)
    for number in numbers:
        os.close(number)


def child(grader: socket.socket, walls: lock.Lock, memory: int, parent: int) -> None:
    """Lock down, then work for the grader at the other end until it hangs up; never returns."""
    try:
        os.setsid()
        connection = grader.fileno()
        _close_all_but({connection} | ({walls.landlock} if walls.landlock is not None else set()))
        _send_clock(grader)
        random.seed(0)
        try:
            walls.apply(memory, parent)
        except OSError as error:
            os.write(connection, REFUSED + str(error).encode()[:200])
            os._exit(1)
        os.write(connection, READY)
        gc.enable()
        worker.attend(lambda count: read_exactly(connection, count), lambda data: write_all(connection, data))
    finally:
        os._exit(0)


def read_exactly(connection: int, count: int) -> bytearray:
    """Read `count` bytes or raise EOFError; wait for them, whatever a submission has made of the connection."""
    os.set_blocking(connection, True)
    data = bytearray(count)
    rest = memoryview(data)
    while rest:
        got = os.readv(connection, [rest])
        if not got:
            raise EOFError
        rest = rest[got:]
    return data


def write_all(connection: int, data: bytes) -> None:
    """Write all of `data`, waiting where there is no room for it."""
    os.set_blocking(connection, True)
    view = memoryview(data)
    while view:
        view = view[os.write(connection, view) :]


# --- the warm process -------------------------------------------------------------------------------------------------


def _register_nothing(
    *, before: Handler = None, after_in_parent: Handler = None, after_in_child: Handler = None
) -> None:
    """Take the place of `os.register_at_fork`."""


def preload() -> None:
    """Import what students use and run a small submission, so that no child has to do the first work again.

    What libraries would do in every child about threads and locks is left out: here is one thread, which holds none.
    """
    register, os.register_at_fork = os.register_at_fork, _register_nothing
    for name in PRELOADED.split():
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    os.register_at_fork = register
    time.tzset()
    matrix = np.eye(8) + np.random.default_rng(0).random((8, 8))
    np.linalg.solve(matrix, matrix @ matrix)
    np.einsum("ij,jk->ik", matrix, matrix)


def warm_up() -> None:
    """Answer one request of our own, so that what the first call loads is there already."""
    source = "import numpy as np\n\ndef double(x):\n    return 2 * np.asarray(x)\n"
    program = worker.Program("warmth", {"first.py": source}, (), {})
    buffers: list[np.ndarray[Any, Any]] = []
    ask = wire.pack_ask("first", "double", [np.ones(3)], {}, "plain", False, buffers)
    header, payload = wire.body(wire.Request([ask]), buffers)
    worker.serve(program, {}, wire.decode_request(header), wire.Payload(payload))
    sys.meta_path.pop(0)
    for name in ("warmth", "warmth.first"):
        sys.modules.pop(name, None)


def forget(folders: Sequence[str]) -> None:
    """Take the folders in which the libraries lie off the path: what lies beside them cannot be imported."""
    sys.path[:] = [entry for entry in sys.path if entry not in folders]
    for entry in folders:
        sys.path_importer_cache.pop(entry, None)


def trial(apply: Callable[[], None]) -> str:
    """Try something in a child that is thrown away; return why it failed, nothing where it worked."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            apply()
        except OSError as error:
            os.write(write, str(error).encode() or b"failed")
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    _, status = os.waitpid(pid, 0)
    return said or ("" if status == 0 else f"ended with status {status}")


class Zygote:
    """Holds the children of one warm process by the numbers that the grader gave them."""

    def __init__(self, control: socket.socket, walls: lock.Lock) -> None:
        self._control = control
        self._walls = walls
        self._children: dict[int, int] = {}
        self._own = _address_space()

    def serve(self) -> None:
        """Do what the grader says until it hangs up, then end every child."""
        while True:
            command, ancillary, _, _ = self._control.recvmsg(COMMAND.size, socket.CMSG_SPACE(4))
            if len(command) != COMMAND.size:
                break
            operation, number, memory = COMMAND.unpack(command)
            if operation == FORK:
                self._fork(number, memory, _descriptor(ancillary))
            elif operation == DROP:
                self._end(number, patience=0.0)
            elif operation == ENDED:
                status, killed = self._end(number, patience=PATIENCE)
                self._control.send(REPORT.pack(ENDED, number, status, killed))
            elif operation == PING:
                self._control.send(REPORT.pack(PING, number, 0, False))
        for number in list(self._children):
            self._end(number, patience=0.0)

    def _fork(self, number: int, memory: int, connection: int) -> None:
        parent = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            pid = -1
        if pid == 0:
            os.dup2(connection, self._control.fileno())  # the child needs a socket, and has no business with this one
            child(self._control, self._walls, self._own + memory, parent)
        os.close(connection)
        if pid > 0:
            self._children[number] = pid

    def _end(self, number: int, patience: float) -> tuple[int, bool]:
        """Wait for a child that seems to have ended, kill it where it has not, and all that it left behind."""
        pid = self._children.pop(number, 0)
        if not pid:
            return -1, False
        status = _wait(pid, patience)
        killed = status is None
        if status is None:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
        self._sweep()
        return os.waitstatus_to_exitcode(status), killed

    def _sweep(self) -> None:
        """Kill what ended children have left: it has become a child of this process."""
        if self._walls.seccomp is not None:
            return
        while strays := _children() - set(self._children.values()):
            for pid in strays:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
                with contextlib.suppress(OSError):
                    os.waitpid(pid, 0)


def _wait(pid: int, patience: float) -> int | None:
    end = time.monotonic() + patience
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status
        if time.monotonic() >= end:
            return None
        time.sleep(0.002)


def _children() -> set[int]:
    try:
        listing = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
        return {int(pid) for pid in listing.split()}
    except OSError:
        return set()


def _address_space() -> int:
    try:
        sizes = Path("/proc/self/statm").read_text(encoding="ascii")
        return int(sizes.split()[0]) * resource.getpagesize()
    except OSError:
        return 512 << 20


def _descriptor(ancillary: list[tuple[int, int, bytes]]) -> int:
    numbers = array.array("i")
    for _, _, data in ancillary:
        numbers.frombytes(data[: numbers.itemsize])
    return numbers[0]


def main(options: Mapping[str, Any]) -> None:
    """Serve the grader at the other end of a socket.

    `options`: `control`, the socket's number; `parent`, the grader's process, if it is in sight; `limits`; `uid`,
    `landlock` and `seccomp` as in `lock.Lock`, of which those are used that work here. The first message back says of
    each why it does not.
    """
    lock.die_with_parent(options["parent"])
    _, data = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (data, data))  # the grader's limit for itself is none for submissions
    control = socket.socket(fileno=options["control"])
    preload()
    forget(options["libraries"])
    warm_up()
    uid, landlock, seccomp = options["uid"], options["landlock"], options["seccomp"]
    program = bytes.fromhex(seccomp) if seccomp is not None else None
    faults = {
        "user": trial(lambda: lock.drop_user(uid)) if uid is not None else "",
        "files": trial(lambda: lock.restrict_files(landlock)) if landlock is not None else "",
        "calls": trial(lambda: lock.restrict_calls(program)) if program is not None else "",
    }
    walls = lock.Lock(
        options["limits"],
        uid if not faults["user"] else None,
        landlock if not faults["files"] else None,
        program if not faults["calls"] else None,
    )
    lock.hide_memory()
    lock.adopt_orphans()
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    np.random.seed(0)
    gc.collect()
    gc.freeze()
    gc.disable()
    control.send(json.dumps(faults).encode())
    Zygote(control, walls).serve()
    os._exit(0)
