"""What a result depends on, as hashes: the submission, the checks, the engine and the walls.

A submission's bytes are hashed as they lie there, packed or not, whenever they are needed: no time stamp and no short
checksum is trusted, since a student chooses both.
"""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from autograder.homework import Homework
from autograder.sandbox.isolation import Isolation

_ENGINE = (
    "grading", "sandbox", "intake", "content.py", "misconception.py", "submission.py", "vocabulary.py", "otter",
)  # fmt: skip
_FINDING = {"formats", "find.py", "roster.py", "handed.py", "fingerprint.py"}


def engine_version() -> str:
    """Return the hash of the code that grades, and of the Python and NumPy that it runs on.

    How submissions are found is no part of it: what was found is hashed with the submission.
    """
    root = Path(__file__).resolve().parent.parent
    files = sorted(path for name in _ENGINE for path in _sources(root / name) if not _FINDING & set(path.parts))
    digest = _digest((str(path.relative_to(root)), path.read_bytes()) for path in files)
    digest.update(f"{platform.python_version()} {np.__version__}".encode())
    return digest.hexdigest()


def _sources(path: Path) -> Iterable[Path]:
    return path.rglob("*.py") if path.is_dir() else [path]


def question_keys(homework: Homework) -> Mapping[str, str]:
    """Return a hash for each question of all that its checks are made of; the solutions belong to every one.

    An archive that was made for Otter is one thing: any change in it touches all questions.
    """
    if homework.root.is_file():
        archive = _digest([("archive", homework.root.read_bytes())]).hexdigest()
        return {question.id: archive for question in homework.questions}
    shared = _digest(
        (path.name, path.read_bytes())
        for folder in (homework.solutions, homework.stand_ins)
        for path in sorted(folder.glob("*"))
        if path.is_file()
    )
    keys = {}
    for question in homework.questions:
        own = shared.copy()
        own.update(repr(question).encode())
        for folder in (homework.checks, homework.misconceptions):
            path = folder / f"{question.id}.py"
            own.update(path.read_bytes() if path.exists() else b"none")
            own.update(b"\0")
        keys[question.id] = own.hexdigest()
    return keys


@dataclass(frozen=True)
class Basis:
    """Everything that a result depends on but the submission."""

    engine: str
    isolation: str
    questions: Mapping[str, str]

    @cached_property
    def key(self) -> bytes:
        """Return the hash of it all."""
        return hashlib.sha256(self.as_text().encode()).digest()

    def as_text(self) -> str:
        """Return it as it is kept."""
        return json.dumps([self.engine, self.isolation, list(self.questions.items())])

    @staticmethod
    def of_text(text: str) -> "Basis":
        """Return what `as_text` wrote."""
        engine, isolation, questions = json.loads(text)
        return Basis(engine, isolation, dict(questions))

    def result_key(self, content: bytes) -> bytes:
        """Return the key of a submission's result: the same only where everything is the same."""
        return hashlib.sha256(self.key + content).digest()


def basis(homework: Homework, isolation: Isolation) -> Basis:
    """Return what results depend on now."""
    return Basis(engine_version(), isolation.value, question_keys(homework))


def _digest(parts: Iterable[tuple[str, bytes]]) -> "hashlib._Hash":
    digest = hashlib.sha256()
    for name, content in parts:
        digest.update(f"{len(name)} {len(content)} {name}".encode())
        digest.update(content)
    return digest
