"""Similarity finds what was taken over and renamed, and leaves alone what everyone was given or has to write."""

import re
from collections.abc import Sequence

import pytest

from autograder.homework import Homework
from autograder.reports.pages.similarity_page import similarity_csv, similarity_page
from autograder.reports.similarity import Comparison, compare
from autograder.submission import Program

pytest.importorskip("copydetect")


def own(seed: int, length: int = 30) -> str:
    """Return code whose structure is like no other's."""
    signs = "+-*/%&|^"
    lines = []
    for n in range(length):
        k = (seed * 7919 + n * 104729) % 4096
        body = " ".join(f"{signs[(k >> (3 * i)) % 8]} values[{(k + i * seed) % 97}]" for i in range(4))
        lines.append(f"def step_{seed}_{n}(values):\n    return {k} {body}\n")
    return "\n".join(lines)


def programs(*sources: str) -> dict[str, Program]:
    return {f"s{n}": Program({"work.py": source}) for n, source in enumerate(sources)}


def pairs(found: Comparison) -> Sequence[tuple[str, str]]:
    return [(pair.one, pair.other) for pair in found.pairs]


def test_a_copy_with_other_names_comments_and_spacing_is_found() -> None:
    copy = "# all mine\n" + own(1).replace("values", "x").replace("step_", "my_").replace("    return", "      return")
    found = compare(programs(own(1), copy, own(2), own(3)), [])
    assert pairs(found) == [("s0", "s1")]
    assert found.pairs[0].share == 1
    assert found.identical == (("s0", "s1"),)


def test_a_part_that_was_taken_over_is_shown_where_it_stands() -> None:
    lines = own(1).split("\n\n")
    mixed = own(2) + "\n" + "\n\n".join(lines[:12])
    found = compare(programs(own(1), mixed, own(3)), [])
    assert pairs(found) == [("s0", "s1")]
    one, other = found.pairs[0].passages[0]
    assert (one.file, one.first) == ("work.py", 1)
    assert other.lines[0] in mixed.splitlines()
    assert other.first == mixed.splitlines().index("def step_1_0(values):") + 1
    assert 0.2 < found.pairs[0].share_of_one < 0.6


def test_what_the_handout_gave_everyone_is_left_out() -> None:
    given = own(9)
    found = compare(programs(given + own(1), given + own(2), given), [given])
    assert (found.pairs, found.identical) == ((), ())


def test_what_many_have_in_common_is_left_out() -> None:
    assert compare(programs(*(own(9) + own(n) for n in range(7))), []).pairs == ()
    assert len(compare(programs(*(own(9) + own(n) for n in range(3))), []).pairs) == 3


def test_the_stubs_of_the_homework_are_like_nothing(homework: Homework) -> None:
    stubs = {path.name: path.read_text(encoding="utf-8") for path in homework.stubs.glob("*.py")}
    found = compare({name: Program(stubs) for name in "abc"}, stubs.values())
    assert (found.pairs, found.identical) == ((), ())


def test_the_order_of_the_submissions_changes_nothing() -> None:
    given = programs(own(1), own(1) + own(2), own(2), own(3))
    turned = dict(reversed(given.items()))
    assert compare(given, []) == compare(turned, [])


def test_the_page_does_not_accuse(homework: Homework) -> None:
    found = compare(programs(own(1), own(1)), [])
    page = similarity_page(found, homework)
    assert re.search("plagiar|cheat|copied|guilt|suspect|fraud", page, re.IGNORECASE) is None
    assert "it shows nothing about who wrote what" in page
    assert similarity_csv(found).splitlines()[1] == "s0,s1,1.0000,1.0000"
