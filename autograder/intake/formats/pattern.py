"""Any other form, by a pattern for the names: `{student}_{id}_{time}_{file}`.

A pattern is plain text with fields in braces; a field reaches to the next text of the pattern, the last one to the end.
`{student}` or `{login}` or `{id}` says whose it is, `{time}` when it came, `{attempt}` which attempt it belongs to,
`{file}` what the file is called, and `{}` is anything. It is no regular expression, so that no name takes long.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from autograder.errors import UsageError
from autograder.intake.formats.gathering import Piece, by_student, strays
from autograder.intake.formats.times import numbers_time, spoken_time
from autograder.intake.handed import Handed, Person
from autograder.intake.names import suffix
from autograder.intake.tree import Child, Kind

FIELDS = {"student", "login", "id", "time", "attempt", "file", ""}


@dataclass(frozen=True)
class Pattern:
    """A form of names: pairs of text and the field that follows it."""

    parts: tuple[tuple[str, str | None], ...]

    def matches(self, inside: Sequence[Child]) -> bool:
        """Whether anything here has such a name."""
        return any(self._piece(child) is not None for child in inside)

    def handed(self, inside: Sequence[Child]) -> list[Handed]:
        """Return one submission per student; what is named otherwise gets a row under its own name."""
        named = [(child, self._piece(child)) for child in inside]
        found = by_student(piece for _, piece in named if piece is not None)
        return found + strays([child for child, piece in named if piece is None], "the pattern")

    def fields(self, name: str) -> Mapping[str, str] | None:
        """Return what the fields stand for in a name, None where it has not this form."""
        found: dict[str, str] = {}
        rest = name
        for at, (text, field) in enumerate(self.parts):
            if not rest.startswith(text):
                return None
            rest = rest[len(text) :]
            if field is None:
                continue
            after = self.parts[at + 1][0] if at + 1 < len(self.parts) else ""
            value, found_text, _ = rest.partition(after) if after else (rest, " ", "")
            if not found_text or (not value and field):
                return None
            found[field] = value
            rest = rest[len(value) :]
        return None if rest else found

    def _piece(self, child: Child) -> Piece | None:
        fields = self.fields(child.name)
        if fields is None:
            return None
        login, number = fields.get("login", ""), fields.get("id", "")
        student = fields.get("student") or login or number
        file = fields.get("file") or child.name
        if child.kind is Kind.FILE and not suffix(file):
            file += suffix(child.name)
        time = fields.get("time", "")
        submitted = numbers_time(time) or spoken_time(time)
        return Piece(Person(student, number, login), child, file, submitted, fields.get("attempt", "") + "\0" + time)


def read_pattern(text: str) -> Pattern:
    """Return the pattern that `text` writes, or raise UsageError."""
    try:
        read = list(Formatter().parse(text))
        parts = tuple((literal, field) for literal, field, _, _ in read)
        if any(form or change for _, _, form, change in read):
            raise ValueError("a field is a name in braces and nothing else")
        named = [field for _, field in parts if field is not None]
    except ValueError as error:
        raise UsageError(f"the pattern {text!r} cannot be read: {error}") from None
    wrong = sorted(set(named) - FIELDS)
    if wrong or not {"student", "login", "id"} & set(named):
        fields = ", ".join(f"{{{field}}}" for field in sorted(FIELDS))
        raise UsageError(f"the pattern {text!r} needs {{student}}, {{login}} or {{id}}; there are {fields}")
    if any(not parts[at][0] and parts[at - 1][1] is not None for at in range(1, len(parts))):
        raise UsageError(f"the pattern {text!r} has two fields with nothing between them")
    return Pattern(parts)
