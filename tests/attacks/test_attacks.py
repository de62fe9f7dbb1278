"""A hundred and more hostile submissions: none wins a point, a secret or anything that lasts."""

import json
from collections.abc import Iterator

import bad_files
import forging
import outwitting
import persisting
import pytest
import spying
import stopping
from attack import Attack
from machines import run
from trial import HARMLESS, Trial, opened, sleepers

FAMILIES = {
    module.__name__: module.ATTACKS for module in (forging, spying, stopping, persisting, bad_files, outwitting)
}
EVERY = [pytest.param(attack, id=f"{family}: {attack.name}") for family, of in FAMILIES.items() for attack in of]

AS_USER = """
import json, bad_files, forging, outwitting, persisting, spying, stopping
from trial import all_faults
families = (forging, spying, stopping, persisting, bad_files, outwitting)
print(json.dumps(all_faults([attack for module in families for attack in module.ATTACKS])))
"""


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


def test_the_same_holds_for_an_ordinary_user() -> None:
    assert json.loads(run(AS_USER, "ordinary user")) == {}
