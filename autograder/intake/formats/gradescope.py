"""Gradescope's export: folders `submission_{id}` beside `submission_metadata.yml`, which says whose each is.

Of the metadata only the submitters and the time are read. The results and the history of a submission hold text that
students wrote; their lines are passed over before anything is parsed, and nothing but plain data is parsed at all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from autograder.intake import limits
from autograder.intake.answers import AnswersError, Plain, read_plain
from autograder.intake.blob import UnreadableError
from autograder.intake.formats.gathering import blob_of, strays
from autograder.intake.handed import Handed, Member, Person
from autograder.intake.names import plain
from autograder.intake.tree import Child, Kind

METADATA = "submission_metadata.yml"
_SUBMISSION = re.compile(r"submission_\d{1,19}")
_ENTRY = re.compile(r"""["']?(submission_\d{1,19})["']?:\s*""")
_WANTED = ("  :submitters:", "  :created_at:", '  ":submitters":', '  ":created_at":')
_MOST_SUBMITTERS = 50
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True)
class Record:
    """What the metadata says of one submission."""

    submitters: tuple[Person, ...]
    submitted: datetime | None


def matches(inside: Sequence[Child]) -> bool:
    """Whether the metadata and a submission lie here."""
    return any(child.name == METADATA for child in inside) and any(_is_submission(child) for child in inside)


def handed(inside: Sequence[Child]) -> list[Handed]:
    """Return one submission per folder, with a row for every submitter."""
    records, fault = _records(inside)
    rows = [_handed(child, records.get(child.name), fault) for child in inside if _is_submission(child)]
    folders = {child.name for child in inside}
    missing = [
        Handed(record.submitters[0].name, problem="its folder is not in the export", person=record.submitters[0])
        for name, record in records.items()
        if name not in folders
    ]
    others = [child for child in inside if not _is_submission(child) and child.name != METADATA]
    return [*rows, *missing, *strays(others, "Gradescope")]


def _is_submission(child: Child) -> bool:
    return child.kind is Kind.FOLDER and _SUBMISSION.fullmatch(child.name) is not None


def _handed(child: Child, record: Record | None, fault: str) -> Handed:
    if record is None:
        return Handed(child.name, child.source, remarks=(fault or f"{METADATA} does not say whose it is",))
    first, *others = record.submitters
    members = tuple(Member(person.name, person) for person in others)
    group = (f"a group: {', '.join(plain(person.name) for person in record.submitters)}",) if others else ()
    return Handed(first.name, child.source, None, group, first, record.submitted, others=members)


def _records(inside: Sequence[Child]) -> tuple[Mapping[str, Record], str]:
    """Return what the metadata says of each submission, and what is wrong with it as a whole."""
    blob = next((blob_of(child) for child in inside if child.name == METADATA), None)
    if blob is None:
        return {}, f"there is no {METADATA}"
    try:
        text = blob.read(limits.METADATA_BYTES).decode("utf-8", "replace")
    except UnreadableError as error:
        return {}, f"{METADATA} cannot be read: {error}"
    records = {}
    for name, lines in _entries(text):
        record = _record(lines)
        if record is not None:
            records[name] = record
    return records, ""


def _entries(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each submission's name with the lines of the fields that are read."""
    name, wanted, kept = "", False, list[str]()
    for line in text.replace("\r\n", "\n").split("\n"):
        if line[:1] not in ("", " ", "-", "#"):
            if name:
                yield name, kept
            match = _ENTRY.fullmatch(line)
            name, wanted, kept = match[1] if match else "", False, []
        elif line[:2] == "  " and line[2:3] not in ("", " ", "-"):
            wanted = line.startswith(_WANTED)
        if wanted and name and line.strip():
            kept.append(line)
    if name:
        yield name, kept


def _record(lines: Sequence[str]) -> Record | None:
    try:
        data = read_plain("\n".join(lines))
    except AnswersError:
        return None
    people = data.get(":submitters")
    if not isinstance(people, list) or not people:
        return None
    submitters = tuple(person for entry in people[:_MOST_SUBMITTERS] if (person := _person(entry)) is not None)
    return Record(submitters, _time(data.get(":created_at"))) if submitters else None


def _person(entry: Plain) -> Person | None:
    if not isinstance(entry, dict):
        return None
    name, sid, email = (
        plain(str(entry.get(key) or "")) if entry.get(key) else "" for key in (":name", ":sid", ":email")
    )
    shown = name or email or sid
    return Person(shown, id=sid, email=email) if shown else None


def _time(value: Plain) -> datetime | None:
    match = _TIME.match(value) if isinstance(value, str) else None
    if match is None:
        return None
    zone = {"Z": "+00:00", "UTC": "+00:00", None: ""}.get(match[3], match[3])
    try:
        return datetime.fromisoformat(f"{match[1]} {match[2]}{zone}")
    except ValueError:
        return None
