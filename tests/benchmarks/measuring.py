"""Wall and processor time of this process and of everything that it started."""

import os
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
SETTLE_SECONDS = 0.01


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and seconds of processor time."""

    wall: float
    cpu: float


class Meter:
    """Counts from when it is made; processes that are still running are read from /proc, to a hundredth of a second."""

    def __init__(self) -> None:
        self._running = running()
        self._cpu = ended_and_own()
        self._wall = time.perf_counter()

    def read(self) -> Cost:
        """Return what was used since."""
        wall = time.perf_counter() - self._wall
        return self.read_cpu(wall)

    def read_cpu(self, wall: float) -> Cost:
        """Return the processor time used since, beside a time by the clock that was taken before."""
        cpu = ended_and_own() - self._cpu
        return Cost(wall, cpu + running() - self._running)


def cost_of(work: Callable[[], None]) -> Cost:
    """Return what `work` costs; what it leaves to be cleared away gets a moment that only the processor time counts."""
    meter = Meter()
    start = time.perf_counter()
    work()
    wall = time.perf_counter() - start
    time.sleep(SETTLE_SECONDS)
    return meter.read_cpu(wall)


def ended_and_own() -> float:
    """Return the processor time of this process and of those of its children that have ended."""
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def running() -> float:
    """Return the processor time of all running descendants and of the ended children of those."""
    children: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pid, parent, ticks in _processes():
        children[parent].append((pid, ticks))
    total, waiting = 0, [os.getpid()]
    while waiting:
        for pid, ticks in children[waiting.pop()]:
            total += ticks
            waiting.append(pid)
    return total / TICK


def _processes() -> Iterator[tuple[int, int, int]]:
    """Yield number, parent and ticks of every process."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        yield int(path.parent.name), int(fields[1]), sum(map(int, fields[11:15]))


def own() -> int:
    """Return the number of this process."""
    return os.getpid()


def children(pid: int) -> list[int]:
    """Return the children of a process."""
    return [child for child, parent, _ in _processes() if parent == pid]


def command(pid: int) -> bytes:
    """Return the command line of a process."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def resident(pid: int) -> int:
    """Return how many bytes of memory a process occupies."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
