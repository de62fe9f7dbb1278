"""A notebook's source, a Python file with `# %%` between its cells (jupytext's percent format) → `.ipynb`."""

import json
import re
from collections.abc import Iterator

_CELL = re.compile(r"^# %%(?P<kind> \[markdown\])?[ ]*\n", re.MULTILINE)
_MAGIC = re.compile(r"^# (?=%\w)", re.MULTILINE)


def to_notebook(source: str) -> str:
    """Return the notebook of a source: its cells in order, without any output."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": list(_cells(source)),
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cells(source: str) -> Iterator[dict[str, object]]:
    marks = list(_CELL.finditer(source))
    ends = [mark.start() for mark in marks[1:]] + [len(source)]
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), 1):
        text = source[mark.end() : end].strip()
        cell: dict[str, object] = {"id": f"cell-{number}", "metadata": {}}
        if mark["kind"]:
            prose = "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.splitlines())
            yield cell | {"cell_type": "markdown", "source": prose}
        else:
            code = _MAGIC.sub("", text)
            yield cell | {"cell_type": "code", "source": code, "execution_count": None, "outputs": []}
