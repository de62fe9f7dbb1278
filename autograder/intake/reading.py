"""One submission that was found → its text, whatever is wrong with it."""

from dataclasses import replace

from autograder.homework import Homework
from autograder.intake import limits
from autograder.intake.archive import ArchiveError
from autograder.intake.blob import ENCRYPTED, OnDisk, UnreadableError, looks_like_zip
from autograder.intake.handed import Handed
from autograder.intake.layout import Layout, lay_out
from autograder.intake.names import listed, natural, plain, remarks_of, suffix
from autograder.intake.tree import Tree, alike, opened, unpacked
from autograder.submission import Program, Submission

_PYTHON = {".py", ".ipynb"}


def read(handed: Handed, homework: Homework) -> Submission:
    """Read a submission into memory; nothing of it is run, and nothing is written to disk.

    This never raises for anything that a student can hand in: what cannot be taken in is named in `problem`, in
    `remarks`, or, for one module, in `program.unreadable`.
    """
    if handed.problem is not None:
        return Submission(handed.student, Program({}), problem=handed.problem, remarks=remarks_of(handed.remarks))
    tree, problem = unzipped(opened(handed.source))
    layout = lay_out(tree, homework)
    return Submission(
        handed.student,
        layout.program,
        layout.answers,
        _problem(layout, problem),
        remarks_of((*handed.remarks, *refusals(tree), *tree.remarks, *layout.remarks)),
    )


def _problem(layout: Layout, of_zip: str | None) -> str | None:
    if layout.answers is not None or layout.problem is None:
        return None
    return of_zip or layout.problem


def refusals(tree: Tree) -> list[str]:
    """Return a remark for each file that must not be taken in, and for names that some systems take for the same."""
    refusals = [f"{plain(name)} was left out: {reason}" for name, reason in tree.refused]
    same = alike(tree.files)
    return refusals + ([f"names that differ in upper and lower case only: {listed(same)}"] if same else [])


def unzipped(tree: Tree, levels: int = limits.NESTED_ZIPS) -> tuple[Tree, str | None]:
    """Replace a zip in which the submission was handed in by its files; with the reason if it cannot be read."""
    zips = sorted((path for path in tree.files if suffix(path) == ".zip"), key=natural)
    if not zips and len(tree.files) == 1:
        zips = [path for path, blob in tree.files.items() if suffix(path) not in _PYTHON and looks_like_zip(blob)]
    if not zips:
        return tree, None
    if any(suffix(path) in _PYTHON for path in tree.files):
        return _remarked(tree, f"left out, since Python files are beside it: {listed(zips)}"), None
    if levels == 0:
        return tree, "zips in zips in zips"
    *others, chosen = zips
    left = replace(tree, files={path: blob for path, blob in tree.files.items() if path not in zips})
    if others:
        left = _remarked(left, f"of several zips, {plain(chosen)} was taken; left out: {listed(others)}")
    blob = tree.files[chosen]
    try:
        inner = opened(unpacked(blob.path if isinstance(blob, OnDisk) else blob.read(limits.ARCHIVE_BYTES)))
    except (ArchiveError, UnreadableError) as error:
        problem = "encrypted zip" if str(error) == ENCRYPTED else "unreadable zip"
        return _remarked(left, f"{plain(chosen)} cannot be read: {error}"), problem
    merged = Tree({**inner.files, **left.files}, left.refused + inner.refused, left.remarks + inner.remarks)
    return unzipped(merged, levels - 1)


def _remarked(tree: Tree, remark: str) -> Tree:
    return replace(tree, remarks=(*tree.remarks, remark))
