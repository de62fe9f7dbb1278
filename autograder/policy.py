"""What is done to points after the checks, as data: the homework's policy and the instructor's adjustments."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from functools import cached_property

from autograder.standing import Adjusted, Adjustment, Standing

DAY = timedelta(days=1)


class Attempt(Enum):
    """Which of several attempts counts."""

    LATEST = "latest"
    LATEST_ON_TIME = "latest on time"
    BEST = "best"


@dataclass(frozen=True)
class Policy:
    """What holds for everyone. Late work loses `late_percent_per_day` of the points there are for each day begun."""

    due: datetime | None = None
    zone: tzinfo = UTC
    grace: timedelta = timedelta()
    late_percent_per_day: float = 0.0
    late_percent_at_most: float = 100.0
    attempt: Attempt = Attempt.LATEST
    void: Mapping[str, str] = field(default_factory=dict)
    points_possible: float | None = None
    score_threshold: float | None = None

    @property
    def is_scaled(self) -> bool:
        """Whether the points of the questions are not yet those of the homework."""
        return self.points_possible is not None or self.score_threshold is not None

    def scaled(self, total: float, maximum: float) -> float:
        """Return what a total comes to: all or nothing by the threshold, else its share of the points possible."""
        possible = maximum if self.points_possible is None else self.points_possible
        share = total / maximum if maximum else 0.0
        if self.score_threshold is not None:
            share = float(share >= self.score_threshold)
        return round(share * possible, 2)

    def late(self, submitted: datetime | None, extra: timedelta = timedelta()) -> timedelta:
        """Return by how much work is late, nothing within the grace."""
        if self.due is None or submitted is None:
            return timedelta()
        late = self.local(submitted) - (self.due + extra)
        return late if late > self.grace else timedelta()

    def local(self, moment: datetime) -> datetime:
        """Return a moment with its zone: the homework's, where the download names none."""
        return moment.replace(tzinfo=self.zone) if moment.tzinfo is None else moment

    def penalty(self, late: timedelta, maximum: float) -> float:
        """Return the points that being late costs."""
        days = math.ceil(late / DAY)
        return round(maximum * min(self.late_percent_at_most, days * self.late_percent_per_day) / 100, 2)


@dataclass(frozen=True)
class Override:
    """Points that an instructor gives, for a question or, where that is empty, for the whole homework."""

    student: str
    points: float
    reason: str
    question: str = ""


@dataclass(frozen=True)
class Adjustments:
    """What holds for single students, by the name of their row or one of their identifiers."""

    extra_time: Mapping[str, timedelta] = field(default_factory=dict)
    submitted: Mapping[str, datetime] = field(default_factory=dict)
    overrides: Sequence[Override] = ()

    @cached_property
    def students(self) -> frozenset[str]:
        """Everyone who is named."""
        return frozenset({*self.extra_time, *self.submitted, *(override.student for override in self.overrides)})

    @cached_property
    def _by_student(self) -> Mapping[str, "Adjustments"]:
        """What is meant for each of those who are named, by the name without its case."""
        overrides: dict[str, list[Override]] = {}
        for override in self.overrides:
            overrides.setdefault(override.student.casefold(), []).append(override)
        extra = {name.casefold(): span for name, span in self.extra_time.items()}
        submitted = {name.casefold(): moment for name, moment in self.submitted.items()}
        return {
            name: Adjustments(
                {name: extra[name]} if name in extra else {},
                {name: submitted[name]} if name in submitted else {},
                tuple(overrides.get(name, ())),
            )
            for name in extra.keys() | submitted.keys() | overrides.keys()
        }

    def of(self, names: Sequence[str]) -> "Adjustments":
        """Return what is meant for a student who goes by these names."""
        if not self.students:
            return self
        found = [
            self._by_student[name] for name in {name.casefold(): None for name in names} if name in self._by_student
        ]
        if len(found) == 1:
            return found[0]
        return Adjustments(
            {name: span for own in found for name, span in own.extra_time.items()},
            {name: moment for own in found for name, moment in own.submitted.items()},
            tuple(override for own in found for override in own.overrides),
        )

    @property
    def extra(self) -> timedelta:
        """The extra time of one student."""
        return max(self.extra_time.values(), default=timedelta())


@dataclass(frozen=True)
class Scores:
    """The points of each question of one student, and what each question gives at most."""

    points: Mapping[str, float]
    maxima: Mapping[str, float]


def standing(
    policy: Policy, own: Adjustments, submitted: datetime | None, scores: Scores | None, members: tuple[str, ...] = ()
) -> Standing:
    """Return where one student stands: every change of their points with its reason, and the final points."""
    submitted = next(iter(own.submitted.values()), submitted)
    moment = policy.local(submitted) if submitted is not None else None
    late = policy.late(moment, own.extra)
    if scores is None:
        return Standing(moment, late, final=_final_override(own), members=members)
    changes = [*_voided(policy, scores), *_overridden(own, scores)]
    total = round(sum(scores.points.values()) + sum(change.points for change in changes), 2)
    if policy.is_scaled:
        scaled = policy.scaled(total, sum(scores.maxima.values()))
        changes.append(Adjustment(Adjusted.SCALE, round(scaled - total, 2), _scale(policy)))
        total = scaled
    penalty = min(policy.penalty(late, sum(scores.maxima.values())), max(total, 0.0))
    if penalty:
        changes.append(Adjustment(Adjusted.LATE, -penalty, f"{_span(late)} late"))
    final = round(total - penalty, 2)
    for override in own.overrides:
        if not override.question:
            changes.append(Adjustment(Adjusted.OVERRIDE, round(override.points - final, 2), override.reason))
            final = override.points
    return Standing(moment, late, tuple(changes), final, members)


def _scale(policy: Policy) -> str:
    of = f"of {policy.points_possible:g} points" if policy.points_possible is not None else ""
    least = f"all or none, from {100 * policy.score_threshold:g} %" if policy.score_threshold is not None else ""
    return ", ".join(part for part in (of, least) if part)


def _final_override(own: Adjustments) -> float | None:
    return next((override.points for override in reversed(own.overrides) if not override.question), None)


def _voided(policy: Policy, scores: Scores) -> list[Adjustment]:
    return [
        Adjustment(Adjusted.VOID, round(scores.maxima[name] - scores.points[name], 2), reason, name)
        for name, reason in policy.void.items()
        if name in scores.points and scores.points[name] < scores.maxima[name]
    ]


def _overridden(own: Adjustments, scores: Scores) -> list[Adjustment]:
    return [
        Adjustment(
            Adjusted.OVERRIDE, round(override.points - scores.points[override.question], 2), override.reason,
            override.question,
        )
        for override in {override.question: override for override in own.overrides}.values()
        if override.question in scores.points
    ]  # fmt: skip


def _span(late: timedelta) -> str:
    hours, minutes = divmod(math.ceil(late / timedelta(minutes=1)), 60)
    days, hours = divmod(hours, 24)
    parts = [f"{count} {unit}" for count, unit in ((days, "d"), (hours, "h"), (minutes, "min")) if count]
    return " ".join(parts[:2]) or "0 min"
