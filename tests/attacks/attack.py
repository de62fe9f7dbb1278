"""What an attack is: a submission, and what it may cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

BOTH = frozenset({"distances", "nearest"})
DISTANCES = frozenset({"distances"})
NEAREST = frozenset({"nearest"})
NOTHING: frozenset[str] = frozenset()

SECRET_FILE = "@secret file@"
HIDDEN_CHECKS = "@hidden checks@"
NEIGHBOUR = "@neighbour@"
"""Where these stand in a submission, the path of the real thing is put."""

LEFT_BEHIND = "left-behind"
"""What the name of every file begins with that an attack tries to leave."""

SLEEP = "86399"
"""How long every program sleeps that an attack tries to leave, by which it can be found."""

HONEST_DISTANCES = """
def distances(points, query):
    return np.sqrt(((points - query) ** 2).sum(axis=1))
"""

HONEST_NEAREST = """
def nearest(points, query, k):
    if not 1 <= k <= len(points):
        raise ValueError("k")
    return [int(i) for i in np.argsort(((points - query) ** 2).sum(axis=1))[:k]]
"""

IMPORTS = "import os, sys\nimport numpy as np\n"
HONEST = IMPORTS + HONEST_DISTANCES + HONEST_NEAREST


@dataclass(frozen=True)
class Link:
    """A symbolic link in a submission."""

    target: Path


@dataclass(frozen=True)
class Attack:
    """A hostile submission.

    `costs` are the functions that it gives up, by attacking in them or by not answering rightly: their points must be
    lost, and no others.
    """

    name: str
    files: Mapping[str, str | bytes | Link]
    costs: frozenset[str]


def before(name: str, source: str) -> Attack:
    """Return an attack that is made while the module is loaded; its functions are right, so it may cost nothing."""
    return Attack(name, {"knn.py": f"{IMPORTS}{source}\n{HONEST_DISTANCES}{HONEST_NEAREST}"}, NOTHING)


def within(name: str, body: str, top: str = "") -> Attack:
    """Return an attack that is made in each call of `distances`, beside an honest `nearest`."""
    indented = "".join(f"    {line}\n" for line in body.strip().splitlines())
    function = f"def distances(points, query):\n{indented}"
    return Attack(name, {"knn.py": f"{IMPORTS}{top}\n{HONEST_NEAREST}\n{function}"}, DISTANCES)


def instead(name: str, source: str, others: Mapping[str, str] = MappingProxyType({})) -> Attack:
    """Return an attack in a module of its own, with other files beside it."""
    return Attack(name, {"knn.py": IMPORTS + source, **others}, BOTH)
