"""A fresh virtual environment that holds what the handout asks for, and nothing else that is installed here."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement


def fresh_python(place: Path, requirements: Path) -> Path:
    """Return the interpreter of a new environment with these requirements in it."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place / "venv"], check=True, timeout=120)
    packages = place / "packages"
    packages.mkdir()
    wanted = [line for line in requirements.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    for found in _with_what_they_need(wanted, set()):
        for top in {Path(str(file)).parts[0] for file in found.files or () if ".." not in str(file)}:
            link = packages / top
            if not link.exists():
                link.symlink_to(Path(str(found.locate_file(top))))
    (site,) = (place / "venv").glob("lib/python*/site-packages")
    (site / "packages.pth").write_text(f"{packages}\n", encoding="utf-8")
    return place / "venv" / "bin" / "python"


def _with_what_they_need(wanted: list[str], seen: set[str]) -> Iterator[Distribution]:
    for requirement in map(Requirement, wanted):
        if requirement.name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(requirement.name)
        found = distribution(requirement.name)
        yield found
        yield from _with_what_they_need(found.requires or [], seen)
