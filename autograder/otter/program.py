"""What is sent to the room: the checks, the cells of a submission, and what runs both."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.otter.archive import Archive
from autograder.submission import Program

MODULE = "_otter_room"
GIVEN = "_otter_given.json"
INSIDE = Path(__file__).with_name("inside")
ENTRY = "from ._otter.room import case, describe, execute\n"


def cell(name: str, source: str, checks: Sequence[str] = (), seeded: bool = True) -> Mapping[str, Any]:
    """Return one cell, or a whole script, and the questions that are checked after it."""
    return {"name": name, "source": source, "checks": list(checks), "seeded": seeded}


def room_program(archive: Archive, cells: Sequence[Mapping[str, Any]], helpers: Mapping[str, str]) -> Program:
    """Return the program of the room; the archive's own files replace those of the submission, as in Otter."""
    modules, data = {}, {}
    for path, content in archive.data.items():
        data[path] = content.decode("latin-1")
        if path.endswith(".py"):
            modules[path] = content.decode("utf-8", "replace")
    given = {
        "tests": dict(archive.tests), "data": data, "cells": list(cells), "seed": archive.seed,
        "seed_variable": archive.seed_variable,
    }  # fmt: skip
    inside = {f"_otter/{path.name}": path.read_text(encoding="utf-8") for path in INSIDE.glob("*.py")}
    return Program({**helpers, **modules, **inside, f"{MODULE}.py": ENTRY, GIVEN: json.dumps(given)})
