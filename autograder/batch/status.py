"""How far a batch is, read beside the grader that writes."""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.batch import lock
from autograder.batch.ledger import open_ledger


@dataclass(frozen=True)
class Status:
    """Counts of submissions: `waiting` have no result of what was handed in, `errors` are among the graded."""

    submissions: int
    graded: int
    errors: int
    is_running: bool
    last: datetime | None
    last_minute: int

    @property
    def waiting(self) -> int:
        """How many are still to be graded."""
        return self.submissions - self.graded


def status_of(folder: Path) -> Status:
    """Return how far the batch in a folder is; raise UsageError where there is none."""
    with contextlib.closing(open_ledger(folder)) as ledger:
        stored = ledger.stored()
        found: dict[str, list[bool]] = {}
        for entry in ledger.found():
            result = stored.get((entry.student, entry.attempt))
            found.setdefault(entry.student, []).append(result is not None and result.content == entry.content)
        times = ledger.times()
    last = max(times, default=None)
    return Status(
        len(found),
        sum(map(any, found.values())),
        sum(result.is_grader_error for result in stored.values()),
        lock.is_held(folder),
        datetime.fromtimestamp(last, UTC).astimezone() if last is not None else None,
        sum(last is not None and time > last - 60 for time in times),
    )
