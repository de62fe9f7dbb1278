"""Comparing all answers at once: most are right, and those need no closer look.

What is found right here is right by the rules of `judge` and `values`, which judge the rest one by one and say what is
wrong. Answers are compared as they came, in words of eight bytes.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from autograder.grading.asking import Came, Heard
from autograder.grading.judge import judge
from autograder.grading.plan import PlannedCase
from autograder.grading.values import ABSOLUTE, RELATIVE
from autograder.sandbox import wire
from autograder.sandbox.room import Lost, Outcome, Outcomes
from autograder.vocabulary import Expectation, Holds

UNKNOWN, CLOSE, IDENTICAL, NEVER = 0, 1, 2, 3


class Standard:
    """The right outcomes of all calls of some cases, as they would come."""

    def __init__(self, cases: Sequence[PlannedCase], truths: Sequence[Outcomes]) -> None:
        self._raw = [outcome for right in truths for outcome in right.raw]
        self._best = np.array([_best(outcome) for outcome in self._raw], np.int8)
        self._words = np.frombuffer(b"".join(right.bytes(0, len(right)) for right in truths), np.float64)
        self._bits = self._words.view(np.int64)
        self._met_bytes = memoryview(bytearray(self._words.nbytes))
        self._met_words = np.frombuffer(self._met_bytes, np.float64)
        self._slack = _slack(self._raw, self._words)
        sizes = [end - start for right in truths for start, end in right.spans]
        self._call_of_word = np.repeat(np.arange(len(sizes)), np.array(sizes, np.intp) // wire.WORD)
        self._first_byte = [0, *accumulate(sizes)]
        expectations = [expectation for case in cases for expectation in case.expectations]
        self._first_calls = np.array([0, *accumulate(len(each.calls) for each in expectations)][:-1])
        self._needed = np.array([
            _needed(expectation, right[start : start + len(expectation.calls)])
            for case, right in zip(cases, truths, strict=True)
            for expectation, start in zip(case.expectations, _starts(case.expectations), strict=False)
        ])  # fmt: skip

    def met(self, heard: Sequence[Heard]) -> list[bool]:
        """Return which expectations are surely met, case by case; those of which that is not sure are False."""
        marks = self._best.copy()
        self._met_words[:] = self._words
        start = 0
        for part in heard:
            end = start + part.size
            self._take_in(start, end, part.came, marks)
            start = end
        self._compare(marks)
        enough: list[bool] = (np.minimum.reduceat(marks, self._first_calls) >= self._needed).tolist()
        return enough

    def _take_in(self, start: int, end: int, came: Came, marks: np.ndarray) -> None:
        """Mark the outcomes of calls that have another form; lay the words of the others over the right ones."""
        if isinstance(came, Lost):
            marks[start:end] = UNKNOWN
            return
        right = self._raw[start:end]
        others = [i for i, (mine, theirs) in enumerate(zip(came.raw, right, strict=True)) if mine is not theirs]
        done = 0
        for i in others:
            mine, theirs = came.raw[i], right[i]
            self._lay(start, came, done, i)
            done = i + 1
            if isinstance(mine, wire.Raised) and isinstance(theirs, wire.Raised):
                marks[start + i] = CLOSE if mine.is_value_error and theirs.is_value_error else UNKNOWN
            elif type(mine) is type(theirs) and wire.encode(mine) == wire.encode(theirs):
                done = i
            else:
                marks[start + i] = UNKNOWN
        self._lay(start, came, done, end - start)

    def _lay(self, call: int, came: Outcomes, start: int, end: int) -> None:
        """Lay the words of some outcomes, which came for the calls from `call` on, over the right ones."""
        if start < end:
            first, last = self._first_byte[call + start], self._first_byte[call + end]
            self._met_bytes[first:last] = came.bytes(start, end)

    def _compare(self, marks: np.ndarray) -> None:
        """Lower the marks of calls whose words are other than the right ones."""
        words = self._met_words
        differ = np.flatnonzero(words.view(np.int64) != self._bits)
        calls = self._call_of_word[differ]
        marks[calls] = np.minimum(marks[calls], CLOSE)
        with np.errstate(all="ignore"):
            is_near = np.abs(words[differ] - self._words[differ]) <= self._slack[differ]
        marks[calls[~is_near]] = UNKNOWN


def _best(truth: wire.Outcome) -> int:
    """Return the mark of a call that did the very same as the solution."""
    is_due = isinstance(truth, wire.Returned) or (isinstance(truth, wire.Raised) and truth.is_value_error)
    return IDENTICAL if is_due else UNKNOWN


def _needed(expectation: Expectation, truths: Sequence[Outcome]) -> int:
    """Return the mark that all calls of an expectation need for it to be surely met."""
    if not isinstance(expectation, Holds):
        return CLOSE
    return IDENTICAL if judge(expectation, truths, truths) is None else NEVER


def _starts(expectations: Sequence[Expectation]) -> list[int]:
    return [0, *accumulate(len(expectation.calls) for expectation in expectations)]


def _slack(outcomes: Sequence[wire.Outcome], words: np.ndarray) -> np.ndarray:
    """Return by how much each word may be off: what was asked for in whole numbers, and arguments, not at all."""
    slack = np.full(len(words), -1.0)
    at = 0
    for outcome in outcomes:
        if not isinstance(outcome, wire.Returned):
            continue
        for kind, count in _arrays(outcome.value):
            if kind == "f":
                slack[at : at + count] = ABSOLUTE + RELATIVE * np.abs(words[at : at + count])
            at += count
        at += sum(count for node in outcome.after or () for _, count in _arrays(node))
    return slack


def _arrays(node: wire.Node) -> Iterator[tuple[str, int]]:
    """Yield the kinds of the arrays in a node, and how many words they take."""
    if isinstance(node, wire.Numbers):
        yield node.kind, wire.extent(node) // wire.WORD
    elif isinstance(node, wire.Items | wire.Entries):
        for item in node.items if isinstance(node, wire.Items) else node.values:
            yield from _arrays(item)
