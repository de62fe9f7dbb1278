"""Making a frozen answer key out of the grader's own."""

import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec
import numpy as np

from autograder.grading.checks import Checks
from autograder.grading.diagnosis import Signature, alike, reaction
from autograder.grading.frozen import FrozenMistake, Ice, Reply, asked
from autograder.grading.plan import Plan, batch_of
from autograder.sandbox import wire
from autograder.sandbox.local import reply_to
from autograder.sandbox.room import Batch, read_outcomes
from autograder.vocabulary import Expectation, Holds


def freeze(checks: Checks) -> bytes:
    """Return the answers to all cases of `checks`, and to no other; leave the hidden cases out to keep them hidden.

    Where a property is what is expected, the solution's own answer is not needed, and is not there. Of the known
    mistakes those are there that these cases can tell from a right answer.
    """
    pieces = {name: sorted(below) for name, below in checks.pieces.items()}
    truths = {
        name: [
            Reply(len(case.calls), *reply_to(checks.right, _without_properties(case.expectations, plan)))
            for case in plan.cases
        ]
        for name, plan in checks.plans.items()
    }
    mistakes = [mistake for plan in checks.plans.values() for mistake in _mistakes(checks, plan)]
    return zlib.compress(msgspec.msgpack.encode(Ice(asked(checks.plans), pieces, truths, mistakes)), 9)


def _mistakes(checks: Checks, plan: Plan) -> Iterator[FrozenMistake]:
    """Yield the right answers to what a plan asks about each subject, then those of the mistakes that differ."""
    for about in plan.subjects:
        expectations, calls = plan.about(about), plan.calls_about(about)
        told = _Reply(*reply_to(checks.answering(about, ""), batch_of(calls, plan.module_of)))
        right = told.reactions(expectations)
        without = Reply(len(calls), *reply_to(checks.right, _without_properties(expectations, plan)))
        yield FrozenMistake(plan.question.id, list(about), "", "", without)
        for mistake in checks.mistakes(about):
            told = _Reply(*reply_to(checks.answering(about, mistake.name), batch_of(calls, plan.module_of)))
            if not all(map(alike, right, told.reactions(expectations))):
                reply = Reply(len(calls), told.header, told.payload)
                yield FrozenMistake(plan.question.id, list(about), mistake.name, mistake.sentence, reply)


class _Reply(NamedTuple):
    """What came back for the calls of some expectations."""

    header: bytes
    payload: bytes

    def reactions(self, expectations: Sequence[Expectation]) -> Signature:
        """Return it in a form that can be compared."""
        size = sum(len(expectation.calls) for expectation in expectations)
        outcomes = iter(read_outcomes(self.header, self.payload, size).outcomes)
        return tuple(reaction(e, tuple(islice(outcomes, len(e.calls)))) for e in expectations)


def _without_properties(expectations: Sequence[Expectation], plan: Plan) -> Batch:
    """Encode the calls of some expectations; a function of which a property is expected is looked up and not called."""
    buffers: list[np.ndarray] = []
    asks = []
    for expectation in expectations:
        for call in expectation.calls:
            module = plan.module_of[call.function]
            ask = wire.pack_ask(module, call.function, call.args, call.kwargs, call.layout, call.echo, buffers)
            asks.append(msgspec.structs.replace(ask, aim="find" if isinstance(expectation, Holds) else "call"))
    return Batch.of(asks, buffers)
