"""Options that several commands share."""

import argparse
from pathlib import Path
from typing import TypeAlias

from autograder.homework import default_root
from autograder.sandbox.isolation import Isolation

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_homework(parser: argparse._ActionsContainer) -> None:
    """Add the option that says which homework is meant."""
    parser.add_argument("--homework", type=Path, default=default_root(), metavar="DIR", help="the homework's folder")


def add_kind(parser: argparse.ArgumentParser) -> None:
    """Add the options that say by which homework, or by whose checks, is graded."""
    kind = parser.add_mutually_exclusive_group()
    add_homework(kind)
    kind.add_argument(
        "--otter", type=Path, metavar="ZIP",
        help="grade by this Otter autograder instead. Its checks run in the process of the submission, behind the same "
        "walls: a submission can read hidden checks there, though it cannot carry them out, and one that is written to "
        "cheat can claim its own points",
    )  # fmt: skip


def add_isolation(parser: argparse.ArgumentParser) -> None:
    """Add the option that says how strong the room's walls must be."""
    parser.add_argument(
        "--isolation", choices=[isolation.value for isolation in Isolation], default=Isolation.AUTO.value,
        help="auto: the best there is here; strict: nothing weaker than the kernel's own wall; none: only a process",
    )  # fmt: skip


def positive(text: str) -> int:
    """Return an option's value as a whole number of at least 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
