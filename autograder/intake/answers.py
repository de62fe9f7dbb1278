"""The written answers, `answers.yaml`, as plain data.

Only plain data is read: mappings, lists, text and numbers. Anchors, aliases, tags and further documents are refused, so
that a small file stays small in memory and constructs nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NoReturn, TypeAlias

import yaml

from autograder.intake import limits
from autograder.intake.names import plain

Plain: TypeAlias = "str | int | float | list[Plain] | dict[str, Plain] | None"

WHY = "why"
"""The field of an exercise that is kept for a person's eyes and never scored."""
MOST_EXPLANATIONS, LONGEST = 40, 4_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[+-]?\d{1,18}")
_REAL = re.compile(r"[+-]?(?:\d{1,40}\.\d{0,40}|\.\d{1,40})(?:[eE][+-]?\d{1,3})?")
_LETTERS = re.compile(r"[A-Za-z](?:[\s,;]+[A-Za-z])*")
_NULLS = {"", "~", "null", "Null", "NULL"}


class AnswersError(Exception):
    """The file of answers cannot be read, or a field cannot be used; the message says where and what to do."""


class Unanswered(AnswersError, NotImplementedError):  # noqa: N818 - no answer is no fault of the file
    """The exercise or the field is not there, or was left empty: as with a stub, nothing is written yet."""


class Kind(Enum):
    """What a field of an exercise holds."""

    NUMBER = "number"
    CHOICES = "choices"
    TEXT = "text"


@dataclass(frozen=True)
class Answers:
    """The answers of one student, or of the solution, by exercise and field."""

    exercises: Mapping[str, Plain] = field(default_factory=dict)

    def answer(self, exercise: str, field: str, kind: Kind | None = None) -> int | str | list[str]:
        """Return the answer to a field of an exercise, read as `kind`, or as what it looks like.

        A NUMBER is a whole number, also written as 5.0 or "5". CHOICES are the distinct letters picked, in lower case
        and in order; they may be written as a list or as text, such as "a, c". TEXT is text.

        Raises:
            Unanswered: The exercise or the field is not there, or it is null, empty text or an empty list.
            AnswersError: The answer is not of this kind.
        """
        value = self._field(exercise, field)
        if value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip()):
            raise Unanswered(f"exercise {exercise}: {field} is not filled in")
        kind = kind or _kind(value)
        read = _READERS[kind](value)
        if read is None:
            raise AnswersError(f"exercise {exercise}: {field} is {_shown(value)}; write {_WANTED[kind]}")
        if read == []:
            raise Unanswered(f"exercise {exercise}: {field} is not filled in")
        return read

    @property
    def explanations(self) -> tuple[tuple[str, str], ...]:
        """What the student explains in words, for a person to read: the exercises with their texts, each bounded."""
        found = ((name, entry.get(WHY)) for name, entry in self.exercises.items() if isinstance(entry, dict))
        told = [(plain(name), text.strip()[:LONGEST]) for name, text in found if isinstance(text, str) and text.strip()]
        return tuple(told[:MOST_EXPLANATIONS])

    def _field(self, exercise: str, field: str) -> Plain:
        if exercise not in self.exercises:
            raise Unanswered(f"exercise {exercise} is not in the file of answers")
        entry = self.exercises[exercise]
        if not isinstance(entry, dict) or field not in entry:
            raise Unanswered(f"exercise {exercise} has no field {field}")
        return entry[field]


_WANTED = {Kind.NUMBER: "a whole number", Kind.CHOICES: "a list of letters such as [a, c]", Kind.TEXT: "text"}


def _kind(value: Plain) -> Kind:
    """Return what an answer looks like: a number or letters may also stand in quotation marks."""
    if isinstance(value, list) or (isinstance(value, str) and _LETTERS.fullmatch(value.strip())):
        return Kind.CHOICES
    return Kind.TEXT if isinstance(value, str) and _number(value) is None else Kind.NUMBER


def _number(value: Plain) -> int | None:
    text = str(value).strip() if isinstance(value, str | int | float) else ""
    if _WHOLE.fullmatch(text):
        return int(text)
    if _REAL.fullmatch(text) and float(text).is_integer() and abs(float(text)) < 1e15:
        return int(float(text))
    return None


def _choices(value: Plain) -> list[str] | None:
    items = re.split(r"[\s,;]+", value.strip(" \t\n[]()")) if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str | int | float | None) for item in items):
        return None
    return sorted({str(item).strip().lower() for item in items if item is not None} - {""})


def _text(value: Plain) -> str | None:
    return str(value).strip() if isinstance(value, str | int | float) else None


_READERS: Mapping[Kind, Callable[[Plain], int | str | list[str] | None]] = {
    Kind.NUMBER: _number,
    Kind.CHOICES: _choices,
    Kind.TEXT: _text,
}


def _shown(value: Plain) -> str:
    text = " ".join(str(value).split())
    return repr(text if len(text) <= 40 else text[:39] + "…")


# --- reading --------------------------------------------------------------------------------------------------------


def read_answers(text: str) -> Answers:
    """Return the answers in the text of `answers.yaml`, or raise AnswersError with line and column.

    An empty file is a file without answers. Exercises are known by what is written before the colon, with or without
    quotation marks: `6.1` and `"6.1"` are the same.
    """
    return Answers(read_plain(text))


def read_plain(text: str) -> dict[str, Plain]:
    """Return the mapping that a small YAML file holds, or raise AnswersError with line and column."""
    if len(text.encode("utf-8", "replace")) > limits.ANSWERS_BYTES:
        raise AnswersError(f"the file of answers is larger than {limits.ANSWERS_BYTES // 1000} kB")
    try:
        text.encode()
        root = _document(_Events(yaml.parse(text, Loader=_LOADER)))
    except yaml.MarkedYAMLError as error:
        _fail(error.problem_mark or error.context_mark, error.problem or "it cannot be read")
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        line, column = _bad_character(text)
        raise AnswersError(f"line {line}, column {column}: a character that may not stand here") from error
    if root is None:
        return {}
    if not isinstance(root, dict):
        raise AnswersError("line 1, column 1: there must be exercises, each a name and a colon")
    return root


def _fail(mark: Any, problem: str) -> NoReturn:
    """Raise with the place that the reader of YAML gives; it counts from 0."""
    where = f"line {mark.line + 1}, column {mark.column + 1}" if mark is not None else "line 1, column 1"
    raise AnswersError(f"{where}: {problem}") from None


def _bad_character(text: str) -> tuple[int, int]:
    """Return line and column of the first character that YAML does not allow."""
    bad = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    before = text[: bad.start() if bad else 0]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


class _Events:
    """The events of a document, one at a time, with what is not plain data refused."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events

    def next(self) -> Any:
        """Return the next event."""
        event = next(self._events)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            _fail(event.start_mark, "a word that starts with & or * must stand in quotation marks")
        if getattr(event, "tag", None) is not None:
            _fail(event.start_mark, "a word that starts with ! must stand in quotation marks")
        return event


def _document(events: _Events) -> Plain:
    """Read the only document of a file."""
    events.next()
    if isinstance(events.next(), yaml.StreamEndEvent):
        return None
    value = _value(events, events.next(), 1)
    events.next()
    after = events.next()
    if not isinstance(after, yaml.StreamEndEvent):
        _fail(after.start_mark, "a second document begins here; take the line of dashes out")
    return value


def _value(events: _Events, event: Any, depth: int) -> Plain:
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if depth > limits.YAML_DEPTH:
        _fail(event.start_mark, f"this is nested more than {limits.YAML_DEPTH} deep")
    return _list(events, depth) if isinstance(event, yaml.SequenceStartEvent) else _mapping(events, depth)


def _list(events: _Events, depth: int) -> list[Plain]:
    items: list[Plain] = []
    while not isinstance(event := events.next(), yaml.SequenceEndEvent):
        items.append(_value(events, event, depth + 1))
    return items


def _mapping(events: _Events, depth: int) -> dict[str, Plain]:
    entries: dict[str, Plain] = {}
    while not isinstance(event := events.next(), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            _fail(event.start_mark, "a name was expected before the colon")
        name = event.value.strip()
        if name in entries:
            _fail(event.start_mark, f"{_shown(name)} is here for the second time")
        entries[name] = _value(events, events.next(), depth + 1)
    return entries


def _scalar(event: yaml.ScalarEvent) -> str | int | float | None:
    """Return text as it stands, or, where it has no quotation marks, the number or null that it spells."""
    text = event.value.encode("utf-8", "replace").decode()
    if event.style:
        return text
    if text in _NULLS:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _REAL.fullmatch(text) else text
