"""The handout: what a student unzips. Stubs, public checks, the notebook, the checker, and nothing that is secret."""

import re
from collections.abc import Iterator
from pathlib import Path

from autograder.grading.checks import Checks, load_checks
from autograder.grading.freezing import freeze
from autograder.homework import Homework
from autograder.release.engine import engine
from autograder.release.notebook import to_notebook
from autograder.release.public import public_part

TOP = Path(__file__).with_name("top")
NOTEBOOK = "homework"
ROOTS = (
    "local.command", "local.watch", "local.notebook", "vocabulary", "sandbox.solo", "sandbox.worker",
)  # fmt: skip

VERSION = re.compile(r"^## (\d+\.\d+\.\d+)", re.MULTILINE)


def handout(homework: Homework, with_solutions: bool = False) -> dict[str, bytes]:
    """Return the files of the handout by their paths in it."""
    files = {path.name: path.read_bytes() for path in TOP.iterdir() if path.is_file()}
    files |= dict(_content(homework))
    files |= engine(ROOTS)
    if with_solutions:
        files |= {f"solutions/{path.name}": path.read_bytes() for path in _plain_files(homework.solutions)}
    return files


def version(homework: Homework) -> str:
    """Return the version of a handout: the newest in its changelog."""
    path = homework.handout / "CHANGELOG.md"
    found = VERSION.search(path.read_text(encoding="utf-8")) if path.exists() else None
    return found[1] if found else "0.0.0"


def _content(homework: Homework) -> Iterator[tuple[str, bytes]]:
    for path in _plain_files(homework.stubs):
        yield f"{homework.package}/{path.name}", path.read_bytes()
    for path in _plain_files(homework.handout):
        if path.name == f"{NOTEBOOK}.py":
            yield f"{NOTEBOOK}.ipynb", to_notebook(path.read_text(encoding="utf-8")).encode()
        else:
            yield path.name, path.read_bytes()
    yield "autograder/assignment.yaml", (homework.root / "autograder" / "assignment.yaml").read_bytes()
    checks = load_checks(homework)
    for name, plan in checks.plans.items():
        source = (homework.checks / f"{name}.py").read_text(encoding="utf-8")
        hidden = {planned.case.name: planned.case.points for planned in plan.hidden.cases}
        yield f"autograder/checks/{name}.py", public_part(source, hidden).encode()
        hints = homework.hints / f"{name}.yaml"
        if hints.exists():
            yield f"autograder/hints/{name}.yaml", hints.read_bytes()
    public = Checks(homework, checks.solutions, {name: plan.without_hidden() for name, plan in checks.plans.items()})
    yield homework.key.relative_to(homework.root).as_posix(), freeze(public)


def _plain_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
