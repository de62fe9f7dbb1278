"""Text out of bytes, and Python out of notebooks."""

import codecs
import json

import pytest
from handins import notebook

from autograder.intake.blob import UnreadableError
from autograder.intake.notebook import cells, without_magics
from autograder.intake.text import decode

GREEK = "σ = 'é'\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (GREEK.encode(), GREEK),
        (codecs.BOM_UTF8 + GREEK.encode(), GREEK),
        (GREEK.encode("utf-16"), GREEK),
        (codecs.BOM_UTF16_BE + GREEK.encode("utf-16-be"), GREEK),
        (GREEK.encode("utf-32"), GREEK),
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "# -*- coding: latin-1 -*-\nx = 'é'\n"),
        (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\x80'", None),
        (b"x = 1\r\ny = 2\rz = 3\n", "x = 1\ny = 2\nz = 3\n"),
        (b"", ""),
    ],
)
def test_source_is_decoded_as_python_would(data: bytes, text: str | None) -> None:
    assert decode(data) == (text if text is not None else data.decode("cp1252"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"x = 1\ny = '\xe9'\n", "it is not UTF-8 (line 2, byte 0xe9): save it as UTF-8"),
        (b"x = 1\n\n# coding: latin-1\n'\xe9'", "it is not UTF-8 (line 4, byte 0xe9): save it as UTF-8"),
        (b"x = 1\n# coding: latin-1\n'\xe9'", "it is not UTF-8 (line 3, byte 0xe9): save it as UTF-8"),
        (b"# coding: martian\n", "its coding line names an unknown encoding, martian"),
        (b"# coding: rot13\n", "its coding line names an unknown encoding, rot13"),
        (b"# coding: zlib\n", "its coding line names an unknown encoding, zlib"),
        (b"# coding: idna\n", "its coding line names an unknown encoding, idna"),
        (b"x = 1\ny\0 = 2\n", "it has a NUL byte in line 2"),
        (codecs.BOM_UTF16_LE + b"x", "it is not UTF-16-LE (line 1, byte 0x78): save it as UTF-8"),
    ],
)
def test_source_that_cannot_be_decoded_is_refused_with_the_place(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("source", "python"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("!pip install numpy\nx = 1", "pass\nx = 1"),
        ('!echo "it\'s\\\n  long"\nx = 1', "pass\n\nx = 1"),
        ("pip install numpy", "pass"),
        ("x = !ls\ny = %pwd\na, b = !ls", "pass\npass\npass"),
        ("?print\nprint?\nx.y??\nprint ?", "pass\npass\npass\npass"),
        ("if x:\n    %time f()\n    !ls", "if x:\n    pass\n    pass"),
        ("%%time\nx = 1", "pass\nx = 1"),
        ("\n%%capture out\nx = 1", "\npass\nx = 1"),
        ("%%bash\nls", ""),
        ("%%writefile a.py\nx = 1", ""),
    ],
)
def test_what_only_ipython_understands_is_passed_over(source: str, python: str) -> None:
    assert without_magics(source) == python


@pytest.mark.parametrize(
    "source",
    [
        "x = (a\n  % b\n  != c)",
        "x = a \\\n  % b",
        's = """\n%time\n!ls\nwhat?\n"""\nx = 1',
        "s = '''it's\n?\n''' + \"\"\"\n!\n\"\"\"",
        "s = 'a(' # (\n",
        "s = 'a\\'('\ny = \"#\" 'x = !ls'",
        "s = 'continued \\\n% 1'",
        "x != y\nx == 3 % 2\nf(x)['why?']",
        '"""x = %d?"""\n',
        "x = {\n  'a': 1,\n  # (\n}\ny %= 2",
    ],
)
def test_python_is_left_as_it_is(source: str) -> None:
    assert without_magics(source) == source
    assert without_magics(source + "\n%pwd") == source + "\npass"


def test_a_very_long_line_takes_no_long_time() -> None:
    for line in (" " * 500_000 + "x", "x" * 500_000 + " " * 500_000 + "y", "?" * 500_000 + "x", "a," * 500_000):
        assert without_magics(line)


def test_both_formats_of_notebooks_are_read() -> None:
    code = [{"cell_type": "code", "input": ["x = 1\n", "y = 2"]}, {"cell_type": "code", "input": "z = 3"}]
    third = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "heading", "source": "T"}, *code]}]}
    expected = [(1, "x = 1\ny = 2"), (2, "z = 3")]
    assert cells(json.dumps(third).encode()) == expected
    assert cells(notebook(["x = 1\n", "y = 2"], "z = 3")) == expected
    assert cells(codecs.BOM_UTF8 + notebook("z = 3")) == [(1, "z = 3")]


def test_cells_are_numbered_among_the_code_cells_and_empty_ones_are_left_out() -> None:
    assert cells(notebook("x = 1", "%%html\n<b>", " \n", "y = 2")) == [(1, "x = 1"), (4, "y = 2")]


def test_half_a_character_in_a_cell_is_replaced() -> None:
    assert cells(notebook("x = '\ud800\0'")) == [(1, "x = '?\N{REPLACEMENT CHARACTER}'")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"cells": [}', "it is not valid JSON: line 1, column 12: Expecting value"),
        (b"[]", "it is not a notebook: its JSON is not an object"),
        (b"{}", "it is not a notebook: it has no cells"),
        (b"[" * 200_000, "it is not a notebook: its JSON is nested too deeply or has a bad number"),
        (b"9" * 10_000, "it is not a notebook: its JSON is nested too deeply or has a bad number"),
        (notebook(*["x"] * 2001), "it has more than 2000 code cells"),
    ],
)
def test_what_is_no_notebook_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        cells(data)
    assert str(caught.value) == reason


def test_odd_cells_are_passed_over() -> None:
    odd = [
        None,
        3,
        {"cell_type": "code"},
        {"cell_type": "code", "source": 5},
        {"cell_type": "code", "source": [1, "x"]},
    ]
    assert cells(json.dumps({"cells": odd}).encode()) == [(3, "x")]
