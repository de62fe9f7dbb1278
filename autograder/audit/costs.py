"""What known mistakes cost, and how far they are from being let through."""

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.audit.trial import Verdict
from autograder.grading.checks import Checks

Data = dict[str, Any]


def costs(checks: Checks, tried: Sequence[Verdict], quick: bool) -> Data:
    """Return what known mistakes cost, in their own question and in others."""
    own = {v.identity: sum(lost.points for lost in v.lost if lost.question == v.question) for v in tried}
    elsewhere = {v.identity: {k.question: k.points for k in v.lost if k.question != v.question} for v in tried}
    share = {v.identity: own[v.identity] / checks.plans[v.question].question.points for v in tried}
    return {
        "tried": len(tried),
        "lose nothing": [v.identity for v in tried if not own[v.identity] and not v.timed_out],
        "also cost others": None if quick else {name: others for name, others in elsewhere.items() if others},
        "share of own question": _quartiles(sorted(share.values())),
        "by question": {
            name: _costs([v.identity for v in tried if v.question == name], share, elsewhere)
            for name in checks.plans if any(v.question == name for v in tried)
        },
    }  # fmt: skip


def _costs(
    known: Sequence[str], share: Mapping[str, float], elsewhere: Mapping[str, Mapping[str, float]]
) -> Data:  # fmt: skip
    """Return what the known mistakes of one question cost in it, and in others."""
    others = [sum(elsewhere[name].values()) for name in known]
    return {
        "tried": len(known),
        "share of own question": _quartiles(sorted(share[name] for name in known)),
        "also cost others": sum(cost > 0 for cost in others),
        "most in others": round(max(others), 2),
    }


def tolerance_gap(right: Sequence[Verdict], wrong: Sequence[Verdict]) -> Data:
    """Return the largest error of a right answer, and the smallest of a wrong one that has no other fault."""
    accepted = [(v.error, v.identity) for v in right if v.error is not None]
    caught = [(v.error, v.identity) for v in wrong if v.error is not None and v.error > 1]
    return {
        "right": _rounded(*max(accepted, default=(0.0, ""))),
        "wrong": _rounded(*min(caught, default=(0.0, ""))),
        "wrong by numbers alone": len(caught),
    }


def _rounded(error: float, identity: str) -> list[float | str]:
    return [float(f"{error:.2g}"), identity]


def _quartiles(values: Sequence[float]) -> list[float]:
    """Return least, quarter, half, three quarters and most of sorted values."""
    return [round(values[(len(values) - 1) * part // 4], 2) for part in range(5)] if values else []
