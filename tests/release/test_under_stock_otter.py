"""The handout's checks under stock Otter, as a notebook asks for them, and the notebook handed in."""

import csv
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.homework import Homework
from autograder.release.notebook import to_notebook

OTTER_PYTHON = Path(sys.prefix) / "otter" / "bin" / "python"
"""Where `make test` installs stock Otter."""

CELLS = """
import importlib, json, sys
import otter

grader = otter.Notebook(tests_dir="autograder/checks")
for name in json.loads(sys.argv[1]):
    globals().update(vars(importlib.import_module(f"assignments.{name}")))
results = {question: grader.check(question) for question in json.loads(sys.argv[2])}
print(json.dumps({name: [found.passed_all, repr(found)] for name, found in results.items()}))
"""

WRONG = """
def clip_gradient(g, tau):
    return np.clip(g, -tau, tau)
"""


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("handout")
    assert main(["release", "-o", str(place / "homework.zip")]) == 0
    with zipfile.ZipFile(place / "homework.zip") as archive:
        archive.extractall(place)
    return place / "homework"


def _checked(handout: Path, homework: Homework) -> Mapping[str, tuple[bool, str]]:
    """Return what the cells of a notebook in the handout's folder see: of each question whether it passes, and why."""
    questions = [question.id for question in homework.questions]
    done = subprocess.run(
        [str(OTTER_PYTHON), "-P", "-c", f"import sys; sys.path.insert(0, '')\n{CELLS}",
         json.dumps(homework.modules), json.dumps(questions)],
        cwd=handout, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {name: (passed, text) for name, (passed, text) in json.loads(done.stdout.splitlines()[-1]).items()}


def test_otters_notebook_checks_stubs_mistakes_and_solutions(handout: Path, homework: Homework) -> None:
    stubs = _checked(handout, homework)
    assert len(stubs) == 17
    assert all(not passed and "not written yet" in text and "Traceback" not in text for passed, text in stubs.values())

    for path in homework.solutions.glob("*.*"):
        shutil.copy(path, handout / "assignments" / path.name)
    solved = _checked(handout, homework)
    assert [name for name, (passed, _) in solved.items() if not passed] == []

    with (handout / "assignments" / "clipping.py").open("a", encoding="utf-8") as file:
        file.write(WRONG)
    wrong = _checked(handout, homework)
    assert [name for name, (passed, _) in wrong.items() if not passed] == ["clipping"]
    story = wrong["clipping"][1]
    assert all(f"    {word} " in story for word in ("called", "returned", "expected"))


def _code(source: str) -> dict[str, object]:
    return {"cell_type": "code", "metadata": {}, "source": source, "execution_count": None, "outputs": []}


def test_the_notebook_handed_in_is_graded_by_its_functions_and_by_nothing_else(
    homework: Homework, tmp_path: Path
) -> None:
    marker = tmp_path / "was_here"
    notebook = json.loads(to_notebook((homework.handout / "homework.py").read_text(encoding="utf-8")))
    plots = "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    escapes = [
        f"!touch {marker}",
        f"%%bash\ntouch {marker}",
        f"import os\nos.system('touch {marker}')",
        f"open({str(marker)!r}, 'w').close()",
    ]
    answers = [(homework.solutions / f"{module}.py").read_text(encoding="utf-8") for module in homework.modules]
    notebook["cells"] += [_code(source) for source in (plots, *escapes, *answers, plots, "%timeit 1", "raise KeyError")]
    (tmp_path / "homework.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    out = tmp_path / "out"
    assert main(["grade", str(tmp_path / "homework.ipynb"), "-o", str(out), "--workers", "1"]) == 0
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    lost = [question.id for question in homework.questions if float(row[question.id]) != question.points]
    assert (lost, row["status"]) == (["written"], "ok")
    assert not marker.exists()
