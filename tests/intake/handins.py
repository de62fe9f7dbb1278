"""A homework of two modules, and ways to build and to read what students hand in."""

import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from autograder.homework import Homework, Limits, Question
from autograder.intake.find import find_submissions
from autograder.intake.reading import read
from autograder.submission import Submission

HOMEWORK = Homework(
    Path("nowhere"),
    "Two modules",
    tuple(
        Question(identifier, module, functions, 1, "§1", Limits())
        for identifier, module, functions in (
            ("first", "alpha", ("one", "two")),
            ("second", "beta", ("three",)),
            ("words", "answers", ()),
        )
    ),
)
ONE = "def one():\n    return 1\n"
THREE = "def three():\n    return 3\n"
MODULES = {"alpha.py": ONE, "beta.py": THREE}


def read_all(*paths: Path) -> dict[str, Submission]:
    """Everything in some paths, by student."""
    submissions = [read(handed, HOMEWORK) for handed in find_submissions(paths, HOMEWORK)]
    assert len({submission.student for submission in submissions}) == len(submissions)
    return {submission.student: submission for submission in submissions}


def read_one(path: Path) -> Submission:
    """The only submission in a path."""
    (submission,) = read_all(path).values()
    return submission


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    return zip_of(
        [(zipfile.ZipInfo(name, (2026, 11, 1, 12, 0, 0)), content) for name, content in files.items()], method
    )


def zip_of(entries: Sequence[tuple[zipfile.ZipInfo, str | bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of entries that may be as odd as one likes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for info, content in entries:
            archive.writestr(info, content, method)
    return buffer.getvalue()


def saved(path: Path, content: bytes | str, modified: int | None = None) -> Path:
    """A file on disk, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    if modified is not None:
        os.utime(path, (modified, modified))
    return path


def laid_out(top: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder of files."""
    top.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        saved(top / name, content)
    return top


def notebook(*sources: str | list[str]) -> bytes:
    """A notebook of format 4 with these code cells after a title."""
    cells = [{"cell_type": "code", "source": source, "outputs": []} for source in sources]
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "# Title"}, *cells]}).encode()
