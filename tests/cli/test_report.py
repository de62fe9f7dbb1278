"""`autograder report` and `autograder similarity` as a person types them."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.batch import read_class
from autograder.homework import default_root
from autograder.reports.gradebook import number


def autograder(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(command, cwd=default_root(), capture_output=True, text=True, timeout=120, check=False)


def test_the_pages_are_made_anew_from_the_ledger_alone(demo: Path, tmp_path: Path) -> None:
    shutil.copy(demo / "grades.sqlite", tmp_path)
    done = autograder("report", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "36 students" in done.stdout
    pages = ["class.html", "class.csv", *(f"feedback/{path.name}" for path in (demo / "feedback").iterdir())]
    assert len(pages) == 38
    assert [name for name in pages if (demo / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def test_the_pages_say_what_the_ledger_says(demo: Path) -> None:
    with (demo / "class.csv").open(encoding="utf-8", newline="") as file:
        final = {row["student"]: row["value"] for row in csv.DictReader(file) if row["measure"] == "final"}
    for result, standing in read_class(demo):
        assert standing.final is not None
        assert float(final[result.student]) == standing.final == result.total
        page = (demo / "feedback" / f"{result.student}.html").read_text(encoding="utf-8")
        assert f"<strong>{number(standing.final)}</strong>" in page


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_folder_without_grades_is_one_line_and_exit_code_2(name: str, tmp_path: Path) -> None:
    done = autograder("report", tmp_path / name)
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (2, 1, "")
    assert "holds no grades" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_similarity_writes_its_page_from_a_bulk_download(demo: Path, tmp_path: Path) -> None:
    done = autograder("similarity", demo / "canvas-submissions.zip", "-o", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["similarity.csv", "similarity.html"]
    one = autograder("similarity", default_root() / "solutions", "-o", tmp_path / "none")
    assert (one.returncode, one.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "none").exists()
