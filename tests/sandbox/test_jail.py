"""The rules for files and system calls: what they forbid, and that ordinary answers do not notice them."""

import errno
import platform
from pathlib import Path

import numpy as np
import pytest
import yaml
from asking import MEMORY_MB, ask, program, value
from seccompy.syscalls import AARCH64_SYSCALLS, X86_64_SYSCALLS

from autograder.sandbox import jail, wire
from autograder.sandbox.isolation import Wall
from autograder.sandbox.room import Room
from autograder.sandbox.warm import Walls, WarmRoom

POLICY = yaml.safe_load(Path(jail.__file__).with_name("denied_calls.yaml").read_text(encoding="utf-8"))


def named_calls() -> list[str]:
    denied = [name for group in POLICY["denied"].values() for name in group.split()]
    return [*denied, *POLICY["absent"].split(), *POLICY["denied unless zero"]]


def test_every_call_of_the_policy_exists_and_is_named_once() -> None:
    names = named_calls()
    assert not set(names) - set(X86_64_SYSCALLS) - set(AARCH64_SYSCALLS)
    assert len(names) == len(set(names))


def test_submissions_may_read_numpy_but_not_what_lies_beside_it() -> None:
    readable = jail.readable()
    numpy = Path(np.__path__[0]).resolve()
    assert numpy in readable
    assert not any(numpy.parent.is_relative_to(path) for path in readable)
    assert not any(Path(jail.__file__).is_relative_to(path) for path in readable)


FORBIDDEN = {
    "reading the grader": f"open({str(Path(jail.__file__))!r}).read()",
    "reading a library beside numpy": f"open({str(Path(yaml.__file__))!r}).read()",
    "listing what lies beside numpy": f"os.listdir({str(Path(np.__path__[0]).parent)!r})",
    "reading the memory of another process": "open(f'/proc/{os.getppid()}/mem', 'rb').read(1)",
    "reading its own environment": "open('/proc/self/environ', 'rb').read()",
    "writing a file": "open('/tmp/written', 'w')",
    "writing into numpy": f"open({str(Path(np.__path__[0]) / 'written.py')!r}, 'w')",
    "making a folder": "os.mkdir('/tmp/made')",
    "making a file in memory": "os.memfd_create('x')",
    "changing a date": f"os.utime({str(Path(np.__path__[0]))!r})",
    "forking": "os.fork()",
    "starting a program": "os.execv('/bin/true', ['true'])",
    "starting a thread": "__import__('threading').Thread(target=print).start()",
    "a socket": "socket.socket()",
    "a pair of sockets": "socket.socketpair()",
    "a signal to another process": "os.kill(os.getppid(), 0)",
    "a signal to itself": "os.kill(os.getpid(), 9)",
    "higher limits": "resource.setrlimit(resource.RLIMIT_CPU, (1, 1))",
    "another priority": "os.nice(1)",
    "another core": "os.sched_setaffinity(0, {0})",
    "becoming root": "os.setuid(0)",
    "another root folder": "os.chroot('/')",
}


@pytest.mark.parametrize("attempt", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_submission_is_refused(room: Room, attempt: str) -> None:
    session = room.open(program(f"import os, socket, resource\ndef f(): return bool({attempt}) or True"), MEMORY_MB)
    raised = ask(session, "f")
    session.close()
    assert isinstance(raised, wire.Raised), raised
    assert raised.type_name in ("PermissionError", "FileNotFoundError", "OSError", "RuntimeError", "ValueError")


KERNEL = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def call(*numbers):
    ctypes.set_errno(0)
    return [libc.syscall(*(ctypes.c_long(n) for n in numbers)), ctypes.get_errno()]
"""


def raw(room: Room, *numbers: int) -> list[int]:
    session = room.open(program(KERNEL), MEMORY_MB)
    result = value(session, "call", *numbers)
    session.close()
    assert isinstance(result, wire.Listed)
    return [int(number) for number in result.array]


@pytest.mark.parametrize("name", named_calls())
def test_a_forbidden_call_does_not_reach_the_kernel(room: Room, name: str) -> None:
    table = X86_64_SYSCALLS if platform.machine() == "x86_64" else AARCH64_SYSCALLS
    if name not in table:
        assert name in X86_64_SYSCALLS or name in AARCH64_SYSCALLS
        return
    arguments = [1] * 6 if name in POLICY["denied unless zero"] else [-1] * 6
    expected = errno.ENOSYS if name in POLICY["absent"].split() else errno.EPERM
    assert raw(room, table[name], *arguments) == [-1, expected]


def test_the_calls_of_another_interface_do_not_exist(room: Room) -> None:
    getpid_of_x32 = 0x40000000 + 39
    assert raw(room, getpid_of_x32) == [-1, errno.ENOSYS]


def test_reading_a_limit_is_allowed(room: Room) -> None:
    session = room.open(
        program("import resource\ndef f(): return resource.getrlimit(resource.RLIMIT_NPROC)"), MEMORY_MB
    )
    limit = value(session, "f")
    session.close()
    assert isinstance(limit, wire.Listed)
    assert limit.array.tolist() == [0, 0]


ORDINARY = {
    "matrix products": "np.allclose(np.ones((400, 400)) @ np.ones((400, 400)), 400)",
    "linear algebra": "np.allclose(np.linalg.svd(np.eye(30))[1], 1) and np.linalg.inv(np.eye(9)).shape == (9, 9)",
    "fourier transforms": "__import__('numpy.fft').fft.fft(np.ones(8))[0].real == 8",
    "random numbers": "np.random.default_rng().random() < 1 and np.random.rand() < 1",
    "polynomials": "np.polynomial.Polynomial([1, 2])(1) == 3",
    "einsum": "np.einsum('ij,jk', np.eye(3), np.eye(3)).trace() == 3",
    "windows": "np.lib.stride_tricks.sliding_window_view(np.ones(5), 2).shape == (4, 2)",
    "masked arrays": "np.ma.masked_array([1, 2], [True, False]).sum() == 2",
    "large arrays": "np.zeros(2**24).sum() == 0",
    "dataclasses": "__import__('dataclasses').make_dataclass('C', ['x'])(1).x == 1",
    "functools": "__import__('functools').reduce(int.__mul__, [1, 2, 3]) == 6",
    "decimals": "__import__('decimal').Decimal('1.5') * 2 == 3",
    "fractions": "__import__('fractions').Fraction(1, 2) * 2 == 1",
    "statistics": "__import__('statistics').mean([1, 3]) == 2",
    "regular expressions": "bool(__import__('re').match('a+', 'aaa'))",
    "json": "__import__('json').loads('[1]') == [1]",
    "hashes": "len(__import__('hashlib').sha256(b'').digest()) == 32",
    "time": "__import__('time').localtime() is not None and __import__('time').sleep(0) is None",
    "dates": "__import__('datetime').datetime.now().year > 2000",
    "warnings": "__import__('warnings').warn('no') is None",
    "threads that share": "__import__('threading').Lock().acquire()",
    "unit tests": "__import__('unittest').TestCase().assertEqual(1, 1) is None",
    "deep copies": "__import__('copy').deepcopy({'a': np.ones(2)})['a'].sum() == 2",
    "temporary text": "__import__('io').StringIO('a').read() == 'a'",
    "the collector of garbage": "__import__('gc').collect() >= 0",
    "the number of cores": "__import__('os').cpu_count() >= 1",
}


@pytest.mark.parametrize("use", ORDINARY.values(), ids=ORDINARY)
def test_what_answers_are_made_of_works(room: Room, use: str) -> None:
    session = room.open(program(f"import numpy as np\ndef f(): return bool({use})"), MEMORY_MB)
    assert value(session, "f") is True
    session.close()


def test_each_wall_stands_without_the_others() -> None:
    for walls, standing in ((Walls(landlock=True), Wall.FILES), (Walls(seccomp=True), Wall.CALLS)):
        room = WarmRoom(walls, "homework", {})
        room.close()
        assert standing in {layer.wall for layer in room.report.layers if layer.on}
