"""Why a mutant may survive: reasons written down, and which mutants each of them holds for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from autograder.errors import GraderError
from autograder.homework import Homework

ANYTHING = "*"
KINDS = ("equivalent", "not promised", "chance")


@dataclass(frozen=True)
class Excuse:
    """Why a mutant may survive: it is a right answer too, only breaks what no stub promises, or depends on chance."""

    reason: str
    is_equivalent: bool
    is_chance: bool = False


@dataclass(frozen=True)
class Excuses:
    """Excuses by identity, and those for all that fit a pattern, which must fit no mutant that is killed."""

    single: Mapping[str, Excuse]
    patterns: Sequence[tuple[re.Pattern[str], Excuse]] = ()

    def of(self, identity: str) -> Excuse | None:
        """Return the excuse of a mutant, None where there is none."""
        fitting = (excuse for pattern, excuse in self.patterns if pattern.fullmatch(identity))
        return self.single.get(identity) or next(fitting, None)

    def allows_a_difference(self, identity: str) -> bool:
        """Whether a mutant may be wrong where no stub promises anything."""
        excuse = self.of(identity)
        return excuse is not None and not excuse.is_equivalent

    def is_killed_in_spite(self, identity: str) -> bool:
        """Whether a mutant has an excuse that is wrong once the mutant is killed."""
        excuse = self.of(identity)
        return excuse is not None and not excuse.is_chance

    @property
    def all(self) -> Sequence[Excuse]:
        """Every excuse there is."""
        return [*self.single.values(), *(excuse for _, excuse in self.patterns)]


def read_excuses(homework: Homework) -> Excuses:
    """Read a homework's list of survivors: reasons, each with the mutants that it holds for, or patterns of them."""
    path = homework.root / "autograder" / "audit" / "survivors.yaml"
    single: dict[str, Excuse] = {}
    patterns: list[tuple[re.Pattern[str], Excuse]] = []
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else ():
        if entry["kind"] not in KINDS:
            raise GraderError(f"{path.name}: kind is one of {', '.join(KINDS)}, not {entry['kind']!r}")
        excuse = Excuse(entry["reason"], entry["kind"] == "equivalent", entry["kind"] == "chance")
        for identity in entry.get("mutants", ()):
            if identity in single:
                raise GraderError(f"{path.name}: {identity} is listed twice")
            single[identity] = excuse
        patterns += [(_read(pattern), excuse) for pattern in entry.get("like", ())]
    return Excuses(single, patterns)


def _read(pattern: str) -> re.Pattern[str]:
    """Return a pattern, in which a star stands for any text, and nothing else for more than itself."""
    return re.compile(".*".join(map(re.escape, pattern.split(ANYTHING))))
