"""Giving out what is in the ledger: the gradebook, a file per student, and whose grade moved since the last time."""

import hashlib
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
from autograder.intake.names import safe_stems
from autograder.intake.roster import Matching
from autograder.reports import results as results_module
from autograder.reports.exports import EXPORTS, Grades
from autograder.reports.gradebook import Move, gradebook, moves_csv
from autograder.reports.pages import write_pages
from autograder.reports.results import results_json

_AT_ONCE = 200


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
    _write_results(folder, ledger, rows, stored)
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
    write_pages(folder, ClassRecord(ledger), class_list.homework)
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
) -> None:
    """Write the results that are not there yet as they are now, and take away those of nobody."""
    place = make_folder(folder / "results")
    writer = hashlib.sha256(Path(results_module.__file__).read_bytes()).hexdigest()[:16]
    stems = safe_stems(row.row.student for row in rows)
    there = {path.name for path in place.iterdir()}
    noted = ledger.written()
    news: dict[str, str] = {}
    wanted: set[str] = set()
    for row in rows:
        result = stored.get((row.source, row.attempt))
        if row.row.scores is None and (result is None or not result.is_grader_error):
            continue
        name = f"{stems[row.row.student]}.json"
        wanted.add(name)
        assert result is not None
        digest = f"{result.content.hex()} {result.basis.hex()} {result.status} {row.source} {row.attempt} {writer}"
        if name in there and noted.get(name) == digest:
            continue
        document = unpack(ledger.document(row.source, row.attempt))
        write_whole(place / name, results_json(replace(document, student=row.row.student)))
        news[name] = digest
        if len(news) == _AT_ONCE:
            ledger.wrote(news)
            news = {}
    gone = [name for name in noted if name not in wanted]
    for name in gone:
        (place / name).unlink(missing_ok=True)
    if news or gone:
        ledger.wrote(news, gone)


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
