"""The class as it was last given out, read from the ledger alone."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

import msgspec

from autograder.batch.document import unpack
from autograder.batch.ledger import Ledger, Published, open_ledger
from autograder.grading.result import Result
from autograder.standing import Standing


class ClassRecord(Sequence[tuple[Result, Standing]]):
    """Everyone's result and standing, sorted by name; each is read when it is looked at, so that any class fits."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._rows = list(ledger.published().values())

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> tuple[Result, Standing]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Result, Standing]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Result, Standing] | Sequence[tuple[Result, Standing]]:
        if isinstance(index, slice):
            return [self._read(row) for row in self._rows[index]]
        return self._read(self._rows[index])

    def _read(self, row: Published) -> tuple[Result, Standing]:
        place = msgspec.convert(row.entry["standing"], Standing)
        document = self._ledger.document(row.source, row.attempt) if row.entry["scores"] is not None else b""
        if not document:
            return Result(row.student, (), row.entry["status"], ""), place
        return replace(unpack(document), student=row.student), place

    def close(self) -> None:
        """Close the ledger."""
        self._ledger.close()


def read_class(folder: Path) -> ClassRecord:
    """Return the results and standings of everyone in `folder`, sorted by name.

    Who has no result (`not submitted`, `not graded yet`, a grader error) has one without questions, and the status says
    why. Raises UsageError where there is no ledger.
    """
    return ClassRecord(open_ledger(folder))
