"""What each system's importer does with a file, as its source or its documentation says; nothing is assumed lenient.

- Canvas: lib/gradebook_importer.rb. The delimiter is the one that splits the first three lines evenly. A column is an
  assignment by the number in brackets, else by its title, else it is made anew. A student is found by ID, then by SIS
  ids, then by name. The row of points possible sets the assignment's points. An empty cell clears a grade.
- Moodle: mod/assign/feedback/offline. Needs Identifier, Grade and Last modified (grade); a grade that is empty, out of
  range or older than Moodle's own is passed over.
- Brightspace: "Importing grades", D2L knowledge base 3538. OrgDefinedId or Username, `ITEM Points Grade`, and the
  indicator that ends each line; an item that is not there is made anew.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class CanvasCourse:
    """Students by ID with their SIS login, assignments by id with their points possible, grades."""

    students: Mapping[int, tuple[str, str]]
    assignments: dict[int, tuple[str, float]]
    grades: dict[tuple[int, int], str] = field(default_factory=dict)

    def import_file(self, text: str) -> None:
        """Import as it would."""
        lines = text.splitlines()[:3]
        counts = {d: [len(next(csv.reader([line], delimiter=d))) for line in lines] for d in ";,"}
        even = {d: found[0] if len(set(found)) == 1 else 0 for d, found in counts.items()}
        rows = [
            row for row in csv.reader(io.StringIO(text), delimiter=";" if even[";"] > even[","] else ",") if any(row)
        ]
        header = rows[0]
        assert len(header) > 3
        assert "Student" in header[0]
        assert "ID" in header[1]
        about, login = 3, None
        if re.search(r"SIS\s+Login\s+ID", header[2]):
            about, login = 4, 2
        elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
            about, login = 5, 3
            if re.search(r"Integration\s+ID", header[4]):
                about += 1
        assert "Section" in header[about - 1], "Invalid header row"
        columns = {at: self._assignment(title) for at, title in enumerate(header) if at >= about}
        for row in rows[1:]:
            if "Points Possible" in row[0]:
                for at, assignment in columns.items():
                    if row[at]:
                        self.assignments[assignment] = (self.assignments[assignment][0], float(row[at]))
                continue
            student = self._student(row, login)
            for at, assignment in columns.items():
                if row[at]:
                    assert re.fullmatch(r"\d+(\.\d+)?|EX", row[at])
                    self.grades[student, assignment] = row[at]
                else:
                    self.grades.pop((student, assignment), None)

    def _assignment(self, title: str) -> int:
        match = re.fullmatch(r"(.*) \((\d+)\)", title)
        if match is not None and int(match[2]) in self.assignments:
            return int(match[2])
        for number, (name, _) in self.assignments.items():
            if name == title:
                return number
        self.assignments[-len(self.assignments) - 1] = (title, 0.0)
        return -len(self.assignments)

    def _student(self, row: list[str], login: int | None) -> int:
        if row[1].isdecimal() and int(row[1]) in self.students:
            return int(row[1])
        for number, (name, sis) in self.students.items():
            if (login is not None and row[login] == sis) or row[0] == name:
                return number
        raise AssertionError(f"a new user would be made for {row[0]}")


@dataclass
class MoodleAssignment:
    """Participants by number, the maximum, grades with the time of their last change."""

    participants: set[int]
    maximum: float
    grades: dict[int, float] = field(default_factory=dict)
    modified: dict[int, int] = field(default_factory=dict)

    def import_file(self, text: str) -> None:
        """Import as it would."""
        rows = csv.DictReader(io.StringIO(text))
        assert rows.fieldnames is not None
        assert {"Identifier", "Grade", "Last modified (grade)"} <= set(rows.fieldnames)
        for row in rows:
            number = int(row["Identifier"][len("Participant ") :])
            if number not in self.participants or not row["Grade"]:
                continue
            grade, stamp = float(row["Grade"]), int(row["Last modified (grade)"].strip("-") or 0)
            if number in self.modified and self.modified[number] > stamp + 60:
                continue
            if 0 <= grade <= self.maximum:
                self.grades[number] = grade


@dataclass
class BrightspaceCourse:
    """Users by OrgDefinedId with their user name, grade items with their points, grades."""

    users: Mapping[str, str]
    items: dict[str, float]
    grades: dict[tuple[str, str], float] = field(default_factory=dict)

    def import_file(self, text: str) -> None:
        """Import as it would."""
        rows = list(csv.reader(io.StringIO(text)))
        header = rows[0]
        assert header[-1] == "End-of-Line Indicator"
        assert header[0] in ("OrgDefinedId", "Username")
        by_name = {name: number for number, name in self.users.items()}
        for row in rows[1:]:
            assert row[-1] == "#"
            cells = dict(zip(header, row, strict=True))
            user = cells.get("OrgDefinedId", "").removeprefix("#") or by_name[cells["Username"].removeprefix("#")]
            assert user in self.users
            for title, cell in cells.items():
                match = re.fullmatch(r"(.*) Points Grade", title)
                if match is not None:
                    assert match[1] in self.items, "a new grade item would be made"
                    self.grades[user, match[1]] = min(float(cell), self.items[match[1]])
