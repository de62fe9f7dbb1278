"""A second look at what the checks let pass: is it right on inputs that they do not hold as well?"""

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.errors import GraderError
from autograder.grading.checks import Checks
from autograder.grading.judge import judge
from autograder.grading.plan import outcomes_of
from autograder.sandbox.room import Outcome
from autograder.vocabulary import Agrees, Call

ROUNDS = 120
SEED = 25


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """Random inputs of a homework, drawn as its `autograder/audit/inputs.py` says, and the right outcomes for them."""

    checks: Checks

    @cached_property
    def calls(self) -> Mapping[str, Sequence[Call]]:
        """The calls for each function that there are inputs for."""
        path = self.checks.homework.root / "autograder" / "audit" / "inputs.py"
        if not path.exists():
            return {}
        spec = importlib.util.spec_from_file_location("inputs_of_the_audit", path)
        if spec is None or spec.loader is None:
            raise GraderError(f"{path} cannot be loaded")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        rng = np.random.default_rng(SEED)
        return {name: [Call(name, draw(rng)) for _ in range(ROUNDS)] for name, draw in module.INPUTS.items()}

    @cached_property
    def truths(self) -> Mapping[str, Sequence[Outcome]]:
        """What the solution makes of them."""
        return {name: self._outcomes(self.checks.right, name) for name in self.calls}

    def first_difference(self, names: Sequence[str], functions: Mapping[str, Callable[..., Any]]) -> str | None:
        """Return how functions differ from the solution somewhere, "" where nowhere, None where nothing was tried."""
        known = [name for name in names if name in self.calls]
        for name in known:
            outcomes = self._outcomes(functions, name)
            for call, outcome, truth in zip(self.calls[name], outcomes, self.truths[name], strict=True):
                finding = judge(Agrees(call), [outcome], [truth])
                if finding is not None:
                    return f"{name}({', '.join(map(_shown, call.args))}): {finding.kind}"
        return "" if known else None

    def _outcomes(self, functions: Mapping[str, Callable[..., Any]], name: str) -> Sequence[Outcome]:
        return outcomes_of(functions, self.calls[name], self.checks.homework.module_of)


def _shown(value: Any) -> str:
    return f"array of shape {value.shape}" if isinstance(value, np.ndarray) else repr(value)[:80]
