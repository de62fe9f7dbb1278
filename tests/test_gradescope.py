"""What `assignment.yaml` may say about Gradescope."""

import pytest

from autograder.gradescope import Gradescope, Visibility, read_gradescope
from autograder.sandbox.isolation import Isolation


def test_nothing_said_is_the_strict_default() -> None:
    assert read_gradescope({}) == Gradescope(Visibility.AFTER_DUE_DATE, Isolation.STRICT, 9.0)


def test_everything_can_be_said() -> None:
    said = {"hidden": "after_published", "isolation": "auto", "minutes": 20}
    assert read_gradescope(said) == Gradescope(Visibility.AFTER_PUBLISHED, Isolation.AUTO, 20.0)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"hide": True}, "gradescope has no hide; there are hidden, isolation, minutes"),
        ({"hidden": "never"}, "hidden is one of visible, after_due_date, after_published, hidden, not 'never'"),
        ({"hidden": ["visible"]}, "hidden is one of"),
        ({"isolation": 1}, "isolation is one of auto, strict, none, not 1"),
        ({"minutes": 0}, "minutes is a number up to 40, not 0"),
        ({"minutes": True}, "minutes is a number up to 40"),
        ({"minutes": float("nan")}, "minutes is a number up to 40"),
    ],
)
def test_a_fault_is_named(said: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_gradescope(said)
