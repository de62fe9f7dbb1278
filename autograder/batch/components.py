"""Which questions have to be graded again when the checks of some have changed.

An error is carried forward along the pieces that an answer builds on, and what carrying may give is shared by all that
build on a piece. So questions that are joined by pieces, in either direction, are graded together; all others stand.
"""

from collections.abc import Mapping, Set

from autograder.batch.keys import Basis
from autograder.content import load_solutions
from autograder.homework import Homework


def to_grade_again(homework: Homework, before: Basis, now: Basis) -> tuple[str, ...] | None:
    """Return the questions that may have changed, in order; None for all of them."""
    changed = {name for name, key in now.questions.items() if before.questions.get(name) != key}
    is_same_otherwise = (before.engine, before.isolation, list(before.questions)) == (
        now.engine, now.isolation, list(now.questions),
    )  # fmt: skip
    if not is_same_otherwise or len({question.limits for question in homework.questions}) > 1:
        return None
    if len(changed) == len(now.questions):
        return None
    joined = _joined(homework)
    affected = set[str]().union(*(joined[name] for name in changed))
    return tuple(question.id for question in homework.questions if question.id in affected)


def _joined(homework: Homework) -> Mapping[str, Set[str]]:
    """Return for each question those that it is joined with, itself included."""
    question_of = {name: question.id for question in homework.questions for name in question.functions}
    groups: dict[str, set[str]] = {question.id: {question.id} for question in homework.questions}
    for function, pieces in load_solutions(homework).pieces.items():
        for piece in pieces:
            one, other = groups[question_of[function]], groups[question_of[piece]]
            if one is not other:
                one |= other
                groups.update(dict.fromkeys(other, one))
    return groups
