"""The words that check files are written in.

A check file is one question in Otter's exception format. Each of its cases is a sentence and a function whose
parameters are the student's functions, by name:

    @case("a gradient longer than τ keeps its direction and gets length τ", points=2)
    def long_gradient(clip_gradient: Function) -> None:
        agrees(clip_gradient(np.array([3.0, 4.0]), 1.0))

A case only *says* what is expected; nothing is called while its function runs. The expected values are those of the
solution. The engine then makes the calls, in the room, in this process or under Otter, and judges the outcomes; so one
and the same case serves the batch grader, the student's local check, pytest and `otter run`.
"""

import inspect
import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from autograder.sandbox.wire import Generator, Layout

Predicate: TypeAlias = Callable[..., str | None]


@dataclass(frozen=True)
class Call:
    """One call of a student's function, not made yet."""

    function: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    layout: Layout = "plain"
    echo: bool = False


@dataclass(frozen=True)
class Function:
    """A student's function by name; calling it gives a `Call` to hand to one of the words below."""

    name: str

    def __call__(self, *args: Any, **kwargs: Any) -> Call:
        """Describe a call with these arguments."""
        return Call(self.name, args, kwargs)


@dataclass(frozen=True)
class Agrees:
    """The call returns what the solution returns."""

    call: Call

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls to make."""
        return (self.call,)


@dataclass(frozen=True)
class Refuses:
    """The call raises ValueError."""

    call: Call

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls to make."""
        return (self.call,)


@dataclass(frozen=True)
class Pure:
    """The call agrees for read-only views with any strides as well, and leaves its arguments as they were."""

    call: Call

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls to make: first with ordinary arrays, so that a fault of the values shows as one."""
        return replace(self.call, echo=True), replace(self.call, layout="awkward")


@dataclass(frozen=True)
class Holds:
    """A property of the results of some calls, for answers that are not unique."""

    promise: str
    predicate: Predicate
    calls: tuple[Call, ...]
    results: int
    odds: float


Expectation: TypeAlias = Agrees | Refuses | Pure | Holds


class Recording:
    """The expectations of the case that is being read, in order."""

    def __init__(self) -> None:
        self.expectations: list[Expectation] = []
        self.slots = 0


_recording: ContextVar[Recording] = ContextVar("recording")


def agrees(*calls: Call) -> None:
    """Expect of each call what the solution returns, to the homework's tolerance and in the solution's shape."""
    _recording.get().expectations.extend(Agrees(call) for call in calls)


def refuses(*calls: Call) -> None:
    """Expect ValueError of each call. A case of refusals also needs a valid neighbour that agrees."""
    _recording.get().expectations.extend(Refuses(call) for call in calls)


def pure(*calls: Call) -> None:
    """Expect of each call the solution's values for any memory layout, with the arguments left alone."""
    _recording.get().expectations.extend(Pure(call) for call in calls)


def holds(promise: str, predicate: Predicate, *calls: Call, results: int = 1, odds: float = 0.0) -> None:
    """Expect that `predicate(result of the first call, …)` finds no fault.

    A predicate returns None, or the fault in a few words that name no number of the test. Arrays and lists of numbers
    reach it as float64 arrays. Where a call has several `results`, it must return a list or tuple of them, which reach
    the predicate as a tuple. `odds` is the probability that a right answer fails.
    """
    _recording.get().expectations.append(Holds(promise, predicate, calls, results, odds))


def generator(seed: int) -> Generator:
    """Return a random generator to pass as an argument; calls of one case that share it draw from one stream."""
    recording = _recording.get()
    recording.slots += 1
    return Generator(recording.slots, seed)


@dataclass(frozen=True)
class Case:
    """One case of a question: a sentence about the idea, its share of the points, and what is expected."""

    name: str
    points: float
    hidden: bool
    hint: str
    body: Callable[..., None]

    @property
    def functions(self) -> tuple[str, ...]:
        """The names of the student's functions that the case is about."""
        return tuple(inspect.signature(self.body).parameters)

    def expectations(self, recording: Recording) -> tuple[Expectation, ...]:
        """Read the case: what it expects, in order."""
        token = _recording.set(recording)
        before = len(recording.expectations)
        try:
            self.body(*(Function(name) for name in self.functions))
        finally:
            _recording.reset(token)
        return tuple(recording.expectations[before:])


def case(name: str, *, points: float = 1, hidden: bool = False, hint: str = "") -> Callable[[Callable[..., None]], Any]:
    """Make a function a case of its check file.

    `points` is the case's share: the engine scales the shares of a file to the points of its question. `hint` says
    where to look when a public case fails.
    """

    def decorate(body: Callable[..., None]) -> Any:
        this = Case(name, points, hidden, hint, body)
        otter = sys.modules.get("otter.test_files")
        return this if otter is None else _for_otter(this, otter.test_case)

    return decorate


def _for_otter(this: Case, test_case: Callable[..., Any]) -> Any:
    """Return the case as Otter's own kind of object, which judges real functions on the spot."""

    def run(env: Mapping[str, Any], **functions: Any) -> None:
        from autograder.grading.here import judge_here

        judge_here(this, {**env, **functions})

    named = inspect.signature(this.body)
    env = inspect.Parameter("env", inspect.Parameter.KEYWORD_ONLY)
    run.__dict__["__signature__"] = named.replace(parameters=[*named.parameters.values(), env])
    run.__dict__["case"] = this
    return test_case(name=this.name, points=this.points, hidden=this.hidden)(run)
