"""One run of a batch: find, grade what is not current, give out; each step whole, so that it can end anywhere."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.batch import lock
from autograder.batch.classlist import ClassList
from autograder.batch.components import Changes
from autograder.batch.document import pack, unpack
from autograder.batch.grading import grade_tasks
from autograder.batch.job import Graded, Job, Task
from autograder.batch.keys import Basis, basis
from autograder.batch.ledger import Found, Ledger, Stored, open_ledger
from autograder.batch.pool import Pool
from autograder.batch.publish import Publication, export, merged, publish
from autograder.errors import UsageError
from autograder.files import make_folder
from autograder.homework import Homework, load_homework
from autograder.intake import FORMATS, Form, Handed, find_submissions
from autograder.intake.answers import AnswersError, read_plain
from autograder.intake.fingerprint import fingerprint
from autograder.intake.formats.pattern import read_pattern
from autograder.intake.names import listed
from autograder.intake.roster import read_roster
from autograder.policy import Adjustments, read_adjustments
from autograder.reports.exports import EXPORTS, Grades
from autograder.sandbox.isolation import Isolation


@dataclass(frozen=True)
class Request:
    """What an instructor asks for; it is kept in the ledger, so that `regrade` can ask for the same."""

    paths: tuple[Path, ...]
    output: Path
    homework_root: Path
    isolation: Isolation = Isolation.AUTO
    form: str | None = None
    pattern: str | None = None
    roster: Path | None = None
    adjustments: Path | None = None
    exports: tuple[str, ...] = ()
    column: str | None = None

    def settings(self) -> Mapping[str, Any]:
        """Return it as it is kept."""
        return {
            "paths": [str(path.absolute()) for path in self.paths],
            "homework": str(self.homework_root.absolute()),
            "isolation": self.isolation.value,
            "form": self.form,
            "pattern": self.pattern,
            "roster": None if self.roster is None else str(self.roster.absolute()),
            "adjustments": None if self.adjustments is None else str(self.adjustments.absolute()),
            "exports": list(self.exports),
            "column": self.column,
        }

    @staticmethod
    def again(output: Path) -> "Request":
        """Return what was asked for when `output` was last graded into."""
        with contextlib.closing(open_ledger(output)) as ledger:
            kept = ledger.setting("request")
        if kept is None:
            raise UsageError(f"nothing has been graded into {output} yet")
        roster, adjustments = (Path(kept[name]) if kept[name] else None for name in ("roster", "adjustments"))
        return Request(
            tuple(map(Path, kept["paths"])), output, Path(kept["homework"]), Isolation(kept["isolation"]), kept["form"],
            kept["pattern"], roster, adjustments, tuple(kept["exports"]), kept["column"],
        )  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """What to grade again whatever is kept: single students, single questions; nothing is everything that changed."""

    students: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.students or self.questions)


@dataclass(frozen=True)
class Waiting:
    """An attempt that has to be graded, and in which questions."""

    found: Found
    task: Task


@dataclass(frozen=True, eq=False)
class Batch:
    """Everything of a run that is known before anything is graded."""

    request: Request
    homework: Homework
    ledger: Ledger
    class_list: ClassList
    basis: Basis
    counted: int
    waiting: Sequence[Waiting]
    warnings: tuple[str, ...]

    def grade(self, open_pool: Callable[[Job], Pool], workers: int) -> Iterator[Graded]:
        """Grade what is waiting; each result is in the ledger when it is yielded."""
        if not self.waiting:
            return
        pool = open_pool(Job(self.homework.root, self.request.isolation, max(1, min(workers, len(self.waiting)))))
        try:
            for number, graded in grade_tasks(pool, (entry.task for entry in self.waiting)):
                entry = self.waiting[number]
                whole = graded if entry.task.questions is None else self._whole(entry.found, graded)
                self.ledger.store(entry.found, self.basis, whole)
                yield whole
        finally:
            pool.close()

    def _whole(self, found: Found, graded: Graded) -> Graded:
        """Return the whole result of which some questions were graded again."""
        if not graded.scores:
            return graded
        part = unpack(graded.document)
        result = merged(unpack(self.ledger.document(found.student, found.attempt)), part)
        scores = {question.id: question.score for question in result.questions}
        return Graded(result.status, scores, result.maximum, pack(result))

    def publish(self) -> Publication:
        """Give out what there is now."""
        return publish(self.request.output, self.ledger, self.class_list)

    def export(self, given: Publication) -> list[Path]:
        """Write the files for learning management systems that were asked for."""
        request = self.request
        return [export(request.output, given, self.class_list, name, request.column) for name in request.exports]


@contextlib.contextmanager
def opened(request: Request, selection: Selection, waiting: Callable[[], None]) -> Iterator[Batch]:
    """Hold the folder's lock and yield the batch; `waiting` is called if another grader has to end first."""
    homework = load_homework(request.homework_root)
    for name in selection.questions:
        homework.question(name)
    handed = find_submissions(request.paths, homework, _form(request))
    if not handed:
        raise UsageError(f"no submissions in {', '.join(map(str, request.paths))}")
    adjustments = _adjustments(request, homework)
    roster = read_roster(request.roster) if request.roster is not None else None
    for name in request.exports:
        EXPORTS[name](Grades(homework, [], roster, {}, request.column))
    with lock.held(make_folder(request.output), waiting):
        ledger = open_ledger(request.output, create=True)
        try:
            ledger.set(request=request.settings())
            ledger.record([(entry, [fingerprint(attempt) for attempt in entry.attempts]) for entry in handed])
            class_list = ClassList(homework, adjustments, roster)
            now = basis(homework, request.isolation)
            counted, waiting_now = _waiting(ledger, class_list, now, handed, selection)
            warnings = (*_unknown(adjustments, handed, class_list), *_undated(class_list, handed))
            yield Batch(request, homework, ledger, class_list, now, counted, waiting_now, warnings)
        finally:
            ledger.close()


def _form(request: Request) -> Form | None:
    if request.pattern is not None:
        return read_pattern(request.pattern)
    return FORMATS[request.form] if request.form is not None else None


def _adjustments(request: Request, homework: Homework) -> Adjustments:
    path = request.adjustments
    if path is None:
        return Adjustments()
    try:
        data = read_plain(path.read_text(encoding="utf-8"))
        return read_adjustments(data, [question.id for question in homework.questions])
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None
    except (AnswersError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}: {error}") from None


def _waiting(
    ledger: Ledger, class_list: ClassList, now: Basis, handed: Sequence[Handed], selection: Selection
) -> tuple[int, list[Waiting]]:
    """Return how many attempts count, and those of them that have to be graded."""
    attempts: dict[str, list[Found]] = {}
    for found in ledger.found():
        attempts.setdefault(found.student, []).append(found)
    stored, bases = ledger.stored(), ledger.bases()
    homework = class_list.homework
    changes = {key: Changes(homework, before, now) for key, before in bases.items()}
    chosen = _chosen(selection, handed)
    wanted = Changes(homework, _forgetting(now, selection.questions), now)
    counted, waiting = 0, []
    for entry in handed:
        candidates = class_list.candidates(attempts[entry.student])
        counted += len(candidates)
        if chosen is not None and entry.student not in chosen:
            continue
        for found in candidates:
            result = stored.get((found.student, found.attempt))
            lost = _lost(homework, result)
            task = _task(entry.attempts[found.attempt], found, result, now, changes, lost)
            if task is None and not selection.is_everything:
                questions = wanted.to_grade_again(lost) if selection.questions else None
                task = Task(entry.attempts[found.attempt], questions)
            if task is not None:
                waiting.append(Waiting(found, task))
    return counted, waiting


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


def _unknown(adjustments: Adjustments, handed: Sequence[Handed], class_list: ClassList) -> tuple[str, ...]:
    """Return a warning for each student of the adjustments whom nobody is called."""
    if not adjustments.students:
        return ()
    names = {
        name.casefold()
        for entry in handed
        for member in entry.members
        for name in (
            member.student, member.person.name, member.person.id, member.person.login, member.person.email
        )
    }  # fmt: skip
    for line in class_list.roster.entries if class_list.roster is not None else ():
        names |= {line.name.casefold(), *line.identifiers}
    unknown = sorted(name for name in adjustments.students if name.casefold() not in names)
    return (f"the adjustments name students who are not here: {listed(unknown)}",) if unknown else ()


def _undated(class_list: ClassList, handed: Sequence[Handed]) -> tuple[str, ...]:
    """Return a warning where the system marks work as late, and nobody knows by how much."""
    if class_list.homework.policy.due is None:
        return ()
    given = {name.casefold() for name in class_list.adjustments.submitted}
    marked = [
        entry.student
        for entry in handed
        if entry.late and entry.submitted is None and not given & {entry.student.casefold(), entry.person.id.casefold()}
    ]
    if not marked:
        return ()
    return (
        f"{len(marked)} are marked as late, but the download does not say when they came, so nothing is taken off; say "
        f"it under `submitted` in --adjustments: {listed(marked)}",
    )
