"""The ladders of hints: per function, or written exercise, a few steps that ask before they tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from autograder.errors import GraderError
from autograder.homework import LOADER, Homework, Question


@dataclass(frozen=True)
class Hints:
    """The hints of one question: a ladder for each function or exercise, and one thing to read."""

    ladders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read: str = ""


def load_hints(homework: Homework, question: Question) -> Hints:
    """Return the hints of a question; none where it has no file of them."""
    path = homework.hints / f"{question.id}.yaml"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    except FileNotFoundError:
        return Hints()
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise GraderError(f"{path}: {' '.join(str(error).split())}") from None
    read = data.pop("read", "")
    ladders = {str(about): tuple(steps) for about, steps in data.items()}
    if not all(isinstance(step, str) for steps in ladders.values() for step in steps):
        raise GraderError(f"{path}: every step is a text; one that holds a colon and a space needs quotation marks")
    return Hints(ladders, str(read))
