"""Trying candidates in processes of their own: each is graded as a submission, with a limit on its time."""

import multiprocessing
import random
import resource
import signal
import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from types import FrameType

import numpy as np

from autograder.audit.elsewhere import Elsewhere
from autograder.audit.population import Candidate, Kind, Population
from autograder.audit.tolerance import largest_error
from autograder.grading.checks import Checks, load_checks
from autograder.grading.diagnosis import Diagnosis, Diagnostician, Ranking, Signature, named
from autograder.grading.grade import Grader
from autograder.grading.plan import Plan, Subject
from autograder.grading.result import Result, State
from autograder.homework import ANSWERS, Homework

SECONDS = 4.0
AGAIN = 0.05
MEMORY = 4 << 30
AT_ONCE = 32


class TooLongError(BaseException):
    """A candidate has used up its time."""


@dataclass(frozen=True)
class Lost:
    """The points that a candidate lost in a question, and the numbers of the cases that it failed."""

    question: str
    points: float
    cases: tuple[int, ...]


@dataclass(frozen=True)
class Verdict:
    """What became of a candidate: what it lost, whether time ran out, and which mistakes were named.

    `named` are the known mistakes that were named, by name and sentence; `unknown` those named when the candidate
    itself is struck off the list; `twins` the other mistakes that answer every case exactly as it does. `error` is the
    largest error in its numbers, as a share of the tolerance, where it has no other fault. `elsewhere` is how a
    surviving mutant differs on other inputs: empty where it does not, None where that was not tried.
    """

    kind: str
    identity: str
    function: str
    question: str
    lost: tuple[Lost, ...]
    timed_out: bool = False
    sentence: str = ""
    named: tuple[tuple[str, str], ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()
    error: float | None = None
    elsewhere: str | None = None

    @property
    def survived(self) -> bool:
        """Whether nothing was lost anywhere."""
        return not self.lost and not self.timed_out


@dataclass(frozen=True, eq=False)
class Listener(Diagnostician):
    """Names mistakes as the grader does and remembers how it came to them."""

    heard: list[tuple[Subject, Ranking]] = field(default_factory=list)

    def diagnose(self, plan: Plan, about: Subject, outcomes: Signature) -> Diagnosis | None:
        """Name the mistake; remember the ranking."""
        ranking = self.ranking(plan, about, outcomes)
        self.heard.append((about, ranking))
        return named(about, ranking)


@dataclass(frozen=True, eq=False)
class Silent(Diagnostician):
    """Names nothing, which is quick."""

    def diagnose(self, plan: Plan, about: Subject, outcomes: Signature) -> Diagnosis | None:
        """Name nothing."""
        return None


class Trier:
    """Tries candidates one after the other; graders are kept per group of questions."""

    def __init__(self, checks: Checks) -> None:
        self._checks = checks
        self._elsewhere = Elsewhere(checks)
        self._graders: dict[tuple[tuple[str, ...], bool], Grader] = {}

    def try_one(self, candidate: Candidate) -> Verdict:
        """Grade one candidate."""
        random.seed(0)
        np.random.seed(0)
        grader = self._grader(candidate.questions, candidate.kind is Kind.MISCONCEPTION)
        heard = grader.diagnostician.heard if isinstance(grader.diagnostician, Listener) else []
        heard.clear()
        signal.setitimer(signal.ITIMER_PROF, SECONDS, AGAIN)
        try:
            result = grader.grade_functions(candidate.make())
            verdict = replace(_verdict(candidate, result, heard), error=self._error(candidate))
        except TooLongError:
            return _verdict(candidate, None, ())
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if candidate.kind.is_mutant and verdict.survived:
            return replace(verdict, elsewhere=self._second_look(candidate))
        return verdict

    def _second_look(self, candidate: Candidate) -> str | None:
        """Return how a survivor differs from the solution on other inputs, if it does."""
        own = [name for q in candidate.questions for name in self._checks.homework.question(q).functions]
        names = [candidate.function] if candidate.function in own else own
        signal.setitimer(signal.ITIMER_PROF, SECONDS, AGAIN)
        try:
            return self._elsewhere.first_difference(names, candidate.make())
        except TooLongError:
            return "it never ends"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def _error(self, candidate: Candidate) -> float | None:
        if candidate.kind not in (Kind.MISCONCEPTION, Kind.RIGHT) or candidate.function == ANSWERS:
            return None
        return largest_error(self._checks, candidate.questions[0], candidate.function, candidate.make())

    def _grader(self, questions: tuple[str, ...], diagnoses: bool) -> Grader:
        key = (questions, diagnoses)
        if key not in self._graders:
            plans = {name: plan for name, plan in self._checks.plans.items() if name in questions}
            checks = Checks(self._checks.homework, self._checks.solutions, plans)
            self._graders[key] = Grader(checks, Listener(checks) if diagnoses else Silent(checks))
        return self._graders[key]


def _verdict(candidate: Candidate, result: Result | None, heard: Sequence[tuple[Subject, Ranking]]) -> Verdict:
    about = (candidate.function, *candidate.field)
    others = [[pair for pair in ranking if pair[1].name != candidate.name] for what, ranking in heard if what == about]
    unknown = [found for ranking in others if (found := named(about, ranking)) is not None]
    twins = [mistake for ranking in others for likeness, mistake in ranking if likeness >= 1]
    lost = () if result is None else tuple(_lost(result))
    diagnoses = [] if result is None else [d for q in result.questions for d in q.diagnoses]
    faults = () if result is None or candidate.kind is not Kind.RIGHT else _faults(result)
    return Verdict(
        candidate.kind.value, candidate.identity, candidate.function, candidate.questions[0], lost, result is None,
        candidate.sentence, tuple((d.misconception, d.sentence) for d in diagnoses),
        tuple((d.misconception, d.sentence) for d in unknown), tuple((m.name, m.sentence) for m in twins), faults,
    )  # fmt: skip


def _lost(result: Result) -> Iterator[Lost]:
    for question in result.questions:
        failed = [n for n, case in enumerate(question.cases) if case.state not in (State.PASSED, State.CARRIED)]
        if failed:
            points = sum(question.cases[number].points for number in failed)
            yield Lost(question.id, round(float(points), 2), tuple(failed))


def _faults(result: Result) -> tuple[str, ...]:
    return tuple(
        f"{case.name}: {case.fault}" for q in result.questions for case in q.cases if case.state != State.PASSED
    )


def try_all(
    homework: Homework, questions: Sequence[str], quick: bool, workers: int, kinds: Collection[Kind] = tuple(Kind)
) -> Iterator[Verdict]:
    """Try all candidates in several processes; yield what became of them, in their order."""
    global _candidates, _trier
    checks = load_checks(homework)
    _candidates = [one for one in Population(checks).candidates(questions, quick) if one.kind in kinds]
    _trier = Trier(checks)
    with multiprocessing.get_context("fork").Pool(workers, _prepare) as pool:
        yield from pool.imap(_try_number, range(len(_candidates)), AT_ONCE)


_candidates: Sequence[Candidate] = ()
_trier: Trier


def _prepare() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    signal.signal(signal.SIGPROF, _too_long)


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TooLongError


def _try_number(number: int) -> Verdict:
    return _trier.try_one(_candidates[number])
