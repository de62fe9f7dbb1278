"""Giving out what is in the ledger: the gradebook, a file per student, and whose grade moved since the last time."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from autograder.batch.classlist import ClassList, ClassRow
from autograder.batch.document import unpack
from autograder.batch.ledger import Found, Ledger, Published, Stored
from autograder.batch.record import ClassRecord
from autograder.files import make_folder, write_whole
from autograder.grading.result import Result
from autograder.homework import Homework
from autograder.intake.names import safe_stems
from autograder.intake.roster import Matching
from autograder.reports import pages as pages_package
from autograder.reports import results as results_module
from autograder.reports.exports import EXPORTS, Grades
from autograder.reports.gradebook import Move, gradebook, moves_csv
from autograder.reports.pages import write_pages
from autograder.reports.results import results_json

_AT_ONCE = 200
CLASS_PAGE = "pages/class.html"
"""What the ledger calls the page of the class; the names of files of results have no slash in them."""


@dataclass(frozen=True)
class Publication:
    """What was given out."""

    rows: Sequence[ClassRow]
    matching: Matching | None
    moves: Sequence[Move]


def publish(folder: Path, ledger: Ledger, class_list: ClassList) -> Publication:
    """Write everything that changed; killed at any point, it can be run again."""
    attempts: dict[str, list[Found]] = {}
    for found in ledger.found():
        attempts.setdefault(found.student, []).append(found)
    stored = ledger.stored()
    rows, matching = class_list.rows(attempts, stored)
    made_from = _write_results(folder, ledger, rows, stored)
    questions = [question.id for question in class_list.homework.questions]
    write_whole(folder / "grades.csv", gradebook((row.row for row in rows), questions, class_list.is_adjusted))
    before = ledger.published()
    after = [
        Published(row.row.student, row.source, row.attempt, _entry(row, questions)) for row in rows
    ]  # fmt: skip
    moves = [move for entry in after if (move := _move(before.get(entry.student), entry)) is not None]
    if moves:
        write_whole(folder / "moved.csv", moves_csv(moves, questions))
    ledger.publish(after)
    _write_pages(folder, ledger, class_list.homework, after, made_from)
    return Publication(rows, matching, moves)


def _entry(row: ClassRow, questions: Sequence[str]) -> Mapping[str, Any]:
    line = row.row
    return {
        "scores": None if line.scores is None else dict(zip(questions, line.scores, strict=True)),
        "final": line.final,
        "status": line.status,
        "standing": msgspec.to_builtins(line.standing),
    }


def _move(before: Published | None, after: Published) -> Move | None:
    if before is None:
        return None
    old, new = before.entry, after.entry
    old_scores, new_scores = old["scores"] or {}, new["scores"] or {}
    names = dict.fromkeys([*new_scores, *old_scores])
    moved = {
        name: (old_scores.get(name), new_scores.get(name))
        for name in names
        if old_scores.get(name) != new_scores.get(name)
    }
    if not moved and old["final"] == new["final"]:
        return None
    return Move(after.student, old["final"], new["final"], moved, new["status"])


def _write_results(
    folder: Path, ledger: Ledger, rows: Sequence[ClassRow], stored: Mapping[tuple[str, int], Stored]
) -> Mapping[str, str]:
    """Write the results that are not there yet as they are now, and take away those of nobody.

    Returns what each student's is made from.
    """
    place = make_folder(folder / "results")
    writer = hashlib.sha256(Path(results_module.__file__).read_bytes()).hexdigest()[:16]
    stems = safe_stems(row.row.student for row in rows)
    there = {path.name for path in place.iterdir()}
    noted = ledger.written()
    news: dict[str, str] = {}
    wanted: set[str] = set()
    made_from: dict[str, str] = {}
    for row in rows:
        result = stored.get((row.source, row.attempt))
        if row.row.scores is None and (result is None or not result.is_grader_error):
            continue
        name = f"{stems[row.row.student]}.json"
        wanted.add(name)
        assert result is not None
        digest = f"{result.content.hex()} {result.basis.hex()} {result.status} {row.source} {row.attempt} {writer}"
        made_from[row.row.student] = digest
        if name in there and noted.get(name) == digest:
            continue
        document = unpack(ledger.document(row.source, row.attempt))
        write_whole(place / name, results_json(replace(document, student=row.row.student)))
        news[name] = digest
        if len(news) == _AT_ONCE:
            ledger.wrote(news)
            news = {}
    gone = [name for name in noted if name not in wanted and "/" not in name]
    for name in gone:
        (place / name).unlink(missing_ok=True)
    if news or gone:
        ledger.wrote(news, gone)
    return made_from


def _write_pages(
    folder: Path, ledger: Ledger, homework: Homework, given: Sequence[Published], made_from: Mapping[str, str]
) -> None:
    """Write the pages that are not there yet as they are now; all of them belong to one class and one look."""
    place = make_folder(folder / "feedback")
    look = _look(homework)
    digests = {
        entry.student: _digest(look, entry.student, made_from.get(entry.student, ""), json.dumps(entry.entry))
        for entry in given
    }
    stems = safe_stems(digests)
    names = {student: f"feedback/{stem}.html" for student, stem in stems.items()}
    noted = ledger.written()
    there = {f"feedback/{path.name}" for path in place.iterdir()}
    current = {s for s, digest in digests.items() if names[s] in there and noted.get(names[s]) == digest}
    whole = {CLASS_PAGE: _digest(look, *digests.values())}
    is_there = (folder / "class.html").exists() and (folder / "class.csv").exists()
    gone = [name for name in noted if name.startswith("feedback/") and name not in set(names.values())]
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    if len(current) < len(digests) or gone or not is_there or noted.get(CLASS_PAGE) != whole[CLASS_PAGE]:
        write_pages(folder, ClassRecord(ledger), homework, current=current)
        ledger.wrote({names[student]: digest for student, digest in digests.items()} | whole, gone)


def _look(homework: Homework) -> str:
    """Return a hash of all that pages are made of but results."""
    sources = sorted(path for path in Path(pages_package.__file__).parent.rglob("*") if path.suffix != ".pyc")
    return _digest(repr(homework), *(path.read_text(encoding="utf-8") for path in sources if path.is_file()))


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)} {part}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def merged(whole: Result, part: Result) -> Result:
    """Return a result with some of its questions replaced by how they are now."""
    new = {question.id: question for question in part.questions}
    return replace(whole, questions=tuple(new.get(question.id, question) for question in whole.questions))


def export(folder: Path, given: Publication, class_list: ClassList, system: str, column: str | None) -> Path:
    """Write the file that a learning management system imports; return its path."""
    match = given.matching
    by_line: dict[int, float] = {}
    for row in given.rows:
        if row.entry is not None and row.row.final is not None and (match is None or row.entry not in match.twice):
            by_line[row.entry] = row.row.final
    rows = [(row.row, row.member.person) for row in given.rows]
    path = folder / f"{system}.csv"
    write_whole(path, EXPORTS[system](Grades(class_list.homework, rows, class_list.roster, by_line, column)))
    return path
