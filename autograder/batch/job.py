"""What is to be done, and what comes of it."""

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograder.intake.handed import Handed
from autograder.sandbox.isolation import Isolation


@dataclass(frozen=True)
class Job:
    """How submissions are to be graded."""

    homework_root: Path
    isolation: Isolation = Isolation.AUTO
    workers: int = 1


@dataclass(frozen=True)
class Task:
    """A submission to grade: in all questions, or, where the others cannot have changed, in some."""

    handed: Handed
    questions: tuple[str, ...] | None = None


class Graded(msgspec.Struct, frozen=True, tag="graded"):
    """What is kept of a graded submission: the scores, for the tables, and the whole result as it was written down."""

    status: str
    scores: dict[str, float]
    maximum: int | float
    document: bytes


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """A submission that the grader itself could not grade this time."""

    why: str


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """A worker that cannot work at all, whatever the submission."""

    why: str


def default_workers() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
