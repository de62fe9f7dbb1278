"""Sunday night as an instructor types it, with the smallest homework."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.homework import default_root

SECOND = Path(__file__).parent.parent / "second_homework"
SOLVED = (SECOND / "solutions" / "knn.py").read_text(encoding="utf-8")
ROSTER = """\
Student,ID,SIS User ID,SIS Login ID,Section,Lecture 3 — k nearest neighbours (77)
    Points Possible,,,,,10
"Lovelace, Ada",11,u1,ada,A,
"Boole, Bob",12,u2,bob,A,
"Curry, Cy",13,u3,cy,B,
"""


def autograder(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(command, cwd=default_root(), capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of three of whom one did not hand in and a stranger did, graded with a class list for Canvas."""
    place = tmp_path_factory.mktemp("class")
    download = place / "download"
    download.mkdir()
    (download / "lovelaceada_11_501_knn.py").write_text(SOLVED, encoding="utf-8")
    (download / "boolebob_LATE_12_502_knn.py").write_text(SOLVED.replace("[:k]", "[: k + 1]"), encoding="utf-8")
    (download / "mallory_99_503_essay.txt").write_text("no code", encoding="utf-8")
    (place / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (place / "adjustments.yaml").write_text(
        "overrides: [{student: '12', points: 9, reason: by hand}]\nextra_time: {zoe: 1 day}\n", encoding="utf-8"
    )
    return place


def test_a_class_is_graded_listed_and_exported(graded: Path) -> None:
    done = autograder(
        "grade", graded / "download", "-o", graded / "out", "--homework", SECOND, "--roster", graded / "roster.csv",
        "--adjustments", graded / "adjustments.yaml", "--export", "canvas", "--workers", 1,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "1 on the class list did not hand in: Curry, Cy",
        "1 who handed in are not on the class list: mallory",
        "the adjustments name students who are not here: zoe",
        "canvas.csv",
    ):
        assert words in " ".join(done.stdout.split())
    with (graded / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert {name: (row["total"], row["final"], row["status"]) for name, row in rows.items()} == {
        "Curry, Cy": ("", "", "not submitted"),
        "boolebob": ("5.71", "9", "ok"),
        "lovelaceada": ("10", "10", "ok"),
        "mallory": ("0", "0", "no Python files"),
    }
    with (graded / "out" / "canvas.csv").open(encoding="utf-8", newline="") as file:
        exported = [(row["ID"], row["Lecture 3 — k nearest neighbours (77)"]) for row in csv.DictReader(file)]
    assert exported == [("", "10"), ("11", "10"), ("12", "9")]


def test_regrade_asks_for_the_same_again_and_says_what_moved(graded: Path) -> None:
    (graded / "adjustments.yaml").write_text("overrides: []\n", encoding="utf-8")
    done = autograder("regrade", graded / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert "graded 0 now; 3 had not changed" in done.stdout
    assert "boolebob  9 → 5.71" in done.stdout
    done = autograder("regrade", graded / "out", "--json")
    said = json.loads(done.stdout)
    assert (said["graded"], said["unchanged"], said["moved"], said["not_submitted"]) == (0, 3, [], ["Curry, Cy"])
    done = autograder("regrade", graded / "out", "--only", "ada", "--only", "11", "--json")
    assert (done.returncode, "nothing was handed in by ada" in done.stderr) == (2, True)
    done = autograder("regrade", graded / "out", "--only", "11", "--question", "neighbours", "--json")
    assert json.loads(done.stdout)["graded"] == 1


def test_status_says_how_far_it_is(graded: Path) -> None:
    done = autograder("status", graded / "out")
    assert done.returncode == 0
    assert "3 of 3 submissions graded; no grader is at work" in " ".join(done.stdout.split())
    said = json.loads(autograder("status", graded / "out", "--json").stdout)
    assert (said["submissions"], said["graded"], said["running"]) == (3, 3, False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("regrade", "OUT"), "holds no grades"),
        (("status", "OUT"), "holds no grades"),
        (("grade", "DOWNLOAD", "-o", "OUT", "--export", "canvas"), "--roster"),
        (("grade", "DOWNLOAD", "-o", "OUT", "--roster", "nowhere.csv"), "no such file"),
        (("grade", "DOWNLOAD", "-o", "OUT", "--adjustments", "nowhere.yaml"), "cannot be read"),
        (("grade", "DOWNLOAD", "-o", "OUT", "--pattern", "{file}"), "{student}"),
        (("grade", "DOWNLOAD", "-o", "OUT", "--question", "nonsense"), "there are: neighbours"),
        (("grade", "DOWNLOAD", "-o", "OUT", "--cluster", "tcp://10.0.0.1:8786"), "tls://10.0.0.1:8786"),
    ],
)
def test_what_cannot_be_meant_is_one_line_and_exit_code_2(
    arguments: tuple[str, ...], words: str, graded: Path, tmp_path: Path
) -> None:
    places = {"OUT": tmp_path / "out", "DOWNLOAD": graded / "download"}
    homework = ["--homework", SECOND] if arguments[0] == "grade" else []
    done = autograder(*(places.get(word, word) for word in arguments), *homework)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert words in done.stderr
    assert not (tmp_path / "out" / "grades.csv").exists()


@pytest.mark.parametrize("command", ["status", "regrade", "report"])
def test_a_broken_ledger_is_one_line_that_says_what_to_do(command: str, graded: Path, tmp_path: Path) -> None:
    (tmp_path / "grades.sqlite").write_bytes(b"no database at all, " * 500)
    done = autograder(command, tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "take another folder and grade again" in done.stderr


def test_a_check_that_cannot_be_loaded_is_one_line_with_its_place(graded: Path, tmp_path: Path) -> None:
    shutil.copytree(SECOND, tmp_path / "homework")
    path = tmp_path / "homework" / "autograder" / "checks" / "neighbours.py"
    path.write_text(path.read_text(encoding="utf-8") + "\nbroken(\n", encoding="utf-8")
    done = autograder("grade", graded / "download", "-o", tmp_path / "out", "--homework", tmp_path / "homework")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "neighbours.py cannot be loaded: SyntaxError" in done.stderr
    assert ", line " in done.stderr
