"""Brightspace: identifiers, one grade item, and the mark that ends each line."""

import re

from autograder.errors import UsageError
from autograder.reports.exports.grades import Grades, chosen_column, csv_text
from autograder.reports.gradebook import number

_IDENTIFIERS = {"orgdefinedid", "username"}
_ITEM = re.compile(r"(?P<title>.*?) Points Grade\s*(?:<(?P<about>.*)>)?\s*", re.DOTALL)
_MOST = re.compile(r"MaxPoints:(\d{1,9}(?:\.\d{1,9})?)")
_END = "End-of-Line Indicator"


def export(grades: Grades) -> str:
    """Return the file for Enter Grades → Import. Students without a grade are left out."""
    roster, by_line = grades.listed("brightspace")
    identifiers = [at for at, title in enumerate(roster.header) if title.strip().casefold() in _IDENTIFIERS]
    if not identifiers:
        raise UsageError(f"{roster.path} is no export of Brightspace: it has no column OrgDefinedId or Username")
    titles = {
        at: match["title"] for at, title in enumerate(roster.header) if (match := _ITEM.fullmatch(title)) is not None
    }
    at = chosen_column(grades, titles, "it has no grade items")
    item = f"{grades.homework.title} Points Grade" if at is None else f"{titles[at]} Points Grade"
    most = _MOST.search(roster.header[at]) if at is not None else None
    if most is not None and float(most[1]) != grades.homework.worth:
        raise UsageError(
            f"the item is worth {most[1]} points in Brightspace, the homework {grades.homework.worth}: make them equal"
        )
    rows = []
    for line, points in sorted(by_line.items()):
        cells = roster.entries[line].cells
        rows.append([*(cells[column] if column < len(cells) else "" for column in identifiers), number(points), "#"])
    return csv_text([[*(roster.header[column] for column in identifiers), item, _END], *rows])
