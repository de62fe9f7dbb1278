"""What the tests of all solutions share: comparing with plain numbers, unchangeable inputs, a stub's promises."""

import doctest
import inspect
import io
import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Nested: TypeAlias = "float | Fraction | Sequence[Nested]"


def flat(values: Nested) -> list[Fraction]:
    """Return the numbers in nested lists, first to last, as exact fractions."""
    if isinstance(values, Sequence):
        return [number for part in values for number in flat(part)]
    return [Fraction(values)]


def each(change: Callable[[Fraction], Fraction], values: Nested) -> Nested:
    """Apply a function to every number in nested lists, exactly, and keep the nesting."""
    if isinstance(values, Sequence):
        return [each(change, part) for part in values]
    return change(Fraction(values))


def shape_of(values: Nested) -> tuple[int, ...]:
    """Return the shape of nested lists as NumPy counts it; the empty list is `(0,)`."""
    if not isinstance(values, Sequence):
        return ()
    return (len(values), *(shape_of(values[0]) if values else ()))


def agrees(actual: object, expected: Nested) -> bool:
    """Tell whether a result is float64, has the expected shape, and equals every number to eleven digits."""
    array = np.asarray(actual)
    return (
        array.dtype == np.float64
        and array.shape == shape_of(expected)
        and all(
            math.isclose(number, exact, rel_tol=1e-11, abs_tol=1e-12)
            for number, exact in zip(array.ravel().tolist(), flat(expected), strict=True)
        )
    )


def frozen(value: Any) -> Any:
    """Return a copy in which nothing can be changed: arrays read-only and non-contiguous, sequences as tuples."""
    if isinstance(value, np.ndarray):
        view = np.repeat(value[..., np.newaxis], 2, axis=-1)[..., 0]
        view.flags.writeable = False
        return view
    if isinstance(value, Mapping):
        return {key: frozen(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return tuple(frozen(part) for part in value)
    return value


def arrays(rng: np.random.Generator) -> list[NDArray[np.float64]]:
    """Return none to four arrays of normal numbers, of mixed shapes and sizes."""
    shapes = [(), (1,), (3,), (2, 3), (3, 1, 2), (2, 1, 2, 2)]
    chosen = rng.integers(len(shapes), size=rng.integers(5))
    return [rng.normal(size=shapes[index]) * rng.choice([0.1, 1.0, 10.0]) for index in chosen]


def sigma(a: float) -> float:
    """Return the sigmoid of one number, by the half-angle form of tanh near 0 and by the exponential elsewhere."""
    if abs(a) < 1:
        return 0.5 + 0.5 * math.tanh(a / 2)
    return 1 / (1 + math.exp(-a)) if a > 0 else math.exp(max(a, -745)) / (1 + math.exp(max(a, -745)))


def functions(module: ModuleType) -> dict[str, Callable[..., object]]:
    """Return the public functions that a module defines itself, by name."""
    found = inspect.getmembers(module, inspect.isfunction)
    return {name: function for name, function in found if function.__module__ == module.__name__ and name[0] != "_"}


def signatures(module: ModuleType) -> dict[str, inspect.Signature]:
    """Return the signature, annotations included, of every public function of a module."""
    return {name: inspect.signature(function) for name, function in functions(module).items()}


def answers_of_stub(stub: ModuleType) -> dict[str, str]:
    """Call every function of a stub and return the message of the NotImplementedError that each one raises."""
    messages = {}
    for name, function in functions(stub).items():
        required = [p for p in inspect.signature(function).parameters.values() if p.default is p.empty]
        try:
            function(*[None] * len(required))
        except NotImplementedError as error:
            messages[name] = str(error)
    return messages


def yours_to_write(stub: ModuleType) -> dict[str, str]:
    """Return the messages that `answers_of_stub` should give."""
    module = stub.__name__.rpartition(".")[2]
    return {name: f"{module}.{name} is yours to write" for name in functions(stub)}


def example_faults(stub: ModuleType, solution: ModuleType) -> str:
    """Run the examples in a stub's docstrings against the solution; return what went wrong, or an empty string."""
    report = io.StringIO()
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    for name, function in functions(stub).items():
        names = {"np": np, **functions(solution)}
        test = parser.get_doctest(inspect.getdoc(function) or "", names, name, stub.__file__, 0)
        if not test.examples:
            report.write(f"{name} has no example\n")
        runner.run(test, out=report.write)
    return report.getvalue()
