"""From each system's download, by its own class list, to the points that stand in it after the import."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from classes import SECOND, source
from importers import BrightspaceCourse, CanvasCourse, MoodleAssignment

from autograder.batch.pool import LocalPool
from autograder.batch.publish import Publication
from autograder.batch.request import Request, Selection
from autograder.batch.run import opened
from autograder.sandbox.isolation import Isolation

TITLE = "Lecture 3 — k nearest neighbours"
ADA, BOB, CY = source(0), source(1), source(2)
DOWNLOADS: Mapping[str, Mapping[str, str]] = {
    "canvas": {
        "lovelaceada_11_501_knn.py": ADA,
        "boolebob_LATE_12_502_knn.py": BOB,
        "currycy_13_503_knn.py": CY,
    },
    "moodle": {
        "Ada Lovelace_11_assignsubmission_file_/knn.py": ADA,
        "Bob Boole_12_assignsubmission_file_/knn.py": BOB,
        "Cy Curry_13_assignsubmission_file_/knn.py": CY,
    },
    "brightspace": {
        "index.html": "<html>",
        "501-9 - Ada Lovelace - Nov 19, 2026 1000 AM/knn.py": ADA,
        "502-9 - Bob Boole - Nov 19, 2026 1001 AM/knn.py": BOB,
        "503-9 - Cy Curry - Nov 19, 2026 1002 AM/knn.py": CY,
    },
    "blackboard": {
        "HW_ada_attempt_2026-11-19-10-00-00_knn.py": ADA,
        "HW_bob_attempt_2026-11-19-10-00-00_knn.py": BOB,
        "HW_cy_attempt_2026-11-19-10-00-00_knn.py": CY,
    },
    "github": {
        "hw-ada/knn.py": ADA,
        "hw-bob/knn.py": BOB,
        "hw-cy/knn.py": CY,
        "classroom_roster.csv": "identifier,github_username\n",
    },
    "gradescope": {
        "submission_1/knn.py": ADA,
        "submission_2/knn.py": BOB,
        "submission_3/knn.py": CY,
        "submission_metadata.yml": "".join(
            f"submission_{number}:\n  :submitters:\n  - :name: {name}\n    :sid: '{10 + number}'\n"
            for number, name in enumerate(("Ada Lovelace", "Bob Boole", "Cy Curry"), 1)
        ),
    },
}
ROSTERS = {
    "canvas": f'Student,ID,Section,{TITLE} (77)\nPoints Possible,,,10\n"Lovelace, Ada",11,A,\n"Boole, Bob",12,A,\n'
    '"Curry, Cy",13,A,\n"Dee, Di",14,A,\n',
    "moodle": "Identifier,Full name,Grade,Maximum Grade,Last modified (grade)\nParticipant 11,Ada Lovelace,,10.00,-\n"
    "Participant 12,Bob Boole,,10.00,-\nParticipant 13,Cy Curry,,10.00,-\nParticipant 14,Di Dee,,10.00,-\n",
    "brightspace": f"OrgDefinedId,Username,Last Name,First Name,{TITLE} Points Grade <Numeric MaxPoints:10>,"
    "End-of-Line Indicator\n#11,#ada,Lovelace,Ada,,#\n#12,#bob,Boole,Bob,,#\n#13,#cy,Curry,Cy,,#\n#14,#di,Dee,Di,,#\n",
    "blackboard": "Last Name,First Name,Username,Student ID\nLovelace,Ada,ada,11\nBoole,Bob,bob,12\nCurry,Cy,cy,13\n"
    "Dee,Di,di,14\n",
    "github": "identifier,github_username,github_id,name\n11,ada,1,\n12,bob,2,\n13,cy,3,\n14,di,4,\n",
    "gradescope": "First Name,Last Name,SID\nAda,Lovelace,11\nBob,Boole,12\nCy,Curry,13\nDi,Dee,14\n",
}
POINTS = {"11": 10.0, "12": 0.0, "13": 4.29}


def graded(system: str, place: Path) -> tuple[Publication, str]:
    """Grade a download with its roster; return what was given out, and the export if the system has one."""
    for name, text in DOWNLOADS[system].items():
        path = place / "download" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (place / "roster.csv").write_text(ROSTERS[system], encoding="utf-8")
    exports = (system,) if system not in ("blackboard", "github") else ()
    request = Request(
        (place / "download",), place / "out", SECOND, Isolation.NONE, roster=place / "roster.csv", exports=exports
    )
    with opened(request, Selection(), lambda: None) as batch:
        assert sum(1 for _ in batch.grade(LocalPool, 1)) == 3
        given = batch.publish()
        paths = batch.export(given)
    return given, paths[0].read_text(encoding="utf-8") if paths else ""


@pytest.mark.parametrize("system", DOWNLOADS)
def test_every_system_s_class_ends_where_it_began(system: str, tmp_path: Path) -> None:
    given, text = graded(system, tmp_path)
    match = given.matching
    assert match is not None
    assert (match.unknown, match.unclear, dict(match.twice)) == ((), (), {})
    assert [row.row.status for row in given.rows].count("not submitted") == 1
    by_line = {row.entry: row.row.final for row in given.rows if row.row.final is not None}
    assert by_line == {0: 10.0, 1: 0.0, 2: 4.29}
    if system == "canvas":
        course = CanvasCourse({int(n): ("x", "x") for n in (11, 12, 13, 14)}, {77: (TITLE, 10.0)}, {(14, 77): "8"})
        course.import_file(text)
        assert course.grades == {(11, 77): "10", (12, 77): "0", (13, 77): "4.29", (14, 77): "8"}
    elif system == "moodle":
        assignment = MoodleAssignment({11, 12, 13, 14}, 10.0)
        assignment.import_file(text)
        assert {str(number): points for number, points in assignment.grades.items()} == POINTS
    elif system == "brightspace":
        users = {"11": "ada", "12": "bob", "13": "cy", "14": "di"}
        item = BrightspaceCourse(users, {TITLE: 10.0})
        item.import_file(text)
        assert {user: points for (user, _), points in item.grades.items()} == POINTS
    elif system == "gradescope":
        assert [line.split(",")[:6] for line in text.splitlines()[1:3]] == [
            ["Ada", "Lovelace", "11", "", "", "10"],
            ["Bob", "Boole", "12", "", "", "0"],
        ]
