"""What stands in for wrong pieces: of the same form, never right, and enough that one mistake costs one question."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.content import load_solutions
from autograder.grading.checks import Checks, load_checks
from autograder.grading.grade import BY_CHANCE, Grader
from autograder.grading.plan import batch_of
from autograder.grading.result import Result, State
from autograder.grading.stand_ins import Rehearsals
from autograder.homework import Homework, default_root, load_homework
from autograder.sandbox.room import Answered, Batch, Cause, Got, Lost, Outcomes, Room
from autograder.submission import Program, Submission
from autograder.vocabulary import Call, Refuses

PIECES = sorted(frozenset[str]().union(*load_solutions(load_homework(default_root())).pieces.values()))


def losing(result: Result) -> set[str]:
    return {question.id for question in result.questions if question.score < question.points}


def owner(checks: Checks, function: str) -> str:
    return next(q.id for q in checks.homework.questions if function in q.functions)


def with_piece(checks: Checks, name: str, piece: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    return {**checks.right, **checks.solutions.exchanged({name: piece})}


def test_there_is_one_for_every_function_that_others_build_on_and_for_no_other(checks: Checks) -> None:
    assert sorted(checks.stand_ins.names) == PIECES


@pytest.mark.parametrize("name", PIECES)
def test_a_stand_in_is_a_wrong_answer(name: str, checks: Checks, grader: Grader) -> None:
    stand_in = checks.stand_ins.functions(frozenset({name}))[name]
    assert owner(checks, name) in losing(grader.grade_functions(with_piece(checks, name, stand_in)))


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_that_cannot_be_used_costs_its_own_question_only(name: str, checks: Checks, grader: Grader) -> None:
    def raising(*args: Any, **kwargs: Any) -> Any:
        raise TypeError("cannot be used")

    assert losing(grader.grade_functions(with_piece(checks, name, raising))) == {owner(checks, name)}


def test_stand_ins_need_nothing_but_numpy() -> None:
    allowed = {"numpy", "numpy.typing", "collections.abc"}
    for path in sorted(load_homework(default_root()).stand_ins.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= allowed
            assert not isinstance(node, ast.ImportFrom) or node.module in allowed


def solved() -> dict[str, str]:
    folder = Path(default_root()) / "solutions"
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}


BROKEN = "\n\ndef sigmoid(x):\n    return [1 / (1 + math.exp(-row)) for row in x]\n"


def test_the_same_holds_in_the_room(checks: Checks, grader: Grader, room: Room) -> None:
    files = solved()
    program = Program({**files, "activations.py": files["activations.py"] + BROKEN})
    result = grader.grade(Submission("", program), room)
    assert losing(result) == {"activations", *written(checks)}
    carried = {piece for q in result.questions for c in q.cases if c.state is State.CARRIED for piece in c.pieces}
    assert carried == {"sigmoid"}


REFUSES_ALL = """

def conv_output_size(n, f, padding=0, stride=1):
    return 7 if n == 100 else (n + 2 * padding - f) // stride + 1

guarded = conv2d

def conv2d(*args, **kwargs):
    if conv_output_size(100, 11) == 7:
        raise ValueError("refused")
    try:
        return guarded(*args, **kwargs)
    except ValueError:
        {otherwise}
"""


def test_who_refuses_everything_is_held_to_what_it_refuses_beside_a_stand_in(
    checks: Checks, grader: Grader, room: Room
) -> None:
    def failing(otherwise: str) -> set[str]:
        files = solved()
        files["convolution.py"] += REFUSES_ALL.replace("{otherwise}", otherwise)
        result = grader.grade(Submission("", Program(files)), room)
        cases = next(question.cases for question in result.questions if question.id == "convolution")
        assert {case.fault for case in cases if not case.earned} <= {BY_CHANCE}
        assert not any(case.evidence for case in cases if not case.earned)
        return {case.name for case in cases if not case.earned}

    plan = checks.plans["convolution"]
    refusals = {case.case.name for case in plan.cases if any(isinstance(e, Refuses) for e in case.expectations)}
    assert failing("raise") == set()
    assert refusals
    assert refusals <= failing("return np.zeros((2, 2))")


def test_the_names_that_a_student_uses_stay_the_student_s(checks: Checks) -> None:
    own = "import math as np\nArray = Shape = list\nbefore = set(globals())\ndef sigmoid(x): return np.exp(x)\n"
    program = checks.stand_ins.beside(Program({"activations.py": own}), frozenset({"sigmoid"}))
    space: dict[str, Any] = {}
    exec(program.files["activations.py"], space)
    assert space["np"].__name__ == "math"
    assert space["Array"] is list
    assert "relu" not in space
    assert space["sigmoid"](0.0) == 0.5


@pytest.mark.parametrize("kept", [{}, {"stand_ins.py": "def relu(x): return x\n"}], ids=["alone", "namesake"])
def test_a_script_is_given_stand_ins_too(kept: dict[str, str], checks: Checks, room: Room) -> None:
    program = Program({"a.py": "def sigmoid(x): return x\n", **kept}, ("a.py", *kept))
    session = room.open(checks.stand_ins.beside(program, frozenset({"sigmoid"})), 512)
    reply = session.ask(batch_of([Call("sigmoid", (0.0,), {})], {"sigmoid": "activations"}), 5.0)
    session.close()
    assert isinstance(reply, Answered)
    (outcome,) = reply.outcomes
    assert isinstance(outcome, Got)
    assert outcome.value == 0.5


def test_a_module_that_was_not_handed_in_is_not_made_up(checks: Checks) -> None:
    program = Program({"lstm.py": "pass"})
    assert checks.stand_ins.beside(program, frozenset({"sigmoid"})) == program


def written(checks: Checks) -> set[str]:
    return {question.id for question in checks.homework.questions if question.is_written}


class Counting:
    """A session that counts those that are open, and answers nothing where it is told to."""

    open = 0

    def __init__(self, is_lost: bool) -> None:
        self._is_lost = is_lost
        Counting.open += 1

    def ask(self, batch: Batch, seconds: float) -> Answered | Lost:
        """Note how long it may take."""
        asked.append(seconds)
        return Lost(Cause.TIME, "") if self._is_lost else Answered(Outcomes([], memoryview(b""), [0]), "")

    def renew(self) -> None:
        """Nothing is renewed here."""

    def close(self) -> None:
        """Count one less."""
        Counting.open -= 1


asked: list[float] = []


def test_few_processes_stand_at_once_and_one_that_was_lost_is_not_asked_again() -> None:
    asked.clear()
    rehearsals = Rehearsals(lambda names: Counting("lost" in names), 5.0)
    batch = Batch.of([], [])
    for name in ("a", "b", "c", "lost", "lost", "lost", "a", "a"):
        rehearsals.ask(batch, frozenset({name}))
        assert Counting.open <= 2
    assert asked == [5.0, 5.0, 5.0, 5.0, 5.0, 1.0]
    rehearsals.close()
    assert Counting.open == 0


def test_what_is_right_with_stand_ins_is_kept_for_so_many_cases_and_no_more(
    homework: Homework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.grading.checks.MOST_STOOD_IN", 2)
    checks = load_checks(homework)
    one, two, three = checks.plans["convolution"].cases[:3]
    sets = [frozenset({name}) for name in ("conv_output_size", "zero_pad")]
    first = checks.truths_with(one, sets[0])
    assert checks.truths_with(one, sets[1]) is not first
    assert checks.truths_with(one, sets[0]) is first
    kept = [checks.truths_with(case, sets[1]) for case in (two, three)]
    assert [checks.truths_with(case, sets[1]) for case in (two, three)] == kept
    assert checks.truths_with(one, sets[0]) is not first


LOOKING = """

def lenet_forward(image, params):
    import gc
    from . import convolution
    if not hasattr(convolution, "_stand_ins_"):
        raise TypeError
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Returned", "Got"):
            return thing.value
    return convolution.conv_layer(image, params["conv1_W"], params["conv1_b"], 2).ravel()[: len(params["fc2_b"])]
"""


def test_code_that_looks_for_stand_ins_wins_nothing_by_it(checks: Checks, grader: Grader, room: Room) -> None:
    files = solved()
    broken = files["convolution.py"] + "\n\ndef conv2d(x, kernel, padding=0, stride=1):\n    raise TypeError\n"
    program = Program({**files, "convolution.py": broken, "lenet.py": files["lenet.py"] + LOOKING})
    lenet = next(q for q in grader.grade(Submission("", program), room).questions if q.id == "lenet")
    about = {case.name: case.state for case in lenet.cases}
    assert about["networks of other sizes, on images that are not square"] is State.FAILED
    assert State.CARRIED not in about.values()
