"""A sample of the attacks on stock Otter; `attack_table.py` runs all of them and writes `attacks.md`."""

import sys
from pathlib import Path

import pytest
from attack_table import Both, table
from otter_attacks import ATTACKS, Attack

from autograder.sandbox.isolation import Isolation

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Gradescope's containers are Linux")

OTTER = Path(sys.prefix) / "otter" / "bin" / "otter"
SAMPLE = (
    "opens the check file",
    "looks for cases in memory",
    "sets the score of a test file to 1000",
    "writes results.json",
    "an object in the pickled results",
    "ends the process in a call",
    "leaves a process behind",
)


def attack(name: str) -> Attack:
    return next(entry for entry in ATTACKS if entry.name == name)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    return Both(OTTER, tmp_path_factory.mktemp("attacks"))


@pytest.mark.parametrize("name", SAMPLE)
def test_what_succeeds_against_stock_otter_achieves_nothing_here(name: str, both: Both) -> None:
    assert both.hardened(attack(name)).wins(attack(name)) == []


def test_stock_otter_shows_hidden_inputs(both: Both) -> None:
    assert both.stock(attack("opens the check file")).wins(attack("opens the check file")) == [
        "a hidden input is shown to the student"
    ]


def test_an_attack_that_succeeds_is_seen(both: Both) -> None:
    reading = attack("opens the check file")
    assert both.hardened(reading, Isolation.NONE).wins(reading) == ["a hidden input is shown to the student"]


def test_the_table_that_is_published_has_every_attack_and_none_succeeds_here() -> None:
    published = (Path(__file__).parent / "attacks.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in published.splitlines() if line.startswith("| ")][1:]
    assert [row[1] for row in rows] == [entry.name for entry in ATTACKS]
    assert not [row for row in rows if "**" in row[-1]]
    assert table([]).splitlines()[0] == published.splitlines()[0]
