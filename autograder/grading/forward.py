"""Whether a case that failed is right as far as it goes: given the student's own pieces, or with stand-ins for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from autograder.grading.asked import Asked
from autograder.grading.carry import Carried, Pieces, is_telling
from autograder.grading.judge import Finding, Unmet, judge
from autograder.grading.key import Key
from autograder.grading.stand_ins import Rehearsals
from autograder.grading.values import numbers
from autograder.sandbox.room import Got, Outcome
from autograder.vocabulary import Call


@dataclass(frozen=True, eq=False)
class Forward:
    """Carries one submission's errors forward.

    `asked` is what came back for each question; `wrong` are the functions that some case finds wrong, `written` those
    of them that are no stubs.
    """

    key: Key
    asked: Mapping[str, Sequence[Asked]]
    wrong: frozenset[str]
    written: frozenset[str]
    pieces: Pieces
    rehearsals: Rehearsals

    @staticmethod
    def of(
        key: Key, asked: Mapping[str, Sequence[Asked]], pieces: Pieces, rehearsals: Rehearsals
    ) -> "Forward":  # fmt: skip
        """Return what carries the errors that are in what was asked."""
        others = [case for cases in asked.values() for case in cases if not case.is_right]
        wrong = frozenset[str]().union(*(case.wrong_functions for case in others))
        written = frozenset[str]().union(*(case.written_wrong for case in others))
        return Forward(key, asked, wrong, written, pieces, rehearsals)

    def carried(self, asked: Asked) -> tuple[frozenset[str], Finding | None]:
        """Return the wrong pieces because of which alone a case fails, or else what is wrong with it.

        What returned is what the solution returns with the student's own pieces, or it is wrong. Stand-ins decide where
        nothing returned, or where with the own pieces nothing could be got wrong: they are no second chance.
        """
        not_started = next((unmet for unmet in asked.unmet if unmet.finding.is_not_started), None)
        if not_started is not None:
            return frozenset(), not_started.finding
        answers = [unmet for unmet in asked.unmet if unmet.is_answer]
        pieces, finding = self._with_own_pieces(asked, answers)
        if pieces is None:
            return frozenset(), finding
        if finding is None and len(answers) == len(asked.unmet):
            return pieces, None
        stood_in = self._with_stand_ins(asked)
        if stood_in:
            return stood_in, None
        pieces, finding = self._with_own_pieces(asked, asked.unmet)
        return (pieces, None) if pieces is not None and finding is None else (frozenset(), finding)

    def blamed(self, asked: Asked) -> tuple[str, ...]:
        """Return the wrong pieces that a case may be right with, where that cannot be found out here."""
        first = asked.unmet[0]
        if self.key.can_carry or first.finding.is_not_started:
            return ()
        return tuple(sorted(self._below([first]) & self.written))

    def _below(self, unmet: Sequence[Unmet]) -> frozenset[str]:
        """Return the functions that those build on which are not right, but for these themselves."""
        called = frozenset(call.function for entry in unmet for call in entry.expectation.calls)
        return frozenset[str]().union(*(self.key.pieces.get(name, frozenset()) for name in called)) - called

    def _with_own_pieces(
        self, asked: Asked, some: Sequence[Unmet]
    ) -> tuple[frozenset[str] | None, Finding | None]:  # fmt: skip
        """Return the student's wrong pieces that some of a case is right with, and what is wrong even so.

        There are none where it is not right, none but something wrong where being right shows nothing.
        """
        carried: list[tuple[Unmet, Carried]] = []
        for unmet in some:
            found = self.key.carried(unmet, self.wrong, self.pieces)
            if found is None:
                return None, unmet.finding
            carried.append((unmet, found))
        pieces = frozenset[str]().union(*(found.pieces for _, found in carried))
        if not carried:
            return pieces, None
        return pieces, carried[0][0].finding if pieces & self._idle else _vacuous(asked, carried)

    @cached_property
    def _idle(self) -> frozenset[str]:
        """The wrong functions that work nothing out, so that being right given them shows nothing."""
        own = ((cases, self.wrong & set(self.key.plans[name].question.functions)) for name, cases in self.asked.items())
        return frozenset(
            function
            for cases, functions in own
            for function in functions
            if _works_nothing_out([made for case in cases for made in case.returned(function)])
        )

    def _with_stand_ins(self, asked: Asked) -> frozenset[str]:
        """Return the wrong pieces with stand-ins in whose places a case is right; none where it is not.

        First those that build on no other wrong one, so that the student's own functions stay between; then those that
        no other wrong one builds on, with which what is below them does not matter; then all.
        """
        pieces = self.key.pieces
        wrong = self._below(asked.unmet) & self.written & self.key.stand_ins.names
        lowest = frozenset(name for name in wrong if not pieces[name] & wrong)
        highest = frozenset(name for name in wrong if not any(name in pieces[other] for other in wrong))
        sets = dict.fromkeys((lowest, highest, wrong)) if wrong else ()
        return next((chosen for chosen in sets if self._is_right(asked, chosen)), frozenset())

    def _is_right(self, asked: Asked, stand_ins: frozenset[str]) -> bool:
        """Whether all that is unmet in a case is met with stand-ins, as it is by the solutions with them.

        It tells nothing where the solutions return no value with them, though they do with the right pieces.
        """
        came = self.rehearsals.ask(asked.planned.batch, stand_ins)
        if came is None:
            return False
        truths = self.key.truths_with(asked.planned, stand_ins)
        unmet = {id(entry.expectation): entry for entry in asked.unmet}
        due: list[Outcome] = []
        end = 0
        for expectation in asked.planned.expectations:
            start, end = end, end + len(expectation.calls)
            if id(expectation) not in unmet:
                continue
            outcomes, right = tuple(came[start:end]), tuple(truths[start:end])
            if not _is_alike(right, unmet[id(expectation)].truths) or judge(expectation, right, right) is not None:
                return False
            if judge(expectation, outcomes, right) is not None:
                return False
            due.extend(right)
        return is_telling(due, [truth for entry in asked.unmet for truth in entry.truths])


def _is_alike(some: Sequence[Outcome], others: Sequence[Outcome]) -> bool:
    """Whether values are where values are."""
    return all(isinstance(one, Got) == isinstance(other, Got) for one, other in zip(some, others, strict=True))


def _works_nothing_out(made: Sequence[tuple[Call, tuple[float, ...]]]) -> bool:
    """Whether all calls returned the same numbers, or only 0, 1 and what they were given, but for the signs."""
    if len({found for _, found in made}) == 1:
        return True
    return bool(made) and all({abs(number) for number in found} <= {0.0, 1.0, *_given(call)} for call, found in made)


def _given(call: Call) -> Iterator[float]:
    """Yield the size of every number in the arguments of a call."""
    for argument in (*call.args, *call.kwargs.values()):
        yield from map(abs, numbers(argument))


def _vacuous(asked: Asked, carried: Sequence[tuple[Unmet, Carried]]) -> Finding | None:
    """Return the finding that stands after all, where the carried answers show no work of the student's own."""
    truths = [truth for _, found in carried for truth in found.truths]
    right = [truth for unmet, _ in carried for truth in unmet.truths]
    if not is_telling(truths, right):
        return carried[0][0].finding
    answered = {unmet.finding.call.function for unmet, found in carried if found.by_value}
    for unmet, found in carried:
        function = unmet.finding.call.function
        if not found.by_value and function not in answered and not asked.met_by_value(function):
            return unmet.finding
    return None
