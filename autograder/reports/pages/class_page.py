"""`class.html`: what an instructor sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from autograder.reports.gradebook import number
from autograder.reports.pages import words
from autograder.reports.pages.classroom import CaseItem, Classroom, Held, QuestionItem
from autograder.reports.pages.drawing import histogram, range_bar, share_bar
from autograder.reports.pages.eyes import KINDS
from autograder.reports.pages.seat import Seat
from autograder.reports.pages.site import render
from autograder.reports.pages.statistics import SMALL, uncertainty
from autograder.reports.pages.statistics import histogram as histogram_of
from autograder.reports.text import lines, one_line
from autograder.standing import Adjusted

MAIN = 12
"""So many misconceptions are drawn at once, if several students share them; the rest stands folded below."""
FEW = 3
EASY, HARD, BLUNT = 0.95, 0.4, 0.2


@dataclass(frozen=True)
class Link:
    """A student, and the address of the student's page."""

    name: str
    address: str


@dataclass(frozen=True)
class Misconception:
    """One row of the main picture."""

    count: int
    bar: Markup
    sentence: str
    where: str
    students: tuple[Link, ...]


@dataclass(frozen=True)
class Row:
    """One question of the item analysis."""

    id: str
    lecture: str
    points: str
    mean: str
    range: Markup
    difficulty: str
    discrimination: str
    full: int
    none: int
    remark: str


@dataclass(frozen=True)
class StudentRow:
    """One line of the list of students."""

    link: Link
    total: str
    final: str
    lost: str
    status: str


def class_page(classroom: Classroom, stems: Mapping[str, str]) -> str:
    """Return the page of a class as HTML; `stems` names the file of each student's page."""
    return render("class.html", script="sort.js", page=View(classroom, stems), kind="wide", words=words, number=number)


class View:
    """The class as the template reads it."""

    def __init__(self, classroom: Classroom, stems: Mapping[str, str]) -> None:
        self.classroom = classroom
        self.homework = classroom.homework
        self._stems = stems
        self._share = len(classroom.judged)

    def link(self, student: str) -> Link:
        """Return a student with the address of the student's page."""
        return Link(one_line(student, 60), f"feedback/{quote(self._stems[student])}.html")

    @property
    def headline(self) -> str:
        """The class in one sentence."""
        held, most = self.classroom.held, self._share
        if not self.classroom.judged:
            return "Nothing could be graded yet."
        if not held or len(held[0].holders) < 2:
            return "No known mistake is shared by two students."
        return (
            f"{words.count(len(held[0].holders), 'student')} of {most} share one mistake in {held[0].function}; "
            f"{words.count(sum(len(h.holders) > 1 for h in held), 'mistake is', 'mistakes are')} held by more than one."
        )

    @property
    def figures(self) -> Sequence[tuple[str, str, str]]:
        """The numbers at the top: name, value, and what it is of."""
        totals = self.classroom.spread
        of = f"of {self.homework.points}"
        shown = [("submissions", str(len(self.classroom.seats) - len(self.classroom.missing)), "")]
        if totals is not None:
            shown += [("mean", f"{totals.mean:.1f}", of), ("median", f"{totals.median:.1f}", of)]
        shown += [("late", str(len(self.classroom.late)), ""), ("missing", str(len(self.classroom.missing)), "")]
        return [*shown, ("need your eyes", str(len({look.student for look in self.classroom.looks})), "")]

    @cached_property
    def main(self) -> tuple[Misconception, ...]:
        """The misconceptions that are drawn: those that several students share, or, where none is, a few."""
        shared = sum(len(held.holders) > 1 for held in self.classroom.held)
        return tuple(map(self._misconception, self.classroom.held[: min(MAIN, shared) or FEW]))

    @property
    def rest(self) -> tuple[Misconception, ...]:
        """Those that are folded."""
        return tuple(map(self._misconception, self.classroom.held[len(self.main) :]))

    @property
    def graded(self) -> int:
        """How many submissions the analysis is about."""
        return self._share

    @property
    def unexplained(self) -> Sequence[tuple[str, str, tuple[Link, ...]]]:
        """Questions in which students fail without a mistake that has a name."""
        rows = sorted(self.classroom.questions, key=lambda question: -len(question.unexplained))
        return [
            (question.id, question.lecture, tuple(map(self.link, question.unexplained)))
            for question in rows
            if question.unexplained
        ]

    @property
    def histogram(self) -> Markup | None:
        """How many totals lie where."""
        totals, maximum = self.classroom.spread, self.homework.points
        return None if totals is None else histogram(histogram_of(self.classroom.totals, maximum), maximum, totals)

    @property
    def spread(self) -> str:
        """The distribution in words."""
        totals = self.classroom.spread
        if totals is None:
            return ""
        return (
            f"Half of the class lies between {totals.lower:.1f} and {totals.upper:.1f} points; "
            f"the standard deviation is {totals.deviation:.1f}."
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """The questions."""
        return tuple(map(self._row, self.classroom.questions))

    @property
    def reliability(self) -> str:
        """Cronbach's alpha, and how far it may be trusted."""
        alpha = self.classroom.alpha
        if alpha is None:
            return "Too few graded submissions that differ: how well the questions measure one thing cannot be said."
        meaning = "consistent" if alpha >= 0.8 else "fairly consistent" if alpha >= 0.6 else "not consistent"
        return f"Cronbach’s α is {alpha:.2f}: taken together, the questions are {meaning}."

    @property
    def caveat(self) -> str:
        """What a small class does to such figures."""
        off = uncertainty(self._share)
        if off is None:
            return ""
        small = "This is a small class: read these figures as hints. " if self._share < SMALL else ""
        return (
            f"{small}With {self._share} graded submissions a discrimination may be off by ±{off:.2f}. Submissions that "
            "stopped half-way answer whole blocks with 0, which raises both α and discrimination."
        )

    @property
    def nobody(self) -> tuple[CaseItem, ...]:
        """Cases that nobody passes."""
        return tuple(case for case in self.classroom.cases if case.passed == 0)

    @property
    def everybody(self) -> tuple[CaseItem, ...]:
        """Cases that everybody passes who started their question."""
        return tuple(case for case in self.classroom.cases if case.passed == case.tried)

    @property
    def backwards(self) -> tuple[CaseItem, ...]:
        """Cases that stronger students fail more than weaker ones, beyond chance."""
        off = uncertainty(self._share) or 1.0
        return tuple(case for case in self.classroom.cases if (case.discrimination or 0.0) < -off)

    @property
    def eyes(self) -> Sequence[tuple[str, str, tuple[tuple[Link, str], ...]]]:
        """What needs a look, by kind: the kind, what it means, and who."""
        found: dict[str, list[tuple[Link, str]]] = {}
        for look in self.classroom.looks:
            found.setdefault(look.kind, []).append((self.link(look.student), look.words))
        return [(kind, KINDS[kind], tuple(entries)) for kind, entries in found.items()]

    @property
    def written(self) -> Sequence[tuple[str, Sequence[tuple[str, tuple[Link, ...]]]]]:
        """The written answers, by exercise: each text once, and who wrote it."""
        found: dict[str, dict[str, list[Link]]] = {}
        for seat in self.classroom.seats:
            for exercise, text in seat.explanations:
                found.setdefault(exercise, {}).setdefault(lines(text), []).append(self.link(seat.student))
        return [
            (one_line(exercise), [(text, tuple(links)) for text, links in texts.items()])
            for exercise, texts in sorted(found.items())
        ]

    @property
    def late(self) -> Sequence[tuple[Link, str, str]]:
        """Who was late, by how much, and what that costs."""
        return [
            (self.link(seat.student), words.duration(seat.standing.late), _costs(seat)) for seat in self.classroom.late
        ]

    @property
    def missing(self) -> tuple[Link, ...]:
        """Who handed nothing in."""
        return tuple(map(self.link, self.classroom.missing))

    @property
    def students(self) -> tuple[StudentRow, ...]:
        """Everyone."""
        return tuple(map(self._student, self.classroom.seats))

    @property
    def adjusted(self) -> bool:
        """Whether any score differs from what the checks give."""
        return any(seat.final != seat.total for seat in self.classroom.seats)

    def _misconception(self, held: Held) -> Misconception:
        count = len(held.holders)
        sure = "" if held.exact == count else f", {held.exact} of them exactly" if held.exact else ", likely"
        return Misconception(
            count,
            share_bar(count, self._share, f"{count} of {self._share}"),
            held.sentence,
            f"{held.function}, in {held.question}, {held.lecture} of the lecture · costs {words.points(held.cost)} "
            f"on average{sure}",
            tuple(map(self.link, held.holders)),
        )

    def _row(self, question: QuestionItem) -> Row:
        item = question.item
        discrimination = "–" if item.discrimination is None else f"{item.discrimination:.2f}".replace("-", "−")
        return Row(
            question.id, question.lecture, f"{item.points:g}", f"{item.spread.mean:.2f}",
            range_bar(item.spread, item.points), f"{item.difficulty:.2f}", discrimination, item.full, item.none,
            self._remark(item.difficulty, item.discrimination),
        )  # fmt: skip

    def _remark(self, difficulty: float, discrimination: float | None) -> str:
        if difficulty >= EASY:
            return "easy for all"
        if difficulty <= HARD:
            return "hard"
        if discrimination is not None and discrimination < BLUNT:
            return "does not tell strong from weak"
        return ""

    def _student(self, seat: Seat) -> StudentRow:
        total, final = ("–" if points is None else f"{points:.2f}" for points in (seat.total, seat.final))
        status = "" if seat.status == "ok" else one_line(seat.status, 80)
        return StudentRow(self.link(seat.student), total, final, seat.losses, status)


def _costs(seat: Seat) -> str:
    costs = [entry for entry in seat.standing.adjustments if entry.kind is Adjusted.LATE]
    return "; ".join(f"{words.signed(entry.points)} points" for entry in costs)
