"""The quick form of the audit, question by question, and the audit's own canaries."""

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.audit.contract import uncovered
from autograder.audit.figures import read_excuses
from autograder.audit.mutator import mutants_of
from autograder.audit.population import Population
from autograder.audit.run import Audit, audit
from autograder.grading.checks import Checks
from autograder.homework import Homework, default_root, load_homework

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
    assert all(len(excuse.reason) > 20 for excuse in read_excuses(homework).values())


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
