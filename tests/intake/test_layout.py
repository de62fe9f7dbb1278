"""Where in a submission the modules lie, and what becomes a script."""

from pathlib import Path

import pytest
from handins import MODULES, ONE, THREE, laid_out, notebook, read_all, read_one, saved, zipped

from autograder.intake.limits import SOURCE_BYTES, SOURCES


@pytest.mark.parametrize("prefix", ["", "assignments/", "Homework 25/", "Homework 25/assignments/", "a/b/c/"])
def test_modules_are_found_in_a_zip_in_every_layout(prefix: str, tmp_path: Path) -> None:
    files = {prefix + name: text for name, text in MODULES.items()} | {prefix + "answers.yaml": "a: 1"}
    submission = read_one(saved(tmp_path / "ada.zip", zipped(files)))
    assert submission.student == "ada"
    assert dict(submission.program.files) == MODULES
    assert submission.answers == "a: 1"
    assert (submission.program.script, submission.problem, submission.remarks) == ((), None, ())


@pytest.mark.parametrize("prefix", ["", "assignments/", "Homework 25/", "Homework 25/assignments/"])
def test_modules_are_found_in_a_student_s_folder_in_every_layout(prefix: str, tmp_path: Path) -> None:
    laid_out(tmp_path / "class" / "ada", {prefix + name: text for name, text in MODULES.items()})
    laid_out(tmp_path / "class" / "bob", MODULES)
    assert dict(read_one(tmp_path / "class" / "bob").program.files) == MODULES
    (tmp_path / "class" / "bob" / "alpha.py").unlink()
    (tmp_path / "class" / "bob" / "beta.py").unlink()
    (tmp_path / "class" / "bob").rmdir()
    submission = read_one(tmp_path / "class")
    assert (submission.student, dict(submission.program.files)) == ("ada", MODULES)


def test_the_folder_assignments_wins_and_what_it_lacks_comes_from_beside_it(tmp_path: Path) -> None:
    laid_out(tmp_path, {"assignments/alpha.py": ONE, "alpha.py": "old", "beta.py": THREE, "tools.py": "x = 1\n"})
    submission = read_one(tmp_path)
    assert dict(submission.program.files) == {**MODULES, "tools.py": "x = 1\n"}
    assert submission.remarks == ("alpha.py was left out, since assignments/alpha.py counts",)


def test_helper_modules_beside_the_modules_and_in_packages_come_along(tmp_path: Path) -> None:
    helpers = {"helpers/__init__.py": "", "helpers/deep/maths.py": "x = 1\n", "own.py": "y = 2\n"}
    laid_out(tmp_path, {f"assignments/{name}": text for name, text in (MODULES | helpers).items()})
    assert dict(read_one(tmp_path).program.files) == MODULES | helpers


def test_what_is_not_the_student_s_is_passed_over(tmp_path: Path) -> None:
    foreign: dict[str, str | bytes] = {
        "__MACOSX/._alpha.py": b"\0\5\x16\7",
        ".DS_Store": b"\0",
        ".git/config.py": "x",
        "__pycache__/alpha.cpython-311.py": "x",
        "venv/lib/numpy.py": "x",
        "my-env/pyvenv.cfg": "home = somewhere",
        "my-env/lib/site.py": "x",
    }
    assert dict(read_one(laid_out(tmp_path / "ada", {**MODULES, **foreign})).program.files) == MODULES
    assert dict(read_one(saved(tmp_path / "ada.zip", zipped({**MODULES, **foreign}))).program.files) == MODULES


def test_notebooks_and_scripts_beside_modules_do_not_run(tmp_path: Path) -> None:
    laid_out(tmp_path, {**MODULES, "draft.ipynb": notebook(ONE), "main.py": "print(1)\n"})
    submission = read_one(tmp_path)
    assert submission.program.script == ()
    assert dict(submission.program.files) == {**MODULES, "main.py": "print(1)\n"}
    assert submission.remarks == ("notebooks were left out, since there are modules: draft.ipynb",)


def test_a_missing_module_is_just_not_there(tmp_path: Path) -> None:
    assert dict(read_one(laid_out(tmp_path, {"beta.py": THREE})).program.files) == {"beta.py": THREE}


@pytest.mark.parametrize("name", ["alpha (1).py", "alpha-2.py", "alpha - Copy.py", "Alpha.PY", "alpha copy.py"])
def test_a_copy_stands_in_for_a_module_that_is_missing(name: str, tmp_path: Path) -> None:
    submission = read_one(laid_out(tmp_path, {name: ONE, "beta.py": THREE}))
    assert dict(submission.program.files) == MODULES
    assert submission.remarks == (f"{name} was taken for alpha.py",)


def test_the_module_s_own_name_counts_before_that_of_a_copy(tmp_path: Path) -> None:
    submission = read_one(laid_out(tmp_path, {**MODULES, "alpha (1).py": "old"}))
    assert dict(submission.program.files) == MODULES
    assert submission.remarks == ("left out, since alpha.py was taken: alpha (1).py",)


def test_a_module_of_several_modules_functions_is_a_script(tmp_path: Path) -> None:
    submission = read_one(laid_out(tmp_path, {"alpha.py": ONE + THREE, "tools.py": "x = 1\n"}))
    assert submission.program.script == ("alpha.py",)
    assert dict(submission.program.files) == {"alpha.py": ONE + THREE, "tools.py": "x = 1\n"}


@pytest.mark.parametrize("name", ["ada.py", "Homework 25 (final).py"])
def test_a_single_file_is_a_script(name: str, tmp_path: Path) -> None:
    submission = read_one(saved(tmp_path / name, ONE + THREE))
    assert submission.student == name.removesuffix(".py")
    assert submission.program.script == (name,)
    assert submission.program.files[name] == ONE + THREE


def test_a_single_notebook_is_a_script_of_its_cells(tmp_path: Path) -> None:
    submission = read_one(saved(tmp_path / "ada.ipynb", notebook("import os\n", "%matplotlib inline", ONE, "  ")))
    assert submission.program.script == ("cell 1", "cell 2", "cell 3")
    assert dict(submission.program.files) == {"cell 1": "import os\n", "cell 2": "pass", "cell 3": ONE}


def test_a_folder_with_a_notebook_and_helpers_runs_the_notebook(tmp_path: Path) -> None:
    laid_out(tmp_path / "ada", {"hw.ipynb": notebook(ONE), "helper.py": "x = 1\n", "answers.yaml": "a: 1"})
    submission = read_one(tmp_path / "ada")
    assert submission.program.script == ("cell 1",)
    assert dict(submission.program.files) == {"cell 1": ONE, "helper.py": "x = 1\n"}
    assert submission.answers == "a: 1"


def test_several_notebooks_run_in_natural_order(tmp_path: Path) -> None:
    laid_out(tmp_path / "ada", {"part10.ipynb": notebook(THREE), "part2.ipynb": notebook(ONE)})
    submission = read_one(tmp_path)
    assert submission.program.script == ("part2.ipynb, cell 1", "part10.ipynb, cell 1")
    assert submission.remarks == ("several files were run in order as one script: part2.ipynb, part10.ipynb",)


def test_of_several_files_those_with_functions_of_the_homework_run(tmp_path: Path) -> None:
    laid_out(tmp_path / "ada", {"a_tools.py": "def helper(): ...\n", "hw.py": "from a_tools import *\n" + ONE})
    submission = read_one(tmp_path)
    assert submission.program.script == ("hw.py",)
    assert set(submission.program.files) == {"a_tools.py", "hw.py"}


def test_a_script_one_folder_down_keeps_its_helpers(tmp_path: Path) -> None:
    submission = read_one(saved(tmp_path / "ada.zip", zipped({"hw/main.py": ONE, "hw/own/tools.py": "x = 1\n"})))
    assert submission.program.script == ("main.py",)
    assert set(submission.program.files) == {"main.py", "own/tools.py"}


def test_of_several_folders_the_one_with_the_most_modules_counts_and_its_answers(tmp_path: Path) -> None:
    files = {"a/alpha.py": "old", "b/alpha.py": ONE, "b/beta.py": THREE, "b/answers.yaml": "b: 1"}
    laid_out(tmp_path / "ada", {**files, "a/answers.yaml": "a: 1"})
    laid_out(tmp_path / "bob", MODULES)
    submission = read_all(tmp_path)["ada"]
    assert dict(submission.program.files) == MODULES
    assert submission.answers == "b: 1"
    assert submission.remarks == (
        "modules were left out, found in more than one place: a/",
        "answers were taken from b/answers.yaml; left out: a/answers.yaml",
    )


def test_more_python_files_than_anybody_needs_are_not_read(tmp_path: Path) -> None:
    submission = read_one(laid_out(tmp_path, {**MODULES, **{f"a{n:03}.py": "" for n in range(SOURCES)}}))
    assert len(submission.program.files) == SOURCES
    assert {"alpha.py", "beta.py"} <= set(submission.program.files)
    assert list(submission.program.unreadable) == ["a498.py", "a499.py"]


def test_an_unreadable_module_costs_only_itself(tmp_path: Path) -> None:
    laid_out(tmp_path, {"alpha.py": "# é\n".encode("latin-1"), "beta.py": THREE})
    submission = read_one(tmp_path)
    reason = "it is not UTF-8 (line 1, byte 0xe9): save it as UTF-8"
    assert dict(submission.program.files) == {"beta.py": THREE}
    assert dict(submission.program.unreadable) == {"alpha.py": reason}
    assert submission.remarks == (f"alpha.py cannot be read: {reason}",)
    assert submission.problem is None


def test_a_file_that_is_too_large_costs_only_itself(tmp_path: Path) -> None:
    laid_out(tmp_path, {"alpha.py": b"#" * (SOURCE_BYTES + 1), "beta.py": THREE})
    assert dict(read_one(tmp_path).program.unreadable) == {"alpha.py": "it is larger than 1 MB"}
    saved(tmp_path / "alpha.py", b"#" * SOURCE_BYTES)
    assert set(read_one(tmp_path).program.files) == {"alpha.py", "beta.py"}


def test_answers_without_any_python_are_a_submission(tmp_path: Path) -> None:
    submission = read_one(laid_out(tmp_path, {"answers.yml": "a: 1"}))
    assert (submission.answers, submission.problem) == ("a: 1", None)


def test_answers_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    submission = read_one(laid_out(tmp_path, {**MODULES, "answers.yaml": b"a: \xff"}))
    assert submission.answers is None
    assert list(submission.program.unreadable) == ["answers.yaml"]
    assert submission.remarks[0].startswith("answers.yaml cannot be read: it is not UTF-8")


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({}, "empty submission"),
        ({"hw.pdf": b"%PDF"}, "no Python files"),
        ({"hw.ipynb": b"{"}, "unreadable notebook"),
        ({"hw.py": b"\xff\xff"}, "unreadable files"),
        ({"alpha.py": b"\xff\xff"}, "unreadable files"),
        ({"hw.py": b"\n \n"}, "empty submission"),
        ({"hw.zip": b"no zip"}, "unreadable zip"),
    ],
)
def test_a_submission_of_which_nothing_can_be_taken_in_has_a_problem(
    files: dict[str, str | bytes], problem: str, tmp_path: Path
) -> None:
    laid_out(tmp_path / "bob", MODULES)
    laid_out(tmp_path / "ada", files)
    submission = read_all(tmp_path)["ada"]
    assert submission.problem == problem
    saved(tmp_path / "ada.zip", zipped(files), modified=4_000_000_000)
    assert read_all(tmp_path)["ada"].problem == problem


def test_a_folder_with_the_student_s_zip_is_that_zip(tmp_path: Path) -> None:
    laid_out(tmp_path / "ada", {"hw.zip": zipped({"hw/alpha.py": ONE, "hw/beta.py": THREE}), "notes.pdf": b"%PDF"})
    assert dict(read_one(tmp_path).program.files) == MODULES
