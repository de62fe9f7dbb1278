"""A hundred and more hostile submissions: none wins a point, a secret or anything that lasts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attack import Attack
from everywhere import CONDITIONS, FAMILIES, differences, faults, graded, hand_in, load
from trial import HARMLESS, Trial, opened, sleepers

EVERY = [pytest.param(attack, id=f"{family}: {attack.name}") for family, of in FAMILIES.items() for attack in of]

EVERY_SO_MANY = 6
"""Of the attacks under other conditions the tests try one of so many, each condition other ones."""


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with opened(tmp_path_factory.mktemp("attacks")) as opened_trial:
        yield opened_trial
    assert not sleepers()


def test_there_are_a_hundred_attacks_of_different_names() -> None:
    names = [attack.name for attacks in FAMILIES.values() for attack in attacks]
    assert len(set(names)) == len(names) >= 100


def test_a_harmless_submission_is_found_harmless(trial: Trial) -> None:
    assert trial.faults(HARMLESS) == []


@pytest.mark.parametrize("attack", EVERY)
def test_an_attack_wins_nothing_and_costs_nobody_else(attack: Attack, trial: Trial) -> None:
    assert trial.faults(attack) == []


@pytest.mark.parametrize("number", range(len(CONDITIONS)), ids=[str(condition) for condition in CONDITIONS])
def test_the_same_holds_whoever_grades_and_whatever_the_machine_lacks(number: int) -> None:
    assert faults(CONDITIONS[number], number, EVERY_SO_MANY, seconds=600.0) == {}


def test_a_hostile_class_gets_the_same_bytes_with_any_number_of_workers_and_under_load(tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    paths = hand_in(tmp_path / "class", every=15)
    with load(2):
        one, three = (graded(paths, tmp_path / str(workers), workers) for workers in (1, 3))
    assert len(list((one / "results").iterdir())) == len(paths)
    assert differences(one, three) == []
