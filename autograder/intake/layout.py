"""Where in a submission the modules lie, or which of its files is the script, and the text of both.

Modules are looked for by name: in a folder `assignments` first, then beside that folder, at the top or further down
(the least deep place counts). Helper modules come along with them. A submission without modules, or whose only module
holds functions of several, is a script: its notebooks, or the files that define functions of the homework.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.homework import ANSWERS, Homework
from autograder.intake import limits
from autograder.intake.blob import ENCRYPTED, Blob, UnreadableError
from autograder.intake.names import listed, natural, original_name, plain, suffix
from autograder.intake.notebook import cells
from autograder.intake.text import decode
from autograder.intake.tree import Tree
from autograder.submission import Program

_DEFINED = re.compile(r"^(?:(?:async[ \t]+)?def[ \t]+(\w+)|(\w+)[ \t]*(?::[^=\n]*)?=(?!=))", re.MULTILINE)
_PACKAGE_FILE = "__init__.py"


@dataclass(frozen=True)
class Layout:
    """What a submission comes to: its program and answers; `problem` is the reason for which there is no program."""

    program: Program = field(default_factory=lambda: Program({}))
    answers: str | None = None
    problem: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """A folder (its path ends with a slash, the top is empty) and the files in it that are modules of the homework."""

    folder: str
    modules: Mapping[str, str]
    base: str
    remarks: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, int, tuple[tuple[int, str], ...], int]:
        """Places of lower rank come first: least deep, in the package's own folder, holding the most modules."""
        return self.base.count("/"), -len(self.modules), natural(self.base), int(self.base == self.folder)


@dataclass(frozen=True)
class Texts:
    """Files that were read, by path; `faults` says of the others why not."""

    read: Mapping[str, str]
    faults: Mapping[str, str]


def lay_out(tree: Tree, homework: Homework) -> Layout:
    """Return the program and the answers of a submission."""
    places = _places(tree.files, homework)
    written = _written(tree, homework.package, places)
    if places and not _is_one_file(tree, places, homework):
        layout = _modules(tree, homework, places)
    else:
        layout = _script(tree, homework)
    unreadable = {**layout.program.unreadable, **written.program.unreadable}
    program = Program(layout.program.files, layout.program.script, unreadable)
    return Layout(program, written.answers, layout.problem, layout.remarks + written.remarks)


# --- finding --------------------------------------------------------------------------------------------------------


def module_of(name: str, modules: Iterable[str]) -> tuple[str, int] | None:
    """Return which module a file of this name is: 0 stands for its very name, 1 for other letters, more for a copy."""
    original, copy = original_name(name)
    for module in modules:
        if name == f"{module}.py":
            return module, 0
        if original.casefold() == f"{module}.py".casefold():
            return module, 1 + copy
    return None


def is_answers(name: str) -> bool:
    """Whether a file of this name holds the written answers."""
    return original_name(name)[0].casefold() in (f"{ANSWERS}.yaml", f"{ANSWERS}.yml")


def _split(path: str) -> tuple[str, str]:
    """Return the folder of a path, with its slash, and the name."""
    folder, slash, name = path.rpartition("/")
    return folder + slash, name


def _base(folder: str, package: str) -> str:
    """Return the folder that a folder named as the package lies in; any other folder itself."""
    above, name = _split(folder[:-1])
    return above if name.casefold() == package.casefold() else folder


def _places(files: Iterable[str], homework: Homework) -> list[Place]:
    """Return the folders that hold modules, the one that counts first."""
    found: defaultdict[str, defaultdict[str, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    for path in files:
        folder, name = _split(path)
        match = module_of(name, homework.modules) if suffix(name) == ".py" else None
        if match is not None:
            found[folder][match[0]].append((match[1], path))
    places = (_place(folder, modules, homework.package) for folder, modules in found.items())
    ordered = sorted(places, key=lambda place: place.rank)
    # Within the base that counts, the package's own folder wins even where it holds fewer modules.
    return sorted(ordered, key=lambda place: (place.base != ordered[0].base, place.base == place.folder))


def _place(folder: str, modules: Mapping[str, Sequence[tuple[int, str]]], package: str) -> Place:
    """Choose among the files that claim to be the same module: its very name, else the last copy."""
    chosen: dict[str, str] = {}
    remarks = []
    for module, claims in modules.items():
        copy, path = min(claims, key=lambda claim: (claim[0] > 0, -claim[0], claim[1]))
        chosen[module] = path
        others = [other for _, other in claims if other != path]
        if copy:
            remarks.append(f"{plain(path)} was taken for {module}.py")
        if others:
            remarks.append(f"left out, since {plain(path)} was taken: {listed(others)}")
    return Place(folder, chosen, _base(folder, package), tuple(remarks))


def _is_one_file(tree: Tree, places: Sequence[Place], homework: Homework) -> bool:
    """Whether the only module that there is holds functions of other modules as well."""
    paths = [path for place in places for path in place.modules.values()]
    if len(paths) != 1:
        return False
    text = _texts(tree.files, paths).read.get(paths[0], "")
    return len({homework.module_of[name] for name in _functions(text, homework)}) > 1


def _functions(text: str, homework: Homework) -> set[str]:
    """Return the functions of the homework that a text seems to define."""
    return {name for names in _DEFINED.findall(text) for name in names if name in homework.module_of}


# --- reading --------------------------------------------------------------------------------------------------------


def _texts(files: Mapping[str, Blob], paths: Iterable[str]) -> Texts:
    """Read Python files in this order, as far as the bounds of a submission allow."""
    read: dict[str, str] = {}
    faults: dict[str, str] = {}
    left = limits.TOTAL_BYTES
    for path in paths:
        try:
            if len(read) == limits.SOURCES:
                raise UnreadableError(f"the submission has more than {limits.SOURCES} Python files")
            if left < limits.SOURCE_BYTES:
                raise UnreadableError(f"the submission is larger than {limits.TOTAL_BYTES / limits.MEGABYTE:g} MB")
            data = files[path].read(limits.SOURCE_BYTES)
            left -= len(data)
            read[path] = decode(data)
        except UnreadableError as error:
            faults[path] = str(error)
    return Texts(read, faults)


def _fault_remarks(faults: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{plain(path)} cannot be read: {reason}" for path, reason in faults.items())


def _nothing_readable(faults: Mapping[str, str]) -> str:
    """Return the short reason for which not one file could be read."""
    if all(reason == ENCRYPTED for reason in faults.values()):
        return "encrypted zip"
    return "unreadable notebook" if all(suffix(path) == ".ipynb" for path in faults) else "unreadable files"


def _written(tree: Tree, package: str, places: Sequence[Place]) -> Layout:
    """Read the file of written answers: the one beside the modules, else the least deep."""
    first = [place.folder for place in places[:1]]

    def rank(path: str) -> tuple[bool, int, bool, int, str]:
        folder, name = _split(path)
        base = _base(folder, package)
        return folder not in first, base.count("/"), base == folder, -original_name(name)[1], path

    paths = sorted((path for path in tree.files if is_answers(_split(path)[1])), key=rank)
    if not paths:
        return Layout()
    remarks = [f"answers were taken from {plain(paths[0])}; left out: {listed(paths[1:])}"] if paths[1:] else []
    try:
        return Layout(answers=decode(tree.files[paths[0]].read(limits.ANSWERS_BYTES)), remarks=tuple(remarks))
    except UnreadableError as error:
        faults = {f"{ANSWERS}.yaml": str(error)}
        return Layout(Program({}, unreadable=faults), remarks=(*remarks, *_fault_remarks(faults)))


# --- modules --------------------------------------------------------------------------------------------------------


def _modules(tree: Tree, homework: Homework, places: Sequence[Place]) -> Layout:
    """Take the modules of the place that counts, what is missing there from beside it, and the helpers of both."""
    used = [place for place in places if place.base == places[0].base]
    root, base = used[0].folder, used[0].base
    sources: dict[str, str] = {}
    remarks: list[str] = []
    for place in used:
        for module, path in place.modules.items():
            if f"{module}.py" in sources:
                remarks.append(f"{plain(path)} was left out, since {plain(sources[f'{module}.py'])} counts")
            else:
                sources[f"{module}.py"] = path
    claimed = {path for place in used for path in place.modules.values()}
    for path in sorted(tree.files, key=lambda path: (path.count("/"), path)):
        inside = path.removeprefix(root) if path.startswith(root) else path.removeprefix(base)
        is_helper = path.startswith(root) or _split(path)[0] == base
        if suffix(path) == ".py" and is_helper and path not in claimed and module_of(inside, homework.modules) is None:
            sources.setdefault(inside, path)
    texts = _texts(tree.files, sources.values())
    files = {inside: texts.read[path] for inside, path in sources.items() if path in texts.read}
    unreadable = {inside: texts.faults[path] for inside, path in sources.items() if path in texts.faults}
    remarks += [remark for place in used for remark in place.remarks]
    remarks += _elsewhere(tree, places[len(used) :])
    remarks += _fault_remarks(texts.faults)
    problem = None if files else _nothing_readable(texts.faults)
    return Layout(Program(files, unreadable=unreadable), problem=problem, remarks=tuple(remarks))


def _elsewhere(tree: Tree, others: Sequence[Place]) -> list[str]:
    notebooks = [path for path in tree.files if suffix(path) == ".ipynb"]
    remarks = [f"notebooks were left out, since there are modules: {listed(notebooks)}"] if notebooks else []
    if others:
        remarks.append(f"modules were left out, found in more than one place: {listed([o.folder for o in others])}")
    return remarks


# --- scripts --------------------------------------------------------------------------------------------------------


def _script(tree: Tree, homework: Homework) -> Layout:
    """Take the notebooks or files of one folder as a script, the other files beside them as helper modules."""
    candidates = sorted(
        (path for path in tree.files if suffix(path) in (".py", ".ipynb")), key=lambda p: (p.count("/"), natural(p))
    )
    if not candidates:
        return _without_python(tree)
    texts = _texts(tree.files, [path for path in candidates if suffix(path) == ".py"])
    notebooks, broken = _notebooks(tree.files, [path for path in candidates if suffix(path) == ".ipynb"])
    faults = {**texts.faults, **broken}
    if not texts.read and not notebooks:
        reasons = {
            f"{module}.py": f"{plain(path)}: {reason}"
            for module in homework.modules
            for path, reason in [*faults.items()][:1]
        }
        return Layout(
            Program({}, unreadable=reasons), problem=_nothing_readable(faults), remarks=_fault_remarks(faults)
        )
    whole = {path: "\n".join(text for _, text in pieces) for path, pieces in notebooks.items()}
    entries, remarks = _entries({**texts.read, **whole}, homework)
    folder = _split(entries[0])[0]
    files = {path.removeprefix(folder): text for path, text in texts.read.items() if path.startswith(folder)}
    script: list[str] = []
    for path in entries:
        if path in notebooks:
            cell_texts = {_cell(path, number, entries): text for number, text in notebooks[path]}
            files |= cell_texts
            script += cell_texts
        else:
            script.append(path.removeprefix(folder))
    unreadable = {path.removeprefix(folder): reason for path, reason in faults.items() if path.startswith(folder)}
    problem = None if any(text.strip() for text in files.values()) else "empty submission"
    program = Program(files, tuple(script), unreadable)
    return Layout(program, problem=problem, remarks=(*remarks, *_fault_remarks(faults)))


def _without_python(tree: Tree) -> Layout:
    """Say what there is instead."""
    if not tree.files:
        return Layout(problem="empty submission")
    return Layout(problem="no Python files", remarks=(f"no Python files, only {listed(sorted(tree.files))}",))


def _notebooks(
    files: Mapping[str, Blob], paths: Iterable[str]
) -> tuple[dict[str, Sequence[tuple[int, str]]], dict[str, str]]:
    """Return the code cells of each notebook, and of the others why they cannot be read."""
    read: dict[str, Sequence[tuple[int, str]]] = {}
    faults: dict[str, str] = {}
    left = limits.TOTAL_BYTES
    for path in paths:
        try:
            if left < limits.NOTEBOOK_BYTES:
                raise UnreadableError(f"the submission is larger than {limits.TOTAL_BYTES / limits.MEGABYTE:g} MB")
            data = files[path].read(limits.NOTEBOOK_BYTES)
            left -= len(data)
            read[path] = cells(data)
        except UnreadableError as error:
            faults[path] = str(error)
    return read, faults


def _entries(texts: Mapping[str, str], homework: Homework) -> tuple[list[str], list[str]]:
    """Choose what runs: files of one folder, those that define functions of the homework, notebooks before scripts."""
    defining = (
        [path for path, text in texts.items() if _functions(text, homework)]
        or [path for path in texts if _split(path)[1] != _PACKAGE_FILE]
        or [*texts]
    )
    defining.sort(key=lambda path: (path.count("/"), path))
    folder = _split(defining[0])[0]
    near = [path for path in defining if _split(path)[0] == folder]
    if any(suffix(path) == ".ipynb" for path in near):
        chosen = [path for path in texts if suffix(path) == ".ipynb" and _split(path)[0] == folder]
    else:
        chosen = near
    chosen.sort(key=natural)
    left = [path for path in texts if path not in chosen and (suffix(path) == ".ipynb" or path in defining)]
    remarks = [f"several files were run in order as one script: {listed(chosen)}"] if chosen[1:] else []
    return chosen, remarks + ([f"not run: {listed(left)}"] if left else [])


def _cell(path: str, number: int, entries: Sequence[str]) -> str:
    """Return the name of a cell, with that of its notebook if there are several."""
    return f"cell {number}" if len(entries) == 1 else f"{path}, cell {number}"
