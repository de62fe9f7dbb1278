"""From results to rows: which attempt counts, for whom, and what the policy and the instructor make of the points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from autograder.batch.groups import member_of, with_groups
from autograder.batch.ledger import Found, Stored
from autograder.homework import Homework
from autograder.intake.handed import Member
from autograder.intake.roster import Matching, Roster
from autograder.policy import Adjustments, Attempt, Scores, standing
from autograder.reports.gradebook import NOT_GRADED, NOT_SUBMITTED, Row


@dataclass(frozen=True)
class ClassRow:
    """A row of the gradebook, and the attempt whose result it shows; `entry` is the line of the class list, if any."""

    row: Row
    member: Member
    source: str = ""
    attempt: int = 0
    entry: int | None = None


@dataclass(frozen=True)
class ClassList:
    """Everything that rows are made of but the results."""

    homework: Homework
    adjustments: Adjustments = field(default_factory=Adjustments)
    roster: Roster | None = None

    @property
    def is_adjusted(self) -> bool:
        """Whether points may change after the checks, so that the gradebook says how."""
        policy = self.homework.policy
        return policy.due is not None or policy.is_scaled or bool(policy.void) or bool(self.adjustments.students)

    def candidates(self, attempts: Sequence[Found]) -> Sequence[Found]:
        """Return those of one student's attempts that have to be graded, oldest first."""
        policy = self.homework.policy
        if policy.attempt is Attempt.BEST:
            return attempts
        if policy.attempt is Attempt.LATEST_ON_TIME:
            on_time = [found for found in attempts if not policy.late(found.submitted, self._extra(found))]
            return (on_time or attempts)[-1:]
        return attempts[-1:]

    def _extra(self, found: Found) -> timedelta:
        return max((self._own(member).extra for member in found.members), default=timedelta())

    def _own(self, member: Member) -> Adjustments:
        if not self.adjustments.students:
            return self.adjustments
        person = member.person
        at = self.roster.line_of(member) if self.roster is not None else None
        listed = () if at is None or self.roster is None else self.roster.entries[at].identifiers
        return self.adjustments.of((member.student, person.name, person.id, person.login, person.email, *listed))

    def rows(
        self, attempts: Mapping[str, Sequence[Found]], stored: Mapping[tuple[str, int], Stored]
    ) -> tuple[list[ClassRow], Matching | None]:
        """Return a row for everyone who handed in, and for everyone on the class list who did not."""
        members: Mapping[str, Sequence[Member]] = {student: own[-1].members for student, own in attempts.items()}
        if self.roster is None:
            rows = [row for student, own in attempts.items() for row in self._student(own, members[student], stored)]
            return sorted(rows, key=_by_name), None
        matching = self.roster.match(member for own in members.values() for member in own)
        members, matching = with_groups(self.roster, members, matching)
        rows = [row for student, own in attempts.items() for row in self._student(own, members[student], stored)]
        rows = [self._placed(row, matching.entry_of.get(row.row.student)) for row in rows]
        taken = {row.row.student for row in rows}
        for at in matching.missing:
            member = member_of(self.roster.entries[at], taken)
            taken.add(member.student)
            place = standing(self.homework.policy, self._own(member), None, None, (member.student,))
            row = Row(member.student, None, self.homework.points, NOT_SUBMITTED, place)
            rows.append(self._placed(ClassRow(row, member), at))
        return sorted(rows, key=_by_name), matching

    def _placed(self, row: ClassRow, entry: int | None) -> ClassRow:
        if entry is None or self.roster is None or row.row.standing is None:
            return row
        place = replace(row.row.standing, identifier=self.roster.entries[entry].identifier)
        return replace(row, entry=entry, row=replace(row.row, standing=place))

    def _student(
        self, attempts: Sequence[Found], members: Sequence[Member], stored: Mapping[tuple[str, int], Stored]
    ) -> list[ClassRow]:
        """Return the rows of one submission: one per member, each of the attempt that is best for it."""
        candidates = self.candidates(attempts)
        names = tuple(member.student for member in members)
        rows = []
        for member in members:
            options = [
                self._row(found, member, names, stored.get((found.student, found.attempt))) for found in candidates
            ]
            rows.append(max(options, key=lambda option: (_final(option), option.attempt)))
        return rows

    def _row(self, found: Found, member: Member, members: tuple[str, ...], result: Stored | None) -> ClassRow:
        policy, questions = self.homework.policy, self.homework.questions
        scores, status = None, NOT_GRADED
        if result is not None and result.content == found.content:
            if result.is_grader_error:
                status = result.status
            elif all(question.id in result.scores for question in questions):
                scores = tuple(result.scores[question.id] for question in questions)
                status = result.status
        given = None
        if scores is not None:
            ids = [question.id for question in questions]
            given = Scores(dict(zip(ids, scores, strict=True)), {q.id: float(q.points) for q in questions})
        place = standing(policy, self._own(member), found.submitted, given, members)
        row = Row(member.student, scores, self.homework.points, status, replace(place, identifier=member.person.id))
        return ClassRow(row, member, found.student, found.attempt)


def _final(option: ClassRow) -> float:
    place = option.row.standing
    return -1.0 if place is None or place.final is None else place.final


def _by_name(row: ClassRow) -> str:
    return row.row.student
