"""An autograder for Gradescope that keeps its walls there: the engine, the homework with its solutions, two scripts.

Unlike with stock Otter the solutions may be inside, since a submission cannot read them: it runs in the room, as
another user, and the homework's folder is closed to all but root.
"""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from autograder.archives import zip_bytes
from autograder.batch.container import FAULT, failed
from autograder.grading.checks import load_checks
from autograder.homework import Homework
from autograder.misconception import load_misconceptions
from autograder.release.engine import engine

SCRIPTS = Path(__file__).with_name("container")
SANDBOX = Path(__file__).resolve().parent.parent / "sandbox"
ROOTS = ("batch.container", "vocabulary", "misconception")
LIBRARIES = ("numpy", "msgspec", "PyYAML", "tzdata", "landlockpy", "seccompy")


def hardened(homework: Homework) -> bytes:
    """Return the archive; raise GraderError where the homework could not be graded with it."""
    load_misconceptions(homework, load_checks(homework).solutions)
    files = {path.name: path.read_bytes() for path in SCRIPTS.iterdir() if path.is_file()}
    programs = list(files)
    files |= {f"engine/{path}": content for path, content in engine(ROOTS, frozenset()).items()}
    files |= {
        f"engine/autograder/sandbox/{path.name}": path.read_bytes() for path in SANDBOX.iterdir() if path.is_file()
    }
    files |= {f"homework/{path}": content for path, content in _content(homework)}
    files["failed.json"] = failed(FAULT).encode()
    files["requirements.txt"] = "".join(f"{_pinned(library)}\n" for library in LIBRARIES).encode()
    return zip_bytes(files, programs)


def _content(homework: Homework) -> Iterator[tuple[str, bytes]]:
    """Yield what grading needs of a homework, by paths in its folder."""
    settings = homework.root / "autograder" / "assignment.yaml"
    folders = (homework.solutions, homework.checks, homework.misconceptions, homework.stand_ins)
    inside = (path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts)
    for path in (settings, *inside):
        if path.is_file():
            yield path.relative_to(homework.root).as_posix(), path.read_bytes()


def _pinned(library: str) -> str:
    """Return a requirement of the version that is installed here; what this system lacks is pinned already."""
    try:
        return f"{library}=={version(library)}"
    except PackageNotFoundError:
        known = (re.split(r"[; ]", entry)[0] for entry in requires("lecture-autograder") or ())
        return next(entry for entry in known if entry.lower().startswith(library.lower()))
