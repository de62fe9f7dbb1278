"""Which submissions there are in a path, and whose they are."""

import zipfile
from pathlib import Path

import pytest
from handins import HOMEWORK, MODULES, ONE, THREE, laid_out, notebook, read_all, read_one, saved, zip_of, zipped

from autograder.errors import UsageError
from autograder.intake.find import find_submissions


def test_a_plain_folder_holds_one_thing_per_student(tmp_path: Path) -> None:
    laid_out(tmp_path / "Ada Lovelace", MODULES)
    saved(tmp_path / "bob.zip", zipped(MODULES))
    saved(tmp_path / "cy.py", ONE)
    saved(tmp_path / "dee.ipynb", notebook(ONE))
    saved(tmp_path / "eve.pdf", "%PDF")
    laid_out(tmp_path / "fay", {})
    saved(tmp_path / "grades.csv", "student,total\n")
    saved(tmp_path / ".hidden.py", ONE)
    submissions = read_all(tmp_path)
    assert {name: submission.problem for name, submission in submissions.items()} == {
        "Ada Lovelace": None,
        "bob": None,
        "cy": None,
        "dee": None,
        "eve": "not a zip, .py or .ipynb",
        "fay": "empty submission",
    }
    assert dict(submissions["Ada Lovelace"].program.files) == dict(submissions["bob"].program.files) == MODULES


@pytest.mark.parametrize("wrapper", ["", "submissions/"])
def test_a_zip_of_students_folders_and_zips_is_a_class(wrapper: str, tmp_path: Path) -> None:
    inside: dict[str, str | bytes] = {
        "ada/alpha.py": ONE,
        "ada/beta.py": THREE,
        "bob/hw/alpha.py": ONE,
        "cy.zip": zipped(MODULES),
    }
    inside["dee/assignments/beta.py"] = THREE
    submissions = read_all(saved(tmp_path / "all.zip", zipped({wrapper + name: text for name, text in inside.items()})))
    assert {name: set(submission.program.files) for name, submission in submissions.items()} == {
        "ada": {"alpha.py", "beta.py"},
        "bob": {"alpha.py"},
        "cy": {"alpha.py", "beta.py"},
        "dee": {"beta.py"},
    }


def test_a_folder_within_a_folder_is_looked_through_when_it_holds_a_class(tmp_path: Path) -> None:
    laid_out(tmp_path / "download" / "submissions" / "ada", MODULES)
    laid_out(tmp_path / "download" / "submissions" / "bob", MODULES)
    assert list(read_all(tmp_path / "download")) == ["ada", "bob"]


@pytest.mark.parametrize("files", [MODULES, {f"assignments/{n}": t for n, t in MODULES.items()}, {"answers.yaml": ""}])
def test_a_folder_that_holds_modules_or_answers_is_one_submission(files: dict[str, str], tmp_path: Path) -> None:
    laid_out(tmp_path / "ada", {**files, "notes/todo.txt": "x", "old/draft.py": "x = 1\n"})
    assert list(read_all(tmp_path / "ada")) == ["ada"]


def test_a_zip_with_one_thing_in_it_is_one_submission(tmp_path: Path) -> None:
    submitted: dict[str, dict[str, str | bytes]] = {
        "ada": {"hw/main.py": ONE},
        "bob": {"hw.ipynb": notebook(ONE)},
        "cy": {"hw.zip": zipped(MODULES)},
        "dee": {"main.py": ONE, "data/numbers.txt": "1"},
        "eve": {"hw/alpha.py": ONE, "hw/old1.zip": zipped(MODULES), "hw/old2.zip": zipped(MODULES)},
    }
    for name, files in submitted.items():
        submission = read_one(saved(tmp_path / f"{name}.zip", zipped(files)))
        assert (submission.student, submission.problem) == (name, None)


def test_a_zip_is_recognised_by_what_it_is(tmp_path: Path) -> None:
    assert dict(read_one(saved(tmp_path / "ada", zipped(MODULES))).program.files) == MODULES
    assert read_one(saved(tmp_path / "bob.zip", "Rar!")).problem == "unreadable zip"
    assert read_one(saved(tmp_path / "cy.rar", "Rar!")).problem == "not a zip, .py or .ipynb"


def test_canvas_s_bulk_download_is_sorted_by_user(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "lovelaceada_11_501_hw.zip": zipped(MODULES),
        "boole_george_LATE_12_502_alpha.py": ONE,
        "boole_george_LATE_12_503_beta.py": THREE,
        "boole_george_LATE_12_504_answers.yaml": "a: 1",
        "curryhaskell_13_505_homework 25_1_2_x.ipynb": notebook(ONE),
        "émilie_14_text.html": "<p>sorry</p>",
        "lovelaceada_15_506_hw.py": ONE,
    }
    for path in (saved(tmp_path / "bulk.zip", zipped(files)), laid_out(tmp_path / "unpacked", files)):
        submissions = read_all(path)
        assert {name: (s.problem, sorted(s.program.files)) for name, s in submissions.items()} == {
            "lovelaceada": (None, ["alpha.py", "beta.py"]),
            "boole_george": (None, ["alpha.py", "beta.py"]),
            "curryhaskell": (None, ["cell 1"]),
            "émilie": ("no Python files", []),
            "lovelaceada (2)": (None, ["hw.py"]),
        }
        assert submissions["boole_george"].answers == "a: 1"
        assert "handed in late, by Canvas's mark" in submissions["boole_george"].remarks
        assert "Canvas user 15" in submissions["lovelaceada (2)"].remarks
        assert "2 submissions came under the name lovelaceada" in submissions["lovelaceada"].remarks


def test_canvas_s_anonymous_downloads_are_known_by_their_id(tmp_path: Path) -> None:
    files = {"anon_aB3xY_501_alpha.py": ONE, "LATE_anon_Zq9wK_502_alpha.py": ONE}
    assert list(read_all(saved(tmp_path / "bulk.zip", zipped(files)))) == ["anon_Zq9wK", "anon_aB3xY"]


def test_the_latest_of_files_that_canvas_renamed_counts(tmp_path: Path) -> None:
    laid_out(
        tmp_path,
        {
            "ada_11_507_alpha-1.py": ONE,
            "ada_11_501_alpha.py": "old",
            "ada_11_508_beta-2.py": THREE,
            "bob_12_509_part-1.ipynb": notebook(ONE),
            "bob_12_510_part-2.ipynb": notebook(THREE),
            "cy_13_512_hw-1.ipynb": notebook(ONE),
            "cy_13_511_hw.ipynb": notebook("old = 1"),
        },
    )
    submissions = read_all(tmp_path)
    assert dict(submissions["ada"].program.files) == MODULES
    assert "the latest of files with the same name counts; left out: alpha.py" in submissions["ada"].remarks
    assert submissions["bob"].program.script == ("part-1.ipynb, cell 1", "part-2.ipynb, cell 1")
    assert dict(submissions["cy"].program.files) == {"cell 1": ONE}


def test_a_file_that_does_not_follow_canvas_s_form_gets_its_own_row(tmp_path: Path) -> None:
    laid_out(tmp_path, {"ada_11_501_alpha.py": ONE, "bob_12_502_alpha.py": ONE, "stray.py": ONE})
    submissions = read_all(tmp_path)
    assert list(submissions) == ["ada", "bob", "stray"]
    assert submissions["stray"].remarks[0] == "its name does not follow Canvas's form"


def test_the_latest_of_two_things_of_one_name_counts(tmp_path: Path) -> None:
    saved(tmp_path / "ada" / "alpha.py", "old", modified=1_000)
    saved(tmp_path / "ada.zip", zipped(MODULES), modified=2_000)
    saved(tmp_path / "bob" / "alpha.py", ONE, modified=2_000)
    saved(tmp_path / "bob.py", "old", modified=1_000)
    submissions = read_all(tmp_path)
    assert dict(submissions["ada"].program.files) == MODULES
    assert submissions["ada"].remarks == ("ada.zip is the latest; left out: ada",)
    assert dict(submissions["bob"].program.files) == {"alpha.py": ONE}


def test_the_latest_of_two_things_in_a_zip_counts(tmp_path: Path) -> None:
    entries = [
        (zipfile.ZipInfo("ada/alpha.py", (2026, 11, 2, 0, 0, 0)), ONE),
        (zipfile.ZipInfo("ada.py", (2026, 11, 1, 0, 0, 0)), "old"),
        (zipfile.ZipInfo("bob.py", (2026, 11, 1, 0, 0, 0)), ONE),
    ]
    assert dict(read_all(saved(tmp_path / "all.zip", zip_of(entries)))["ada"].program.files) == {"alpha.py": ONE}


def test_one_name_in_two_places_is_two_rows(tmp_path: Path) -> None:
    one, other = laid_out(tmp_path / "x" / "ada", MODULES), laid_out(tmp_path / "y" / "ada", MODULES)
    taken = laid_out(tmp_path / "ada (2)", MODULES)
    submissions = read_all(one, other, taken, one)
    assert list(submissions) == ["ada", "ada (3)", "ada (2)"]
    assert submissions["ada (3)"].remarks == ("2 submissions came under the name ada",)


def test_a_path_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        find_submissions([tmp_path / "nobody"], HOMEWORK)


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    laid_out(tmp_path, {f"s{number}/alpha.py": ONE for number in range(50)})
    handed = find_submissions([tmp_path], HOMEWORK)
    assert [entry.student for entry in handed] == [f"s{number}" for number in range(50)]
    assert all("Folder" in type(entry.source).__name__ for entry in handed)


def test_two_readings_of_one_path_are_equal(tmp_path: Path) -> None:
    laid_out(tmp_path, {"ada/alpha.py": ONE, "bob/main.py": THREE, "cy.zip": zipped(MODULES)})
    assert read_all(tmp_path) == read_all(tmp_path)
