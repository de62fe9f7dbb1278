"""Jupyter notebooks: the Python of their code cells."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.intake import limits
from autograder.intake.blob import UnreadableError
from autograder.intake.text import decode

_TIMED = {"time", "timeit", "capture", "prun"}
_CELL_MAGIC = re.compile(r"%%\s*(?P<name>\S*)")
_NOT_PYTHON = re.compile(
    r"""
        [%!?,;/]                                  # magics, shell lines, help, IPython's quick calls
      | (?:pip3?|conda|mamba)\s+[a-z]             # magics written without their sign
      | [\w.,\s\[\]*]+=\s*[!%]                   # files = !ls
      | [^\s'"#]+\s*\?{1,2}\s*(?:\#.*)?$          # name?
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(r"'''|\"\"\"|['\"#\\]|[(\[{]|[)\]}]")


@dataclass(frozen=True)
class Cell:
    """A code cell as it was written; `number` counts code cells from 1, `metadata` is whatever the notebook says."""

    number: int
    source: str
    metadata: Mapping[str, Any]


def cells(data: bytes) -> Sequence[tuple[int, str]]:
    """Return the code cells of a notebook (formats 3 and 4) as (number, Python); raise UnreadableError if it is none.

    The number is that of the cell among the code cells, from 1. Magics, shell lines and help are passed over, and so
    are whole cells of another language; `%%time` and its like keep their code.
    """
    python = ((cell.number, without_magics(cell.source)) for cell in code_cells(data))
    return [(number, source) for number, source in python if source.strip()]


def code_cells(data: bytes) -> Sequence[Cell]:
    """Return the code cells of a notebook (formats 3 and 4) as they are; raise UnreadableError if it is none."""
    try:
        document = json.loads(decode(data))
    except json.JSONDecodeError as error:
        raise UnreadableError(f"it is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableError("it is not a notebook: its JSON is nested too deeply or has a bad number") from error
    sources = list(_sources(document))
    if len(sources) > limits.CELLS:
        raise UnreadableError(f"it has more than {limits.CELLS} code cells")
    return [Cell(number, source, metadata) for number, (source, metadata) in enumerate(sources, start=1)]


def _sources(document: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the text and the metadata of each code cell."""
    if not isinstance(document, dict):
        raise UnreadableError("it is not a notebook: its JSON is not an object")
    sheets = document.get("worksheets")
    groups = [document, *sheets] if isinstance(sheets, list) else [document]
    lists = [group["cells"] for group in groups if isinstance(group, dict) and isinstance(group.get("cells"), list)]
    if not lists:
        raise UnreadableError("it is not a notebook: it has no cells")
    for cell in (cell for cells in lists for cell in cells):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            metadata = cell.get("metadata")
            yield _text(cell.get("source", cell.get("input", ""))), metadata if isinstance(metadata, dict) else {}


def _text(source: Any) -> str:
    """Return a cell's source, stored as a string or as lines, as text that can be encoded."""
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    text = source if isinstance(source, str) else ""
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_magics(source: str) -> str:
    """Return a cell's Python with all that only IPython understands replaced by `pass`, line for line."""
    lines = source.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    magic = _CELL_MAGIC.match(lines[first])
    if magic is not None:
        if magic["name"] not in _TIMED:
            return ""
        lines[first] = "pass"
    return "\n".join(_python_lines(lines))


def _python_lines(lines: Sequence[str]) -> Iterator[str]:
    state = _Between()
    in_shell = False
    for line in lines:
        if in_shell:
            in_shell = line.endswith("\\")
            yield ""
        elif state.at_statement and _NOT_PYTHON.match(line.strip()):
            in_shell = line.endswith("\\")
            yield line[: len(line) - len(line.lstrip())] + "pass"
        else:
            state = state.after(line)
            yield line


@dataclass(frozen=True, slots=True)
class _Between:
    """Where a line begins: how many brackets are open, in which string, after a continued line."""

    brackets: int = 0
    quote: str = ""
    continued: bool = False

    @property
    def at_statement(self) -> bool:
        """Whether a statement can begin here."""
        return not (self.brackets or self.quote or self.continued)

    def after(self, line: str) -> "_Between":
        """Return the state at the beginning of the next line."""
        brackets, quote, position = self.brackets, self.quote, 0
        while (match := _TOKEN.search(line, position)) is not None:
            token, position = match[0], match.end()
            if token == "\\":
                position += 1
            elif quote:
                if line.startswith(quote, match.start()):
                    position, quote = match.start() + len(quote), ""
            elif token == "#":
                return _Between(brackets)
            elif token in "([{":
                brackets += 1
            elif token in ")]}":
                brackets = max(0, brackets - 1)
            else:
                quote = token
        continued = position > len(line)
        return _Between(brackets, quote if len(quote) == 3 or continued else "", continued and not quote)
