"""One submission as a whole: what a missing, broken or hostile part of it costs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.grading.asking import Asker
from autograder.grading.checks import Checks
from autograder.grading.grade import Grader
from autograder.grading.result import Result, State
from autograder.homework import Homework, default_root, load_homework
from autograder.reports.results import results
from autograder.sandbox.room import Room
from autograder.submission import Program, Submission

MODULES = load_homework(default_root()).modules


@pytest.fixture(scope="module")
def solved(homework: Homework) -> Submission:
    files = {path.name: path.read_text(encoding="utf-8") for path in homework.solutions.glob("*.py")}
    return Submission("sam", Program(files), (homework.solutions / "answers.yaml").read_text(encoding="utf-8"))


def with_file(submission: Submission, name: str, text: str | None) -> Submission:
    files = {**submission.program.files, name: text}
    return replace(submission, program=Program({key: value for key, value in files.items() if value is not None}))


def losing(result: Result) -> set[str]:
    return {question.id for question in result.questions if question.score < question.points}


def needing(module: str, solved: Submission) -> set[str]:
    """Return a module and those that import it, directly or not."""
    found = {module}
    while True:
        more = {
            name.removesuffix(".py")
            for name, text in solved.program.files.items()
            if any(f"from .{needed} import" in text for needed in found)
        } | found
        if more == found:
            return found
        found = more


@pytest.mark.parametrize("damage", [None, "def broken(:\n", "raise RuntimeError('at import')\n"])
@pytest.mark.parametrize("module", MODULES)
def test_a_missing_or_broken_module_costs_its_questions_and_what_cannot_work_without_it(
    module: str, damage: str | None, solved: Submission, homework: Homework, grader: Grader, room: Room
) -> None:
    result = grader.grade(with_file(solved, f"{module}.py", damage), room)
    lost = needing(module, solved)
    assert losing(result) == {question.id for question in homework.questions if question.module in lost}
    assert {q.id for q in result.questions if q.score == 0} == losing(result)


def test_a_syntax_error_is_told_with_file_and_line(solved: Submission, grader: Grader, room: Room) -> None:
    result = grader.grade(with_file(solved, "gru.py", "import numpy\n\ndef broken(:\n"), room)
    told = {test["name"]: test["output"] for test in results(result)["tests"]}
    assert told["gru_step"].startswith("gru.py cannot be loaded: gru.py, line 3: SyntaxError")


@pytest.mark.parametrize("answers", [None, "6.1: [unclosed\n", "- a list\n", ""])
def test_missing_or_broken_answers_cost_only_the_written_question(
    answers: str | None, solved: Submission, grader: Grader, room: Room
) -> None:
    result = grader.grade(replace(solved, answers=answers), room)
    assert losing(result) == {"written"}
    assert next(test for test in results(result)["tests"] if test["name"] == "written")["output"]


def test_a_module_that_spoils_numpy_costs_no_other_question(solved: Submission, grader: Grader, room: Room) -> None:
    spoiler = "\n\ndef linear(x, W, b):\n    import numpy\n    numpy.maximum = numpy.minimum\n    return x @ W + b\n"
    result = grader.grade(with_file(solved, "lenet.py", solved.program.files["lenet.py"] + spoiler), room)
    assert losing(result) <= {"lenet"}


@pytest.fixture
def renewed(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One entry for each time that a submission is put into a fresh process."""
    found: list[None] = []
    renew = Asker.renew

    def counted(self: Asker) -> None:
        found.append(None)
        renew(self)

    monkeypatch.setattr(Asker, "renew", counted)
    return found


def test_only_what_may_change_more_than_itself_has_a_process_of_its_own(
    solved: Submission, grader: Grader, room: Room, renewed: list[None]
) -> None:
    grader.grade(solved, room)
    assert not renewed
    counting = """
calls = 0

def clip_gradient(g, tau):
    global calls
    calls += 1
    raise KeyError(calls)
"""
    result = grader.grade(with_file(solved, "clipping.py", solved.program.files["clipping.py"] + counting), room)
    (clipping,) = (question for question in result.questions if question.id == "clipping")
    told = [case.evidence.returned for case in clipping.cases if case.evidence is not None]
    assert told[0].startswith("KeyError: 1 "), "the first call in a process in which nothing has run yet"
    assert losing(result) == {"clipping"}
    assert len(renewed) == 2, "before it, and after it for the pieces that are called"


def test_what_builds_on_a_wrong_piece_is_carried_without_another_process(
    solved: Submission, grader: Grader, room: Room, renewed: list[None]
) -> None:
    wrong = "\n\ndef sigmoid(x):\n    return np.tanh(x)\n"
    result = grader.grade(with_file(solved, "activations.py", solved.program.files["activations.py"] + wrong), room)
    assert losing(result) == {"activations"}
    carried = {q.id for q in result.questions for case in q.cases if case.state is State.CARRIED}
    assert {"lstm_gates", "lstm_sequence", "gru_step", "gru_update"} <= carried
    assert not renewed


def test_what_builds_on_a_piece_that_is_not_written_is_not_asked_again(
    solved: Submission, homework: Homework, grader: Grader, room: Room, renewed: list[None]
) -> None:
    stub = (homework.stubs / "activations.py").read_text(encoding="utf-8")
    result = grader.grade(with_file(solved, "activations.py", stub), room)
    gates = next(question for question in result.questions if question.id == "lstm_gates")
    assert State.NOT_STARTED in {case.state for case in gates.cases}
    assert not renewed


@pytest.mark.parametrize("module", ["clipping", "activations"])
def test_a_spoilt_process_does_not_pass_for_a_piece_that_is_not_written(
    module: str, solved: Submission, grader: Grader, room: Room
) -> None:
    spoiler = """
import numpy

def spoilt(*args, **kwargs):
    raise NotImplementedError

def relu(x):
    numpy.tanh = spoilt
    return numpy.maximum(x, 0.0)

def gradient_norm(grads):
    numpy.tanh = spoilt
    return float(numpy.sqrt(sum(float(numpy.sum(numpy.square(g))) for g in grads)))
"""
    source = solved.program.files[f"{module}.py"] + spoiler
    assert losing(grader.grade(with_file(solved, f"{module}.py", source), room)) == set()


def test_hidden_inputs_cannot_be_shown_through_what_a_later_public_case_raises(
    solved: Submission, grader: Grader, room: Room
) -> None:
    thief = """
import builtins
builtins.loot = getattr(builtins, "loot", [])

def linear(x, W, b):
    builtins.loot.append(repr(x))
    raise ValueError("".join(builtins.loot))
"""
    source = solved.program.files["lenet.py"] + thief
    told = results(grader.grade(with_file(solved, "lenet.py", source), room))
    (lenet,) = [test["output"] for test in told["tests"] if test["name"] == "lenet"]
    plan = grader.checks.plans["lenet"]
    hidden = [c for case in plan.hidden.cases for c in case.calls if c.function == "linear"]
    assert hidden
    assert not [call for call in hidden if repr(call.args[0])[6:30] in lenet]
    (alone,) = [line for line in lenet.splitlines() if line.strip().startswith("returned")][:1]
    assert alone.count("array(") <= len([c for case in plan.public.cases for c in case.calls if c.function == "linear"])


def test_one_mistake_in_a_gate_costs_its_own_question_only(grader: Grader, checks: Checks) -> None:
    def gates(x: Any, h_prev: Any, params: Any) -> Any:
        forget, write, candidate, show = checks.right["lstm_gates"](x, h_prev, params)
        return write, forget, candidate, show

    result = grader.grade_functions(exchanged(checks, {"lstm_gates": gates}))
    assert losing(result) == {"lstm_gates"}
    sequence = next(question for question in result.questions if question.id == "lstm_sequence")
    assert any(case.state is State.CARRIED and "lstm_gates" in case.pieces for case in sequence.cases)


def test_a_wrong_convolution_is_not_paid_for_again_in_the_layer_and_the_network(grader: Grader, checks: Checks) -> None:
    def flipped(x: Any, kernel: Any, padding: int = 0, stride: int = 1) -> Any:
        return checks.right["conv2d"](x, np.asarray(kernel)[::-1, ::-1], padding, stride)

    assert losing(grader.grade_functions(exchanged(checks, {"conv2d": flipped}))) == {"convolution"}


def test_pieces_broken_on_purpose_do_not_pay(grader: Grader, checks: Checks, homework: Homework) -> None:
    calls = {"count": 0}

    def once(*args: Any, **kwargs: Any) -> Any:
        calls["count"] += 1
        if calls["count"] == 1:
            return 1.0
        raise ValueError("broken on purpose")

    result = grader.grade_functions(dict.fromkeys(homework.module_of, once))
    assert result.total < 10


@pytest.mark.parametrize(
    "answer",
    [0.0, np.zeros(3), np.ones(1), np.arange(4.0), (np.zeros((2, 3)), np.ones((2, 3)))],
    ids=["0", "zeros", "ones", "a range", "a pair"],
)
def test_one_answer_to_everything_is_carried_nowhere(
    answer: Any, grader: Grader, checks: Checks, homework: Homework
) -> None:
    result = grader.grade_functions(dict.fromkeys(homework.module_of, lambda *args, **kwargs: answer))
    passed = earned(result, State.PASSED)
    assert passed < 2
    assert earned(result, State.CARRIED) <= passed


def test_pieces_that_hand_back_what_they_get_pay_no_more_than_was_earned(grader: Grader, homework: Homework) -> None:
    def kernel(x: Any, kernel: Any, padding: int = 0, stride: int = 1) -> Any:
        return kernel

    def layer(x: Any, weight: Any, bias: Any, padding: int = 0, stride: int = 1) -> Any:
        return weight.sum(axis=1) + bias[:, None, None]

    def unwritten(*args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    stubs = dict.fromkeys(homework.module_of, unwritten)
    assert grader.grade_functions({**stubs, "conv2d": kernel, "conv_layer": layer}).total == 0


def test_a_mistake_in_a_gate_is_carried_in_full_for_one_who_did_nothing_else(grader: Grader, checks: Checks) -> None:
    def gates(x: Any, h_prev: Any, params: Any) -> Any:
        forget, write, candidate, show = checks.right["lstm_gates"](x, h_prev, params)
        return 1 - forget, 1 - write, candidate, 1 - show

    def unwritten(*args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    own = exchanged(checks, {"lstm_gates": gates})
    written = ("lstm_gates", "lstm_cell_update", "lstm_step", "lstm_forward")
    result = grader.grade_functions({name: own[name] if name in written else unwritten for name in own})
    sequence = next(question for question in result.questions if question.id == "lstm_sequence")
    assert {case.state for case in sequence.cases} == {State.PASSED, State.CARRIED, State.NOT_STARTED}


def earned(result: Result, state: State) -> float:
    return float(sum(case.earned for question in result.questions for case in question.cases if case.state is state))


def exchanged(
    checks: Checks, replacements: Mapping[str, Callable[..., Any]]
) -> Mapping[str, Callable[..., Any]]:  # fmt: skip
    return {**checks.right, **checks.solutions.exchanged(replacements)}
