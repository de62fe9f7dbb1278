"""A submission that was found and not read yet: light enough to keep a whole class of them."""

from dataclasses import dataclass, field
from datetime import datetime

from autograder.intake.tree import Source, Tree


@dataclass(frozen=True)
class Person:
    """A student as a download or a roster names them; what it does not say is empty."""

    name: str
    id: str = ""
    login: str = ""
    email: str = ""


@dataclass(frozen=True)
class Member:
    """A student who has a row in the gradebook, and the name of that row."""

    student: str
    person: Person


@dataclass(frozen=True)
class Handed:
    """What one student handed in. `problem` is the reason for which there is nothing to read.

    `submitted` is when, without a time zone where the download names none; `late` is the system's own mark, None where
    it makes none. `others` are the further members of a group. `earlier` are the attempts before this one, oldest
    first; each is a submission of the same student.
    """

    student: str
    source: Source = field(default_factory=lambda: Tree({}))
    problem: str | None = None
    remarks: tuple[str, ...] = ()
    person: Person = Person("")
    submitted: datetime | None = None
    late: bool | None = None
    others: tuple[Member, ...] = ()
    earlier: tuple["Handed", ...] = ()

    @property
    def attempts(self) -> tuple["Handed", ...]:
        """All attempts, oldest first."""
        return (*self.earlier, self)

    @property
    def members(self) -> tuple[Member, ...]:
        """Everyone who gets a row for it."""
        return (Member(self.student, self.person), *self.others)
