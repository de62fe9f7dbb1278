"""The quick form of the audit, question by question, and the audit's own canaries."""

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.audit.contract import uncovered
from autograder.audit.elsewhere import Elsewhere
from autograder.audit.excuses import read_excuses
from autograder.audit.mutator import mutants_of
from autograder.audit.population import Population
from autograder.audit.run import Audit, audit
from autograder.audit.tolerance import largest_error
from autograder.grading.checks import Checks
from autograder.homework import Homework, default_root, load_homework
from autograder.sandbox.room import Got

QUESTIONS = [question.id for question in load_homework(default_root()).questions]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_audit_finds_no_fault_in_the_checks(question: str, homework: Homework) -> None:
    assert audit(homework, [question], quick=True, workers=1).faults == []


@pytest.fixture(scope="module")
def blunt(tmp_path_factory: pytest.TempPathFactory, second_homework: Homework) -> Audit:
    """The audit of a homework whose checks were made blunt: they accept any constant."""
    root = tmp_path_factory.mktemp("blunt")
    for path in second_homework.root.rglob("*"):
        if path.suffix in (".py", ".yaml"):
            copy = root / path.relative_to(second_homework.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (checks,) = (root / "autograder" / "checks").glob("*.py")
    checks.write_text(BLUNT, encoding="utf-8")
    return audit(load_homework(root), ["neighbours"], quick=False, workers=1)


BLUNT = """
import numpy as np

from autograder.vocabulary import Function, agrees, case

OK_FORMAT = False
name = "neighbours"


@case("the distance of a point to itself", hint="look at the formula")
def itself(distances: Function) -> None:
    agrees(distances(np.zeros((1, 2)), np.zeros(2)))


@case("the distance of another point to itself", hidden=True)
def itself_again(distances: Function) -> None:
    agrees(distances(np.ones((1, 2)), np.ones(2)))
"""


def test_blunt_checks_let_mutants_known_mistakes_and_canaries_through(blunt: Audit) -> None:
    said = "\n".join(blunt.faults)
    assert "a mutant survives and no reason is listed" in said
    assert "a known mistake costs nothing" in said
    assert "all zeros get 100%" in said


def test_the_same_checks_give_the_same_report(blunt: Audit, second_homework: Homework) -> None:
    one, other = (audit(second_homework, ["neighbours"], quick=True, workers=n) for n in (1, 2))
    assert one.report == other.report
    assert one.report != blunt.report


def test_every_mutant_differs_from_the_source_and_from_every_other(homework: Homework) -> None:
    for path in sorted(homework.solutions.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                mutants = list(mutants_of(node, node.name))
                assert len({mutant.source for mutant in mutants} | {ast.unparse(node)}) == len(mutants) + 1
                assert len({mutant.identity for mutant in mutants}) == len(mutants)


def test_a_slip_in_a_decorator_reaches_what_it_decorates(checks: Checks) -> None:
    slips = {
        one.identity.removeprefix("regularization | l1_by_sign_product > _requires_price | "): one
        for one in Population(checks).candidates(["regularization"], quick=False)
        if one.identity.startswith("regularization | l1_by_sign_product > _requires_price")
    }
    unguarded = slips["condition never met | if lam < 0: | 1"].make()["l1_penalty"]
    assert unguarded([np.ones(3)], -1.0) == -3
    assert "l1_penalty" not in slips["nothing returned | return guarded | 1"].make()


def test_every_survivor_that_is_listed_has_a_reason(homework: Homework) -> None:
    assert all(len(excuse.reason) > 20 for excuse in read_excuses(homework).all)


def with_survivors(text: str, second_homework: Homework, tmp_path: Path) -> Homework:
    root = tmp_path / "homework"
    shutil.copytree(second_homework.root, root)
    (root / "autograder" / "audit").mkdir(exist_ok=True)
    (root / "autograder" / "audit" / "survivors.yaml").write_text(text, encoding="utf-8")
    return load_homework(root)


def test_a_pattern_explains_what_it_fits_and_a_star_alone_stands_for_more_than_itself(
    second_homework: Homework, tmp_path: Path
) -> None:
    text = "- {reason: nothing is refused by it, kind: equivalent, like: ['q | f* | one more | x[0] = (*) | *']}\n"
    excuses = read_excuses(with_survivors(text, second_homework, tmp_path))
    assert excuses.of("q | f > g | one more | x[0] = (1) | 2") is not None
    assert excuses.of("q | f | one less | x[0] = (1) | 2") is None
    assert excuses.of("q | f | one more | x0 = (1) | 2") is None


def test_a_pattern_that_fits_a_mutant_that_is_killed_is_a_fault(second_homework: Homework, tmp_path: Path) -> None:
    text = "- {reason: it would explain everything at once, kind: equivalent, like: ['*']}\n"
    found = audit(with_survivors(text, second_homework, tmp_path), ["neighbours"], quick=True, workers=1)
    assert any(fault.startswith("listed as a survivor, but killed: neighbours | ") for fault in found.faults)


def test_what_is_wrong_on_inputs_that_the_checks_do_not_hold_is_found(checks: Checks) -> None:
    right = checks.right["flipped_convolution"]

    def refuses_tall_kernels(x: np.ndarray, kernel: np.ndarray) -> object:
        if len(kernel) > x.shape[1]:
            raise ValueError
        return right(x, kernel)

    elsewhere = Elsewhere(checks)
    changed = {**checks.right, "flipped_convolution": refuses_tall_kernels}
    assert str(elsewhere.first_difference(["flipped_convolution"], changed)).endswith("raised ValueError")
    assert elsewhere.first_difference(["dropout_train"], checks.right) is None


def test_the_solutions_are_right_on_those_inputs_and_most_are_not_refused(checks: Checks) -> None:
    elsewhere = Elsewhere(checks)
    assert elsewhere.first_difference([*elsewhere.calls], checks.right) == ""
    for name, truths in elsewhere.truths.items():
        assert sum(isinstance(truth, Got) for truth in truths) >= len(truths) / 5, name
    without = {name for q in checks.homework.questions for name in q.functions} - elsewhere.calls.keys()
    assert without == {"dropout_train", "gate_limit_biases", "update_gate_bias"}


def test_errors_are_measured_in_tolerances_where_only_numbers_differ(checks: Checks) -> None:
    right = checks.right["relu"]
    changed = {"a little": lambda x: right(x) + 1e-8, "clearly": lambda x: right(x) + 1, "form": lambda x: [right(x)]}
    error = {
        name: largest_error(checks, "activations", "relu", {**checks.right, "relu": function})
        for name, function in changed.items()
    }
    assert error["a little"] == pytest.approx(0.1)
    assert error["clearly"] == pytest.approx(1e7)
    assert error["form"] is None


def test_a_sentence_of_a_stub_that_no_case_is_listed_for_is_a_fault(checks: Checks, tmp_path: Path) -> None:
    root = tmp_path / "homework"
    (root / "autograder").mkdir(parents=True)
    shutil.copytree(checks.homework.stubs, root / "assignments")
    shutil.copytree(checks.homework.root / "autograder" / "audit", root / "autograder" / "audit")
    changed = replace(checks, homework=replace(checks.homework, root=root))
    assert uncovered(changed) == []
    stub = root / "assignments" / "activations.py"
    text = stub.read_text(encoding="utf-8")
    stub.write_text(text.replace("Squash every number", "Print every number. Squash every number"), encoding="utf-8")
    assert uncovered(changed) == ["sigmoid: no case is listed for: Print every number."]
