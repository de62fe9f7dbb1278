"""A stock Otter autograder: the checks in Otter's exception format, with the right answers frozen and no solution.

Stock Otter lets a submission read everything that is in the archive, so what a submission must not have is not there:
neither the solutions nor the known wrong answers, only what they answer. Errors are therefore not carried forward.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from autograder.archives import zip_bytes
from autograder.errors import GraderError, UsageError
from autograder.grading.checks import load_checks
from autograder.grading.freezing import freeze
from autograder.grading.plan import Plan
from autograder.homework import Homework
from autograder.release.engine import engine

SUPPORT = "grading_support"
ENTRY = "homework.ipynb"
"""Named as the handout's notebook, which Otter replaces by it; with another notebook beside it Otter would stop."""

LIBRARIES = ("numpy", "msgspec", "PyYAML")

LIFT = f"""\
import os
import sys

sys.path.insert(0, os.path.abspath("{SUPPORT}"))
from autograder.grading.here import functions_in

globals().update(functions_in(os.getcwd(), frozenset({{"{SUPPORT}", "{ENTRY}", "tests", "__init__.py"}})))
"""

TEST = '''\
"""{title}: {question}."""

from otter.test_files import test_case

OK_FORMAT = False
name = {question!r}


def judge(env, case):
    """Raise AssertionError with what is wrong, if anything."""
    import os
    import sys

    places = (os.path.join(folder, "{support}") for folder in (os.getcwd(), *sys.path))
    here = next(path for path in places if os.path.isdir(path))
    if sys.path[0] != here:
        sys.path.insert(0, here)
        for module in [module for module in sys.modules if module.split(".")[0] == "autograder"]:
            if not (getattr(sys.modules[module], "__file__", None) or here).startswith(here):
                del sys.modules[module]
    from autograder.grading.here import completed, judge_case

    judge_case({question!r}, case, completed(env, frozenset({{"{support}", "tests", "__init__.py"}})))
'''

CASE = """

@test_case(name={name!r}, points={points!r}, hidden={hidden})
def case_{number}(env):
    judge(env, {name!r})
"""


EMPTY_CELL: dict[str, object] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}


def stock_otter(homework: Homework, otter: str, one_file: bool) -> bytes:
    """Return the archive that `otter generate` makes.

    Submissions are modules, as the homework has them, or, with `one_file`, one notebook or script. `otter` is the
    command to use.
    """
    command = _found(otter)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for path, content in _files(homework, one_file).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        extra = [SUPPORT] if one_file else [SUPPORT, ENTRY]
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        options = ["-t", "tests", "-o", "autograder.zip", "-r", "requirements.txt", "-c", "otter_config.json"]
        _run([command, "generate", *options, "--python-version", python, *extra], folder)
        with zipfile.ZipFile(folder / "autograder.zip") as made:
            return zip_bytes({name: made.read(name) for name in made.namelist()})


def _files(homework: Homework, one_file: bool) -> Mapping[str, bytes]:
    """Return the folder that `otter generate` is given."""
    checks = load_checks(homework)
    files: dict[str, bytes] = {}
    for name, plan in checks.plans.items():
        files[f"tests/{name}.py"] = _test_file(homework, name, plan).encode()
        files[f"{SUPPORT}/autograder/checks/{name}.py"] = (homework.checks / f"{name}.py").read_bytes()
    files |= {f"{SUPPORT}/{path}": content for path, content in engine(["grading.here", "vocabulary"]).items()}
    root = homework.root
    settings = root / "autograder" / "assignment.yaml"
    files[f"{SUPPORT}/{settings.relative_to(root).as_posix()}"] = settings.read_bytes()
    files[f"{SUPPORT}/{homework.key.relative_to(root).as_posix()}"] = freeze(checks)
    files["requirements.txt"] = "".join(f"{name}=={version(name)}\n" for name in LIBRARIES).encode()
    files["otter_config.json"] = json.dumps({"show_hidden": False, "show_stdout": False}).encode()
    return files if one_file else {**files, ENTRY: _entry().encode()}


def _test_file(homework: Homework, question: str, plan: Plan) -> str:
    head = TEST.format(title=homework.title.replace('"', "'"), question=question, support=SUPPORT)
    cases = (
        CASE.format(number=n, name=c.case.name, points=float(c.points), hidden=c.case.hidden)
        for n, c in enumerate(plan.cases, 1)
    )
    return head + "".join(cases)


def _entry() -> str:
    """Return the notebook that Otter runs: it lifts the submission's functions into its namespace."""
    cell = {**EMPTY_CELL, "id": "lift", "source": LIFT}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def _found(otter: str) -> str:
    beside = Path(sys.executable).with_name("otter")
    command = shutil.which(otter) or (str(beside) if otter == "otter" and beside.exists() else None)
    if command is None:
        raise UsageError(f"no command {otter!r}: install Otter with `pip install 'otter-grader[grading]==7.0.0'`")
    return str(Path(command).absolute())


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = (done.stdout + done.stderr).strip().splitlines()
        raise GraderError(f"otter generate failed: {lines[-1] if lines else done.returncode}")
