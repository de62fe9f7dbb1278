"""The commands as a person types them."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.homework import Homework, default_root

ROOT = default_root()
SECOND = Path(__file__).parent.parent / "second_homework"


def autograder(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300, check=False)


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of grading the solutions and the stubs as two students."""
    place = tmp_path_factory.mktemp("class")
    submissions = place / "submissions"
    submissions.mkdir()
    for student, folder in (("Solved, Sam", "solutions"), ("=Stubs", "assignments")):
        target = submissions / student
        target.mkdir()
        for path in (ROOT / folder).iterdir():
            if path.is_file():
                (target / path.name).write_bytes(path.read_bytes())
    done = autograder("grade", submissions, "-o", place / "out")
    assert (done.returncode, done.stderr) == (0, "")
    return place


def test_the_solutions_get_100_and_the_stubs_0(graded: Path, homework: Homework) -> None:
    table = rows(graded / "out" / "grades.csv")
    assert list(next(iter(table.values()))) == [
        "student",
        *(q.id for q in homework.questions),
        "total",
        "max",
        "status",
    ]
    assert (table["Solved, Sam"]["total"], table["Solved, Sam"]["status"]) == ("100", "ok")
    assert (table["'=Stubs"]["total"], table["'=Stubs"]["status"]) == ("0", "ok")


def test_every_zero_of_the_stubs_has_a_reason(graded: Path) -> None:
    results = [json.loads(path.read_text(encoding="utf-8")) for path in (graded / "out" / "results").iterdir()]
    stubs = next(result for result in results if result["score"] == 0)
    assert all(test["output"] for test in stubs["tests"])
    assert all("max_score" in test and "visibility" in test for test in stubs["tests"])


def test_grading_again_with_one_worker_gives_the_same_bytes(graded: Path) -> None:
    done = autograder("grade", graded / "submissions", "-o", graded / "again", "--workers", 1)
    assert done.returncode == 0
    assert (graded / "again" / "grades.csv").read_bytes() == (graded / "out" / "grades.csv").read_bytes()
    for path in (graded / "out" / "results").iterdir():
        assert (graded / "again" / "results" / path.name).read_bytes() == path.read_bytes()


def test_another_homework_is_graded_by_the_same_engine(tmp_path: Path) -> None:
    done = autograder("grade", SECOND / "solutions", "--homework", SECOND, "-o", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (row,) = rows(tmp_path / "grades.csv").values()
    assert (row["neighbours"], row["total"], row["max"]) == ("10", "10", "10")


def test_the_demo_grades_a_class_in_which_everyone_has_a_row(tmp_path: Path) -> None:
    done = autograder("demo", "-o", tmp_path)
    assert (done.returncode, [line for line in done.stderr.splitlines() if not line.startswith("graded ")]) == (0, [])
    table = rows(tmp_path / "grades.csv")
    assert len(table) == len(list((tmp_path / "results").iterdir())) >= 30
    assert {row["status"] for row in table.values()} == {"ok", "unreadable zip", "empty submission", "no Python files"}
    assert sum(row["total"] == "100" for row in table.values()) >= 3
    assert "grades.csv" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("grade", "nowhere", "-o", "OUT"), "nowhere"),
        (("grade", ".", "-o", "OUT", "--homework", "nowhere"), "no homework in nowhere"),
        (("check", "no_such_question"), "there are: activations"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    done = autograder(*(tmp_path / "out" if word == "OUT" else word for word in arguments), cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file stands here")
    done = autograder("grade", SECOND / "solutions", "--homework", SECOND, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["at the end", "at once"])
def test_what_cannot_be_printed_is_one_line_and_exit_code_1(unbuffered: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "autograder", "doctor"], stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "autograder: what was to be printed: No space left on device\n")


def test_check_shows_a_table_and_what_comes_next(tmp_path: Path) -> None:
    folder = tmp_path / "assignments"
    folder.mkdir()
    for path in (ROOT / "assignments").iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    done = autograder("check", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "Next: sigmoid in assignments/activations.py, line" in done.stdout
    assert "0 of 20.32 public points" in done.stdout
    (folder / "activations.py").write_bytes((ROOT / "solutions" / "activations.py").read_bytes())
    done = autograder("check", "activations", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "All public cases pass" in done.stdout


def test_check_tells_the_story_of_a_failure(tmp_path: Path) -> None:
    source = (ROOT / "solutions" / "activations.py").read_text(encoding="utf-8")
    (tmp_path / "activations.py").write_text(source + "\n\ndef relu(x):\n    return abs(x)\n", encoding="utf-8")
    (tmp_path / "clipping.py").write_text("", encoding="utf-8")
    done = autograder("check", "activations", cwd=tmp_path)
    assert done.returncode == 1
    for word in ("called relu(", "returned", "expected", "look at", "read §3.4"):
        assert word in " ".join(done.stdout.split())


def test_doctor_says_what_stands() -> None:
    done = autograder("doctor")
    assert done.returncode == 0
    assert "isolation level L" in done.stdout


def test_release_writes_the_same_handout_every_time(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        done = autograder("release", "-o", tmp_path / name)
        assert (done.returncode, done.stderr) == (0, "")
        assert "handout 1.0.0 without solutions" in done.stdout
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_another_homework_is_released_and_checked_by_the_same_engine(tmp_path: Path) -> None:
    done = autograder("release", "--homework", SECOND, "--with-solutions", "-o", tmp_path / "knn.zip")
    assert (done.returncode, done.stderr) == (0, "")
    shutil.unpack_archive(tmp_path / "knn.zip", tmp_path)
    folder = tmp_path / "homework"
    assert (folder / "solutions" / "knn.py").exists()
    done = subprocess.run(
        [sys.executable, "check.py"], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "neighbours" in done.stdout


def test_release_into_a_folder_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    done = autograder("release", "-o", tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"autograder: {tmp_path} is a folder; name the zip to write\n"
