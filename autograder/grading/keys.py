"""The answer key that there is: worked out from the solutions where they lie, the frozen one where they must not be."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from autograder.errors import GraderError
from autograder.grading.plan import Plan
from autograder.homework import Homework

if TYPE_CHECKING:
    from autograder.grading.checks import Checks
    from autograder.grading.frozen import FrozenChecks


def answer_key(homework: Homework, plans: Mapping[str, Plan]) -> "Checks | FrozenChecks":
    """Return the answers to the cases of these plans."""
    if not homework.key.exists():
        from autograder.content import load_solutions
        from autograder.grading.checks import Checks

        return Checks(homework, load_solutions(homework), plans)
    from autograder.grading.frozen import thaw

    try:
        return thaw(homework.key.read_bytes(), homework, plans)
    except OSError as error:
        raise GraderError(f"{homework.key} cannot be read: {error.strerror or error}") from None
