"""The bulk downloads of each system: whose each submission is, when it came, and which attempts there were."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import downloads
import pytest
from handins import HOMEWORK, MODULES, ONE, THREE, laid_out, notebook, read_all, saved, zipped

from autograder.errors import UsageError
from autograder.intake.find import FORMATS, find_submissions
from autograder.intake.formats.gradescope import METADATA
from autograder.intake.formats.pattern import read_pattern
from autograder.intake.formats.times import numbers_time, spoken_time
from autograder.intake.handed import Handed
from autograder.intake.reading import read

ALL = {
    "canvas": ["boolebob", "currycy", "lovelaceada"],
    "moodle": ["Ada Lovelace", "Bob Boole", "Cy Curry"],
    "moodle_flat": ["Ada Lovelace", "Bob Boole", "Cy Curry"],
    "blackboard": ["ada_l", "bob", "cy"],
    "brightspace": ["Ada Lovelace", "Bob Boole", "Cy Curry"],
    "gradescope": ["Ada Lovelace", "Bob Boole"],
    "github": ["ada-l", "bob", "cy"],
}


def found(path: Path, form: str | None = None) -> dict[str, Handed]:
    handed = find_submissions([path], HOMEWORK, None if form is None else FORMATS[form])
    return {entry.student: entry for entry in handed}


def modules(handed: Handed) -> list[str]:
    return sorted(read(handed, HOMEWORK).program.files)


@pytest.mark.parametrize("form", ALL)
def test_each_download_is_known_by_its_names(form: str, tmp_path: Path) -> None:
    make: Callable[[Path], Path] = getattr(downloads, form)
    top = make(tmp_path / "download")
    rows = found(top)
    assert sorted(rows) == ALL[form]
    assert [len(modules(rows[name])) for name in ALL[form]][-1] == (1 if form == "gradescope" else 2)
    assert sorted(found(top, form.removesuffix("_flat"))) == ALL[form]
    if form != "github":
        files = {str(p.relative_to(top)): p.read_bytes() for p in top.rglob("*") if p.is_file()}
        assert sorted(found(saved(tmp_path / "bulk.zip", zipped(files)))) == ALL[form]


def test_gradescope_s_metadata_says_who_and_when(tmp_path: Path) -> None:
    rows = found(downloads.gradescope(tmp_path))
    ada, bob = rows["Ada Lovelace"], rows["Bob Boole"]
    assert (ada.person.id, ada.person.email) == ("1001", "ada@uni.edu")
    assert ada.submitted == datetime(2026, 11, 19, 10, 0, 0, tzinfo=UTC)
    assert bob.submitted == datetime(2026, 11, 21, 10, 0, 0, tzinfo=timezone(timedelta(hours=1)))
    assert [member.student for member in bob.members] == ["Bob Boole", "Cy Curry"]


@pytest.mark.parametrize(
    "bad",
    [
        "submission_301:\n  :submitters: &a [*a, *a]\n",
        "submission_301:\n  :submitters: !!python/object/apply:os.system ['true']\n",
        "submission_301:\n  :submitters: " + "[" * 5_000 + "\n",
        "submission_301:\n  :submitters:\n  - :name: [1, 2]\n    :sid: {a: b}\n",
        "submission_301\n",
        "\x00\xff",
        "",
    ],
)
def test_metadata_that_is_not_plain_costs_the_names_and_no_submission(bad: str, tmp_path: Path) -> None:
    laid_out(tmp_path, {"submission_301/alpha.py": ONE, "submission_302/alpha.py": ONE, METADATA: bad})
    rows = found(tmp_path)
    assert len(rows) == 2
    assert all(modules(entry) == ["alpha.py"] for entry in rows.values())


def test_a_submission_that_the_metadata_knows_and_the_export_lacks_has_a_row(tmp_path: Path) -> None:
    downloads.gradescope(tmp_path)
    for path in (tmp_path / "submission_301").iterdir():
        path.unlink()
    (tmp_path / "submission_301").rmdir()
    assert found(tmp_path)["Ada Lovelace"].problem == "its folder is not in the export"


@pytest.mark.parametrize("line_end", ["\u2028", "\x85", "\x0c", "\x1e", "\r"])
def test_no_line_end_in_a_student_s_output_begins_another_entry(line_end: str, tmp_path: Path) -> None:
    forged = line_end.join(["submission_302:", "  :submitters:", "  - :name: Mallory"])
    metadata = (
        "submission_302:\n  :submitters:\n  - :name: Bob\n  :results:\n    output: x"
        f"{line_end}{forged}\nsubmission_301:\n  :submitters:\n  - :name: Ada\n"
    )
    laid_out(tmp_path, {"submission_301/alpha.py": ONE, "submission_302/alpha.py": ONE, METADATA: metadata})
    assert list(found(tmp_path)) == ["Ada", "Bob"]


def test_attempts_are_in_order_of_time_and_the_latest_counts(tmp_path: Path) -> None:
    for name, form in (("cy", downloads.blackboard), ("Cy Curry", downloads.brightspace)):
        cy = found(form(tmp_path / name))[name]
        assert [modules(attempt) for attempt in cy.attempts] == [["alpha.py"], ["alpha.py", "beta.py"]]
        assert [attempt.submitted is not None and attempt.submitted.day for attempt in cy.attempts] == [18, 22]
        assert {attempt.student for attempt in cy.attempts} == {name}


def test_blackboard_s_receipts_say_which_underscore_is_whose(tmp_path: Path) -> None:
    one = {
        "HW_25_ada_l_attempt_2026-11-19-10-00-00_alpha.py": ONE,
        "HW_25_ada_l_attempt_2026-11-19-10-00-00.txt": "Name: Ada Lovelace (ada_l)\r\nAssignment: HW 25\r\n",
    }
    assert list(found(laid_out(tmp_path / "one", one), "blackboard")) == ["ada_l"]
    rows = found(downloads.blackboard(tmp_path / "all"))
    assert all(modules(rows[name]) for name in rows)
    assert "import os" not in str(read(rows["bob"], HOMEWORK).program.files)


def test_moodle_s_blind_marking_keeps_the_number(tmp_path: Path) -> None:
    laid_out(tmp_path, {f"Participant_{n}_assignsubmission_file_/alpha.py": ONE for n in (71, 72)})
    rows = found(tmp_path)
    assert [(name, entry.person.id) for name, entry in rows.items()] == [
        ("Participant 71", "71"),
        ("Participant 72", "72"),
    ]


def test_names_that_fit_no_form_get_a_row_with_the_reason(tmp_path: Path) -> None:
    downloads.moodle(tmp_path)
    saved(tmp_path / "loose.py", ONE)
    assert "its name does not follow Moodle's form" in found(tmp_path)["loose"].remarks


@pytest.mark.parametrize("form", ["canvas", "moodle", "blackboard", "brightspace", "github", "gradescope"])
def test_a_forced_form_that_fits_nothing_loses_nothing(form: str, tmp_path: Path) -> None:
    laid_out(tmp_path / "ada", MODULES)
    saved(tmp_path / "bob.py", ONE)
    saved(tmp_path / "cy.ipynb", notebook(ONE))
    assert len(found(tmp_path, form)) == 3


def test_a_pattern_reads_any_other_form(tmp_path: Path) -> None:
    laid_out(
        tmp_path,
        {
            "lab7 - Ada Lovelace - 20261119T1000 - alpha.py": ONE,
            "lab7 - Ada Lovelace - 20261119T1000 - beta.py": THREE,
            "lab7 - Ada Lovelace - 20261118T1000 - alpha.py": "old = 1\n",
            "lab7 - Bob - x - y - alpha.py": ONE,
            "stray.py": ONE,
        },
    )
    rows = {
        entry.student: entry
        for entry in find_submissions([tmp_path], HOMEWORK, read_pattern("lab7 - {student} - {time} - {file}"))
    }
    assert list(rows) == ["Ada Lovelace", "Bob", "stray"]
    assert modules(rows["Ada Lovelace"]) == ["alpha.py", "beta.py"]
    assert len(rows["Ada Lovelace"].earlier) == 1
    assert rows["Ada Lovelace"].submitted == datetime(2026, 11, 19, 10, 0)


@pytest.mark.parametrize("text", ["", "{file}", "{student}{time}", "{student", "{student:5}_{id}", "{who}_{student}"])
def test_a_pattern_that_cannot_work_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_pattern(text)


def test_a_name_made_of_separators_has_one_reading_or_none() -> None:
    pattern = read_pattern("{student}_{id}_{}_{time}_{file}a")
    assert pattern.fields("_" * 300) is None
    assert pattern.fields("x_1" + "_" * 297) is None
    assert pattern.fields("x_1__t_a" + "_" * 290) is None
    assert pattern.fields("x_1__t_file.pya") == {"student": "x", "id": "1", "": "", "time": "t", "file": "file.py"}


@pytest.mark.parametrize("text", ["", "2026", "2026-13-01-00-00-00", "9" * 14, "²026-11-20", "x" * 10_000])
def test_times_that_are_none(text: str) -> None:
    assert numbers_time(text) is None
    assert spoken_time(text) is None


def test_midnight_and_noon_as_brightspace_writes_them() -> None:
    assert spoken_time("Nov 20, 2026 1200 AM") == datetime(2026, 11, 20, 0, 0)
    assert spoken_time("November 20, 2026 12:05 PM") == datetime(2026, 11, 20, 12, 5)


def test_members_who_share_a_name_have_rows_of_their_own(tmp_path: Path) -> None:
    metadata = "".join(
        f"submission_{n}:\n  :submitters:\n  - :name: Ann Lee\n    :sid: '{n}'\n  - :name: Ann Lee\n    :sid: '{n}b'\n"
        for n in (1, 2)
    )
    laid_out(tmp_path, {"submission_1/alpha.py": ONE, "submission_2/alpha.py": ONE, METADATA: metadata})
    names = [member.student for entry in find_submissions([tmp_path], HOMEWORK) for member in entry.members]
    assert names == ["Ann Lee", "Ann Lee (2)", "Ann Lee (3)", "Ann Lee (4)"]


def test_links_among_a_download_are_rows_with_the_reason(tmp_path: Path) -> None:
    downloads.moodle(tmp_path / "d")
    (tmp_path / "d" / "Eve_1009_assignsubmission_file_").symlink_to("/etc")
    assert read_all(tmp_path / "d")["Eve"].problem == "a link or special file"
