"""A class of made-up students, as Canvas would hand it over: the main job on a fresh machine."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from autograder.content import load_solutions
from autograder.files import make_folder
from autograder.homework import Homework
from autograder.misconception import Misconception, load_misconceptions
from autograder.wrong_source import with_mistake

NAMES = (
    "abara zainab", "amsel jonas", "bianchi sara", "castro lucia", "dahl ingrid", "eriksen nora", "fischer paul",
    "garcia mateo", "haddad layla", "ito haruka", "jansen daan", "kaya emre", "kowalska anna", "lindqvist elsa",
    "moreau camille", "mwangi joseph", "nguyen thi mai", "novak petra", "obrien sean", "okafor chidi", "olsen magnus",
    "park jiwoo", "patel anika", "petrov ivan", "quispe rosa", "rossi marco", "sato yuki", "schmidt lena",
    "silva bruno", "singh arjun", "tanaka ren", "torres elena", "vasquez diego", "weber clara", "yilmaz defne",
    "zhang wei",
)  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """One made-up submission: what the file is called, and its bytes."""

    display_name: str
    data: bytes


def make_class(homework: Homework, output: Path) -> Path:
    """Write the bulk download of a made-up class into `output` and return its path."""
    path = make_folder(output) / "canvas-submissions.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bulk:
        for index, (name, upload) in enumerate(zip(NAMES, _uploads(homework), strict=False)):
            late = "LATE_" if index % 11 == 5 else ""
            student = "".join(name.split())
            _add(
                bulk, f"{student}_{late}{10_200 + 7 * index}_{880_100 + 13 * index}_{upload.display_name}", upload.data
            )
    return path


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a file with a fixed date, so that the same class is the same file."""
    archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 12, 0, 0)), data, zipfile.ZIP_DEFLATED)


def _uploads(homework: Homework) -> Iterator[Upload]:
    """Yield as many submissions as there are names, of every kind that an instructor meets."""
    solved, stubs = _files(homework.solutions), _files(homework.stubs)
    names = [f"{module}.py" for module in homework.modules]
    first, middle, last = names[0], names[len(names) // 2], names[-1]
    code = {name: text for name, text in solved.items() if name.endswith(".py")}
    yield Upload("homework.zip", _zip(solved, "assignments/"))
    yield Upload("homework.zip", _zip(solved))
    yield Upload("my solution.zip", _zip(solved, "my solution/assignments/"))
    yield Upload("homework.ipynb", _notebook(homework, solved))
    yield Upload("homework.zip", _zip(stubs, "assignments/"))
    half = {name: solved[name] for name in names[: len(names) // 2]}
    yield Upload("homework.zip", _zip({**stubs, **half}, "assignments/"))
    yield Upload("homework.zip", _zip({first: solved[first]}))
    yield Upload("homework.zip", _zip(code, "assignments/"))
    yield Upload("homework.zip", _zip({**solved, "answers.yaml": "6.1: [unclosed\n"}, "assignments/"))
    yield Upload("homework.zip", _zip({**solved, middle: "def broken(:\n" + solved[middle]}))
    yield Upload("homework.zip", _zip(_sabotaged(homework, solved, last, "while True: pass")))
    yield Upload("homework.zip", _zip(_sabotaged(homework, solved, middle, "import os; os._exit(3)")))
    yield Upload("homework.zip", _zip({**solved, first: solved[first] + "\nraise SystemExit('done')\n"}))
    yield Upload("homework.zip", _zip(solved)[:400])
    yield Upload("homework.zip", _zip({}))
    yield Upload("=cmd report.zip", _zip({"essay.txt": "I did not have the time."}))
    modules = {question.id: question.module for question in homework.questions}
    for mistakes in _chosen(homework):
        files = dict(solved)
        for mistake in mistakes:
            name = f"{modules[mistake.question]}.py"
            files[name] = with_mistake(files[name], modules[mistake.question], mistake)
        yield Upload("homework.zip", _zip(files, "assignments/"))


def _files(folder: Path) -> Mapping[str, str]:
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".py", ".yaml"))
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def _zip(files: Mapping[str, str], folder: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            _add(archive, folder + name, text.encode())
    return data.getvalue()


def _notebook(homework: Homework, files: Mapping[str, str]) -> bytes:
    """Return one notebook that holds all functions, a plot and some magics."""
    order = sorted(homework.modules, key=lambda module: files[f"{module}.py"].count("from ."))
    sources = ["%matplotlib inline\nimport numpy as np\nimport matplotlib.pyplot as plt"]
    sources += [files[f"{module}.py"] for module in order] + ["plt.plot([1, 2, 3])\n!ls"]
    cell: dict[str, object] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**cell, "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def _sabotaged(homework: Homework, files: Mapping[str, str], name: str, body: str) -> Mapping[str, str]:
    """Return the files with one function of a module doing something else than its work."""
    question = next(question for question in homework.questions if f"{question.module}.py" == name)
    extra = f"\n\ndef {question.functions[0]}(*args, **kwargs):\n    {body}\n"
    return {**files, name: files[name] + extra}


def _chosen(homework: Homework) -> Iterator[tuple[Misconception, ...]]:
    """Yield the mistakes of one student after the other, one per question; as in a real class, some are widespread."""
    known: dict[str, Misconception] = {}
    for misconception in load_misconceptions(homework, load_solutions(homework)):
        if not misconception.field:
            known.setdefault(misconception.question, misconception)
    dear_first = sorted(known.values(), key=lambda mistake: -homework.question(mistake.question).points)
    for student in count(2):
        yield tuple(mistake for rank, mistake in enumerate(dear_first, 2) if student % rank == 0)
