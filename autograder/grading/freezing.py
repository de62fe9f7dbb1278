"""Making a frozen answer key out of the grader's own."""

import zlib
from collections.abc import Iterator

import msgspec

from autograder.grading.checks import Checks
from autograder.grading.frozen import FrozenMistake, Ice, Reply, asked
from autograder.grading.key import Mistake
from autograder.grading.plan import Plan, batch_of
from autograder.sandbox.local import reply_to


def freeze(checks: Checks) -> bytes:
    """Return the answers to all cases of `checks`, and to no other; leave the hidden cases out to keep them hidden."""
    pieces = {name: sorted(below) for name, below in checks.pieces.items()}
    truths = {
        name: [Reply(len(case.calls), *reply_to(checks.right, case.batch)) for case in plan.cases]
        for name, plan in checks.plans.items()
    }
    mistakes = [mistake for plan in checks.plans.values() for mistake in _mistakes(checks, plan)]
    return zlib.compress(msgspec.msgpack.encode(Ice(asked(checks.plans), pieces, truths, mistakes)), 9)


def _mistakes(checks: Checks, plan: Plan) -> Iterator[FrozenMistake]:
    for about in plan.subjects:
        calls = plan.calls_about(about)
        batch = batch_of(calls, plan.module_of)
        for mistake in (Mistake("", ""), *checks.mistakes(about)):
            reply = Reply(len(calls), *reply_to(checks.answering(about, mistake.name), batch))
            yield FrozenMistake(plan.question.id, list(about), mistake.name, mistake.sentence, reply)
