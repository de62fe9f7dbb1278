"""The walls between submissions and the machine: which of them stand, and what would add one."""

from dataclasses import dataclass
from enum import Enum


class Isolation(Enum):
    """`AUTO`: the best that this machine has. `STRICT`: nothing below L1. `NONE`: limits only, for trusted code."""

    AUTO = "auto"
    STRICT = "strict"
    NONE = "none"


class Wall(Enum):
    """One thing that keeps a submission in."""

    LIMITS = "limits"
    USER = "user"
    FILES = "files"
    CALLS = "calls"
    NAMESPACES = "namespaces"


MEANINGS = {
    Wall.LIMITS: "a separate interpreter with an empty environment, limits on time, memory and output",
    Wall.USER: "no rights of root",
    Wall.FILES: "Landlock: reads the standard library and NumPy only, writes nothing, no network",
    Wall.CALLS: "seccomp: no processes, threads, sockets or signals, no changes to files",
    Wall.NAMESPACES: "bubblewrap: other files, processes and network interfaces do not exist",
}

FIXES = {
    Wall.LIMITS: "use Linux, macOS or Windows with Python 3.11 or newer",
    Wall.USER: "run as an ordinary user, or as a root that may change its user (CAP_SETUID, CAP_SETGID)",
    Wall.FILES: "use Linux 5.13 or newer with Landlock on (lsm=landlock,... at boot), and a container that allows it",
    Wall.CALLS: "use a Linux on x86-64 or ARM64 with seccomp filters, and a container that allows them",
    Wall.NAMESPACES: "install bubblewrap (Debian, Ubuntu: apt install bubblewrap) and allow user namespaces",
}


WITHOUT_LIBRARY = (
    "submissions cannot read the standard library: they can import NumPy and the modules that are loaded beforehand, "
    "no others; use a Python in a folder that every user can read, or bubblewrap"
)


@dataclass(frozen=True)
class Layer:
    """A wall, whether it stands (which was tried out), why it does not and what would help."""

    wall: Wall
    on: bool
    reason: str = ""

    @property
    def meaning(self) -> str:
        """What it does, in one line."""
        return MEANINGS[self.wall]

    @property
    def fix(self) -> str:
        """What to do about one that does not stand."""
        return "" if self.on else FIXES[self.wall]


@dataclass(frozen=True)
class Report:
    """All walls of a room, and whether the standard library can be read in it."""

    layers: tuple[Layer, ...]
    has_library: bool = True

    @property
    def level(self) -> str:
        """L0: limits only. L1: the kernel also denies files, network, processes and root. L2: namespaces as well."""
        standing = {layer.wall for layer in self.layers if layer.on}
        if not standing >= {Wall.USER, Wall.FILES, Wall.CALLS}:
            return "L0"
        return "L2" if Wall.NAMESPACES in standing else "L1"

    @property
    def missing(self) -> tuple[Layer, ...]:
        """The walls that do not stand."""
        return tuple(layer for layer in self.layers if not layer.on)

    def __str__(self) -> str:
        return " ".join([self.level, *(f"{layer.wall.value}={'on' if layer.on else 'off'}" for layer in self.layers)])
