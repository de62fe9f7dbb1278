"""From what became of each candidate to the figures of the audit, as plain data that reads the same on every run."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import yaml

from autograder.audit.canaries import HARD_CODED
from autograder.audit.costs import Data, costs, tolerance_gap
from autograder.audit.excuses import Excuses
from autograder.audit.population import Kind
from autograder.audit.trial import Verdict
from autograder.grading.checks import Checks
from autograder.homework import Homework

MUTANTS = (Kind.OF_SOLUTION.value, Kind.OF_RIGHT.value)
NAMED_AT_LEAST = 0.95
WRONG_AT_MOST = 0.02
MOST_HARD_CODED = 1 / 3
MOST_DULL = 0.4
"""What an answer may get that is wrong everywhere, but refuses what is refused and has the right structure."""


def read_ideas(homework: Homework) -> frozenset[tuple[str, frozenset[str]]]:
    """Read which pairs of a homework's known mistakes are one idea: question and names."""
    path = homework.root / "autograder" / "audit" / "same_idea.yaml"
    pairs = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return frozenset((question, frozenset(pair)) for question, listed in pairs.items() for pair in listed)


def figures(checks: Checks, verdicts: Sequence[Verdict], excuses: Excuses, quick: bool) -> Data:
    """Return all figures of an audit."""
    cases = list(_cases(checks, verdicts))
    return {
        "form": "quick" if quick else "whole",
        "questions": len(checks.plans),
        "questions in all": len(checks.homework.questions),
        "mutants": {kind: _mutation(checks, verdicts, excuses, kind) for kind in MUTANTS},
        "survivors": _survivors(verdicts, excuses),
        "misconceptions": costs(checks, _of(verdicts, Kind.MISCONCEPTION.value), quick),
        "right_answers": _right(verdicts),
        "diagnosis": _diagnosis(verdicts, read_ideas(checks.homework)),
        "tolerance": tolerance_gap(_of(verdicts, Kind.RIGHT.value), _of(verdicts, Kind.MISCONCEPTION.value)),
        "canaries": _canaries(checks, verdicts),
        "cases": cases,
        "cases that fail nothing": [
            f"{case['question']}: {case['case']}"
            for case in cases if not case["misconceptions"] + case["mutants"] + case["canaries"]
        ],
    }  # fmt: skip


def _of(verdicts: Sequence[Verdict], *kinds: str) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.kind in kinds]


def _mutation(checks: Checks, verdicts: Sequence[Verdict], excuses: Excuses, kind: str) -> Data:
    rows: Data = {}
    for question in checks.plans:
        own = [verdict for verdict in _of(verdicts, kind) if verdict.question == question]
        if own:
            rows[question] = _score(own, excuses)
    return {"all": _score(_of(verdicts, kind), excuses), "by question": rows}


def _score(tried: Sequence[Verdict], excuses: Excuses) -> Data:
    survived = [verdict for verdict in tried if verdict.survived]
    excused = [excuse for verdict in survived if (excuse := excuses.of(verdict.identity)) is not None]
    return {
        "tried": len(tried),
        "killed": len(tried) - len(survived),
        "equivalent": sum(excuse.is_equivalent for excuse in excused),
        "not promised": sum(not excuse.is_equivalent for excuse in excused),
        "unexplained": len(survived) - len(excused),
        "endless": sum(verdict.timed_out for verdict in tried),
    }


def _survivors(verdicts: Sequence[Verdict], excuses: Excuses) -> Data:
    tried = _of(verdicts, *MUTANTS)
    survived = [verdict.identity for verdict in tried if verdict.survived]
    killed = [verdict.identity for verdict in tried if not verdict.survived]
    reasons = Counter(excuse.reason for one in survived if (excuse := excuses.of(one)) is not None)
    return {
        "unexplained": [identity for identity in survived if excuses.of(identity) is None],
        "killed after all": sorted(filter(excuses.is_killed_in_spite, killed)),
        "tried elsewhere": sum(one.elsewhere is not None for one in tried),
        "not right elsewhere": {
            one.identity: one.elsewhere
            for one in tried
            if one.elsewhere and not excuses.allows_a_difference(one.identity)
        },
        "by reason": dict(reasons.most_common()),
    }


def _right(verdicts: Sequence[Verdict]) -> Data:
    tried = _of(verdicts, Kind.RIGHT.value)
    return {"tried": len(tried), "refused": {v.identity: list(v.faults) for v in tried if not v.survived}}


def _diagnosis(verdicts: Sequence[Verdict], ideas: Collection[tuple[str, frozenset[str]]]) -> Data:
    tried = _of(verdicts, Kind.MISCONCEPTION.value)
    said = [(v, {sentence for _, sentence in v.named}) for v in tried]
    pairs = {
        tuple(sorted((v.identity, f"{v.question} | {name}")))
        for v in tried for name, sentence in v.twins if sentence != v.sentence
    }  # fmt: skip
    return {
        "known": {
            "right": sum(v.sentence in sentences for v, sentences in said),
            "none": sum(not sentences for _, sentences in said),
            "wrong": [v.identity for v, sentences in said if sentences and v.sentence not in sentences],
        },
        "unknown": {
            "none": sum(not v.unknown for v in tried),
            "same idea": sum(bool(v.unknown) and _is_same_idea(v, ideas) for v in tried),
            "wrong": {v.identity: v.unknown[0][0] for v in tried if v.unknown and not _is_same_idea(v, ideas)},
        },
        "indistinguishable": [list(pair) for pair in sorted(pairs)],
    }


def _is_same_idea(verdict: Verdict, ideas: Collection[tuple[str, frozenset[str]]]) -> bool:
    name, sentence = verdict.unknown[0]
    pair = (verdict.question, frozenset({verdict.identity.split(" | ")[1], name}))
    return sentence == verdict.sentence or pair in ideas


def _canaries(checks: Checks, verdicts: Sequence[Verdict]) -> Data:
    rows: Data = {}
    for verdict in _of(verdicts, Kind.CANARY.value):
        points = checks.plans[verdict.question].question.points
        earned = round(points - sum(lost.points for lost in verdict.lost), 2) if not verdict.timed_out else 0.0
        rows.setdefault(verdict.identity.split(" | ")[1], {})[verdict.question] = round(earned / points, 2)
    return {name: {"most": max(row.values()), "by question": row} for name, row in rows.items()}


def _cases(checks: Checks, verdicts: Sequence[Verdict]) -> Iterator[Data]:
    """Yield the kill matrix: for every case what it fails, and what no other case of its question does."""
    failed: Counter[tuple[str, int, str]] = Counter()
    alone: Counter[tuple[str, int]] = Counter()
    kinds = {Kind.MISCONCEPTION.value: "misconceptions", Kind.CANARY.value: "canaries"}
    for verdict in _of(verdicts, *kinds, *MUTANTS):
        kind = kinds.get(verdict.kind, "mutants")
        for lost in verdict.lost:
            if lost.question == verdict.question:
                failed.update((lost.question, number, kind) for number in lost.cases)
                if len(lost.cases) == 1 and kind != "canaries":
                    alone[lost.question, lost.cases[0]] += 1
    for name, plan in checks.plans.items():
        for number, planned in enumerate(plan.cases):
            yield {
                "question": name, "case": planned.case.name, "hidden": planned.case.hidden,
                "points": round(float(planned.points), 2), "calls": len(planned.calls),
                "misconceptions": failed[name, number, "misconceptions"], "mutants": failed[name, number, "mutants"],
                "canaries": failed[name, number, "canaries"], "alone": alone[name, number],
            }  # fmt: skip


def faults(data: Data) -> list[str]:
    """Return what the audit holds against the checks, a line each; nothing where they are as they should be."""
    found = [f"the contract: {one}" for one in data["uncovered promises"]]
    found += [f"a mutant survives and no reason is listed: {one}" for one in data["survivors"]["unexplained"]]
    elsewhere = data["survivors"]["not right elsewhere"]
    found += [f"a survivor is not right on other inputs: {one}: {how}" for one, how in elsewhere.items()]
    found += [f"listed as a survivor, but killed: {one}" for one in data["survivors"]["killed after all"]]
    found += [f"a known mistake costs nothing: {one}" for one in data["misconceptions"]["lose nothing"]]
    found += [f"a right answer is refused: {one}: {why}" for one, why in data["right_answers"]["refused"].items()]
    found += [f"a known mistake is called by another's name: {one}" for one in data["diagnosis"]["known"]["wrong"]]
    if data["diagnosis"]["known"]["right"] < NAMED_AT_LEAST * data["misconceptions"]["tried"]:
        found.append(f"only {data['diagnosis']['known']['right']} known mistakes are named")
    whole = data["questions"] == data["questions in all"]
    if whole and len(data["diagnosis"]["unknown"]["wrong"]) > WRONG_AT_MOST * data["misconceptions"]["tried"]:
        found.append(f"{len(data['diagnosis']['unknown']['wrong'])} unknown mistakes are called by another's name")
    found += [f"a case that fails nothing: {case}" for case in data["cases that fail nothing"]]
    for name, row in data["canaries"].items():
        limit = MOST_HARD_CODED if name == HARD_CODED else MOST_DULL
        found += [f"{name} get {share:.0%} of {q}" for q, share in row["by question"].items() if share > limit]
    return found
