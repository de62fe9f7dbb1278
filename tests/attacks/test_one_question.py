"""All questions are asked in one process, and yet what one module does to it costs that module's questions only."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from autograder.grading.asking import Asker, Came
from autograder.grading.grade import Grader
from autograder.homework import Homework
from autograder.intake.handed import Handed
from autograder.intake.reading import read
from autograder.intake.tree import Folder
from autograder.sandbox.room import Batch, Room
from autograder.submission import Program, Submission

POISONED = "activations"
"""The module that is loaded and asked first, and on which others build."""

POISONS = {
    "sums replaced": "np.sum = np.ndarray.__array_function__ = lambda *a, **k: 0.0",
    "every function of numpy replaced": "for n in ('exp', 'dot', 'zeros', 'asarray', 'sqrt', 'where'):\n"
    "    setattr(np, n, lambda *a, **k: 1 / 0)",
    "errors turned on": "np.seterr(all='raise'); np.seterrcall(lambda *a: 1 / 0)",
    "warnings turned on": "import warnings\nwarnings.simplefilter('error')\nwarnings.filters = warnings.filters[:]",
    "a trace": "def t(*a): raise ValueError\nsys.settrace(t)",
    "an audit hook": "sys.addaudithook(lambda *a: 1 / 0)",
    "builtins replaced": "import builtins\nbuiltins.len = builtins.range = builtins.sum = lambda *a: 1 / 0",
    "output closed": "sys.stdout.close(); sys.stderr.close()",
    "the wire closed": "os.closerange(3, 64)",
    "the end": "os._exit(0)",
    "memory used up": "global kept\nkept = []\nwhile True: kept.append(bytearray(10**7))",
    "a result too large": "return np.zeros(10**7)",
    "the modules of others replaced": "for m in list(sys.modules.values()):\n"
    "    if getattr(m, '__name__', '').startswith('assignments.') and m.__name__ != __name__: vars(m).clear()",
    "others seem not to have begun": "def never(*a, **k): raise NotImplementedError\n"
    "np.asarray = np.sum = np.exp = np.zeros = np.dot = np.where = np.sqrt = never",
    "no recursion": "sys.setrecursionlimit(40)",
    "the worker replaced": "for m in list(sys.modules.values()):\n"
    "    if hasattr(m, 'serve') and hasattr(m, 'attend'): m.serve = lambda *a: (b'', b'')",
}


@pytest.fixture(scope="module")
def solved(homework: Homework) -> Iterator[Submission]:
    yield read(Handed("solutions", Folder(homework.solutions)), homework)


def _untouched(homework: Homework, submission: Submission) -> set[str]:
    """Return the questions whose modules import nothing of the poisoned one."""

    def builds_on(module: str) -> bool:
        text = submission.program.files[f"{module}.py"]
        return module == POISONED or any(
            f"from .{other} import" in text and builds_on(other) for other in homework.modules if other != module
        )

    return {q.id for q in homework.questions if q.is_written or not builds_on(q.module)}


@pytest.mark.parametrize("when", ["in a call", "while loading"])
@pytest.mark.parametrize("poison", POISONS)
def test_a_poisoned_process_costs_the_questions_of_the_module_alone(
    poison: str, when: str, homework: Homework, grader: Grader, room: Room, solved: Submission
) -> None:
    name = next(q.functions[0] for q in homework.questions if q.module == POISONED)
    body = "".join(f"    {line}\n" for line in POISONS[poison].splitlines())
    call = f"\n\nimport os, sys\n\ndef _poison(*args, **kwargs):\n{body}    return 0.0\n"
    last = f"\n{name} = _poison\n" if when == "in a call" else "\n_poison()\n"
    files = {**solved.program.files, f"{POISONED}.py": solved.program.files[f"{POISONED}.py"] + call + last}
    result = grader.grade(replace(solved, program=Program(files)), room)
    missed = {q.id for q in result.questions if q.score < q.points}
    assert missed & _untouched(homework, solved) == set()
    assert result.status == "ok"


KEEPS_MEMORY = """

right, kept = dropout_train, []

def dropout_train(a, p, rng):
    while p == 0:
        kept.append(bytearray(1000))
    return right(a, p, rng)
"""


def test_memory_that_is_kept_in_a_case_is_not_missed_in_the_others_of_its_question(
    homework: Homework, grader: Grader, room: Room, solved: Submission
) -> None:
    files = {**solved.program.files, "dropout.py": solved.program.files["dropout.py"] + KEEPS_MEMORY}
    result = grader.grade(replace(solved, program=Program(files)), room)
    cases = next(question.cases for question in result.questions if question.id == "dropout")
    plan = grader.checks.plans["dropout"]
    keeping = {planned.case.name for planned in plan.cases if any(0.0 in call.args[1:2] for call in planned.calls)}
    assert {case.name for case in cases if not case.earned} == keeping


def test_modules_that_need_much_memory_together_are_loaded_alone(
    homework: Homework, grader: Grader, room: Room, solved: Submission
) -> None:
    files = dict(solved.program.files)
    for module in homework.modules:
        files[f"{module}.py"] += "\n\ntable = np.ones(20_000_000)\n"
    result = grader.grade(replace(solved, program=Program(files)), room)
    assert {question.id for question in result.questions if question.score < question.points} == set()


SECOND_GUESS = """

import sys
right_gates = lstm_gates

def lstm_gates(x, h_prev, params):
    f, i, g, o = right_gates(x, h_prev, params)
    return (f, i, g, o) if {right} else (i, f, g, o)

calls = []

def is_asked_again():
    {notices}
"""

NOTICES = {
    "other modules are not loaded": "return 'assignments.lenet' not in sys.modules",
    "fewer calls were made": "calls.append(1)\n    return len(calls) < 3",
    "something stands in": "return '_stand_ins_' in vars(sys.modules['assignments.activations'])",
    "a piece is another": "return abs(float(sigmoid(np.array(0.3))) - 1 / (1 + np.exp(-0.3))) > 1e-9",
    "a piece no longer fails": "return float(sigmoid(np.array(1000.0))) != 2.0",
    "a piece knows nothing of this": "return 'of_lstm' not in vars(sys.modules['assignments.activations'])",
}

FAILS_ONCE = """

right_sigmoid = sigmoid

def sigmoid(x):
    return np.where(np.asarray(x) >= 900, 2.0, right_sigmoid(x))
"""


@pytest.mark.parametrize("piece", ["", FAILS_ONCE], ids=["with right pieces", "with a piece that is wrong on purpose"])
@pytest.mark.parametrize("notices", NOTICES)
def test_who_notices_that_it_is_asked_otherwise_has_one_guess_all_the_same(
    notices: str, piece: str, grader: Grader, room: Room, solved: Submission
) -> None:
    """A case that is passed by a right guess at first is not passed by a right guess later, too."""

    def passed(right: str) -> set[str]:
        files = dict(solved.program.files)
        files["activations.py"] += piece
        files["lstm.py"] += SECOND_GUESS.replace("{right}", right).replace("{notices}", NOTICES[notices])
        result = grader.grade(replace(solved, program=Program(files)), room)
        cases = next(question.cases for question in result.questions if question.id == "lstm_gates")
        return {case.name for case in cases if case.earned}

    assert passed("is_asked_again()") & passed("not is_asked_again()") == passed("False")
    assert len(passed("True")) > len(passed("False"))


def test_what_is_asked_does_not_depend_on_what_is_right(
    homework: Homework, grader: Grader, room: Room, solved: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Batch] = []
    ask = Asker._ask

    def noted(self: Asker, batch: Batch, seconds: float, hidden: bool) -> Came:
        asked.append(batch)
        return ask(self, batch, seconds, hidden)

    monkeypatch.setattr(Asker, "_ask", noted)
    for beside in ("", "\n\nimport os\n"):
        right = {name: source + beside for name, source in solved.program.files.items()}
        wrong = dict(right)
        for function, module in homework.module_of.items():
            wrong[f"{module}.py"] += f"\n\ndef {function}(*args, **kwargs):\n    return 0.5\n"
        headers = []
        for files in (right, wrong):
            asked.clear()
            grader.grade(replace(solved, program=Program(files)), room)
            headers.append([batch.header for batch in asked])
        assert headers[0] == headers[1]
        assert len(headers[0]) >= 2
