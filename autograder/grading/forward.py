"""Whether a case that failed is right as far as it goes: given the student's own pieces, or with stand-ins for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise

from autograder.grading.asked import Asked, AskedQuestion
from autograder.grading.carry import Carried, Pieces, is_telling
from autograder.grading.judge import Finding, Unmet, judge
from autograder.grading.key import Key
from autograder.grading.stand_ins import Rehearsals
from autograder.grading.values import numbers
from autograder.sandbox.room import Got, Outcome
from autograder.vocabulary import Call, Expectation, Refuses


@dataclass(frozen=True, eq=False)
class Forward:
    """Carries one submission's errors forward.

    `asked` is what came back for each question; `wrong` are the functions that some case finds wrong, `written` those
    of them that are no stubs.
    """

    key: Key
    asked: Mapping[str, AskedQuestion]
    wrong: frozenset[str]
    written: frozenset[str]
    pieces: Pieces
    rehearsals: Rehearsals
    _carried: dict[int, tuple[frozenset[str], Finding | None]] = field(default_factory=dict)
    _with_stand_ins: dict[int, frozenset[str]] = field(default_factory=dict)
    _at_fault: dict[str, bool] = field(default_factory=dict)

    @staticmethod
    def of(
        key: Key, asked: Mapping[str, AskedQuestion], pieces: Pieces, rehearsals: Rehearsals
    ) -> "Forward":  # fmt: skip
        """Return what carries the errors that are in what was asked."""
        others = _not_right(asked.values())
        wrong = frozenset[str]().union(*(case.wrong_functions for case in others))
        written = frozenset[str]().union(*(case.written_wrong for case in others))
        return Forward(key, asked, wrong, written, pieces, rehearsals)

    def carried(self, asked: Asked) -> tuple[frozenset[str], Finding | None]:
        """Return the wrong pieces because of which alone a case fails, or else what is wrong with it.

        What returned is what the solution returns with the student's own pieces, or it is wrong. Stand-ins decide where
        nothing returned, where with the own pieces nothing could be got wrong, and where the solution cannot build on
        them as the student's function did: they are wrong there, and keep something from call to call, or are called
        in another way. Where the own pieces are right, stand-ins would be a second guess.
        """
        if id(asked) not in self._carried:
            self._carried[id(asked)] = self._carry(asked)
        return self._carried[id(asked)]

    def _carry(self, asked: Asked) -> tuple[frozenset[str], Finding | None]:
        not_started = next((unmet for unmet in asked.unmet if unmet.finding.is_not_started), None)
        if not_started is not None:
            return frozenset(), not_started.finding
        answers = [unmet for unmet in asked.unmet if unmet.is_answer]
        pieces, finding = self._with_own_pieces(asked, answers)
        if pieces is None:
            return frozenset(), finding
        if finding is None and len(answers) == len(asked.unmet):
            return pieces, None
        stand_ins = self._stand_ins_for(asked)
        if stand_ins and self._is_right(asked, stand_ins):
            self._with_stand_ins[id(asked)] = stand_ins
            return stand_ins, None
        pieces, finding = self._with_own_pieces(asked, asked.unmet)
        return (pieces, None) if pieces is not None and finding is None else (frozenset(), finding)

    def is_right(self, question: AskedQuestion) -> bool:
        """Whether all of a question is right, and no stand-in has any say in it."""
        return question.is_right and not self._stood_in

    def refuses_by_chance(self, asked: Asked) -> bool:
        """Whether a case refuses what is to be refused, and would not if the pieces were others.

        A function that is right with stand-ins, and returned nothing without them, must refuse with them as well.
        """
        if not self._stood_in:
            return False
        refused = {
            expectation.calls[0].function
            for expectation in asked.planned.expectations
            if isinstance(expectation, Refuses) and expectation.calls[0].function in self._stood_in
        }
        for function in sorted(refused):
            for each in self._rehearsed(asked, self._stood_in[function]):
                is_refusal = isinstance(each.expectation, Refuses) and each.expectation.calls[0].function == function
                if is_refusal and each.is_telling and each.finding is not None:
                    return True
        return False

    @cached_property
    def _stood_in(self) -> Mapping[str, frozenset[str]]:
        """The functions that are right with stand-ins where they returned nothing, and with which."""
        every = [case for case in _not_right(self.asked.values()) if case.unmet]
        for case in every:
            self.carried(case)
        return {
            unmet.finding.call.function: self._with_stand_ins[id(case)]
            for case in every
            if id(case) in self._with_stand_ins
            for unmet in case.unmet
        }

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

        There are none where no piece is to blame; where one may be, stand-ins have to decide, something is wrong.
        """
        carried: list[tuple[Unmet, Carried]] = []
        unexplained: Finding | None = None
        for unmet in some:
            found = self.key.carried(unmet, self.wrong, self.pieces)
            if isinstance(found, Carried):
                carried.append((unmet, found))
            elif found.by_wrong_pieces:
                unexplained = unexplained or unmet.finding
            else:
                return None, unmet.finding
        pieces = frozenset[str]().union(*(found.pieces for _, found in carried))
        if unexplained is not None or not carried:
            return pieces, unexplained
        return pieces, carried[0][0].finding if pieces & self._idle else _vacuous(asked, carried)

    @cached_property
    def _idle(self) -> frozenset[str]:
        """The wrong functions that work nothing out, so that being right given them shows nothing."""
        own = {name: self.wrong & set(self.key.plans[name].question.functions) for name in self.asked}
        return frozenset(
            function
            for name, functions in own.items()
            for function in functions
            if _works_nothing_out([made for case in self.asked[name].cases for made in case.returned(function)])
        )

    def _stand_ins_for(self, asked: Asked) -> frozenset[str]:
        """Return the wrong pieces that stand-ins take the places of: those with which the solutions tell something.

        First those that are at fault themselves, so that the student's own functions stay between; then those that no
        other wrong one builds on, with which what is below them does not matter; then all. What the student's functions
        answer with stand-ins has no say in it: that would be one guess for each.
        """
        pieces = self.key.pieces
        wrong = self._below(asked.unmet) & self.written & self.key.stand_ins.names
        at_fault = frozenset(name for name in sorted(wrong) if self._is_at_fault(name))
        highest = frozenset(name for name in wrong if not any(name in pieces[other] for other in wrong))
        sets = dict.fromkeys((at_fault, highest, wrong)) if wrong else ()
        return next((chosen for chosen in sets if chosen and self._can_tell(asked, chosen)), frozenset())

    def _can_tell(self, asked: Asked, stand_ins: frozenset[str]) -> bool:
        """Whether the solutions return something with stand-ins where all that is unmet in a case should."""
        due = [each for each in self._with(asked, stand_ins, asked.truths) if each.is_of(asked.unmet)]
        right = [outcome for each in due for outcome in each.right]
        truths = [outcome for each in due for outcome in each.truths]
        return all(each.is_telling for each in due) and is_telling(right, truths)

    def _is_at_fault(self, function: str) -> bool:
        """Whether a function is wrong by itself, and not only for what it builds on."""
        if function not in self._at_fault:
            self._at_fault[function] = True  # until that is known, for functions that have a case in common
            cases = [case for case in _not_right(self.asked.values()) if function in case.wrong_functions]
            self._at_fault[function] = any(not case.unmet or self.carried(case)[1] is not None for case in cases)
        return self._at_fault[function]

    def _is_right(self, asked: Asked, stand_ins: frozenset[str]) -> bool:
        """Whether all that is unmet in a case is met with stand-ins, as it is by the solutions with them."""
        due = [each for each in self._rehearsed(asked, stand_ins) if each.is_of(asked.unmet)]
        return bool(due) and all(each.finding is None for each in due)

    def _rehearsed(self, asked: Asked, stand_ins: frozenset[str]) -> "list[Rehearsed]":
        """Return what came for the expectations of a case with stand-ins; nothing where that was not answered."""
        came = self.rehearsals.ask(asked.planned.batch, stand_ins)
        return [] if came is None else self._with(asked, stand_ins, came)

    def _with(self, asked: Asked, stand_ins: frozenset[str], came: Sequence[Outcome]) -> "list[Rehearsed]":
        right = self.key.truths_with(asked.planned, stand_ins)
        ends = list(accumulate((len(each.calls) for each in asked.planned.expectations), initial=0))
        return [
            Rehearsed(expectation, *(tuple(outcomes[start:end]) for outcomes in (asked.truths, right, came)))
            for expectation, (start, end) in zip(asked.planned.expectations, pairwise(ends), strict=True)
        ]


def _not_right(questions: Iterable[AskedQuestion]) -> list[Asked]:
    """Return the cases in which something may be wrong: those of the questions that are not right as a whole."""
    return [case for question in questions if not question.is_right for case in question.cases]


@dataclass(frozen=True)
class Rehearsed:
    """What came for an expectation with stand-ins, what is right with them, and what is right without any."""

    expectation: Expectation
    truths: Sequence[Outcome]
    right: Sequence[Outcome]
    came: Sequence[Outcome]

    def is_of(self, unmet: Sequence[Unmet]) -> bool:
        """Whether the expectation is one of these."""
        return any(entry.expectation is self.expectation for entry in unmet)

    @property
    def is_telling(self) -> bool:
        """Whether it can be told from this: the solutions return values with stand-ins where they do without."""
        return _is_alike(self.right, self.truths) and judge(self.expectation, self.right, self.right) is None

    @property
    def finding(self) -> Finding | None:
        """What is wrong with it."""
        return judge(self.expectation, self.came, self.right)


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
