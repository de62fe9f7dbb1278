"""A frozen answer key grades as the solutions do, but for errors that only they can carry forward."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.errors import GraderError
from autograder.grading.checks import Checks
from autograder.grading.freezing import freeze
from autograder.grading.frozen import FrozenChecks, thaw
from autograder.grading.grade import Grader
from autograder.grading.result import Result, State


@pytest.fixture(scope="module")
def public(checks: Checks) -> Checks:
    plans = {name: replace(plan, cases=plan.public.cases) for name, plan in checks.plans.items()}
    return Checks(checks.homework, checks.solutions, plans)


@pytest.fixture(scope="module")
def ice(public: Checks) -> bytes:
    return freeze(public)


@pytest.fixture(scope="module")
def frozen(public: Checks, ice: bytes) -> FrozenChecks:
    return thaw(ice, public.homework, public.plans)


def _states(result: Result) -> list[tuple[str, str, State]]:
    return [(question.id, case.name, case.state) for question in result.questions for case in question.cases]


def test_the_solutions_get_every_point_from_a_frozen_key(frozen: FrozenChecks, public: Checks) -> None:
    states = {state for _, _, state in _states(Grader.of(frozen).grade_functions(public.right))}
    assert states == {State.PASSED}


@pytest.mark.parametrize("question", ["clipping", "dropout", "lstm_gates", "convolution", "written"])
def test_a_frozen_key_judges_and_names_mistakes_as_the_solutions_do(
    question: str, frozen: FrozenChecks, public: Checks
) -> None:
    about = next(iter(about for about in public.plans[question].subjects if public.known.get(about)))
    for name in list(public.known[about])[:8]:
        functions = public.answering(about, name)
        warm = Grader.of(public).grade_functions(functions)
        cold = Grader.of(frozen).grade_functions(functions)
        waiting = {case for case, state in zip(_cases(cold), _states(cold), strict=True) if state[2] is State.WAITING}
        assert [state for state in _states(cold) if state[:2] not in waiting] == [
            state for state in _states(warm) if state[:2] not in waiting
        ]
        own = [r for r in cold.questions if r.id == question]
        assert [r.diagnoses for r in own] == [r.diagnoses for r in warm.questions if r.id == question]


def _cases(result: Result) -> list[tuple[str, str]]:
    return [state[:2] for state in _states(result)]


def test_what_builds_on_a_wrong_piece_waits_where_errors_cannot_be_carried(
    frozen: FrozenChecks, public: Checks
) -> None:
    def flipped(x: np.ndarray, kernel: np.ndarray, padding: int = 0, stride: int = 1) -> np.ndarray:
        return np.asarray(public.right["conv2d"](x, np.asarray(kernel)[::-1, ::-1], padding, stride))

    functions = {**public.right, **public.solutions.exchanged({"conv2d": flipped})}
    result = Grader.of(frozen).grade_functions(functions)
    waiting = [
        case for q in result.questions if q.id == "conv_layer" for case in q.cases if case.state is State.WAITING
    ]
    assert waiting
    assert all(case.pieces == ("conv2d",) and not case.earned for case in waiting)


def test_a_key_of_other_cases_is_refused(ice: bytes, checks: Checks) -> None:
    with pytest.raises(GraderError, match="other checks"):
        thaw(ice, checks.homework, checks.plans)


def test_a_damaged_key_is_refused(ice: bytes, public: Checks) -> None:
    with pytest.raises(GraderError, match="cannot be read"):
        thaw(ice[:-20], public.homework, public.plans)


def test_a_frozen_key_of_the_public_cases_is_small(ice: bytes) -> None:
    assert len(ice) < 4_000_000
