"""The figures of an audit as a table to be read."""

from collections.abc import Iterator, Mapping
from typing import Any

Data = Mapping[str, Any]

LONGEST_LIST = 40


def markdown(data: Data) -> str:
    """Return the readable table. It holds no time and no date, so the same checks give the same bytes."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: Data) -> Iterator[str]:
    yield "# The checks, checked"
    yield ""
    yield f"Written by `autograder audit`, {data['form']} form; `make audit` writes it anew."
    yield ""
    yield from _summary(data)
    yield from _costs(data)
    yield from _mutation(data)
    yield from _cases(data)
    yield from _lists(data)


def _summary(data: Data) -> Iterator[str]:
    wrong, right, diagnosis = data["misconceptions"], data["right_answers"], data["diagnosis"]
    known, unknown = diagnosis["known"], diagnosis["unknown"]
    shares = ", ".join(f"{share:.0%}" for share in wrong["share of own question"])
    named = f"{known['right']}, {known['none']}, {len(known['wrong'])}"
    guessed = f"{unknown['none']}, {unknown['same idea']}, {len(unknown['wrong'])}"
    others = wrong["also cost others"]
    elsewhere = "not tried in the quick form" if others is None else len(others)
    rows = {
        "known wrong answers that lose points": f"{wrong['tried'] - len(wrong['lose nothing'])} of {wrong['tried']}",
        "… share of their question that they lose: least, quarter, half, three quarters, most": shares,
        "… that also lose points in another question": elsewhere,
        "unusual right answers that keep all points": f"{right['tried'] - len(right['refused'])} of {right['tried']}",
        "known mistakes named: rightly, not at all, wrongly": named,
        "… while struck off the list: nothing said, the same idea, another": guessed,
        "pairs of mistakes with different sentences that no case tells apart": len(diagnosis["indistinguishable"]),
    }
    rows |= {f"{name}: the most that a question gives": f"{row['most']:.0%}" for name, row in data["canaries"].items()}
    for kind, which in (("right", "largest error of a right"), ("wrong", "smallest error of a wrong")):
        error, identity = data["tolerance"][kind]
        seen = f"{error:.2g} ({identity.replace(' | ', ': ')})" if identity else "none"
        rows[f"{which} answer in numbers; 1 is what is let through"] = seen
    rows["cases that fail nothing"] = len(data["cases that fail nothing"])
    rows["sentences of the stubs without a case"] = len(data["uncovered promises"])
    for name, row in data["chance"].items():
        seen = f"{row['stated']:.0e}; {row['failed']} of {row['judged']}"
        rows[f"{name}: stated odds that chance fails a right answer; seen with other seeds"] = seen
    yield "| what was tried | result |"
    yield "|---|---|"
    yield from (f"| {what} | {result} |" for what, result in rows.items())
    yield ""


def _costs(data: Data) -> Iterator[str]:
    yield "## What a known mistake costs"
    yield ""
    yield "Shares of the points of its own question; the last columns are points lost in other questions."
    yield ""
    yield "| question | mistakes | least | quarter | half | three quarters | most | also cost others | most in others |"
    yield "|---|---|---|---|---|---|---|---|---|"
    whole = data["misconceptions"]["also cost others"] is not None
    for question, row in data["misconceptions"]["by question"].items():
        shares = " | ".join(f"{share:.0%}" for share in row["share of own question"])
        others = f"{row['also cost others']} | {row['most in others']}" if whole else "not tried | not tried"
        yield f"| {question} | {row['tried']} | {shares} | {others} |"
    yield ""


def _mutation(data: Data) -> Iterator[str]:
    yield "## One slip at a time"
    yield ""
    yield "Each mutant is a solution, or an unusual right answer, with one slip in it. A survivor is *equivalent* where"
    yield "it is a right answer too, and *not promised* where it breaks only what no stub promises; each is listed with"
    yield "its reason in `survivors.yaml`. *Score* leaves those out, *raw* does not."
    yield ""
    tried, differ = data["survivors"]["tried elsewhere"], len(data["survivors"]["not right elsewhere"])
    yield f"{tried} survivors were also held against the solutions on random inputs of any shape and size that the"
    yield f"contract allows, refused ones too (`inputs.py`); {differ} are not right there. There are no such inputs for"
    yield "functions with more than one right answer."
    yield ""
    yield "| | mutants | killed | raw | equivalent | not promised | unexplained | score |"
    yield "|---|---|---|---|---|---|---|---|"
    for kind, scores in data["mutants"].items():
        yield _score(f"**{kind.replace('mutant', 'mutants')}**", scores["all"])
        for question, score in scores["by question"].items():
            yield _score(question, score)
    yield ""


def _score(name: str, score: Data) -> str:
    rest = score["tried"] - score["equivalent"] - score["not promised"]
    raw, true = (score["killed"] / max(1, score["tried"]), score["killed"] / max(1, rest))
    counts = (score["tried"], score["killed"], f"{raw:.1%}", score["equivalent"], score["not promised"])
    return f"| {name} | {' | '.join(map(str, counts))} | {score['unexplained']} | {true:.2%} |"


def _cases(data: Data) -> Iterator[str]:
    yield "## What each case fails"
    yield ""
    yield "Wrong answers and mutants of its own question; *alone* are those that no other case of the question fails."
    yield ""
    yield "| question | case | points | calls | wrong answers | mutants | alone |"
    yield "|---|---|---|---|---|---|---|"
    for row in data["cases"]:
        name = f"{row['case']}{'' if row['hidden'] else ' (public)'}"
        yield (
            f"| {row['question']} | {name} | {row['points']} | {row['calls']} | {row['misconceptions']} "
            f"| {row['mutants']} | {row['alone']} |"
        )
    yield ""


def _lists(data: Data) -> Iterator[str]:
    costly = (data["misconceptions"]["also cost others"] or {}).items()
    others = {name: ", ".join(f"{q} −{p}" for q, p in row.items()) for name, row in costly}
    costs = [f"{name}: {what}" for name, what in others.items()]
    yield from _list("Known mistakes that also cost another question", costs, longest=len(costs))
    guesses = data["diagnosis"]["unknown"]["wrong"]
    yield from _list(
        "Called by another's name while struck off the list", [f"{name} as {other}" for name, other in guesses.items()]
    )
    yield from _list(
        "Pairs that no case tells apart", [" = ".join(pair) for pair in data["diagnosis"]["indistinguishable"]]
    )
    yield from _list(
        "Survivors by reason", [f"{count} × {why}" for why, count in data["survivors"]["by reason"].items()]
    )
    yield from _list("Survivors without a reason", data["survivors"]["unexplained"])
    refused = data["right_answers"]["refused"]
    yield from _list("Right answers refused", [f"{name}: {'; '.join(why)}" for name, why in refused.items()])


def _list(title: str, entries: list[str], longest: int = LONGEST_LIST) -> Iterator[str]:
    if entries:
        yield f"## {title}"
        yield ""
        yield from (f"- {entry}" for entry in entries[:longest])
        if len(entries) > longest:
            yield f"- … {len(entries) - longest} more in the JSON"
        yield ""
