"""The notebook of the handout: what it is made from, and what it shows with and without answers."""

import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.homework import Homework
from autograder.release.notebook import to_notebook

SOURCE = """# %% [markdown]
# # Title
#
# Some *prose*.

# %%
# %load_ext autoreload
import math

# A comment.
math.pi

# %%

"""


def run(folder: Path) -> list[Any]:
    """Return the outputs of the notebook in a folder, cell by cell."""
    notebook = nbformat.read(folder / "homework.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def printed(outputs: list[Any]) -> str:
    return "".join(output["text"] for output in outputs if output["output_type"] == "stream")


def told(outputs: list[Any]) -> list[str]:
    return [o["data"]["text/plain"] for o in outputs if "text/plain" in o.get("data", {}) and len(o["data"]) == 1]


def pictures(outputs: list[Any]) -> int:
    return sum("image/png" in output.get("data", {}) for output in outputs)


def test_a_percent_file_becomes_cells() -> None:
    notebook: Any = nbformat.reads(to_notebook(SOURCE), as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == [
        ("markdown", "# Title\n\nSome *prose*."),
        ("code", "%load_ext autoreload\nimport math\n\n# A comment.\nmath.pi"),
        ("code", ""),
    ]


def test_every_question_is_checked_and_every_function_is_used(homework: Homework) -> None:
    source = (homework.handout / "homework.py").read_text(encoding="utf-8")
    for question in homework.questions:
        assert f'grader.check("{question.id}")' in source
        for function in question.functions:
            assert function in source


@pytest.mark.skipif(sys.platform == "win32", reason="the kernel of a notebook is started differently there")
def test_with_stubs_every_picture_waits_in_a_friendly_way(unzipped: Path, homework: Homework) -> None:
    outputs = run(unzipped)
    assert pictures(outputs) == 0
    assert printed(outputs).count("· not yet: ") == 18
    assert "✗" not in printed(outputs)
    assert len(told(outputs)) == len(homework.questions)
    assert all("Traceback" not in text and "✓" not in text for text in told(outputs))


@pytest.mark.skipif(sys.platform == "win32", reason="the kernel of a notebook is started differently there")
def test_with_answers_every_picture_is_there_and_every_check_passes(unzipped: Path, homework: Homework) -> None:
    for path in homework.solutions.iterdir():
        if path.is_file():
            (unzipped / homework.package / path.name).write_bytes(path.read_bytes())
    outputs = run(unzipped)
    assert pictures(outputs) == 19
    assert printed(outputs) == "It learns 1,256,080 numbers; 1,225,000 of them lie in one single layer.\n"
    assert len(told(outputs)) == len(homework.questions)
    assert all("✓" in text and "✗" not in text and "·" not in text for text in told(outputs))
