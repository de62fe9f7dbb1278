"""One submission per kind of failure, each with the result that it must get in a file beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.checks import load_checks
from autograder.grading.grade import Grader
from autograder.homework import Homework
from autograder.intake.find import find_submissions
from autograder.intake.reading import read
from autograder.reports.results import results
from autograder.sandbox.room import Room

KINDS = sorted(path.parent for path in Path(__file__).parent.glob("*/submission*"))


@pytest.fixture(scope="module")
def knn_grader(second_homework: Homework) -> Grader:
    return Grader.of(load_checks(second_homework))


def _graded(kind: Path, grader: Grader, homework: Homework, room: Room) -> dict[str, Any]:
    handed = find_submissions([next(kind.glob("submission*"))], homework)
    assert len(handed) == 1
    graded = results(grader.grade(read(handed[0], homework), room))
    del graded["extra_data"]["isolation"]
    return graded


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_submission_gets_the_result_in_its_file(
    kind: Path, knn_grader: Grader, second_homework: Homework, room: Room, request: pytest.FixtureRequest
) -> None:
    graded = _graded(kind, knn_grader, second_homework, room)
    expected = kind / "expected.json"
    if request.config.getoption("--write-golden"):
        expected.write_text(json.dumps(graded, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert graded == json.loads(expected.read_text(encoding="utf-8"))
