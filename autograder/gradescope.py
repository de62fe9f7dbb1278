"""What an instructor lays down for Gradescope, as data: what students see of hidden cases, and how it grades."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from autograder.sandbox.isolation import Isolation

E = TypeVar("E", bound=Enum)

LONGEST = 40
"""The most minutes that Gradescope lets an autograder run."""


class Visibility(Enum):
    """When students see something, in Gradescope's words."""

    VISIBLE = "visible"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Gradescope:
    """When students see how hidden cases went, the weakest isolation that will do, and the time that there is."""

    hidden: Visibility = Visibility.AFTER_DUE_DATE
    isolation: Isolation = Isolation.STRICT
    minutes: float = 9.0


def read_gradescope(data: Mapping[str, Any]) -> Gradescope:
    """Return what `assignment.yaml` writes; raise ValueError with the fault."""
    unknown = sorted(map(str, set(data) - {"hidden", "isolation", "minutes"}))
    if unknown:
        raise ValueError(f"gradescope has no {', '.join(unknown)}; there are hidden, isolation, minutes")
    minutes = data.get("minutes", Gradescope.minutes)
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 0 < minutes <= LONGEST:
        raise ValueError(f"gradescope: minutes is a number up to {LONGEST}, not {minutes!r}")
    return Gradescope(
        _one_of(Visibility, "hidden", data.get("hidden", Gradescope.hidden.value)),
        _one_of(Isolation, "isolation", data.get("isolation", Gradescope.isolation.value)),
        float(minutes),
    )


def _one_of(kind: type[E], key: str, value: Any) -> E:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(member.value for member in kind)
        raise ValueError(f"gradescope: {key} is one of {known}, not {value!r}") from None
