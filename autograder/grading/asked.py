"""What came back for a question, case by case, and what is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from autograder.grading.asking import Came, Heard
from autograder.grading.judge import Unmet, judge
from autograder.grading.plan import PlannedCase
from autograder.grading.values import numbers
from autograder.sandbox.room import Got, Lost, Outcome, Outcomes
from autograder.vocabulary import Agrees, Call, Pure

MOST_LOOKED_AT = 1_000
"""How many of the numbers in a result are looked at to see whether anything was worked out."""


@dataclass(frozen=True, eq=False)
class AskedQuestion:
    """What came back for all cases of one question; `met` says which of their expectations are surely met."""

    planned: Sequence[PlannedCase]
    truths: Sequence[Outcomes]
    heard: Sequence[Heard]
    met: Sequence[bool]

    @cached_property
    def is_right(self) -> bool:
        """Whether all came, and came as it should: then there is nothing more to find out."""
        return all(self.met)

    @cached_property
    def cases(self) -> "tuple[Asked, ...]":
        """The same case by case."""
        came = (each for part in self.heard for each in part.by_case())
        met = iter(self.met)
        return tuple(
            Asked(case, truths, outcomes, list(islice(met, len(case.expectations))))
            for case, truths, outcomes in zip(self.planned, self.truths, came, strict=True)
        )


@dataclass(frozen=True)
class Asked:
    """What came back for one case: an outcome per call, or nothing; `met` says which expectations are surely met."""

    planned: PlannedCase
    truths: Sequence[Outcome]
    outcomes: Came
    met: Sequence[bool]

    @cached_property
    def unmet(self) -> tuple[Unmet, ...]:
        """The expectations that are not met."""
        if isinstance(self.outcomes, Lost) or all(self.met):
            return ()
        found = []
        end = 0
        for expectation, is_met in zip(self.planned.expectations, self.met, strict=True):
            start, end = end, end + len(expectation.calls)
            if is_met:
                continue
            outcomes, truths = tuple(self.outcomes[start:end]), tuple(self.truths[start:end])
            finding = judge(expectation, outcomes, truths)
            if finding is not None:
                found.append(Unmet(expectation, outcomes, truths, finding))
        return tuple(found)

    @property
    def unwritten(self) -> frozenset[str]:
        """The functions that are still stubs, or not there at all."""
        return frozenset(unmet.finding.call.function for unmet in self.unmet if unmet.finding.is_not_started)

    @cached_property
    def wrong_functions(self) -> frozenset[str]:
        """The functions that some expectation finds wrong."""
        if isinstance(self.outcomes, Lost):
            return frozenset(call.function for call in self.planned.calls)
        return frozenset(unmet.finding.call.function for unmet in self.unmet)

    @cached_property
    def written_wrong(self) -> frozenset[str]:
        """Those of them that are written at all; what returns cannot have called the others."""
        return self.wrong_functions - self.unwritten

    def returned(self, function: str) -> Iterator[tuple[Call, tuple[float, ...]]]:
        """Yield the calls of a function that returned, with the numbers in what they returned."""
        if isinstance(self.outcomes, Lost):
            return
        for index, call in enumerate(self.planned.calls):
            outcome = self.outcomes[index] if call.function == function else None
            if isinstance(outcome, Got):
                yield call, tuple(islice(numbers(outcome.value), MOST_LOOKED_AT))

    def met_by_value(self, function: str) -> bool:
        """Whether the function returned what an expectation of this case asks for."""
        unmet = {id(entry.expectation) for entry in self.unmet}
        return any(
            isinstance(expectation, Agrees | Pure)
            and expectation.call.function == function
            and id(expectation) not in unmet
            for expectation in self.planned.expectations
        )
