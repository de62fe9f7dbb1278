"""A directory laid out as Gradescope's container, with the hardened archive in it, to be run as it is run there."""

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

SECONDS = 300
Visible = Literal["visible", "hidden", "after_due_date", "after_published"]
Format = Literal["text", "html", "simple_format", "md", "ansi"]


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    """One test, as Gradescope's specification has it."""

    name: str
    score: float
    max_score: float
    status: Literal["passed", "failed"]
    visibility: Visible
    output: str
    output_format: Format


class Results(msgspec.Struct, forbid_unknown_fields=True):
    """A whole `results.json` with a score; a leaderboard is not part of ours."""

    score: float
    output: str
    output_format: Format
    stdout_visibility: Visible
    tests: list[Entry]
    extra_data: dict[str, Any]

    @property
    def questions(self) -> Mapping[str, float]:
        """The points of each question."""
        names = dict.fromkeys(entry.name.split(":")[0] for entry in self.tests)
        return {
            name: round(sum(entry.score for entry in self.tests if entry.name.split(":")[0] == name), 2)
            for name in names
        }


class Failed(msgspec.Struct, forbid_unknown_fields=True):
    """A `results.json` without any score, which is one of an autograder that failed."""

    output: str
    output_format: Format
    stdout_visibility: Visible


@dataclass(frozen=True)
class Container:
    """The top of the directory, `/autograder` in the real one."""

    root: Path

    @property
    def source(self) -> Path:
        """Where the archive is unpacked."""
        return self.root / "source"

    @property
    def text(self) -> str:
        """What Gradescope reads."""
        return (self.root / "results" / "results.json").read_text(encoding="utf-8")

    @property
    def results(self) -> Results:
        """The same, held against the specification."""
        return msgspec.json.decode(self.text, type=Results)

    @property
    def failed(self) -> Failed:
        """The same, of a grader that failed."""
        return msgspec.json.decode(self.text, type=Failed)

    def configure(self, **settings: object) -> None:
        """Add settings for Gradescope to the homework."""
        with (self.source / "homework" / "autograder" / "assignment.yaml").open("a", encoding="utf-8") as file:
            file.write(f"\ngradescope: {json.dumps(settings)}\n")

    def start(self, before: Callable[[], None] | None = None) -> "subprocess.Popen[str]":
        """Start the grader as Gradescope does."""
        return subprocess.Popen(
            ["bash", str(self.source / "run_autograder"), str(self.root)], cwd=self.root, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=before, start_new_session=True,
        )  # fmt: skip

    def run(self, before: Callable[[], None] | None = None) -> str:
        """Run the grader to its end; return what it printed."""
        with self.start(before) as process:
            said, _ = process.communicate(timeout=SECONDS)
        return said


@contextmanager
def laid_out(archive: bytes, submission: Mapping[str, bytes | str], folder: Path | None = None) -> Iterator[Container]:
    """Lay out a container with this environment's libraries; as on Gradescope, nobody can make namespaces in it."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        root = Path(name)
        root.chmod(0o755)
        (root / "results").mkdir()
        (root / "source").mkdir()
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            packed.extractall(root / "source")
        (root / "venv").symlink_to(sys.prefix)
        namespaces = root / "source" / "engine" / "autograder" / "sandbox" / "namespaces.py"
        namespaces.write_text(namespaces.read_text().replace('which("bwrap")', 'which("no bubblewrap here")'))
        for path, content in submission.items():
            place = root / "submission" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
        (root / "submission").mkdir(exist_ok=True)
        (root / "submission_metadata.json").write_text(json.dumps({"id": 1, "previous_submissions": []}))
        yield Container(root)


def processes_of(root: Path) -> list[int]:
    """Return the processes that grade in a container, oldest first."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "cwd").readlink() == root / "source" / "engine":
                found.append((folder.stat().st_ctime_ns, int(folder.name)))
        except OSError:
            continue
    return [number for _, number in sorted(found)]
