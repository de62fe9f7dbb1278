"""Otter archives that were not made here, graded inside our walls, beside stock Otter itself."""

import csv
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.batch import kinds
from autograder.cli import main
from autograder.grading.result import Result, State
from autograder.homework import Homework, Limits
from autograder.intake.find import find_submissions
from autograder.otter import homework as otter_homework
from autograder.otter.homework import load_otter
from autograder.otter.inside.checks import points
from autograder.sandbox.room import Room

HERE = Path(__file__).parent
OTTER_PYTHON = Path(sys.prefix) / "otter" / "bin" / "python"
"""Where `make test` installs stock Otter."""

QUICK = Limits(seconds=0.5, memory_mb=1024)

Files = Mapping[str, str | bytes]
Grade = Callable[[str], Result]

HIDDEN = """
OK_FORMAT = False
from otter.test_files import test_case
import numpy as np

name = "q"


@test_case(points=1)
def test_public(double):
    assert double(2) == 4, "two"


@test_case(points=2, hidden=True)
def test_hidden(double):
    np.testing.assert_allclose(double(654321.5), 1308643)
"""
LATER = HIDDEN.replace('"q"', '"r"').replace("double", "triple").replace("== 4", "== 6").replace("1308643", "1962964.5")


def _archive(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = HERE / "course"
    files = {str(path.relative_to(top)): path.read_bytes() for path in sorted(top.rglob("*.*"))}
    return _archive(tmp_path_factory.mktemp("course") / "course.zip", files)


@pytest.fixture(scope="module")
def two_questions(tmp_path_factory: pytest.TempPathFactory) -> Homework:
    files = {"tests/q.py": HIDDEN, "tests/r.py": LATER}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(otter_homework, "LIMITS", QUICK)
        return load_otter(_archive(tmp_path_factory.mktemp("two") / "two.zip", files))


@pytest.fixture
def grade(two_questions: Homework, room: Room, tmp_path: Path) -> Iterator[Grade]:
    def graded(source: str) -> Result:
        path = tmp_path / "eve.py"
        path.write_text(source, encoding="utf-8")
        (handed,) = find_submissions([path], two_questions)
        return kinds.grader_of(two_questions, None).grade(kinds.read(handed, two_questions), room)

    yield graded


def _scores(result: Result) -> list[float]:
    return [question.score for question in result.questions]


RIGHT = "double = lambda x: 2 * x\ntriple = lambda x: 3 * x\n"


# --- the same points as stock Otter -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graded(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("graded")
    assert main(["grade", str(HERE / "handed_in"), "-o", str(out), "--otter", str(course), "--workers", "1"]) == 0
    return out


@pytest.fixture(scope="module")
def stock(course: Path) -> Mapping[str, Any]:
    paths = sorted(path for path in (HERE / "handed_in").iterdir() if path.suffix in (".py", ".ipynb"))
    done = subprocess.run(
        [str(OTTER_PYTHON), str(HERE / "stock.py"), str(course), *map(str, paths)],
        input=(HERE / "course" / "otter_config.json").read_text(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {Path(path).stem: found for path, found in json.loads(done.stdout.splitlines()[-1]).items()}


def _rows(out: Path) -> Mapping[str, dict[str, str]]:
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_every_submission_gets_the_points_that_stock_otter_gives(graded: Path, stock: Mapping[str, Any]) -> None:
    rows = _rows(graded)
    assert set(rows) == set(stock) == {"ada", "bob", "cy", "dee"}
    for student, row in rows.items():
        points = {name: round(score, 2) for name, (score, _) in stock[student]["points"].items()}
        assert {name: float(row[name]) for name in points} == points, student
        assert float(row["max"]) == sum(possible for _, possible in stock[student]["points"].values())
        assert float(row["final"]) == pytest.approx(stock[student]["score"], abs=0.02), "from rounded points"


def test_the_sample_tells_rules_apart(stock: Mapping[str, Any]) -> None:
    totals = {student: sum(score for score, _ in found["points"].values()) for student, found in stock.items()}
    assert len(set(totals.values())) == 4 and totals["ada"] == 11
    assert stock["bob"]["points"]["q2_steps"][0] == 0 and stock["bob"]["cases"]["q2_steps"] == [True, False]
    assert stock["dee"]["points"]["q1_centred"][0] == 4, "checked before the cell that breaks it"


def test_every_case_ends_as_in_stock_otter(graded: Path, stock: Mapping[str, Any]) -> None:
    for student, found in stock.items():
        told = json.loads((graded / "results" / f"{student}.json").read_text(encoding="utf-8"))["extra_data"]["cases"]
        passed = {name: [case["state"] == "passed" for case in cases] for name, cases in told.items()}
        assert passed == found["cases"], student


def test_a_page_shows_where_a_public_case_failed_and_of_a_hidden_one_the_name(graded: Path) -> None:
    page = (graded / "feedback" / "cy.html").read_text(encoding="utf-8")
    assert "Look at the shape of what you return." in page and "centred([[1.0, 2.0], [3.0, 4.0]])" in page
    assert "\N{REPLACEMENT CHARACTER}" not in page
    assert "Think of columns" not in page and "[1.0, 10.0]" not in page


def test_one_question_is_graded_again_and_nothing_else_moves(graded: Path, tmp_path: Path) -> None:
    before = _rows(graded)
    assert main(["regrade", str(graded), "--question", "q2_steps", "--workers", "1"]) == 0
    assert _rows(graded) == before


# --- what a submission can do -----------------------------------------------------------------------------------------


def test_a_right_submission_has_all_points(grade: Grade) -> None:
    assert _scores(grade(RIGHT)) == [3, 3]


def test_an_endless_loop_costs_its_own_question(grade: Grade) -> None:
    result = grade(RIGHT + "def double(x):\n    while True:\n        pass\n")
    assert _scores(result) == [0, 3]
    assert {case.state for case in result.questions[0].cases} == {State.LOST}


def test_a_process_that_ends_costs_its_own_case(grade: Grade) -> None:
    result = grade(RIGHT + "import os\ndef double(x):\n    return 2 * x if x == 2 else os._exit(0)\n")
    assert _scores(result) == [1, 3]


def test_an_exit_or_an_interrupt_in_a_case_fails_that_case(grade: Grade) -> None:
    assert _scores(grade(RIGHT + "def double(x):\n    raise SystemExit\n")) == [0, 3]


def test_an_endless_loop_among_the_cells_ends_with_a_row(grade: Grade) -> None:
    result = grade(RIGHT + "while True:\n    pass\n")
    assert _scores(result) == [0, 0] and result.status == "ok"


@pytest.mark.parametrize(
    "trick",
    [
        "import numpy.testing\nnumpy.testing.assert_allclose = lambda *_: None",
        "import numpy\nnumpy.testing = type('T', (), {'assert_allclose': lambda *_: None})",
        "import builtins\nbuiltins.AssertionError = type('E', (Exception,), {})",
        "import otter.test_files as t\nt.test_case.__call__ = lambda self, f: self",
        "import otter\notter.Notebook.check = lambda *_: None",
        "import doctest\ndoctest.OutputChecker.check_output = lambda *_: True",
        "import sys\nsys.exit()",
        "import sys\nsys.modules['numpy'] = None",
        "open('tests/q.py').read()",
        "open('/etc/passwd').read()",
        "import otter\ngrader = otter.Notebook()\ngrader.update_score(1000)",
    ],
    ids=lambda trick: trick.splitlines()[-1][:40],
)
def test_what_works_against_stock_otter_gains_nothing(grade: Grade, trick: str) -> None:
    wrong = "def double(x):\n    return 5\ndef triple(x):\n    return 5\n"
    assert sum(_scores(grade(wrong + trick))) == 0


def test_hidden_checks_are_not_carried_out_in_the_words_of_an_exception(grade: Grade) -> None:
    steal = """
import gc
stolen = [text for text in map(str, (o for o in gc.get_objects() if isinstance(o, dict))) if "654321" in text]
Leak = type("654321", (Exception,), {})
def double(x):
    raise (AssertionError if x == 2 else Leak)("654321 " + "".join(stolen)[:500])
print(stolen)
raise Leak(stolen)
"""
    result = grade(steal)
    assert _scores(result) == [0, 0]
    assert "654321" not in repr(result).replace("ended in an exception of its own: raise Leak(stolen)", "")
    assert "AssertionError" in result.questions[0].cases[0].fault


def test_a_cell_that_fails_is_named_by_its_own_text(grade: Grade) -> None:
    result = grade("import pandas\n" + RIGHT)
    assert result.remarks == ("submission.py, line 1 ended in ModuleNotFoundError: import pandas",)


def test_an_object_that_equals_everything_passes_what_only_compares_as_in_stock_otter(grade: Grade) -> None:
    same = "class Same:\n    def __eq__(self, other):\n        return True\n"
    assert _scores(grade(same + "def double(x):\n    return Same()\n")) == [1, 0]


def test_plots_do_nothing_and_end_nothing(grade: Grade) -> None:
    plots = """
import matplotlib.pyplot as plt, seaborn as sns
from IPython.display import display
fig, (left, right) = plt.subplots(1, 2, figsize=(4, 3))
for ax in (left, right):
    ax.plot([1, 2], label="x").set(title="y")
with plt.style.context("ggplot"):
    counts, edges, _ = plt.hist([1, 2])
display(fig)
"""
    result = grade(plots + RIGHT)
    assert (_scores(result), result.remarks) == ([3, 3], ())


def test_files_of_the_archive_can_be_read_and_nothing_else(room: Room, tmp_path: Path) -> None:
    checks = HIDDEN.replace("double(2) == 4", "double == 1").replace("double(654321.5), 1308643", "double, 1.0")
    files = {
        "tests/q.py": checks,
        "files/data/a.csv": "1,2\n3,4\n",
        "files/tool.py": "def first(x):\n    return x[0]\n",
    }
    homework = load_otter(_archive(tmp_path / "ag.zip", files))
    (tmp_path / "eve.py").write_text(
        "import numpy as np\nfrom pathlib import Path\nfrom tool import first\n"
        "assert Path('data/a.csv').read_text() == open('./data/a.csv', 'rb').read().decode()\n"
        "assert np.genfromtxt('data/a.csv', delimiter=',').sum() == 10\n"
        "try:\n    np.loadtxt('data/b.csv')\nexcept OSError:\n"
        "    double = first(np.loadtxt('data/a.csv', delimiter=',')[0])\n"
    )
    (handed,) = find_submissions([tmp_path / "eve.py"], homework)
    result = kinds.grader_of(homework, None).grade(kinds.read(handed, homework), room)
    assert (_scores(result), result.remarks) == ([3], ())


@pytest.mark.parametrize(
    ("total", "cases", "worth"),
    [
        (None, [None, None], [0.5, 0.5]),
        (3, [None, None], [1.5, 1.5]),
        (4, [1, None, None], [1, 1.5, 1.5]),
        (None, [2, None], [2, 0]),
        (None, [0, None, None], [0, 0.5, 0.5]),
        (None, [0, 0], [0, 0]),
        (4, [1, 1], [1, 1]),
        ([1, 0.5], [None, 7], [1, 0.5]),
        ([2, None], [None, None], [2, 0]),
        (0, [None], [0]),
    ],
    ids=str,
)
def test_points_are_shared_out_by_otters_rules(total: Any, cases: list[Any], worth: list[float]) -> None:
    assert points(total, cases) == worth


# --- archives -------------------------------------------------------------------------------------------------------


def _refused(tmp_path: Path, files: Files, capsys: pytest.CaptureFixture[str]) -> str:
    (tmp_path / "eve.py").write_text(RIGHT)
    path = _archive(tmp_path / "ag.zip", files)
    assert main(["grade", str(tmp_path / "eve.py"), "-o", str(tmp_path / "out"), "--otter", str(path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("autograder: ") and said.count("\n") == 1 and "Traceback" not in said
    return said


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"README": "x"}, "it has no tests/*.py"),
        ({"../tests/q.py": HIDDEN, "/tests/q.py": HIDDEN}, "it has no tests/*.py"),
        ({"tests/q.py": b"# " + bytes(2_000_000)}, "larger than 1 MB"),
        ({"tests/q.py": "import pandas"}, "tests/q.py cannot be loaded: ModuleNotFoundError: No module named 'pandas'"),
        ({"tests/q.py": "while True: pass"}, "tests/q.py cannot be loaded: took more than"),
        ({"tests/q.py": "open('/tmp/x', 'w')"}, "tests/q.py cannot be loaded: "),
        ({"tests/q.py": "name = 'q'"}, "it does not define OK_FORMAT"),
        ({"tests/q.py": HIDDEN + "points = 1"}, "its cases have more points than the question"),
        ({"tests/q.py": HIDDEN, "tests/r.py": HIDDEN}, "two test files have one name: q"),
        ({"tests/q.py": HIDDEN, "otter_config.json": "{"}, "otter_config.json"),
        ({"tests/q.py": HIDDEN, "otter_config.json": '{"seed": "x"}'}, "seed is no seed"),
        ({"tests/q.py": HIDDEN, "otter_config.json": '{"lang": "r"}'}, "another language"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_an_archive_that_cannot_be_used_is_refused_in_one_line(
    files: Files, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(otter_homework, "LIMITS", QUICK)
    assert why in _refused(tmp_path, files, capsys)
    assert not (tmp_path / "out" / "grades.csv").exists()


def test_what_is_no_zip_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], course: Path) -> None:
    (tmp_path / "eve.py").write_text(RIGHT)
    (tmp_path / "ag.zip").write_bytes(course.read_bytes()[:700])
    assert main(["grade", str(tmp_path / "eve.py"), "-o", str(tmp_path), "--otter", str(tmp_path / "ag.zip")]) == 2
    assert "cannot be read as an Otter archive" in capsys.readouterr().err


def test_what_is_not_done_is_named_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = {"plugins": ["a.B"], "pdf": True, "show_hidden": True, "grade_from_log": False, "frobnicate": 1}
    environment = "dependencies:\n- python=3.12\n- pip:\n  - pandas==2\n  - otter-grader==7\n  - numpy\n"
    files = {"tests/q.py": HIDDEN, "otter_config.json": json.dumps(config), "environment.yml": environment}
    (tmp_path / "eve.py").write_text(RIGHT)
    path = _archive(tmp_path / "ag.zip", files)
    assert main(["grade", str(tmp_path / "eve.py"), "-o", str(tmp_path / "out"), "--otter", str(path)]) == 0
    said = [line.removeprefix("autograder: not done of ag.zip: ") for line in capsys.readouterr().err.splitlines()]
    assert [line.split(":")[0] for line in said] == ["plugins", "pdf", "show_hidden", "frobnicate", "libraries"]
    assert said[-1].endswith("not pandas")
    assert _rows(tmp_path / "out")["eve"]["total"] == "3"


def test_a_threshold_makes_all_or_none_of_the_total(tmp_path: Path) -> None:
    files = {"tests/q.py": HIDDEN, "otter_config.json": '{"score_threshold": 0.5, "points_possible": 10}'}
    path = _archive(tmp_path / "ag.zip", files)
    handed = tmp_path / "handed"
    handed.mkdir()
    (handed / "most.py").write_text("def double(x):\n    return 2 * x if x > 3 else 0\n")
    (handed / "least.py").write_text("def double(x):\n    return 4\n")
    assert main(["grade", str(handed), "-o", str(tmp_path / "out"), "--otter", str(path), "--workers", "1"]) == 0
    rows = _rows(tmp_path / "out")
    assert {name: (row["total"], row["final"]) for name, row in rows.items()} == {
        "most": ("2", "10"),
        "least": ("1", "0"),
    }


def test_an_archive_is_not_sent_to_a_cluster_and_must_be_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], course: Path
) -> None:
    handed = str(HERE / "handed_in" / "ada.py")
    out = ["-o", str(tmp_path / "out"), "--otter"]
    assert main(["grade", handed, *out, str(course), "--cluster", "tcp://127.0.0.1:1"]) == 2
    assert main(["grade", handed, *out, str(tmp_path)]) == 2
    assert [line.split(": ")[-1] for line in capsys.readouterr().err.splitlines()][1:] == [
        "leave out --cluster",
        f"{tmp_path} is no file; --otter takes the zip that Otter grades by",
    ]


def test_two_notebooks_are_not_chosen_between(two_questions: Homework, room: Room, tmp_path: Path) -> None:
    for name in ("a.ipynb", "b.ipynb"):
        shutil.copy(HERE / "handed_in" / "dee.ipynb", tmp_path / name)
    (handed,) = find_submissions([_archive(tmp_path / "eve.zip", {
        f"work/{path.name}": path.read_bytes() for path in sorted(tmp_path.glob("*.ipynb"))
    })], two_questions)  # fmt: skip
    result = kinds.grader_of(two_questions, None).grade(kinds.read(handed, two_questions), room)
    assert result.status.startswith("more than one notebook") and _scores(result) == [0, 0]
