"""The files of one submission, or of a class, by their paths; nothing is read yet."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from autograder.intake import limits
from autograder.intake.archive import Packed, entries
from autograder.intake.blob import Blob, OnDisk
from autograder.intake.names import UnsafePathError, inner_path, is_passed_over, natural, plain

_ENVIRONMENT_MARK = "pyvenv.cfg"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on disk, not looked into yet."""

    path: Path


@dataclass(frozen=True)
class Tree:
    """Files by path. `refused` are those that must not be taken in, under the names they came with, with the reason."""

    files: Mapping[str, Blob]
    refused: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()


Source: TypeAlias = Folder | Tree


class Kind(Enum):
    """What a child of a folder is."""

    FOLDER = "folder"
    FILE = "file"
    ODD = "neither a file nor a folder"


@dataclass(frozen=True)
class Child:
    """One thing directly in a folder or archive."""

    name: str
    kind: Kind
    source: Source

    @property
    def modified(self) -> float:
        """When its newest file was last changed."""
        return max((blob.modified for blob in opened(self.source).files.values()), default=0.0)


def unpacked(archive: Path | bytes) -> Tree:
    """Return the files of an archive, or raise ArchiveError."""
    files: dict[str, Blob] = {}
    refused: list[tuple[str, str]] = []
    twice: list[str] = []
    for entry in entries(archive):
        if entry.is_folder:
            continue
        try:
            path = inner_path(entry.name)
        except UnsafePathError as error:
            refused.append((entry.name, str(error)))
            continue
        if is_passed_over(path):
            continue
        if entry.oddity is not None:
            refused.append((path, entry.oddity))
            continue
        if path in files:
            twice.append(path)
        files[path] = Packed(archive, entry)
    remarks = tuple(f"{plain(path)} is in the zip more than once; the last one counts" for path in twice)
    return Tree(_without_environments(files), tuple(refused), remarks)


def opened(source: Source) -> Tree:
    """Return the files of a source; of a folder, those nearest to its top if there are too many."""
    if isinstance(source, Folder):
        return _walked(source.path)
    if len(source.files) <= limits.FILES:
        return source
    nearest = sorted(source.files, key=lambda path: (path.count("/"), path))[: limits.FILES]
    kept = {path: source.files[path] for path in nearest}
    return replace(source, files=kept, remarks=(*source.remarks, _TOO_MANY))


def children(source: Source) -> list[Child]:
    """Return what lies directly in a folder or archive, in order of name; hidden things are left out."""
    if isinstance(source, Folder):
        return [_child(entry) for entry in _listing(source.path, None) if not is_passed_over(entry.name)]
    return _grouped(source)


_TOO_MANY = f"the submission has more than {limits.FILES} files; those nearest to its top were looked at"


def _without_environments(files: Mapping[str, Blob]) -> Mapping[str, Blob]:
    """Leave out virtual environments."""
    roots = {path.removesuffix(_ENVIRONMENT_MARK) for path in files if path.endswith("/" + _ENVIRONMENT_MARK)}
    if not roots:
        return files
    return {path: blob for path, blob in files.items() if not any(root in roots for root in _parents(path))}


def _parents(path: str) -> Iterator[str]:
    """Yield the folders that a path lies in, each with its slash."""
    return (path[: index + 1] for index, letter in enumerate(path) if letter == "/")


def _grouped(tree: Tree) -> list[Child]:
    files: defaultdict[str, dict[str, Blob]] = defaultdict(dict)
    folders: defaultdict[str, dict[str, Blob]] = defaultdict(dict)
    for path, blob in tree.files.items():
        first, slash, rest = path.partition("/")
        (folders if slash else files)[first][rest or first] = blob
    refused: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, reason in tree.refused:
        refused[name.partition("/")[0]].append((name, reason))
    inside = [Child(name, Kind.FILE, Tree(own)) for name, own in files.items()]
    inside += [Child(name, Kind.FOLDER, Tree(own, tuple(refused[name]))) for name, own in folders.items()]
    return sorted(inside, key=lambda child: (natural(child.name), child.kind.value))


def _child(entry: os.DirEntry[str]) -> Child:
    path = Path(entry.path)
    if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
        return Child(entry.name, Kind.ODD, Tree({}))
    if entry.is_dir():
        return Child(entry.name, Kind.FOLDER, Folder(path))
    return Child(entry.name, Kind.FILE, Tree({entry.name: OnDisk(path)}))


def _listing(folder: Path, most: int | None) -> list[os.DirEntry[str]]:
    """Return the entries of a folder in order of name, none if it cannot be listed."""
    try:
        with os.scandir(folder) as found:
            return sorted(islice(found, most), key=lambda entry: natural(entry.name))
    except OSError:
        return []


def _walked(top: Path) -> Tree:
    """Return the files under a folder, level by level, following no link."""
    files: dict[str, Blob] = {}
    refused: list[tuple[str, str]] = []
    level, seen = [(top, "")], 0
    while level and seen <= limits.FILES:
        below: list[tuple[Path, str]] = []
        for folder, prefix in level:
            listing = _listing(folder, limits.FILES + 1)
            if prefix and any(entry.name == _ENVIRONMENT_MARK for entry in listing):
                continue
            for entry in listing:
                if is_passed_over(entry.name):
                    continue
                seen += 1
                if seen > limits.FILES:
                    return Tree(files, tuple(refused), (_TOO_MANY,))
                reason = _sort_in(entry, prefix, files, below)
                if reason is not None:
                    refused.append((prefix + entry.name, reason))
        level = below
    return Tree(files, tuple(refused))


def _sort_in(entry: os.DirEntry[str], prefix: str, files: dict[str, Blob], below: list[tuple[Path, str]]) -> str | None:
    """Put a file or a folder where it belongs; return the reason if it must not be taken in."""
    try:
        path = inner_path(prefix + entry.name)
        if entry.is_symlink():
            return "it is a link"
        if entry.is_dir():
            below.append((Path(entry.path), prefix + entry.name + "/"))
        elif entry.is_file():
            files[path] = OnDisk(Path(entry.path))
        else:
            return "it is not a regular file"
    except UnsafePathError as error:
        return str(error)
    except OSError:
        return "it cannot be read"
    return None


def alike(paths: Iterable[str]) -> list[str]:
    """Return the paths that another one equals but for upper and lower case."""
    counts = Counter(path.casefold() for path in paths)
    return [path for path in paths if counts[path.casefold()] > 1]
