"""What the class list says of one student beyond the checks: when work was handed in, and what that costs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


class Adjusted(Enum):
    """Why points were added or taken away after the checks."""

    LATE = "late"
    OVERRIDE = "override"
    VOID = "void question"
    SCALE = "scale"


@dataclass(frozen=True)
class Adjustment:
    """Points added or taken away after the checks, and the reason in a sentence; `question` is "" for all of them."""

    kind: Adjusted
    points: float
    reason: str
    question: str = ""


@dataclass(frozen=True)
class Standing:
    """One student's place in the class: `final` is what counts after all adjustments, None where nothing was graded.

    `submitted` has a time zone, and is None where the download does not say. `members` are all students of a group that
    handed in together.
    """

    submitted: datetime | None = None
    late: timedelta = timedelta()
    adjustments: tuple[Adjustment, ...] = ()
    final: float | None = None
    members: tuple[str, ...] = ()
    identifier: str = ""
