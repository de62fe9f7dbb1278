"""What the formats share: files of one student in a heap, attempts of one student in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from autograder.intake.blob import Blob
from autograder.intake.formats import plain
from autograder.intake.handed import Handed, Person
from autograder.intake.names import listed
from autograder.intake.tree import Child, Kind, Source, Tree


@dataclass(frozen=True)
class Piece:
    """One file or folder of one student, by what its name says."""

    person: Person
    child: Child
    file: str
    submitted: datetime | None = None
    attempt: str = ""


def blob_of(child: Child) -> Blob | None:
    """Return the file that a child is, None for anything else."""
    if child.kind is not Kind.FILE or not isinstance(child.source, Tree):
        return None
    return next(iter(child.source.files.values()), None)


def by_student(pieces: Iterable[Piece]) -> list[Handed]:
    """Return one submission per person: the pieces of an attempt together, the attempts by their time."""
    people: dict[Person, dict[str, list[Piece]]] = {}
    for piece in pieces:
        people.setdefault(piece.person, {}).setdefault(piece.attempt, []).append(piece)
    return [in_order([_attempt(own) for own in attempts.values()]) for attempts in people.values()]


def in_order(attempts: Sequence[Handed]) -> Handed:
    """Return the latest of one student's attempts, with the earlier ones; where the time is unknown, as they came."""
    if len(attempts) == 1:
        return attempts[0]
    if all(attempt.submitted is not None for attempt in attempts):
        attempts = sorted(attempts, key=lambda attempt: str(attempt.submitted))
    *earlier, latest = (
        replace(attempt, remarks=(f"attempt {number}", *attempt.remarks)) for number, attempt in enumerate(attempts, 1)
    )
    return replace(latest, earlier=tuple(earlier))


def _attempt(pieces: Sequence[Piece]) -> Handed:
    first = pieces[0]
    source: Source = first.child.source
    remarks: tuple[str, ...] = ()
    odd = next((piece.child for piece in pieces if piece.child.kind is Kind.ODD), None)
    if odd is not None:
        return Handed(first.person.name, problem="a link or special file", person=first.person)
    if any(piece.child.kind is Kind.FILE for piece in pieces):
        files: dict[str, Blob] = {}
        twice: list[str] = []
        refused: list[tuple[str, str]] = []
        for piece in pieces:
            for name, blob in _files(piece).items():
                if name in files:
                    twice.append(name)
                files[name] = blob
            if isinstance(piece.child.source, Tree):
                refused += piece.child.source.refused
        source = Tree(files, tuple(refused))
        remarks = (f"the last of files with the same name counts: {listed(twice)}",) if twice else ()
    times = [piece.submitted for piece in pieces if piece.submitted is not None]
    return Handed(
        first.person.name, source, None, remarks, first.person, max(times, key=str) if times else None
    )  # fmt: skip


def _files(piece: Piece) -> Mapping[str, Blob]:
    blob = blob_of(piece.child)
    if blob is not None:
        return {piece.file: blob} if piece.file else {}
    return piece.child.source.files if isinstance(piece.child.source, Tree) else {}


def strays(children: Sequence[Child], form: str) -> list[Handed]:
    """Return rows for what is not named in a format's way."""
    remark = f"its name does not follow {form}'s form"
    return [replace(row, remarks=(remark, *row.remarks)) for row in plain.handed(children)]


def common_start(names: Sequence[str]) -> str:
    """Return what all names begin with, letter by letter."""
    first, last = min(names, default=""), max(names, default="")
    return first[: next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
