"""How sure the grader says it is of a mistake that it names."""

from typing import Any

import numpy as np

from autograder.grading.checks import load_checks
from autograder.grading.diagnosis import Confidence, Diagnosis
from autograder.grading.grade import Grader
from autograder.homework import Homework


def diagnoses(homework: Homework, distances: Any) -> tuple[Diagnosis, ...]:
    checks = load_checks(homework)
    return Grader.of(checks).grade_functions({**checks.right, "distances": distances}).questions[0].diagnoses


def test_a_known_mistake_is_named_as_exactly_that(second_homework: Homework) -> None:
    (found,) = diagnoses(second_homework, lambda points, query: ((points - query) ** 2).sum(axis=1))
    assert (found.misconception, found.confidence) == ("root_forgotten", Confidence.EXACT)


def test_answers_that_are_only_partly_those_of_a_mistake_are_not_called_exactly_those(
    second_homework: Homework,
) -> None:
    def root_for_some(points: Any, query: Any) -> Any:
        squares = ((points - query) ** 2).sum(axis=1)
        return squares if len(points) == 3 else np.sqrt(squares)

    assert all(found.confidence is not Confidence.EXACT for found in diagnoses(second_homework, root_for_some))


def test_an_unknown_mistake_is_not_guessed_at(second_homework: Homework) -> None:
    assert diagnoses(second_homework, lambda points, query: np.abs(points - query).max(axis=1) + 7.0) == ()
