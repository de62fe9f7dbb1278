"""Reading the policy in `assignment.yaml` and an instructor's file of adjustments."""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from autograder.policy import DAY, Adjustments, Attempt, Override, Policy

_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": DAY, "week": 7 * DAY}


def read_policy(data: Mapping[str, Any], questions: Sequence[str]) -> Policy:
    """Return the policy that `assignment.yaml` writes; raise ValueError with the fault."""
    known = {"due", "time_zone", "grace", "late_percent_per_day", "late_percent_at_most", "attempt", "void"}
    _only(data, known, "policy")
    zone = read_zone(str(data.get("time_zone", "UTC")))
    void = data.get("void") or {}
    if not isinstance(void, Mapping) or not all(isinstance(reason, str) and reason for reason in void.values()):
        raise ValueError("policy: void is a mapping of questions to reasons")
    _only(void, set(questions), "policy: void")
    due = read_moment(data["due"]) if data.get("due") is not None else None
    return Policy(
        due if due is None or due.tzinfo is not None else due.replace(tzinfo=zone),
        zone,
        read_span(data.get("grace", "0 minutes")),
        _percent(data.get("late_percent_per_day", 0)),
        _percent(data.get("late_percent_at_most", 100)),
        Attempt(data.get("attempt", "latest")),
        dict(void),
    )


def read_adjustments(data: Mapping[str, Any], questions: Sequence[str]) -> Adjustments:
    """Return the adjustments that an instructor's file writes; raise ValueError with the fault."""
    _only(data, {"extra_time", "submitted", "overrides"}, "adjustments")
    entries = data.get("overrides") or []
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise ValueError("overrides is a list of entries with student, points and reason")
    return Adjustments(
        {str(name): read_span(span) for name, span in (data.get("extra_time") or {}).items()},
        {str(name): read_moment(moment) for name, moment in (data.get("submitted") or {}).items()},
        tuple(_override(entry, questions) for entry in entries),
    )


def _override(entry: Mapping[str, Any], questions: Sequence[str]) -> Override:
    _only(entry, {"student", "question", "points", "reason"}, "an override")
    student, reason, points = entry.get("student"), entry.get("reason"), entry.get("points")
    if not student or not reason or not isinstance(points, int | float) or not math.isfinite(points):
        raise ValueError("an override needs student, points (a number) and reason")
    question = str(entry.get("question") or "")
    if question and question not in questions:
        raise ValueError(f"an override of {student} names no question: {question}")
    return Override(str(student), float(points), str(reason), question)


def read_zone(name: str) -> tzinfo:
    """Return a time zone by its name or its distance from UTC."""
    if name[:1] in ("+", "-"):
        offset = datetime.strptime(name.replace(":", ""), "%z").utcoffset()
        return timezone(offset if offset is not None else timedelta())
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"no time zone {name!r}; write one such as Europe/Berlin or +01:00") from None


def read_moment(value: Any) -> datetime:
    """Return a date and time."""
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f"{value!r} is no date and time; write one such as 2026-11-20 23:59") from None


def read_span(value: Any) -> timedelta:
    """Return a length of time such as `2 days` or `90 minutes`."""
    number, _, unit = str(value).strip().partition(" ")
    try:
        return float(number) * _UNITS[unit.strip().removesuffix("s")]
    except (KeyError, ValueError, OverflowError):
        raise ValueError(f"{value!r} is no length of time; write one such as 2 days or 90 minutes") from None


def _percent(value: Any) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= 100:
        raise ValueError(f"{value!r} is no percentage")
    return float(value)


def _only(data: Mapping[str, Any], known: set[str], what: str) -> None:
    wrong = sorted(map(str, set(data) - known))
    if wrong:
        raise ValueError(f"{what} has no {', '.join(wrong)}; there are {', '.join(sorted(known))}")
