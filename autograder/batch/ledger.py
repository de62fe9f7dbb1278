"""The ledger, `OUT/grades.sqlite`: what was found, what has been graded, what was published; every step is whole.

A result is kept with the hashes of all that it depends on, the submission's content and the basis, and is current as
long as both are the same. What is not current waits to be graded; so a batch that is killed goes on where it was, and a
batch that is run again grades what changed.
"""

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.batch.job import Graded
from autograder.batch.keys import Basis
from autograder.errors import GraderError, UsageError
from autograder.intake.handed import Handed, Member, Person
from autograder.reports.gradebook import GRADER_ERROR

NAME = "grades.sqlite"
VERSION = 1
_SCHEMA = """
create table setting (name text primary key, value text not null) without rowid;
create table submission (
    student text not null, attempt integer not null, position integer not null, content blob not null,
    facts text not null,
    primary key (student, attempt)) without rowid;
create table basis (key blob primary key, text text not null) without rowid;
create table result (
    student text not null, attempt integer not null, content blob not null, basis blob not null, status text not null,
    scores text not null, maximum integer not null, document blob not null, graded real not null,
    primary key (student, attempt));
create table published (
    student text primary key, position integer not null, source text not null, attempt integer not null,
    entry text not null) without rowid;
create table written (path text primary key, digest text not null) without rowid;
"""


@dataclass(frozen=True)
class Found:
    """One attempt of one student, as intake found it."""

    student: str
    attempt: int
    content: bytes
    submitted: datetime | None
    late: bool | None
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Stored:
    """The short form of a result: all that the gradebook needs, and what it was made from."""

    content: bytes
    basis: bytes
    status: str
    scores: Mapping[str, float]
    maximum: int | float

    @property
    def is_grader_error(self) -> bool:
        """Whether the grader itself failed, so that there is nothing to go by."""
        return self.status.startswith(GRADER_ERROR)

    def is_of(self, found: "Found", basis: bytes) -> bool:
        """Whether it is the result of what was found, under the checks as they are."""
        return self.content == found.content and self.basis == basis


@dataclass(frozen=True)
class Published:
    """A row of the gradebook as it was last given out: whose result it shows, and the row itself as plain data."""

    student: str
    source: str
    attempt: int
    entry: Mapping[str, Any]


class Ledger:
    """An open ledger. Only the process that holds the folder's lock writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do all of it or nothing; what the disk refuses is a GraderError."""
        try:
            with self._connection:
                self._connection.execute("begin immediate")
                yield self._connection
        except sqlite3.Error as error:
            raise GraderError(
                f"the ledger cannot be written ({error}); it keeps what it has: make room, and the same command goes on"
            ) from None

    def _rows(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection.execute(query, values)
        except sqlite3.Error as error:
            raise GraderError(f"the ledger cannot be read: {_told(error)}") from None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    # --- settings ---------------------------------------------------------------------------------------------------

    def setting(self, name: str) -> Any:
        """Return a setting, None if there is none."""
        for (value,) in self._rows("select value from setting where name = ?", name):
            return json.loads(value)
        return None

    def set(self, **settings: Any) -> None:
        """Keep settings."""
        with self.transaction() as connection:
            connection.executemany(
                "insert or replace into setting values (?, ?)", [(name, json.dumps(v)) for name, v in settings.items()]
            )

    # --- what was found ---------------------------------------------------------------------------------------------

    def record(self, handed: Sequence[tuple[Handed, Sequence[bytes]]]) -> None:
        """Keep what was found, in place of what was found before: each student with the hashes of all attempts."""
        rows = {
            (entry.student, number): (entry.student, number, position, hashes[number], _facts(attempt, entry))
            for position, (entry, hashes) in enumerate(handed)
            for number, attempt in enumerate(entry.attempts)
        }
        before = {(row[0], row[1]): row for row in self._rows("select * from submission")}
        gone = [key for key in before if key not in rows]
        changed = [row for key, row in rows.items() if before.get(key) != row]
        if gone or changed:
            with self.transaction() as connection:
                connection.executemany("delete from submission where student = ? and attempt = ?", gone)
                connection.executemany("insert or replace into submission values (?, ?, ?, ?, ?)", changed)

    def found(self) -> list[Found]:
        """Return all attempts, in the order in which they were found."""
        rows = self._rows("select student, attempt, content, facts from submission order by position, attempt")
        return [_found(*row) for row in rows]

    # --- results ----------------------------------------------------------------------------------------------------

    def store(self, found: Found, basis: Basis, graded: Graded) -> None:
        """Keep a result, in one transaction, in place of an older one."""
        row = (
            found.student, found.attempt, found.content, basis.key, graded.status, json.dumps(graded.scores),
            graded.maximum, graded.document, time.time(),
        )  # fmt: skip
        with self.transaction() as connection:
            connection.execute("insert or ignore into basis values (?, ?)", (basis.key, basis.as_text()))
            connection.execute("insert or replace into result values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def stored(self) -> Mapping[tuple[str, int], Stored]:
        """Return the short form of every result."""
        rows = self._rows("select student, attempt, content, basis, status, scores, maximum from result")
        return {
            (student, attempt): Stored(content, basis, status, json.loads(scores), maximum)
            for student, attempt, content, basis, status, scores, maximum in rows
        }

    def times(self) -> list[float]:
        """Return when each result was graded, in seconds since 1970."""
        return [time for (time,) in self._rows("select graded from result")]

    def bases(self) -> Mapping[bytes, Basis]:
        """Return everything that results were made under."""
        return {bytes(key): Basis.of_text(text) for key, text in self._rows("select key, text from basis")}

    def document(self, student: str, attempt: int) -> bytes:
        """Return a whole result as it was written down."""
        rows = self._rows("select document from result where student = ? and attempt = ?", student, attempt)
        return next((bytes(document) for (document,) in rows), b"")

    # --- what was given out -----------------------------------------------------------------------------------------

    def published(self) -> Mapping[str, Published]:
        """Return the gradebook as it was last given out."""
        rows = self._rows("select student, source, attempt, entry from published order by position")
        return {
            student: Published(student, source, attempt, json.loads(entry)) for student, source, attempt, entry in rows
        }

    def publish(self, rows: Sequence[Published]) -> None:
        """Keep the gradebook that is given out now."""
        new = {
            row.student: (row.student, position, row.source, row.attempt, json.dumps(row.entry))
            for position, row in enumerate(rows)
        }
        before = {row[0]: row for row in self._rows("select student, position, source, attempt, entry from published")}
        with self.transaction() as connection:
            gone = [(student,) for student in before if student not in new]
            connection.executemany("delete from published where student = ?", gone)
            changed = [row for student, row in new.items() if before.get(student) != row]
            connection.executemany("insert or replace into published values (?, ?, ?, ?, ?)", changed)

    def written(self) -> Mapping[str, str]:
        """Return what each file of results was made from."""
        return dict(self._rows("select path, digest from written"))

    def wrote(self, files: Mapping[str, str], removed: Sequence[str] = ()) -> None:
        """Note that files were written or taken away."""
        with self.transaction() as connection:
            connection.executemany("insert or replace into written values (?, ?)", files.items())
            connection.executemany("delete from written where path = ?", [(path,) for path in removed])


def open_ledger(folder: Path, create: bool = False) -> Ledger:
    """Open the ledger of a folder; raise UsageError where there is none and none is to be made."""
    path = folder / NAME
    if not create and not path.exists():
        raise UsageError(f"{folder} holds no grades: {path} does not exist")
    try:
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        version = connection.execute("pragma user_version").fetchone()[0]
        if version not in (0, VERSION):
            raise UsageError(f"{path} was written by another version of the grader; take another folder")
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        ledger = Ledger(connection)
        if version == 0 and create:
            with ledger.transaction():
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
                connection.execute(f"pragma user_version = {VERSION}")
        elif version == 0:
            raise UsageError(f"{path} holds no grades")
    except sqlite3.Error as error:
        raise GraderError(f"{path} cannot be opened: {_told(error)}") from None
    return ledger


def _told(error: sqlite3.Error) -> str:
    """Return what SQLite says, and what to do where the file itself is broken, not only locked or out of reach."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error)
    return f"{error}; put a copy of {NAME} that you have in its place, or take another folder and grade again"


def _facts(attempt: Handed, whole: Handed) -> str:
    return json.dumps(
        {
            "submitted": attempt.submitted.isoformat() if attempt.submitted is not None else None,
            "late": attempt.late,
            "members": [
                [member.student, member.person.name, member.person.id, member.person.login, member.person.email]
                for member in whole.members
            ],
        }
    )


def _found(student: str, attempt: int, content: bytes, facts: str) -> Found:
    data = json.loads(facts)
    submitted = datetime.fromisoformat(data["submitted"]) if data["submitted"] else None
    members = tuple(Member(name, Person(*person)) for name, *person in data["members"])
    return Found(student, attempt, bytes(content), submitted, data["late"], members)
