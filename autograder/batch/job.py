"""What is to be done, and what comes of it."""

import os
from collections.abc import Sequence
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
    return len(_processors()) or os.cpu_count() or 1


def own_processors(workers: int) -> Sequence[int | None]:
    """Return which processor each worker keeps to: one of its own where there are as many, otherwise any.

    A worker and the processes of its room take turns. On one processor, what one has written is in its caches when the
    other reads it, and nobody waits until another processor wakes up.
    """
    processors = _processors()
    return processors if len(processors) == workers else [None] * workers


def _processors() -> list[int]:
    """Return the processors that this process may use; none where the system does not say which."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
