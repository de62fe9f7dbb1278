"""What every export is made from, and what they share."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.errors import UsageError
from autograder.homework import Homework
from autograder.intake.handed import Person
from autograder.intake.names import plain
from autograder.intake.roster import Roster
from autograder.reports.gradebook import Row


@dataclass(frozen=True)
class Grades:
    """The final points of a class: by row, and by line of the class list where exactly one row belongs to it."""

    homework: Homework
    rows: Sequence[tuple[Row, Person]]
    roster: Roster | None = None
    by_line: Mapping[int, float] | None = None
    column: str | None = None

    def listed(self, system: str) -> tuple[Roster, Mapping[int, float]]:
        """Return the class list and the points by its lines, or raise where there is no list."""
        if self.roster is None:
            raise UsageError(f"--export {system} fills in what {system} exported: give that file as --roster")
        return self.roster, self.by_line or {}


def place_of(roster: Roster, system: str, *names: str) -> int:
    """Return where a column stands that the system cannot do without."""
    at = roster.column(*names)
    if at is None:
        raise UsageError(f"{roster.path} is no export of {system}: it has no column {' or '.join(names)}")
    return at


def chosen_column(grades: Grades, titles: Mapping[int, str], hint: str) -> int | None:
    """Return the column that the grades belong in: the one asked for, else the one named like the homework.

    `titles` are the bare names of the columns that can be meant. None where there is no such column at all.
    """
    wanted = grades.column if grades.column is not None else grades.homework.title
    exact = [at for at, title in titles.items() if _same(title, wanted)]
    if grades.column is not None and not exact and grades.roster is not None:
        exact = [at for at in titles if _same(grades.roster.header[at], wanted)]
    if len(exact) == 1:
        return exact[0]
    if not titles and grades.column is None:
        return None
    names = ", ".join(plain(title) for title in list(titles.values())[:8])
    raise UsageError(f"no one column of the class list is called {wanted!r}; say which with --column: {names or hint}")


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def csv_text(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Return rows as CSV with the line ends that spreadsheets write."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
