"""What waits to be graded: everything whose result is not current, or what was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.batch.classlist import ClassList
from autograder.batch.components import Changes
from autograder.batch.job import Task
from autograder.batch.keys import Basis
from autograder.batch.ledger import Found, Ledger, Stored
from autograder.batch.request import Selection
from autograder.errors import UsageError
from autograder.homework import Homework
from autograder.intake.handed import Handed
from autograder.intake.names import listed


@dataclass(frozen=True)
class Waiting:
    """An attempt that has to be graded, and in which questions."""

    found: Found
    task: Task


@dataclass(frozen=True)
class Work:
    """How many attempts count, those that are to be graded now, and how many wait but were not chosen."""

    counted: int
    waiting: Sequence[Waiting]
    left: int


def what_waits(
    ledger: Ledger, class_list: ClassList, now: Basis, handed: Sequence[Handed], selection: Selection
) -> Work:
    """Return how many attempts count, those of them that have to be graded, and how many more would have to be."""
    attempts: dict[str, list[Found]] = {}
    for found in ledger.found():
        attempts.setdefault(found.student, []).append(found)
    stored, bases = ledger.stored(), ledger.bases()
    homework = class_list.homework
    changes = {key: Changes(homework, before, now) for key, before in bases.items()}
    chosen = _chosen(selection, handed)
    wanted = Changes(homework, _forgetting(now, selection.questions), now)
    counted, waiting, left = 0, list[Waiting](), 0
    for entry in handed:
        candidates = class_list.candidates(attempts[entry.student])
        counted += len(candidates)
        is_chosen = chosen is None or entry.student in chosen
        for found in candidates:
            result = stored.get((found.student, found.attempt))
            lost = _lost(homework, result)
            task = _task(entry.attempts[found.attempt], found, result, now, changes, lost)
            if not is_chosen:
                left += task is not None
                continue
            if not selection.is_everything:
                named = wanted.to_grade_again(lost) if selection.questions else None
                task = Task(entry.attempts[found.attempt], _both(homework, task, named))
            if task is not None:
                waiting.append(Waiting(found, task))
    return Work(counted, waiting, left)


def _task(
    handed: Handed, found: Found, result: Stored | None, now: Basis, changes: Mapping[bytes, Changes],
    lost: frozenset[str],
) -> Task | None:  # fmt: skip
    """Return what there is to do for an attempt, None where its result is current."""
    if result is None or result.content != found.content or result.is_grader_error:
        return Task(handed)
    if result.basis == now.key:
        return None
    return Task(handed, changes[result.basis].to_grade_again(lost))


def _both(homework: Homework, task: Task | None, named: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return what has to be graded and what was named, in order; None for everything."""
    if named is None or (task is not None and task.questions is None):
        return None
    wanted = {*named, *(task.questions or () if task is not None else ())}
    return tuple(question.id for question in homework.questions if question.id in wanted)


def _lost(homework: Homework, result: Stored | None) -> frozenset[str]:
    """Return the questions in which a result is not full marks."""
    scores = result.scores if result is not None else {}
    return frozenset(question.id for question in homework.questions if scores.get(question.id) != question.points)


def _forgetting(now: Basis, questions: Sequence[str]) -> Basis:
    return replace(now, questions={name: "" if name in questions else key for name, key in now.questions.items()})


def _chosen(selection: Selection, handed: Sequence[Handed]) -> set[str] | None:
    """Return the submissions of the chosen students, None for all."""
    if not selection.students:
        return None
    by_name: dict[str, set[str]] = {}
    for entry in handed:
        for member in entry.members:
            person = member.person
            for name in (member.student, person.name, person.id, person.login, person.email):
                by_name.setdefault(name.casefold(), set()).add(entry.student)
    unknown = [name for name in selection.students if name.casefold() not in by_name]
    if unknown:
        raise UsageError(f"nothing was handed in by {listed(unknown)}; there are {len(handed)} submissions, such as "
                         f"{listed([entry.student for entry in handed], 3)}")  # fmt: skip
    return set().union(*(by_name[name.casefold()] for name in selection.students))
