"""Every export is taken in by the system that it is for, and says there what the gradebook says."""

import csv
import io
from pathlib import Path

import pytest
from importers import BrightspaceCourse, CanvasCourse, MoodleAssignment

from autograder.errors import UsageError
from autograder.homework import Homework, Limits, Question
from autograder.intake.handed import Person
from autograder.intake.roster import Roster, read_roster
from autograder.reports.exports import EXPORTS, Grades
from autograder.reports.gradebook import Row
from autograder.standing import Standing

HOMEWORK = Homework(Path("nowhere"), "HW 25", (Question("a", "alpha", ("one",), 100, "§1", Limits()),))
POINTS = {0: 98.25, 1: 0.0, 3: 100.0}

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,HW 25 (77),Other (78),Current Score,Final Grade
    Points Possible,,,,,100,10,(read only),(read only)
"Lovelace, Ada",1001,u1,ada,"A, morning",,3,,
"Boole, Bob",1002,u2,bob,A,55,4,,
"Curry, Cy",1003,u3,cy,B,60,5,,
"=Dee, ""D"" Z",1004,u4,dee,B,,6,,
"Student, Test",1999,,,A,,,,
"""
MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (grade),Feedback comments
Participant 1001,Ada Lovelace,ada@x,Submitted,,100.00,-,
Participant 1002,"Boole, Bob",bob@x,Submitted,55,100.00,500,"well
done"
Participant 1003,Cy Curry,cy@x,Submitted,60,100.00,500,
Participant 1004,Dee,dee@x,Submitted,,100.00,-,
"""
_ITEM = "HW 25 Points Grade <Numeric MaxPoints:100 Category:Homework>"
BRIGHTSPACE = f"""\
OrgDefinedId,Username,Last Name,First Name,{_ITEM},End-of-Line Indicator
#1001,#ada,Lovelace,Ada,,#
#1002,#bob,Boole,Bob,55,#
#1003,#cy,Curry,Cy,60,#
#1004,#dee,Dee,D,,#
"""


def roster(tmp_path: Path, text: str) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


def exported(system: str, given: Roster | None, column: str | None = None) -> str:
    ada, eve = Person("Ada Lovelace", "1001", email="ada@x"), Person("=Eve")
    rows = [
        (Row("Ada Lovelace", (98.25,), 100, "ok", Standing(final=98.25)), ada),
        (Row("=Eve", None, 100, "not submitted", Standing()), eve),
    ]
    return EXPORTS[system](Grades(HOMEWORK, rows, given, POINTS, column))


def canvas_course() -> CanvasCourse:
    names = {1001: "Lovelace, Ada", 1002: "Boole, Bob", 1003: "Curry, Cy", 1004: "Dee"}
    students = {number: (name, name.split(",")[0].lower()) for number, name in names.items()}
    grades = {(1002, 77): "55", (1003, 77): "60", (1001, 78): "3"}
    return CanvasCourse(students, {77: ("HW 25", 100.0), 78: ("Other", 10.0)}, grades)


def test_canvas_takes_the_grades_and_loses_none(tmp_path: Path) -> None:
    course = canvas_course()
    course.import_file(exported("canvas", roster(tmp_path, CANVAS)))
    assert course.grades == {(1001, 77): "98.25", (1002, 77): "0", (1003, 77): "60", (1004, 77): "100", (1001, 78): "3"}
    assert course.assignments == {77: ("HW 25", 100.0), 78: ("Other", 10.0)}


@pytest.mark.parametrize("column", ["Other (78)", "other"])
def test_canvas_s_column_can_be_chosen(column: str, tmp_path: Path) -> None:
    given = roster(tmp_path, CANVAS.replace(",100,10,", ",100,100,"))
    course = canvas_course()
    course.import_file(exported("canvas", given, column))
    assert course.grades[1001, 78] == "98.25"
    assert (1001, 77) not in course.grades


def test_a_course_without_the_assignment_gets_it(tmp_path: Path) -> None:
    course = CanvasCourse(canvas_course().students, {})
    text = "Student,ID,Section\nAda,1001,A\nBob,1002,A\nCy,1003,A\nDee,1004,A\n"
    course.import_file(exported("canvas", roster(tmp_path, text)))
    assert list(course.assignments.values()) == [("HW 25", 100.0)]


def test_moodle_takes_the_grades_and_keeps_newer_ones(tmp_path: Path) -> None:
    text = exported("moodle", roster(tmp_path, MOODLE))
    assignment = MoodleAssignment({1001, 1002, 1003, 1004}, 100.0, {1002: 55, 1003: 60}, {1002: 500, 1003: 500})
    assignment.import_file(text)
    assert assignment.grades == {1001: 98.25, 1002: 0, 1003: 60, 1004: 100}
    regraded_by_hand = MoodleAssignment({1002}, 100.0, {1002: 70}, {1002: 900})
    regraded_by_hand.import_file(text)
    assert regraded_by_hand.grades == {1002: 70}
    before, after = (list(csv.DictReader(io.StringIO(t, newline=""))) for t in (MOODLE, text))
    for one, other in zip(before, after, strict=True):
        assert {**one, "Grade": ""} == {**other, "Grade": ""}


def test_brightspace_takes_the_grades(tmp_path: Path) -> None:
    users = {"1001": "ada", "1002": "bob", "1003": "cy", "1004": "dee"}
    for text in (BRIGHTSPACE, "Username,x\n#ada,1\n#bob,1\n#cy,1\n#dee,1\n"):
        course = BrightspaceCourse(users, {"HW 25": 100.0}, {("1003", "HW 25"): 60.0})
        course.import_file(exported("brightspace", roster(tmp_path, text)))
        assert course.grades == {
            ("1001", "HW 25"): 98.25, ("1002", "HW 25"): 0.0, ("1003", "HW 25"): 60.0, ("1004", "HW 25"): 100.0,
        }  # fmt: skip


def test_gradescope_s_table_has_its_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("gradescope", None))))
    assert (rows[0]["First Name"], rows[0]["Last Name"], rows[0]["SID"]) == ("Ada", "Lovelace", "1001")
    assert (rows[0]["Total Score"], rows[0]["Max Points"], rows[0]["Status"]) == ("98.25", "100", "Graded")
    assert (rows[1]["Last Name"], rows[1]["Status"], rows[1]["Total Score"]) == ("'=Eve", "Missing", "")
    assert rows[0]["1: a (100 pts)"] == "98.25"


@pytest.mark.parametrize(
    ("system", "text", "column", "words"),
    [
        ("canvas", None, None, "--roster"),
        ("canvas", MOODLE, None, "no export of Canvas"),
        ("canvas", CANVAS.replace("HW 25", "Homework"), None, "--column: Homework, Other"),
        ("canvas", CANVAS, "No such", "--column"),
        ("canvas", CANVAS.replace(",100,10,", ",50,10,"), None, "worth 50 points in Canvas"),
        ("canvas", CANVAS.replace(",100,10,", ",(read only),10,"), None, "read only"),
        ("moodle", CANVAS, None, "no export of Moodle"),
        ("moodle", MOODLE.replace("100.00", "10.00"), None, "worth 10.00 points in Moodle"),
        ("brightspace", CANVAS, None, "no export of Brightspace"),
        ("brightspace", BRIGHTSPACE.replace("MaxPoints:100", "MaxPoints:20"), None, "worth 20 points"),
    ],
)
def test_what_would_go_wrong_in_the_import_is_said_before(
    system: str, text: str | None, column: str | None, words: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=words):
        exported(system, None if text is None else roster(tmp_path, text), column)
