"""Who in the class list handed in what."""

from pathlib import Path

import pytest

from autograder.errors import UsageError
from autograder.intake.handed import Member, Person
from autograder.intake.roster import read_roster

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,HW 25 (77),Current Score
    Points Possible,,,,,100,(read only)
    ,,,,,Manual Posting,
"Lovelace, Ada",1001,u1,ada@uni.edu,A,,
"Boole, Bob",1002,u2,bob@uni.edu,A,,
"Curry, Cy",1003,u3,cy@uni.edu,B,,
"Student, Test",1999,,,A,,
"""
MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (grade)
Participant 1001,Ada Lovelace,ada@uni.edu,Submitted,,100.00,-
Participant 1002,Bob Boole,bob@uni.edu,Submitted,,100.00,-
"""
BRIGHTSPACE = "OrgDefinedId,Username,Last Name,First Name,End-of-Line Indicator\n#1001,#ada,Lovelace,Ada,#\n"


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def member(name: str, **person: str) -> Member:
    return Member(name, Person(name, **person))


def test_a_student_is_found_by_number_login_address_or_name(tmp_path: Path) -> None:
    roster = read_roster(written(tmp_path / "r.csv", CANVAS))
    assert len(roster.entries) == 3
    for who in (
        member("x", id="1001"),
        member("x", login="ADA@uni.edu"),
        member("x", email="ada@uni.edu"),
        member("lovelaceada"),
        member("Ada Lovelace"),
        member("u1"),
    ):
        assert roster.match([who]).entry_of == {who.student: 0}


@pytest.mark.parametrize("text", [MOODLE, BRIGHTSPACE, MOODLE.replace(",", ";"), "\ufeff" + MOODLE, CANVAS])
def test_every_system_s_list_is_understood(text: str, tmp_path: Path) -> None:
    roster = read_roster(written(tmp_path / "r.csv", text))
    assert roster.match([member("x", id="1001")]).entry_of == {"x": 0}
    assert roster.match([member("Ada  LOVELACE")]).entry_of == {"Ada  LOVELACE": 0}


def test_everything_that_is_not_one_to_one_is_listed(tmp_path: Path) -> None:
    twins = CANVAS + '"Boole, Bob",1004,u4,b2@uni.edu,B,,\n'
    match = read_roster(written(tmp_path / "r.csv", twins)).match(
        [member("lovelaceada"), member("ada again", id="1001"), member("boolebob"), member("Zoe")]
    )
    assert match.unknown == ("Zoe",)
    assert match.unclear == ("boolebob",)
    assert dict(match.twice) == {0: ("lovelaceada", "ada again")}
    assert match.missing == (1, 2, 3)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", b"\xff\xfe\x00", 'Student,ID\n"' + "x" * 200_000 + '"\n'])
def test_a_list_that_is_none_is_one_clear_error(text: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_roster(written(tmp_path / "r.csv", text))
    with pytest.raises(UsageError):
        read_roster(tmp_path / "nowhere.csv")
