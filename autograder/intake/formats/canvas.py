"""Canvas's bulk download: all files of all students side by side.

A file is named `NAME[_LATE]_USER_ATTACHMENT_DISPLAY`, where NAME is the student's sortable name in lower-case word
characters and USER and ATTACHMENT are numbers; of an anonymous assignment `[LATE_]anon_ID_ATTACHMENT_DISPLAY`. What
was typed into Canvas instead of uploaded comes as `…_USER_text.html` or `…_USER_link.html`. Where a student hands in a
second time, Canvas marks the display names that it has seen before: `lstm-1.py`.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.intake.blob import Blob
from autograder.intake.formats.gathering import strays
from autograder.intake.handed import Handed, Person
from autograder.intake.names import listed, original_name, suffix
from autograder.intake.tree import Child, Kind, Tree

_REST = r"(?:(?P<attachment>\d{1,19})_(?P<file>.+)|(?P<typed>text|link)\.html)"
_ANONYMOUS = re.compile(rf"(?P<late>LATE_)?(?P<name>anon_(?P<user>[A-Za-z0-9]+))_{_REST}", re.DOTALL)
_NAMED = re.compile(rf"(?P<name>\w*?)(?P<late>_LATE)?_(?P<user>\d{{1,19}})_{_REST}", re.DOTALL)


@dataclass(frozen=True)
class Upload:
    """One file of one student, by what its name says."""

    student: str
    user: str
    late: bool
    attachment: int
    name: str
    blob: Blob


def matches(inside: Sequence[Child]) -> bool:
    """Whether at least half of what lies here are files named in Canvas's way."""
    named = sum(_match(child) is not None for child in inside)
    return 0 < len(inside) <= 2 * named


def handed(inside: Sequence[Child]) -> list[Handed]:
    """Return one submission per user; what is named otherwise gets a row under its own name."""
    uploads: defaultdict[str, list[Upload]] = defaultdict(list)
    others: list[Child] = []
    for child in inside:
        upload = _upload(child)
        if upload is None:
            others.append(child)
        else:
            uploads[upload.user].append(upload)
    return [_handed(own) for own in uploads.values()] + strays(others, "Canvas")


def _match(child: Child) -> re.Match[str] | None:
    if child.kind is not Kind.FILE:
        return None
    return _ANONYMOUS.fullmatch(child.name) or _NAMED.fullmatch(child.name)


def _upload(child: Child) -> Upload | None:
    match = _match(child)
    if match is None or not isinstance(child.source, Tree):
        return None
    (blob,) = child.source.files.values()
    name = match["file"] or f"{match['typed']}.html"
    return Upload(match["name"], match["user"], bool(match["late"]), int(match["attachment"] or 0), name, blob)


def _handed(uploads: Sequence[Upload]) -> Handed:
    """Return one student's submission: each file under its display name, the latest of those that share one."""
    ordered = sorted(uploads, key=lambda upload: upload.attachment)
    present = {upload.name for upload in ordered}
    files: dict[str, Upload] = {}
    replaced: list[str] = []
    for upload in ordered:
        name = _display_name(upload.name, present)
        if name in files:
            replaced.append(files[name].name)
        files[name] = upload
    remarks = [f"Canvas user {ordered[0].user}"]
    remarks += ["handed in late, by Canvas's mark"] if any(upload.late for upload in ordered) else []
    if replaced:
        remarks.append(f"the latest of files with the same name counts; left out: {listed(replaced)}")
    person = Person(ordered[0].student, id=ordered[0].user)
    tree = Tree({name: upload.blob for name, upload in files.items()})
    late = any(upload.late for upload in ordered)
    return Handed(person.name, tree, None, tuple(remarks), person, late=late)


def _display_name(name: str, present: set[str]) -> str:
    """Return the name before Canvas marked it.

    A module cannot be called `lstm-1`, so its mark is Canvas's; `part-1.ipynb` may well be the student's own name, and
    loses the mark only beside `part.ipynb`.
    """
    original, _ = original_name(name)
    return original if suffix(name) in (".py", ".yaml", ".yml") or original in present else name
