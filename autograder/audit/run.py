"""One whole audit: try everybody, count, report."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.audit.chance import chance
from autograder.audit.contract import uncovered
from autograder.audit.costs import Data
from autograder.audit.excuses import read_excuses
from autograder.audit.figures import faults, figures
from autograder.audit.report import markdown
from autograder.audit.trial import try_all
from autograder.grading.checks import load_checks
from autograder.homework import Homework

SEEDS = 2000
SEEDS_QUICK = 50


@dataclass(frozen=True)
class Audit:
    """The figures, the readable table, and what is wrong with the checks."""

    data: Data
    report: str
    faults: Sequence[str]


def audit(homework: Homework, questions: Sequence[str], quick: bool, workers: int) -> Audit:
    """Audit the checks of some questions of a homework, whole or in the quick form."""
    checks = load_checks(homework, [homework.question(name) for name in questions])
    verdicts = list(try_all(homework, questions, quick, workers))
    data = figures(checks, verdicts, read_excuses(homework), quick)
    data["chance"] = chance(checks, SEEDS_QUICK if quick else SEEDS)
    data["uncovered promises"] = uncovered(checks)
    return Audit(data, markdown(data), faults(data))
