"""A homework as data: its questions from `assignment.yaml`, and where its stubs, solutions and checks lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from autograder.errors import UsageError
from autograder.gradescope import Gradescope, read_gradescope
from autograder.policy import Policy
from autograder.rules import read_policy

ANSWERS = "answers"

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader that is quick, where there is one."""


@dataclass(frozen=True)
class Limits:
    """What a submission may use: seconds per question, megabytes of memory."""

    seconds: float = 5.0
    memory_mb: int = 1024


@dataclass(frozen=True)
class Question:
    """One question: `functions` of `module`, or, where there are none, answers in `answers.yaml`."""

    id: str
    module: str
    functions: tuple[str, ...]
    points: int | float
    lecture: str
    limits: Limits

    @property
    def is_written(self) -> bool:
        """Whether the question is answered in `answers.yaml`."""
        return not self.functions


@dataclass(frozen=True)
class Homework:
    """A homework folder: `assignments/`, `solutions/` and `autograder/` with `assignment.yaml` and `checks/`."""

    root: Path
    title: str
    questions: tuple[Question, ...]
    policy: Policy = field(default_factory=Policy)
    gradescope: Gradescope = field(default_factory=Gradescope)

    @property
    def package(self) -> str:
        """The package that the student's modules form."""
        return "assignments"

    @property
    def stubs(self) -> Path:
        """What a student fills in."""
        return self.root / "assignments"

    @property
    def solutions(self) -> Path:
        """The same, solved."""
        return self.root / "solutions"

    @property
    def checks(self) -> Path:
        """One check file per question."""
        return self.root / "autograder" / "checks"

    @property
    def misconceptions(self) -> Path:
        """The known wrong answers."""
        return self.root / "autograder" / "misconceptions"

    @property
    def stand_ins(self) -> Path:
        """What stands in for a student's wrong pieces, one file per module."""
        return self.root / "autograder" / "stand_ins"

    @property
    def hints(self) -> Path:
        """The ladders of hints, one file per question."""
        return self.root / "autograder" / "hints"

    @property
    def handout(self) -> Path:
        """What else the handout holds: its README and changelog, the notebook, the pictures."""
        return self.stubs / "handout"

    @property
    def right_answers(self) -> Path:
        """Right answers that are unusual."""
        return self.root / "autograder" / "right_answers"

    @property
    def key(self) -> Path:
        """Where there are no solutions: the frozen answer key."""
        return self.root / "autograder" / "public.key"

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """The modules of the homework, in order."""
        return tuple(dict.fromkeys(question.module for question in self.questions if not question.is_written))

    @property
    def points(self) -> int | float:
        """The points of all questions together."""
        return sum(question.points for question in self.questions)

    @property
    def worth(self) -> int | float:
        """The points that the final grade is of."""
        return self.points if self.policy.points_possible is None else self.policy.points_possible

    @cached_property
    def module_of(self) -> Mapping[str, str]:
        """The module of each function."""
        return {name: question.module for question in self.questions for name in question.functions}

    def question(self, name: str) -> Question:
        """Return the question `name`, or raise with the names that there are."""
        for question in self.questions:
            if question.id == name:
                return question
        raise UsageError(f"no question {name!r}; there are: {', '.join(q.id for q in self.questions)}")

    def meant_by(self, names: Sequence[str]) -> tuple[Question, ...]:
        """Return the questions that names of questions, functions, modules or files stand for; all for no name."""
        if not names:
            return self.questions
        return tuple(dict.fromkeys(question for name in names for question in self._meant(name)))

    def _meant(self, name: str) -> list[Question]:
        stem = Path(name).stem
        for found in (
            [question for question in self.questions if question.id == name],
            [question for question in self.questions if name in question.functions],
            [question for question in self.questions if question.module == stem],
        ):
            if found:
                return found
        from difflib import get_close_matches

        known = [question.id for question in self.questions]
        close = get_close_matches(name, [*known, *self.module_of], 1)
        guess = f"; did you mean {close[0]}?" if close else ";"
        raise UsageError(f"no question {name!r}{guess} there are: {', '.join(known)}")


def default_root() -> Path:
    """Return the folder of the homework that comes with this package."""
    return Path(__file__).resolve().parent.parent


def load_homework(root: Path) -> Homework:
    """Read the homework in folder `root`; raise UsageError with the place of the fault where it cannot be read."""
    path = root / "autograder" / "assignment.yaml"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    except FileNotFoundError:
        raise UsageError(f"no homework in {root}: {path} does not exist") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {' '.join(str(error).split())}") from None
    try:
        return _homework(root, data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{path}: {type(error).__name__}: {error}") from None


def _homework(root: Path, data: Mapping[str, Any]) -> Homework:
    limits = Limits(**data.get("limits", {}))
    questions = tuple(_question(identifier, entry, limits) for identifier, entry in data["questions"].items())
    names = [name for question in questions for name in question.functions]
    if len(names) != len(set(names)):
        raise ValueError("a function is listed twice")
    policy = read_policy(data.get("policy") or {}, [question.id for question in questions])
    return Homework(root, str(data["title"]), questions, policy, read_gradescope(data.get("gradescope") or {}))


def _question(identifier: str, entry: Mapping[str, Any], limits: Limits) -> Question:
    own = Limits(**{**limits.__dict__, **entry.get("limits", {})})
    functions = tuple(entry.get("functions", ()))
    module = entry["module"] if functions else ANSWERS
    return Question(identifier, module, functions, int(entry["points"]), str(entry["lecture"]), own)
