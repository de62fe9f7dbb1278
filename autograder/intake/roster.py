"""The class list that an instructor exports from an LMS, and who in it handed in what."""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.errors import UsageError
from autograder.intake import limits
from autograder.intake.blob import OnDisk, UnreadableError
from autograder.intake.handed import Member, Person
from autograder.intake.names import plain
from autograder.intake.text import decode

_NAMES = {"student", "full name", "name", "student name"}
_FIRST, _LAST = {"first name", "firstname"}, {"last name", "lastname", "surname"}
_IDENTIFIERS = {
    "id", "sid", "student id", "id number", "user id", "orgdefinedid", "identifier", "sis user id", "integration id",
    "username", "user name", "login", "login id", "sis login id", "github_username", "github_id",
    "roster_identifier", "email", "email address", "e-mail",
}  # fmt: skip
_GROUPS = {"group", "group name", "group_name", "team"}
_PARTICIPANT = re.compile(r"\D{1,60} (\d{1,19})")


@dataclass(frozen=True)
class Entry:
    """One line of the list: who it is, and the cells as they came."""

    name: str
    identifiers: tuple[str, ...]
    names: frozenset[str]
    cells: tuple[str, ...]
    group: str = ""

    @property
    def identifier(self) -> str:
        """The first of its identifiers, for a person to look at."""
        return next(iter(self.identifiers), "")


@dataclass(frozen=True)
class Matching:
    """Who is who: rows of the gradebook by line of the list, and everything that is not one to one."""

    entry_of: Mapping[str, int]
    missing: tuple[int, ...]
    unknown: tuple[str, ...]
    unclear: tuple[str, ...]
    twice: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True)
class Roster:
    """A class list: its header, the rows above the students (Canvas's points possible), and the students."""

    path: Path
    header: tuple[str, ...]
    above: tuple[tuple[str, ...], ...]
    entries: tuple[Entry, ...]

    def column(self, *names: str) -> int | None:
        """Return the place of the first column that is called so."""
        wanted = {name.casefold() for name in names}
        return next((at for at, title in enumerate(self.header) if title.strip().casefold() in wanted), None)

    @cached_property
    def groups(self) -> Mapping[str, Sequence[int]]:
        """The lines of each group, where the list has a column for it."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, entry in enumerate(self.entries):
            if entry.group:
                found[entry.group].append(at)
        return found

    def line_of(self, member: Member) -> int | None:
        """Return the only line that a student can be."""
        found = self.find(member.student, member.person)
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], Sequence[int]]:
        found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for at, entry in enumerate(self.entries):
            for identifier in entry.identifiers:
                found["id", identifier].append(at)
            for name in entry.names:
                found["name", name].append(at)
        return found

    def find(self, student: str, person: Person) -> Sequence[int]:
        """Return the lines that a student may be: by an identifier, else by the name."""
        for identifier in (person.id, person.login, person.email):
            found = self._by_key.get(("id", _identifier(identifier)), ()) if identifier else ()
            if found:
                return found
        for name in (person.name, student):
            found = self._by_key.get(("name", squashed(name)), ()) or self._by_key.get(("id", _identifier(name)), ())
            if found:
                return found
        return ()

    def match(self, members: Iterable[Member]) -> Matching:
        """Hold everyone who handed in against the list."""
        entry_of: dict[str, int] = {}
        unknown, unclear = [], []
        rows: defaultdict[int, list[str]] = defaultdict(list)
        for member in members:
            found = self.find(member.student, member.person)
            if len(found) == 1:
                entry_of[member.student] = found[0]
                rows[found[0]].append(member.student)
            elif found:
                unclear.append(member.student)
            else:
                unknown.append(member.student)
        missing = tuple(at for at in range(len(self.entries)) if at not in rows)
        twice = {at: tuple(students) for at, students in rows.items() if len(students) > 1}
        return Matching(entry_of, missing, tuple(unknown), tuple(unclear), twice)


def read_roster(path: Path) -> Roster:
    """Read a class list; raise UsageError where it is none."""
    try:
        if not path.is_file():
            raise UnreadableError("there is no such file")
        text = decode(OnDisk(path.resolve()).read(limits.ROSTER_BYTES))
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        rows = [tuple(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    except (UnreadableError, csv.Error) as error:
        raise UsageError(f"{path} cannot be read as a class list: {error}") from None
    if not rows:
        raise UsageError(f"{path} is empty")
    header = rows[0]
    titles = [title.strip().casefold() for title in header]
    if not any(title in _NAMES | _FIRST | _LAST | _IDENTIFIERS for title in titles):
        raise UsageError(f"{path} has no column for names or identifiers: {', '.join(map(plain, header[:8]))}")
    students = [row for row in rows[1:] if not _is_above(row)]
    entries = [_entry(titles, row) for row in students]
    above = tuple(row for row in rows[1:] if _is_above(row))
    return Roster(path, header, above, tuple(entry for entry in entries if entry.identifiers or entry.names))


def _is_above(row: Sequence[str]) -> bool:
    """Whether a row is Canvas's own, or its made-up student."""
    return row[0].strip().casefold() in ("points possible", "student, test")


def _entry(titles: Sequence[str], row: tuple[str, ...]) -> Entry:
    cells = list(zip(titles, row, strict=False))
    first = next((cell.strip() for title, cell in cells if title in _FIRST), "")
    last = next((cell.strip() for title, cell in cells if title in _LAST), "")
    name = next((cell.strip() for title, cell in cells if title in _NAMES and cell.strip()), "")
    if not name:
        name = " ".join(part for part in (first, last) if part)
    if "," in name and not (first or last):
        last, _, first = name.partition(",")
    names = {squashed(text) for text in (name, f"{last} {first}", f"{first} {last}")} - {""}
    identifiers = tuple(
        dict.fromkeys(_identifier(cell) for title, cell in cells if title in _IDENTIFIERS and cell.strip())
    )
    shown = name or next((cell for title, cell in cells if title in _IDENTIFIERS and cell), "(no name)")
    group = next((squashed(cell) for title, cell in cells if title in _GROUPS), "")
    return Entry(plain(shown), identifiers, frozenset(names), row, group)


def _identifier(text: str) -> str:
    """Return an identifier as it is compared: Brightspace's `#123` and Moodle's `Participant 123` are 123."""
    text = text.strip().lstrip("#").casefold()
    match = _PARTICIPANT.fullmatch(text)
    return match[1] if match is not None else text


def squashed(name: str) -> str:
    """Return a name as it is compared: its letters and digits, without accents or case."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
