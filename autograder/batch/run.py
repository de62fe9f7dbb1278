"""One run of a batch: find, grade what is not current, give out; each step whole, so that it can end anywhere."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.batch import lock
from autograder.batch.classlist import ClassList
from autograder.batch.document import pack, unpack
from autograder.batch.grading import grade_tasks
from autograder.batch.job import Graded, Job
from autograder.batch.keys import Basis, basis
from autograder.batch.kinds import load
from autograder.batch.ledger import Found, Ledger, open_ledger
from autograder.batch.pool import Pool
from autograder.batch.publish import Publication, export, merged, publish
from autograder.batch.request import Request, Selection, adjustments_of, form_of
from autograder.batch.waiting import Work, what_waits
from autograder.errors import UsageError
from autograder.files import make_folder
from autograder.homework import Homework
from autograder.intake.find import find_submissions
from autograder.intake.fingerprint import fingerprint
from autograder.intake.handed import Handed
from autograder.intake.names import listed
from autograder.intake.roster import read_roster
from autograder.policy import Adjustments
from autograder.reports.exports import EXPORTS, Grades


@dataclass(frozen=True, eq=False)
class Batch:
    """Everything of a run that is known before anything is graded."""

    request: Request
    homework: Homework
    ledger: Ledger
    class_list: ClassList
    basis: Basis
    work: Work
    warnings: tuple[str, ...]

    def grade(self, open_pool: Callable[[Job], Pool], workers: int) -> Iterator[Graded]:
        """Grade what is waiting; each result is in the ledger when it is yielded."""
        if not self.work.waiting:
            return
        pool = open_pool(Job(self.homework.root, self.request.isolation, max(1, min(workers, len(self.work.waiting)))))
        try:
            for number, graded in grade_tasks(pool, (entry.task for entry in self.work.waiting)):
                entry = self.work.waiting[number]
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
    homework = load(request.homework_root)
    for name in selection.questions:
        homework.question(name)
    handed = find_submissions(request.paths, homework, form_of(request))
    if not handed:
        raise UsageError(f"no submissions in {', '.join(map(str, request.paths))}")
    adjustments = adjustments_of(request, homework)
    roster = read_roster(request.roster) if request.roster is not None else None
    for name in request.exports:
        EXPORTS[name](Grades(homework, [], roster, {}, request.column))
    with lock.held(make_folder(request.output), waiting):
        ledger = open_ledger(request.output, create=True)
        try:
            forgotten = _forgotten(ledger.setting("request"), request)
            ledger.set(request=request.settings())
            ledger.record([(entry, [fingerprint(attempt) for attempt in entry.attempts]) for entry in handed])
            class_list = ClassList(homework, adjustments, roster)
            now = basis(homework, request.isolation)
            work = what_waits(ledger, class_list, now, handed, selection)
            warnings = (*forgotten, *_unknown(adjustments, handed, class_list), *_undated(class_list, handed))
            yield Batch(request, homework, ledger, class_list, now, work, warnings)
        finally:
            ledger.close()


def _forgotten(before: Mapping[str, Any] | None, request: Request) -> tuple[str, ...]:
    """Return a warning where adjustments held the last time and none are given now."""
    path = None if before is None else before["adjustments"]
    if path is None or request.adjustments is not None:
        return ()
    return (f"{path} no longer holds, since it was not given this time: say --adjustments {path} to keep it",)


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
