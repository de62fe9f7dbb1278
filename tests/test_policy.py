"""What the homework's policy and the instructor's adjustments make of points."""

from datetime import UTC, datetime, timedelta

import pytest

from autograder.policy import Adjustments, Attempt, Policy, Scores, standing
from autograder.rules import read_adjustments, read_policy
from autograder.standing import Adjusted

QUESTIONS = ("a", "b")
POLICY = {
    "due": "2026-11-20 23:59",
    "time_zone": "Europe/Berlin",
    "grace": "15 minutes",
    "late_percent_per_day": 10,
    "late_percent_at_most": 25,
}
SCORES = Scores({"a": 30.0, "b": 50.0}, {"a": 40.0, "b": 60.0})


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute)


def final(submitted: datetime | None, data: dict[str, object] | None = None, **policy: object) -> float | None:
    adjustments = read_adjustments(data or {}, QUESTIONS).of(["ada"])
    return standing(read_policy({**POLICY, **policy}, QUESTIONS), adjustments, submitted, SCORES).final


@pytest.mark.parametrize(
    ("submitted", "points"),
    [
        (None, 80),
        (at(20, 23, 59), 80),
        (at(21, 0, 14), 80),
        (at(21, 0, 15), 70),
        (at(21, 23, 59), 70),
        (at(22, 0, 0), 60),
        (at(29, 0, 0), 55),
        (datetime(2026, 11, 20, 22, 59, tzinfo=UTC), 80),
        (datetime(2026, 11, 20, 23, 15, tzinfo=UTC), 70),
    ],
)
def test_each_day_begun_costs_its_part_of_the_points_there_are(submitted: datetime | None, points: float) -> None:
    assert final(submitted) == points


def test_the_clock_is_the_homework_s_own_also_when_summer_ends() -> None:
    policy = read_policy({"due": "2026-10-26 00:00", "time_zone": "Europe/Berlin"}, QUESTIONS)
    assert policy.late(datetime(2026, 10, 25, 23, 30, tzinfo=UTC)) == timedelta(minutes=30)
    assert policy.late(datetime(2026, 10, 25, 22, 59, tzinfo=UTC)) == timedelta()


def test_a_penalty_never_goes_below_nothing() -> None:
    assert standing(read_policy({**POLICY, "late_percent_at_most": 100, "late_percent_per_day": 50}, QUESTIONS),
                    Adjustments(), at(29, 0), SCORES).final == 0  # fmt: skip


def test_extra_time_is_one_student_s_own() -> None:
    assert final(at(22, 12), {"extra_time": {"Ada": "2 days"}}) == 80
    assert final(at(22, 12), {"extra_time": {"bob": "2 days"}}) == 60


def test_a_time_that_the_download_lacks_can_be_given() -> None:
    assert final(None, {"submitted": {"ada": "2026-11-21 12:00"}}) == 70


def test_a_void_question_gives_everyone_its_points() -> None:
    assert final(None, void={"b": "the docstring was wrong"}) == 90


def test_overrides_set_a_question_or_the_end_and_say_why() -> None:
    data: dict[str, object] = {"overrides": [{"student": "ada", "question": "a", "points": 40, "reason": "by hand"}]}
    assert final(at(21, 12), data) == 80
    data = {"overrides": [{"student": "ada", "points": 99, "reason": "excused"}]}
    place = standing(read_policy(POLICY, QUESTIONS), read_adjustments(data, QUESTIONS).of(["ada"]), at(21, 12), SCORES)
    assert [(change.kind, change.points) for change in place.adjustments] == [
        (Adjusted.LATE, -10),
        (Adjusted.OVERRIDE, 29),
    ]
    assert place.final == 99


def test_the_changes_always_add_up_to_the_final_points() -> None:
    data = {"overrides": [{"student": "ada", "question": "b", "points": 12.34, "reason": "x"}]}
    own = read_adjustments(data, QUESTIONS).of(["ada"])
    place = standing(read_policy({**POLICY, "void": {"a": "y"}}, QUESTIONS), own, at(22, 1), SCORES)
    assert place.final == pytest.approx(80 + sum(change.points for change in place.adjustments))


def test_nothing_graded_stays_nothing() -> None:
    assert standing(Policy(), Adjustments(), None, None).final is None


@pytest.mark.parametrize(
    "data",
    [
        {"deu": "2026-11-20"},
        {"due": "tomorrow"},
        {"time_zone": "Middle/Earth"},
        {"time_zone": "../../etc/passwd"},
        {"grace": "a while"},
        {"late_percent_per_day": 200},
        {"attempt": "first"},
        {"void": {"z": "no such question"}},
        {"void": {"a": ""}},
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read_policy(data, QUESTIONS)


@pytest.mark.parametrize(
    "data",
    [
        {"bonus": {}},
        {"extra_time": {"ada": "lots"}},
        {"overrides": [{"student": "ada", "points": 1}]},
        {"overrides": [{"student": "ada", "points": "x", "reason": "y"}]},
        {"overrides": [{"student": "ada", "points": 1, "reason": "y", "question": "z"}]},
        {"overrides": "ada"},
    ],
)
def test_adjustments_that_cannot_be_meant_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read_adjustments(data, QUESTIONS)


def test_attempts_are_called_as_people_call_them() -> None:
    assert [kind.value for kind in Attempt] == ["latest", "latest on time", "best"]
