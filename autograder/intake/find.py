"""Paths on the command line → the submissions in them, one per student."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from autograder.errors import UsageError
from autograder.homework import ANSWERS, Homework
from autograder.intake.archive import ArchiveError
from autograder.intake.blob import OnDisk, looks_like_zip
from autograder.intake.formats import blackboard, brightspace, canvas, github, gradescope, moodle
from autograder.intake.formats import plain as plain_folder
from autograder.intake.handed import Handed, Member
from autograder.intake.names import listed, plain, suffix
from autograder.intake.tree import Child, Folder, Kind, Source, Tree, children, opened, unpacked


class Form(Protocol):
    """A form in which a class comes."""

    def matches(self, inside: Sequence[Child]) -> bool:
        """Whether what lies here has this form."""

    def handed(self, inside: Sequence[Child]) -> list[Handed]:
        """Sort what lies here into one submission per student."""


BULK: Mapping[str, Form] = {
    "gradescope": gradescope,
    "brightspace": brightspace,
    "blackboard": blackboard,
    "moodle": moodle,
    "canvas": canvas,
    "github": github,
}
FORMATS: Mapping[str, Form] = {**BULK, "folder": plain_folder}


def find_submissions(paths: Sequence[Path], homework: Homework, form: Form | None = None) -> list[Handed]:
    """Return every submission in `paths`, in their order; only names are looked at, nothing is read yet.

    A path is a folder of submissions, a bulk download, or one submission; what it holds decides, unless `form` says
    that it is a class, and of which form.

    - It is one submission if a module of the homework or the answers lie in it, at the top or in `assignments/`.
    - It is a bulk download if its files are named as one.
    - A folder is a folder of submissions otherwise: all that lies in it is one student's each.
    - A zip is one submission if there is one thing in it with Python in it, as a zip of a folder is; it holds a class
      if there are several. One folder that holds nothing but a class is looked through, in folders and zips alike.
    - Any other file is one submission.

    Raises:
        UsageError: A path does not exist.
    """
    found: list[Handed] = []
    seen: set[Path] = set()
    for path in paths:
        place = _resolved(path)
        if place not in seen:
            seen.add(place)
            name = path.name if path.name not in ("", "..") else place.name
            found += _in_path(place, name, homework) if form is None else _in_form(place, name, form)
    return _distinct(found)


def _resolved(path: Path) -> Path:
    try:
        place = path.resolve(strict=True)
        if place.is_dir() or place.is_file():
            return place
    except (OSError, RuntimeError) as error:
        raise UsageError(f"{path} does not exist or cannot be opened: {error}") from None
    raise UsageError(f"{path} is neither a folder nor a file")


def _in_path(place: Path, name: str, homework: Homework) -> list[Handed]:
    if place.is_dir():
        found = _in_class(Folder(place), name, homework)
        return [Handed(name, Folder(place))] if found is None else found
    file = OnDisk(place)
    alone = Child(name, Kind.FILE, Tree({name: file}))
    student = plain_folder.student_of(alone)
    if suffix(name) == ".zip" or (suffix(name) not in plain_folder.SUBMITTED and looks_like_zip(file)):
        try:
            found = _in_class(unpacked(place), student, homework)
        except ArchiveError:
            found = None
        if found is not None:
            return found
    return [plain_folder.latest(student, [alone])]


def _in_form(place: Path, name: str, form: Form) -> list[Handed]:
    """Return the submissions of a class that is known to be one; it may lie one folder down."""
    try:
        source: Source = Folder(place) if place.is_dir() else unpacked(place)
    except ArchiveError as error:
        raise UsageError(f"{name} is no folder and no zip that can be read: {error}") from None
    inside = children(source)
    while len(inside) == 1 and inside[0].kind is Kind.FOLDER and not form.matches(inside):
        source = inside[0].source
        inside = children(source)
    return [*form.handed(inside), *_refused(source, inside, name)]


def _refused(classroom: Source, inside: Iterable[Child], name: str) -> list[Handed]:
    """Return a row for the files of an archive that must not be taken in and that belong to no student."""
    if isinstance(classroom, Folder):
        return []
    known = {child.name for child in inside}
    strays = [(raw, reason) for raw, reason in classroom.refused if raw.partition("/")[0] not in known]
    if not strays:
        return []
    remarks = (f"left out: {listed([raw for raw, _ in strays])}", *(f"{plain(raw)}: {why}" for raw, why in strays[:5]))
    return [Handed(name, problem="unsafe paths in the zip", remarks=remarks)]


# --- one submission or a class --------------------------------------------------------------------------------------


def _in_class(source: Source, name: str, homework: Homework) -> list[Handed] | None:
    """Return the submissions of a class, or None if `source` is one submission."""
    classroom = _classroom(source, children(source), homework)
    if classroom is None:
        return None
    source, inside = classroom
    found = next(form.handed(inside) for form in FORMATS.values() if form.matches(inside))
    return [*found, *_refused(source, inside, name)]


def _classroom(source: Source, inside: list[Child], homework: Homework) -> tuple[Source, list[Child]] | None:
    """Return the source whose children are the submissions, with them, or None if `source` is one submission."""
    if _is_submission(inside, homework):
        return None
    if _is_bulk(inside):
        return source, inside
    if len(inside) == 1 and inside[0].kind is Kind.FOLDER:
        below = children(inside[0].source)
        if _is_class(below, homework):
            return inside[0].source, below
    if isinstance(source, Folder) or sum(_has_python(child) for child in inside) > 1:
        return source, inside
    return None


def _is_submission(inside: Iterable[Child], homework: Homework) -> bool:
    """Whether modules or answers lie here or in the package's folder."""
    ours = {f"{module}.py".casefold() for module in homework.modules} | {f"{ANSWERS}.yaml", f"{ANSWERS}.yml"}
    for child in inside:
        name = child.name.casefold()
        if child.kind is Kind.FILE and name in ours:
            return True
        if child.kind is Kind.FOLDER and name == homework.package.casefold():
            return any(c.kind is Kind.FILE and c.name.casefold() in ours for c in children(child.source))
    return False


def _is_class(inside: Sequence[Child], homework: Homework) -> bool:
    """Whether several submissions lie here, beyond doubt."""
    if _is_submission(inside, homework):
        return False
    return _is_bulk(inside) or sum(_is_clear(child, homework) for child in inside) > 1


def _is_bulk(inside: Sequence[Child]) -> bool:
    return any(form.matches(inside) for form in BULK.values())


def _is_clear(child: Child, homework: Homework) -> bool:
    if child.kind is Kind.FOLDER:
        return _is_submission(children(child.source), homework)
    return suffix(child.name) == ".zip"


def _has_python(child: Child) -> bool:
    return any(suffix(path) in plain_folder.SUBMITTED for path in opened(child.source).files)


# --- names ----------------------------------------------------------------------------------------------------------


def _distinct(found: Sequence[Handed]) -> list[Handed]:
    """Give every student a name of their own that can be shown, members of groups included."""
    counts = Counter(plain(member.student) for handed in found for member in handed.members)
    taken = set(counts)
    used: Counter[str] = Counter()

    def own_name(raw: str) -> str:
        name = shown = plain(raw)
        used[name] += 1
        if used[name] > 1:
            while shown in taken:
                shown = f"{name} ({used[name]})"
                used[name] += shown in taken
            taken.add(shown)
        return shown

    rows: list[Handed] = []
    for handed in found:
        shared = tuple(
            f"{counts[name]} submissions came under the name {name}"
            for name in dict.fromkeys(plain(member.student) for member in handed.members)
            if counts[name] > 1
        )
        student = own_name(handed.student)
        others = tuple(Member(own_name(member.student), member.person) for member in handed.others)
        earlier = tuple(replace(attempt, student=student) for attempt in handed.earlier)
        remarks = (*shared, *handed.remarks)
        rows.append(replace(handed, student=student, others=others, earlier=earlier, remarks=remarks))
    return rows
