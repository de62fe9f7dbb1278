"""The ladders of hints of the homework that comes with this package."""

from pathlib import Path

import pytest

from autograder.errors import GraderError
from autograder.homework import Homework, Question, default_root, load_homework
from autograder.intake.answers import read_answers
from autograder.local.hints import load_hints

QUESTIONS = load_homework(default_root()).questions
LEAST, MOST = 2, 4


def subjects(question: Question, homework: Homework) -> set[str]:
    if not question.is_written:
        return set(question.functions)
    return set(read_answers((homework.stubs / "answers.yaml").read_text(encoding="utf-8")).exercises)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_function_and_exercise_has_a_ladder_and_every_question_a_reading(
    question: Question, homework: Homework
) -> None:
    hints = load_hints(homework, question)
    assert set(hints.ladders) == subjects(question, homework)
    assert all(LEAST <= len(steps) <= MOST for steps in hints.ladders.values())
    assert hints.read


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_ladder_asks_before_it_tells(question: Question, homework: Homework) -> None:
    for about, steps in load_hints(homework, question).ladders.items():
        assert "?" in steps[0] or question.is_written, about
        assert not steps[-1].endswith("?") or question.is_written, about


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_no_hint_is_a_line_of_the_solution(question: Question, homework: Homework) -> None:
    path = homework.solutions / (f"{question.module}.yaml" if question.is_written else f"{question.module}.py")
    lines = {" ".join(line.split()) for line in path.read_text(encoding="utf-8").splitlines()}
    code = [line for line in lines if len(line) > 15]
    told = " ".join(" ".join(steps) for steps in load_hints(homework, question).ladders.values())
    assert [line for line in code if line in told] == []


def test_a_ladder_whose_step_is_no_text_is_refused(tmp_path: Path, homework: Homework) -> None:
    (tmp_path / "autograder" / "hints").mkdir(parents=True)
    (tmp_path / "autograder" / "hints" / "padding.yaml").write_text("zero_pad:\n  - think: twice\n", encoding="utf-8")
    other = Homework(tmp_path, "", homework.questions)
    with pytest.raises(GraderError, match="quotation marks"):
        load_hints(other, homework.question("padding"))
    assert load_hints(other, homework.question("dropout")).ladders == {}
