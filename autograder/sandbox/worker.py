"""What runs next to the student's code: loads the submission, makes the calls asked for, sends back plain data.

It imports the standard library, NumPy, msgspec and the wire format, and nothing else of the project: there is nothing
in this process that is worth stealing.
"""

import __future__

import ast
import contextvars
import importlib.machinery
import io
import os
import sys
import types
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib.abc import Loader, MetaPathFinder
from itertools import pairwise
from typing import Any, NamedTuple, Protocol, TypeAlias

import msgspec
import numpy as np

from . import plain, wire

PRINTED = 4_000
OUT_OF_MEMORY = 77
FUTURE = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)


class Printed(io.TextIOBase):
    """Keeps the start of what is printed and drops the rest."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = PRINTED

    def writable(self) -> bool:
        """Accept everything."""
        return True

    def write(self, text: str) -> int:
        """Keep what still fits."""
        text = str(text)
        if self._room > 0:
            self._parts.append(text[: self._room])
            self._room -= len(self._parts[-1])
        return len(text)

    def text(self) -> str:
        """Return what was kept."""
        return "".join(self._parts)[:PRINTED].encode("utf-8", "replace").decode("utf-8")


class Sources(MetaPathFinder, Loader):
    """Imports the files of a submission from memory: as `PACKAGE.name`, and as plain `name` for the same module."""

    def __init__(self, package: str, files: Mapping[str, str]) -> None:
        self._package = package
        self._files = files
        self._code: dict[str, types.CodeType] = {}

    def code(self, path: str) -> types.CodeType:
        """Return what a file is compiled to."""
        if path not in self._code:
            self._code[path] = compile(self._files[path], path, "exec", dont_inherit=True)
        return self._code[path]

    def _canonical(self, name: str) -> str | None:
        """Return the full name under the package for a module of the submission, None for any other."""
        if name == self._package:
            return name
        inside = name.removeprefix(f"{self._package}.")
        top = inside.split(".")[0]
        if inside == name and (top in sys.stdlib_module_names or top == "numpy"):
            return None
        return f"{self._package}.{inside}" if self._path(inside) is not None or self._is_folder(inside) else None

    def _path(self, inside: str) -> str | None:
        stem = inside.replace(".", "/")
        return next((path for path in (f"{stem}.py", f"{stem}/__init__.py") if path in self._files), None)

    def _is_folder(self, inside: str) -> bool:
        return any(path.startswith(inside.replace(".", "/") + "/") for path in self._files)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find a module of the submission; the import system goes on with its other finders otherwise."""
        canonical = self._canonical(fullname)
        if canonical is None:
            return None
        source = self._source(canonical)
        is_package = source is None or source.endswith("__init__.py")
        spec = importlib.machinery.ModuleSpec(fullname, self, origin=source, is_package=is_package)
        spec.has_location = source is not None
        return spec

    def _source(self, canonical: str) -> str | None:
        """Return the path of a module's file, None for a folder without one."""
        if canonical == self._package:
            return "__init__.py" if "__init__.py" in self._files else None
        return self._path(canonical.removeprefix(f"{self._package}."))

    def get_data(self, path: str) -> bytes:
        """Return a file of the submission as Python's own loaders do."""
        return self._files[path].encode()

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType | None:
        """Give the plain name the module that its full name has, so that each file is run once."""
        canonical = self._canonical(spec.name)
        if canonical is None or canonical == spec.name:
            return None
        module = importlib.import_module(canonical)
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Run the file of a module, once."""
        spec = module.__spec__
        if spec is None:
            return
        if spec.loader_state is not None:
            module.__spec__ = spec.loader_state
        elif spec.origin is not None:
            exec(self.code(spec.origin), module.__dict__)


class Program:
    """A loaded submission: finds functions by module and name, loading what they need on first use."""

    def __init__(
        self, package: str, files: Mapping[str, str], script: Sequence[str], unreadable: Mapping[str, str]
    ) -> None:
        self._files = files
        self._script = script
        self._unreadable = unreadable
        self._namespace: dict[str, Any] | None = None
        self._failed: dict[str, str] = {}
        self._loaded: dict[str, dict[str, Any]] = {}
        self._remarks: list[str] = []
        self._plain: dict[str, bool] = {}
        self._package = package
        sources = Sources(package, files)
        self._examiner = plain.Examiner(files, sources.code)
        sys.meta_path.insert(0, sources)

    def find(self, module: str, function: str) -> "Callable[..., Any] | wire.Missing":
        """Return the function, or the reason why there is none."""
        namespace: dict[str, Any] | wire.Missing | None = self._loaded.get(module)
        if namespace is None:
            namespace = self._script_namespace() if self._script else self._module_namespace(module)
        if isinstance(namespace, wire.Missing):
            return namespace
        found: object = namespace.get(function)
        if callable(found):
            return found
        where = "the submission" if self._script else f"{module}.py"
        remark = f" ({self._remarks[0]})" if self._remarks and found is None else ""
        what = f"{function} in {where} is not a function" if found is not None else f"{where} defines no {function}"
        return wire.Missing((what + remark)[: wire.MAX_TEXT])

    def is_plain(self, module: str) -> bool:
        """Whether the functions of a module change nothing but themselves and what they are given.

        Neither may do so what the module does when it is loaded, and all that it imports of the submission. A script
        is loaded whichever of its functions is called: of it, as one module, the functions count.
        """
        if module not in self._plain:
            if self._script:
                self._plain[module] = self._examiner.is_plain_script(self._script)
            else:
                self._plain[module] = self._examiner.is_plain_module(f"{module}.py")
        return self._plain[module]

    def _module_namespace(self, module: str) -> "dict[str, Any] | wire.Missing":
        if module in self._loaded:
            return self._loaded[module]
        path = f"{module}.py"
        if path in self._unreadable:
            return wire.Missing(f"{path}: {self._unreadable[path]}"[: wire.MAX_TEXT])
        if path not in self._files:
            return wire.Missing(f"{path} is not in the submission")
        if module not in self._failed:
            try:
                self._loaded[module] = importlib.import_module(f"{self._package}.{module}").__dict__
                return self._loaded[module]
            except BaseException as error:
                self._failed[module] = f"{path} cannot be loaded: {_describe(error, self._files)}"
        return wire.Missing(self._failed[module][: wire.MAX_TEXT])

    def _script_namespace(self) -> dict[str, Any]:
        if self._namespace is None:
            module = types.ModuleType("submission")
            sys.modules["submission"] = module
            self._namespace = module.__dict__
            for piece in self._script:
                self._run_piece(piece, self._namespace)
        return self._namespace

    def _run_piece(self, piece: str, namespace: dict[str, Any]) -> None:
        """Run one cell or script statement by statement; what fails is passed over and remembered."""
        try:
            statements = ast.parse(self._files[piece], piece).body
        except BaseException as error:
            self._remarks.append(_describe(error, self._files))
            return
        future = 0
        for statement in statements:
            try:
                code = compile(ast.Module([statement], []), piece, "exec", future, dont_inherit=True)
                future |= code.co_flags & FUTURE
                exec(code, namespace)
            except BaseException as error:
                self._remarks.append(_describe(error, self._files))


def _describe(error: BaseException, files: Mapping[str, str]) -> str:
    """Return one line on an exception: where in the submission, what type, what it says."""
    if type(error) is SyntaxError or type(error) is IndentationError or type(error) is TabError:
        return wire.clip(f"{error.filename}, line {error.lineno}: {type(error).__name__}: {error.msg}")
    file, line = _place(error, files)
    return wire.clip((f"{file}, line {line}: " if file else "") + f"{_type_name(error)}: {_message(error)}")


def _place(error: BaseException, files: Mapping[str, str]) -> tuple[str, int]:
    """Return file and line of the innermost frame that lies in the submission."""
    place = ("", 0)
    try:
        entry = error.__traceback__
        while entry is not None:
            file = entry.tb_frame.f_code.co_filename
            if file in files:
                place = (file, min(max(entry.tb_lineno or 0, 0), 10_000_000))
            entry = entry.tb_next
    except BaseException:
        return "", 0
    return place


def _message(error: BaseException) -> str:
    try:
        return wire.clip(str(error))
    except BaseException:
        return "(its message cannot be shown)"


def _type_name(error: BaseException) -> str:
    try:
        return wire.clip(type(error).__name__)
    except BaseException:
        return "Exception"


def _read_only(array: np.ndarray) -> np.ndarray:
    copy = array.copy()
    copy.flags.writeable = False
    return copy


def _awkward(array: np.ndarray) -> np.ndarray:
    """Return a read-only view of every second entry, backwards, of a larger array in Fortran order."""
    host = np.full(tuple(2 * size for size in array.shape), 1e300, dtype=array.dtype, order="F")
    every_second: Any = (..., *(slice(None, None, -2),) * array.ndim)
    view: np.ndarray = host[every_second]
    view[...] = array
    view.flags.writeable = False
    return view


LAYOUTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "read-only": _read_only,
    "awkward": _awkward,
}


def _laid_out(payload: wire.Payload, lay_out: Callable[[np.ndarray], np.ndarray]) -> "Take":
    return lambda numbers: lay_out(payload.take(numbers))


SIMPLE = frozenset({float, int, bool, str, type(None)})

Take: TypeAlias = Callable[[wire.Numbers], np.ndarray]


class Functions(Protocol):
    """Where the functions that are called come from."""

    def find(self, module: str, function: str) -> Callable[..., Any] | wire.Missing:
        """Return a function, or the reason why there is none."""

    def is_plain(self, module: str) -> bool:
        """Whether the functions of a module can share a process with others."""


class Caller:
    """Makes the calls of one request; generators of the same slot are shared between them."""

    def __init__(self, functions: Functions, files: Mapping[str, str]) -> None:
        self._functions = functions
        self._files = files
        self._generators: dict[int, np.random.Generator] = {}

    def run(self, asks: Iterable[msgspec.Raw], payload: wire.Payload) -> "Answers":
        """Make all calls, then turn the results into plain data: a result that a later call overwrites shows."""
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            quiet = Quiet()
            made = [self._call(wire.decode_ask(ask), payload, quiet) for ask in asks]
        buffers: list[np.ndarray] = []
        outcomes, ends = [], []
        for each in made:
            outcomes.append(self._outcome(*each, buffers) if isinstance(each, tuple) else each)
            ends.append(len(buffers))
        return Answers(outcomes, buffers, ends)

    def _arguments(self, nodes: Iterable[wire.Node], take: Take) -> list[Any]:
        """Return arguments; `take` gives the next array."""
        return [
            take(node) if type(node) is wire.Numbers else node if type(node) in SIMPLE else self._nested(node, take)
            for node in nodes
        ]

    def _nested(self, node: wire.Node, take: Take) -> Any:
        if isinstance(node, wire.Entries):
            return dict(zip(node.keys, self._arguments(node.values, take), strict=True))
        if isinstance(node, wire.Items):
            items = self._arguments(node.items, take)
            return tuple(items) if node.is_tuple else items
        if isinstance(node, wire.Generator):
            if node.slot not in self._generators:
                self._generators[node.slot] = np.random.default_rng(node.seed)
            return self._generators[node.slot]
        return node

    def _call(
        self, ask: wire.Ask, payload: wire.Payload, quiet: "Quiet"
    ) -> "wire.Missing | wire.Raised | tuple[Any, list[Any] | None]":
        """Return what a call ended in: where it returned, that and its arguments, if these are asked for."""
        take = payload.take if ask.layout == "plain" else _laid_out(payload, LAYOUTS[ask.layout])
        args = self._arguments(ask.args, take)
        kwargs = dict(zip(ask.kwargs, self._arguments(ask.kwargs.values(), take), strict=True)) if ask.kwargs else {}
        if ask.aim != "call":
            return self._looked_up(ask)
        function = self._functions.find(ask.module, ask.function)
        if isinstance(function, wire.Missing):
            return function
        try:
            result = quiet.call(function, args, kwargs)
        except BaseException as error:
            return self._raised(error)
        return result, [*args, *kwargs.values()] if ask.echo else None

    def _looked_up(self, ask: wire.Ask) -> "wire.Missing | tuple[bool | None, None]":
        """Return whether a module is plain, or nothing where a function is there or not looked for."""
        if ask.aim == "examine":
            return self._functions.is_plain(ask.module), None
        is_wanted = ask.aim == "find" or self._functions.is_plain(ask.module)
        function = self._functions.find(ask.module, ask.function) if is_wanted else None
        return function if isinstance(function, wire.Missing) else (None, None)

    def _raised(self, error: BaseException) -> wire.Raised:
        file, line = _place(error, self._files)
        kind = type(error)
        return wire.Raised(
            _type_name(error), _message(error), wire.clip(file), line,
            issubclass(kind, ValueError), issubclass(kind, NotImplementedError),
        )  # fmt: skip

    def _outcome(self, result: Any, echoed: "list[Any] | None", buffers: list[np.ndarray]) -> wire.Outcome:
        start = len(buffers)
        try:
            value = wire.pack(result, buffers)
            after = None if echoed is None else [wire.pack(item, buffers) for item in echoed]
        except BaseException as error:
            del buffers[start:]
            return self._raised(error)
        return wire.Returned(value, after)


class Answers(NamedTuple):
    """The outcomes of calls, the arrays in all of them, and how many of these there are up to the end of each."""

    outcomes: Sequence[wire.Outcome]
    buffers: Sequence[np.ndarray]
    ends: Sequence[int]

    def within(self, header: int, payload: int) -> "Answers":
        """Return the same without those values that take more bytes than given, each by itself."""
        outcomes: list[wire.Outcome] = []
        buffers: list[np.ndarray] = []
        ends: list[int] = []
        for outcome, (start, end) in zip(self.outcomes, pairwise([0, *self.ends]), strict=True):
            own = self.buffers[start:end]
            fits = len(wire.encode(outcome)) <= header and _size(own) <= payload
            outcomes.append(outcome if fits else wire.TOO_MUCH)
            buffers += own if fits else ()
            ends.append(len(buffers))
        return Answers(outcomes, buffers, ends)


class Quiet:
    """No warnings and no floating-point errors in any call, whatever the calls before it have turned on.

    NumPy 2 keeps the latter in the context of a call, which the next call does not have.
    """

    def __init__(self) -> None:
        self._filters = warnings.filters
        self._ignore = warnings.filters[0]
        self._errors = np.geterr() if np.__version__ < "2" else None

    def call(self, function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Make a call in a context of its own, with turned off what is on."""
        if warnings.filters is not self._filters or len(self._filters) != 1 or self._filters[0] is not self._ignore:
            warnings.filters = self._filters
            warnings.resetwarnings()
            warnings.simplefilter("ignore")
            self._ignore = self._filters[0]
        if self._errors is not None and np.geterr() != self._errors:
            np.seterr(**self._errors)
        return contextvars.copy_context().run(function, *args, **kwargs)


def serve(
    functions: Functions, files: Mapping[str, str], request: wire.Received, payload: wire.Payload
) -> tuple[bytes, Sequence[np.ndarray]]:
    """Answer one request: the header of the reply, and the arrays of its payload."""
    printed = Printed()
    with redirect_stdout(printed), redirect_stderr(printed):
        made = Caller(functions, files).run(request.asks, payload)
    header = _header(made, printed)
    if len(header) > wire.MAX_HEADER or _size(made.buffers) > wire.MAX_PAYLOAD:
        count = max(len(made.outcomes), 1)
        made = made.within((wire.MAX_HEADER - 8 * PRINTED) // count, wire.MAX_PAYLOAD // count)
        header = _header(made, printed)
    return header, made.buffers


def _header(made: Answers, printed: Printed) -> bytes:
    return wire.encode(wire.Reply(made.outcomes, printed.text()))


def _size(buffers: Iterable[np.ndarray]) -> int:
    return sum(buffer.nbytes for buffer in buffers)


def attend(read: Callable[[int], bytearray], write: Callable[[bytes], None]) -> None:
    """Take in a submission, then answer requests until the other side hangs up (EOFError) or memory runs out.

    `read(n)` returns exactly n bytes, which are nobody else's, or raises EOFError; `write` sends all bytes.
    """
    try:
        _, _, load = _frame(read)
        loaded = wire.decode_load(load)
        program = Program(loaded.package, loaded.files, loaded.script, loaded.unreadable)
        while True:
            number, asked, payload = _frame(read)
            header, buffers = serve(program, loaded.files, wire.decode_request(asked), wire.Payload(payload))
            write(wire.start(number, header, _size(buffers)))
            for portion in wire.portions(buffers):
                write(portion)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _frame(read: Callable[[int], bytearray]) -> tuple[int, bytearray, bytearray]:
    number, header, payload = wire.read_head(read(wire.HEAD.size))
    return number, read(header), read(payload)
