"""What is remembered between two checks: how many hints were given, and what was passed the last time.

It is a small file in the student's folder, worth nothing to anyone else. Where it cannot be read, or cannot be written,
nothing is remembered, and nothing else happens.
"""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.errors import GraderError
from autograder.files import write_whole

FILE = ".progress.json"
VERSION = 1
MOST_BYTES = 100_000


@dataclass(frozen=True)
class Progress:
    """`hints` counts those given, by function; `passed` those public cases that passed, by question."""

    hints: Mapping[str, int] = field(default_factory=dict)
    passed: Mapping[str, int] = field(default_factory=dict)

    def with_hint(self, about: str, given: int) -> "Progress":
        """Remember that `given` hints have been given on a function."""
        return replace(self, hints={**self.hints, about: given})

    def with_passed(self, passed: Mapping[str, int]) -> "Progress":
        """Remember how many public cases of some questions pass."""
        return replace(self, passed={**self.passed, **passed})


def load_progress(folder: Path) -> Progress:
    """Return what is remembered in a folder."""
    try:
        with (folder / FILE).open("rb") as file:
            data = json.loads(file.read(MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return Progress()
    if not isinstance(data, dict) or data.get("version") != VERSION:
        return Progress()
    return Progress(_counts(data.get("hints")), _counts(data.get("passed")))


def _counts(entries: object) -> dict[str, int]:
    if not isinstance(entries, dict):
        return {}
    return {str(name): count for name, count in entries.items() if type(count) is int and count >= 0}


def save_progress(folder: Path, progress: Progress) -> None:
    """Write down what is to be remembered in a folder."""
    data = {"version": VERSION, "hints": dict(progress.hints), "passed": dict(progress.passed)}
    with contextlib.suppress(GraderError):
        write_whole(folder / FILE, json.dumps(data, indent=1) + "\n")
