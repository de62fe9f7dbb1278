"""Names that can be shown, stored and used for files."""

import random

import pytest

from autograder.intake.names import original_name, plain, remarks_of, safe_stem, safe_stems

HOSTILE = [
    "../../etc/passwd",
    "..",
    ".hidden",
    "",
    " ",
    "con",
    "NUL.txt",
    "COM1",
    "a/b\\c:d",
    "x" * 400,
    "é" * 400,
    "tab\tnew\nline",
    "\x1b[2J",
    "\ud800",
    "trailing. ",
    "-rf",
    "~root",
    '<script>"&',
    "e\u0301",
    "a|b?c*",
]


@pytest.mark.parametrize(
    "name", ["ada", "Ada Lovelace", "O'Brien, Pat (2)", "Łukasz Żółć", "anon_aB3xY", "李小龍", "a.b-c"]
)
def test_an_ordinary_name_is_its_own_stem(name: str) -> None:
    assert safe_stem(name) == name


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_gets_a_stem_that_every_file_system_takes(name: str) -> None:
    stem = safe_stem(name)
    assert 0 < len(stem.encode()) <= 140
    assert not set(stem) & set('/\\:*?"<>|&\0') and stem.isprintable()
    assert stem[0] not in ".-~ " and stem[-1] not in ". "
    assert stem.split(".")[0].lower() not in {"con", "nul", "com1"}
    assert stem == safe_stem(name) != safe_stem(name + "x")


def test_no_two_students_share_a_stem_whatever_the_order() -> None:
    rng = random.Random(1)
    students = [*HOSTILE, "ada", "Ada", "ADA", "a_b", "a/b", "a\\b", "é" * 300]
    stems = safe_stems(students)
    assert set(stems) == set(students)
    assert len({stem.casefold() for stem in stems.values()}) == len(students)
    for _ in range(20):
        rng.shuffle(students)
        assert safe_stems(students) == stems


def test_a_stem_that_is_taken_is_not_given_again() -> None:
    taken: set[str] = set()
    for _ in range(5):
        stem = safe_stem("Ada", taken)
        assert stem.casefold() not in taken
        taken.add(stem.casefold())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_can_be_shown(name: str) -> None:
    shown = plain(name)
    assert shown and len(shown) <= 200 and shown.isprintable()
    shown.encode()


def test_remarks_are_bounded() -> None:
    remarks = remarks_of([f"remark {number} " + "x" * 1000 for number in range(100)] * 2)
    assert len(remarks) == 20
    assert remarks[-1] == "and 81 remarks more"
    assert all(len(remark) <= 500 for remark in remarks)


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("lstm.py", ("lstm.py", 0)),
        ("lstm-2.py", ("lstm.py", 2)),
        ("lstm (3).py", ("lstm.py", 3)),
        ("lstm(3).py", ("lstm.py", 3)),
        ("lstm - Copy.py", ("lstm.py", 1)),
        ("lstm - Copy (2).py", ("lstm.py", 2)),
        ("lstm copy 2.py", ("lstm.py", 2)),
        ("lstm2.py", ("lstm2.py", 0)),
        ("lstm_2.py", ("lstm_2.py", 0)),
        ("lstm-2024.py", ("lstm-2024.py", 0)),
    ],
)
def test_the_mark_of_a_copy_is_known(name: str, original: tuple[str, int]) -> None:
    assert original_name(name) == original
