"""Groups that only the class list knows: who did not hand in has the row of the one of the group who did."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from autograder.intake.handed import Member, Person
from autograder.intake.roster import Entry, Matching, Roster, squashed


def with_groups(
    roster: Roster, members: Mapping[str, Sequence[Member]], matching: Matching
) -> tuple[Mapping[str, Sequence[Member]], Matching]:
    """Return the members of each submission with those of its group, and who is who with them.

    A submission belongs to a group if one of its members does, or if it is named as the group is. Where several of one
    group handed in, each has their own, and nobody else has either.
    """
    if not roster.groups:
        return members, matching
    source_of = {member.student: student for student, own in members.items() for member in own}
    row_of = {at: student for student, at in matching.entry_of.items()}
    named = {squashed(student): student for student in matching.unknown}
    missing = set(matching.missing)
    taken = set(source_of)
    grown, entry_of = dict(members), dict(matching.entry_of)
    for group, lines in roster.groups.items():
        sources = {source_of[row_of[at]] for at in lines if at in row_of}
        if group in named:
            sources.add(source_of[named[group]])
        mates = [at for at in lines if at in missing]
        if len(sources) != 1 or not mates:
            continue
        source = sources.pop()
        more = []
        for at in mates:
            member = member_of(roster.entries[at], taken)
            taken.add(member.student)
            entry_of[member.student] = at
            more.append(member)
        missing.difference_update(mates)
        grown[source] = more if group in named else [*members[source], *more]
    rows = {member.student for own in grown.values() for member in own}
    unknown = tuple(student for student in matching.unknown if student in rows)
    left = tuple(at for at in matching.missing if at in missing)
    return grown, replace(matching, entry_of=entry_of, missing=left, unknown=unknown)


def member_of(entry: Entry, taken: Collection[str]) -> Member:
    """Return who is on a line of the class list, under a name that no row has yet."""
    name = entry.name if entry.name not in taken else f"{entry.name} ({entry.identifier})"
    return Member(name, Person(entry.name, id=entry.identifier))
