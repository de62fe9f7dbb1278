"""A homework that is made from an Otter archive: a question for each test file."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UsageError
from autograder.homework import Homework, Limits, Question
from autograder.intake.names import plain
from autograder.otter.archive import Archive, read_archive
from autograder.otter.asking import Check, ask
from autograder.otter.program import room_program
from autograder.policy import Policy
from autograder.sandbox.room import Lost
from autograder.sandbox.rooms import open_room

LIMITS = Limits(seconds=10.0, memory_mb=2048)
"""Otter has none: what the cells may take together, and then each case."""


@dataclass(frozen=True, kw_only=True)
class OtterHomework(Homework):
    """The questions of an archive; `checks_of` says by test file what each is made of."""

    archive: Archive
    checks_of: Mapping[str, Check]


def load_otter(path: Path) -> OtterHomework:
    """Read an archive and have its test files say in a room what they are; raise UsageError where one cannot."""
    archive = read_archive(path)
    checks = _described(archive)
    names = [check.name for check in checks.values()]
    if len(set(names)) != len(names):
        raise UsageError(f"{path}: two test files have one name: {plain(max(names, key=names.count))}")
    questions = tuple(
        Question(check.name, "submission", (), _neat(math.fsum(case.points for case in check.cases)), "", LIMITS)
        for check in checks.values()
    )
    policy = Policy(points_possible=archive.points_possible, score_threshold=archive.score_threshold)
    return OtterHomework(path, path.stem, questions, policy, archive=archive, checks_of=checks)


def _described(archive: Archive) -> Mapping[str, Check]:
    room = open_room()
    try:
        session = room.open(room_program(archive, [], {}), LIMITS.memory_mb)
        found = {}
        for file in archive.tests:
            check = ask(session, Check, LIMITS.seconds, "describe", file)
            fault = check.detail if isinstance(check, Lost) else check.fault
            if fault or isinstance(check, Lost):
                raise UsageError(f"{archive.path}: tests/{plain(file)}.py cannot be loaded: {plain(fault)}")
            found[file] = check
        session.close()
        return found
    finally:
        room.close()


def _neat(points: float) -> int | float:
    points = round(points, 5)
    return int(points) if points == int(points) else points
