"""Getting the answers of one submission out of the room.

What may be told to the student, that is what a public case returned or raised, comes from a process that has seen no
hidden input; else a submission could keep hidden inputs and show them where its answers are shown. So all modules are
loaded first, then the public cases of all questions are asked, then the hidden ones; each in one message, and question
by question where that is not answered.

What a submission does to its process costs it no other question, for only modules that do nothing to it share one. What
is right has no say in what is asked, and how often: no case is answered twice.
"""

import builtins
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise

import msgspec

from autograder.grading.judge import GONE
from autograder.grading.plan import Group, Plan, PlannedCase, finding_batch, plain_finding_batch, together
from autograder.sandbox import wire
from autograder.sandbox.room import Answered, Batch, Cause, Lost, Outcomes, Session
from autograder.submission import Program

MOST_PRINTED = 8_000
SECONDS_TOGETHER = 1.0
"""How long all questions together may take before they are asked one by one, each with the time that is its own."""

EXCEPTIONS = frozenset(name for name, value in vars(builtins).items() if isinstance(value, type)) | {"LinAlgError"}

PLAIN = wire.Returned(True)

Came = Outcomes | Lost


@dataclass(frozen=True, eq=False)
class Heard:
    """What came for cases that were asked in one message, or that nothing did."""

    cases: Sequence[PlannedCase]
    came: Came

    @property
    def size(self) -> int:
        """How many calls were to be made."""
        return sum(len(case.calls) for case in self.cases)

    def by_case(self) -> list[Came]:
        """Return what came for each case."""
        if isinstance(self.came, Lost):
            return [self.came for _ in self.cases]
        ends = accumulate((len(case.calls) for case in self.cases), initial=0)
        return [self.came.part(start, end) for start, end in pairwise(ends)]


@dataclass
class Asker:
    """Asks one submission, and knows what its process has seen."""

    session: Session
    program: Program
    printed: list[str] = field(default_factory=list)
    _has_seen_hidden: bool = False
    _reasons: set[str] = field(default_factory=set)
    _stuck: dict[str, Lost] = field(default_factory=dict)
    _slow: set[str] = field(default_factory=set)
    _are_together: bool = True

    @cached_property
    def _lines(self) -> Mapping[str, int]:
        """How many lines each file of the submission has."""
        return {name: source.count("\n") + 1 for name, source in self.program.files.items()}

    def ask_all(
        self, plans: Mapping[str, Plan], module_of: Mapping[str, str], seconds: float
    ) -> dict[str, list[Heard]]:  # fmt: skip
        """Ask all cases of questions, those whose modules are plain in one process, each of the others in its own."""
        modules = frozenset(plan.question.module for plan in plans.values())
        plain = self._load_plain({name: home for name, home in module_of.items() if home in modules}, seconds)
        came = self._ask_loaded({name: plan for name, plan in plans.items() if plan.question.module in plain})
        alone = {name: plan for name, plan in plans.items() if name not in came}
        for name, plan in alone.items():
            if came:
                self.renew()
            came[name] = self._ask_alone(plan, module_of, seconds)
        if alone:
            self.renew()
        return came

    def _load_plain(self, home_of: Mapping[str, str], seconds: float) -> frozenset[str]:
        """Load the modules that change nothing outside of themselves, and return them; none if not all can be loaded.

        Which these are is seen before anything of them is run.
        """
        modules = tuple(dict.fromkeys(home_of.values()))
        reply = self.session.ask(plain_finding_batch(modules, tuple(home_of.items())), seconds)
        if isinstance(reply, Lost):
            return frozenset()
        found = reply.outcomes.raw
        plain = frozenset(module for module, outcome in zip(modules, found, strict=False) if outcome == PLAIN)
        reasons = _reasons(reply)
        if len(plain) > 1 and any(MemoryError.__name__ in why for why in reasons):
            self.renew()
            return frozenset()
        self._keep_printed(reply)
        self._reasons |= reasons
        return plain

    def _ask_loaded(self, plans: Mapping[str, Plan]) -> dict[str, list[Heard]]:
        """Ask all cases of questions whose modules are loaded."""
        public, hidden = self._ask_groups(plans, hidden=False), self._ask_groups(plans, hidden=True)
        return {name: public[name] + hidden[name] for name in plans}

    def _ask_alone(self, plan: Plan, module_of: Mapping[str, str], seconds: float) -> list[Heard]:
        """Load the module of a question, then ask all its cases; a module that cannot be loaded is not tried again."""
        module = plan.question.module
        if module not in self._stuck:
            names = [name for name, home in module_of.items() if home == module]
            reply = self.session.ask(finding_batch(names, module_of), seconds)
            if isinstance(reply, Answered):
                self._keep_printed(reply)
                self._reasons |= _reasons(reply)
                return self._ask_loaded({plan.question.id: plan})[plan.question.id]
            self._stuck[module] = reply
        return [Heard(plan.cases, self._stuck[module])]

    def renew(self) -> None:
        """Go on in a process in which nothing of the student's has run."""
        self.session.renew()
        self._has_seen_hidden = False

    def _ask_groups(self, plans: Mapping[str, Plan], hidden: bool) -> dict[str, list[Heard]]:
        """Ask the public or the hidden cases of questions, all at once if that is answered."""
        groups = {name: plan.hidden if hidden else plan.public for name, plan in plans.items()}
        asked = [name for name, group in groups.items() if group.cases]
        came: Came | None = None
        if len(asked) > 1 and self._are_together:
            came = self._ask(together(tuple(groups[name] for name in asked)), SECONDS_TOGETHER, hidden)
            self._are_together = isinstance(came, Outcomes) and not came.ran_short
        if not isinstance(came, Outcomes) or came.ran_short:
            return {name: self._ask_group(plan, groups[name], hidden) for name, plan in plans.items()}
        ends = [0, *accumulate(len(groups[name].calls) for name in asked)]
        parts = {name: came.part(start, end) for name, (start, end) in zip(asked, pairwise(ends), strict=True)}
        return {
            name: [Heard(group.cases, parts[name])] if name in parts else [] for name, group in groups.items()
        }  # fmt: skip

    def _ask_group(self, plan: Plan, group: Group, hidden: bool) -> list[Heard]:
        """Ask cases of a question all at once, and one by one where that is not answered."""
        if not group.cases:
            return []
        name, seconds = plan.question.id, plan.question.limits.seconds
        if name not in self._slow:
            came = self._ask(group.batch, seconds, hidden)
            if isinstance(came, Outcomes) and not came.ran_short:
                return [Heard(group.cases, came)]
            if _took_too_long(came):
                self._slow.add(name)
        return self._one_by_one(group, seconds / len(plan.cases), hidden)

    def _one_by_one(self, group: Group, seconds: float, hidden: bool) -> list[Heard]:
        """Ask cases alone; one that ends a process in which another ran before it is asked again in a fresh one."""
        found: list[Heard] = []
        for case in group.cases:
            came = self._ask(case.batch, seconds, hidden)
            is_first = not found or _ended_its_process(found[-1].came)
            if _ended_its_process(came) and not is_first and not _took_too_long(came):
                came = self._ask(case.batch, seconds, hidden)
            found.append(Heard([case], came))
        return found

    def _ask(self, batch: Batch, seconds: float, hidden: bool) -> Came:
        if self._has_seen_hidden and not hidden:
            self.renew()
        reply = self.session.ask(batch, seconds)
        self._has_seen_hidden = isinstance(reply, Answered) and (hidden or self._has_seen_hidden)
        if isinstance(reply, Lost):
            return reply
        self._keep_printed(reply)
        came = reply.outcomes
        if came.ran_short:
            self.renew()
        sober = [each if isinstance(each, wire.Returned) else self._sober(each) for each in came.raw]
        return Outcomes(sober, came.payload, came.starts)

    def _keep_printed(self, reply: Answered) -> None:
        if reply.printed and sum(map(len, self.printed)) < MOST_PRINTED:
            self.printed.append(reply.printed)

    def _sober(self, outcome: wire.Raised | wire.Missing) -> wire.Outcome:
        """Return an outcome without types, places and reasons that the submission may have made up on the way."""
        if isinstance(outcome, wire.Missing):
            return outcome if outcome.why in self._reasons else wire.Missing(GONE)
        is_there = outcome.line <= self._lines.get(outcome.file, -1)
        if is_there and outcome.type_name in EXCEPTIONS:
            return outcome
        return msgspec.structs.replace(
            outcome,
            type_name=outcome.type_name if outcome.type_name in EXCEPTIONS else "an exception of its own",
            file=outcome.file if is_there else "",
            line=outcome.line if is_there else 0,
        )


def _reasons(reply: Answered) -> set[str]:
    """Return why functions are missing."""
    return {outcome.why for outcome in reply.outcomes.raw if isinstance(outcome, wire.Missing)}


def _ended_its_process(came: Came) -> bool:
    """Whether the next call is made in a fresh process."""
    return isinstance(came, Lost) or came.ran_short


def _took_too_long(came: Came) -> bool:
    return isinstance(came, Lost) and came.cause is Cause.TIME
