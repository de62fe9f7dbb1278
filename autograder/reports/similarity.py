"""Which submissions have passages in common that neither the handout nor the task explains.

Copydetect reduces code to its structure (names, comments and spacing do not count) and takes a fingerprint of every
passage. What the handout gave everyone, and what many have in common, as answers to one question have to, is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from itertools import combinations
from typing import Any

import numpy as np

from autograder.errors import UsageError
from autograder.submission import Program

PASSAGE = 40
"""The length of a passage in characters of reduced code: two or three lines."""
LEAST_OWN, LEAST_SHARED, LEAST_SHARE = 100, 60, 0.2
MOST_PAIRS, MOST_PASSAGES, MOST_LINES = 100, 6, 40


@dataclass(frozen=True)
class Passage:
    """Some lines of a file of a submission."""

    file: str
    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Alike:
    """Two submissions; the shares are of each one's own code that the other has as well."""

    one: str
    other: str
    share_of_one: float
    share_of_other: float
    passages: tuple[tuple[Passage, Passage], ...]

    @property
    def share(self) -> float:
        """The larger share: who copies a part into much of their own still has the smaller one."""
        return max(self.share_of_one, self.share_of_other)


@dataclass(frozen=True)
class Comparison:
    """What a comparison found: groups that are the same throughout, and pairs that have passages in common."""

    compared: int
    common: int
    identical: tuple[tuple[str, ...], ...]
    pairs: tuple[Alike, ...]


def compare(programs: Mapping[str, Program], handout: Iterable[str]) -> Comparison:
    """Compare submissions; `handout` is the source that everyone was given."""
    given = set().union(*(_fingerprint(source).hashes for source in handout))
    documents = {student: _Document(program, given) for student, program in sorted(programs.items())}
    documents = {student: document for student, document in documents.items() if document.own}
    spread = Counter(passage for document in documents.values() for passage in document.own)
    common = min(12, max(5, len(documents) // 10))
    holders: dict[int, list[str]] = {}
    for student, document in documents.items():
        document.own = {passage for passage in document.own if spread[passage] <= common}
        for passage in document.own:
            holders.setdefault(passage, []).append(student)
    shared = Counter(pair for students in holders.values() for pair in combinations(students, 2))
    found = [
        _alike(documents, pair, count)
        for pair, count in shared.items()
        if count >= LEAST_SHARED and min(len(documents[student].own) for student in pair) >= LEAST_OWN
    ]
    found = [pair for pair in found if pair.share >= LEAST_SHARE]
    found.sort(key=lambda pair: (-pair.share, pair.one, pair.other))
    pairs = tuple(_with_passages(pair, documents) for pair in found[:MOST_PAIRS])
    return Comparison(len(programs), common, _identical(documents), pairs)


class _Document:
    """The Python of one submission, file by file, and the passages that are its own."""

    def __init__(self, program: Program, given: set[int]) -> None:
        sources = sorted(program.files.items())
        self.prints = {path: _fingerprint(source) for path, source in sources if _is_python(path, program)}
        self.structure = tuple(sorted(print_.filtered_code for print_ in self.prints.values()))
        self.own: set[int] = set().union(*(print_.hashes for print_ in self.prints.values())) - given

    def stretches(self, shared: set[int]) -> "list[_Stretch]":
        """Return where the shared passages lie without a gap."""
        return [stretch for path, print_ in self.prints.items() for stretch in _stretches(path, print_, shared)]

    def passage(self, stretch: "_Stretch") -> Passage:
        """Return the lines of a stretch."""
        print_ = self.prints[stretch.path]
        text: str = print_.raw_code
        start, end = (_in_text(print_, place) for place in (stretch.start, stretch.end))
        begin, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        lines = text[begin : len(text) if after < 0 else after].split("\n")
        return Passage(stretch.path, text.count("\n", 0, begin) + 1, tuple(lines[:MOST_LINES]))


@dataclass(frozen=True)
class _Stretch:
    """A part of the reduced code of a file, and the passages in it."""

    path: str
    start: int
    end: int
    passages: frozenset[int]


def _is_python(path: str, program: Program) -> bool:
    return path.endswith(".py") or path in program.script


def _fingerprint(source: str) -> Any:
    try:
        from copydetect import CodeFingerprint
    except ImportError:
        raise UsageError("this needs copydetect: pip install 'lecture-autograder[similarity]'") from None
    return CodeFingerprint("submission.py", PASSAGE, 1, language="python", fp=StringIO(source))


def _alike(documents: Mapping[str, _Document], pair: tuple[str, str], count: int) -> Alike:
    one, other = pair
    return Alike(one, other, count / len(documents[one].own), count / len(documents[other].own), ())


def _with_passages(pair: Alike, documents: Mapping[str, _Document]) -> Alike:
    """Return a pair with its longest passages, each beside the one of the other that it has most in common with."""
    one, other = documents[pair.one], documents[pair.other]
    shared = one.own & other.own
    mine, theirs = one.stretches(shared), other.stretches(shared)
    found = []
    for stretch in sorted(mine, key=lambda stretch: stretch.start - stretch.end)[:MOST_PASSAGES]:
        best = max(theirs, key=lambda match: len(stretch.passages & match.passages))
        found.append((one.passage(stretch), other.passage(best)))
    return Alike(pair.one, pair.other, pair.share_of_one, pair.share_of_other, tuple(found))


def _stretches(path: str, print_: Any, shared: set[int]) -> list[_Stretch]:
    places = sorted((at, passage) for passage in print_.hashes & shared for at in print_.hash_idx[passage])
    stretches: list[_Stretch] = []
    for at, passage in places:
        if stretches and at <= stretches[-1].end:
            last = stretches.pop()
            stretches.append(_Stretch(path, last.start, at + PASSAGE, last.passages | {passage}))
        else:
            stretches.append(_Stretch(path, at, at + PASSAGE, frozenset({passage})))
    return stretches


def _in_text(print_: Any, place: int) -> int:
    """Return a place of the reduced code as one of the text that it was made from."""
    offsets = print_.offsets
    if not len(offsets):
        return place
    row = min(int(np.searchsorted(offsets[:, 0], place)), len(offsets) - 1)
    return int(place + offsets[row, 1])


def _identical(documents: Mapping[str, _Document]) -> tuple[tuple[str, ...], ...]:
    """Return the groups whose code has one and the same structure throughout, the largest first."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for student, document in documents.items():
        groups.setdefault(document.structure, []).append(student)
    return tuple(sorted((tuple(group) for group in groups.values() if len(group) > 1), key=lambda g: (-len(g), g)))
