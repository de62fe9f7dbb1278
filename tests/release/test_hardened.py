"""The hardened archive, run in a directory laid out as Gradescope's container is."""

import json
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from containers import Container, laid_out, processes_of
from otter_attacks import HONEST, IMPORTS

from autograder.batch.container import FAULT, METADATA_BYTES, TOO_LONG
from autograder.batch.container import Container as Places
from autograder.cli import main
from autograder.content import load_solutions
from autograder.grading.grade import Grader
from autograder.homework import Homework
from autograder.intake.handed import Handed
from autograder.intake.reading import read
from autograder.intake.tree import Folder
from autograder.misconception import load_misconceptions
from autograder.release.hardened import hardened
from autograder.sandbox.room import Room
from autograder.wrong_source import with_mistake

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Gradescope's containers are Linux")

RIGHT = IMPORTS + HONEST
SLOW = f"import time\ntime.sleep(1)\n{RIGHT}"
NO_LANDLOCK = "\n\ndef fault_of_files() -> str:\n    return 'no Landlock in this container'\n"
ONE_QUESTION = {"neighbours", "neighbours: hidden cases"}


@pytest.fixture(scope="module")
def archive(homework: Homework) -> bytes:
    return hardened(homework)


@pytest.fixture(scope="module")
def second(second_homework: Homework) -> bytes:
    return hardened(second_homework)


@pytest.fixture
def honest(second: bytes) -> Iterator[Container]:
    """A container of the second homework, with a right submission."""
    with laid_out(second, {"knn.py": RIGHT}) as container:
        yield container


def waited_for(container: Container, processes: int) -> list[int]:
    """Return the processes of a grader once there are so many of them, and a submission may be running."""
    end = time.monotonic() + 60
    while len(found := processes_of(container.root)) < processes and time.monotonic() < end:
        time.sleep(0.02)
    return found


def test_the_solutions_have_all_points_and_hidden_cases_wait_for_the_due_date(
    archive: bytes, solved: dict[str, bytes], homework: Homework
) -> None:
    with laid_out(archive, solved) as container:
        container.run()
        results = container.results
    assert results.score == 100
    assert results.questions == {question.id: question.points for question in homework.questions}
    assert sum(entry.max_score for entry in results.tests) == pytest.approx(100)
    assert results.stdout_visibility == "hidden"
    for entry in results.tests:
        is_hidden = entry.name.endswith(": hidden cases")
        assert entry.visibility == ("after_due_date" if is_hidden else "visible")
        assert ("(hidden)" in entry.output) == is_hidden
        assert entry.status == "passed"


def test_the_stubs_have_no_points(archive: bytes, homework: Homework) -> None:
    stubs = {f"assignments/{path.name}": path.read_bytes() for path in homework.stubs.glob("*.*")}
    with laid_out(archive, stubs) as container:
        container.run()
        assert container.results.score == 0
        assert {entry.score for entry in container.results.tests} == {0}


def test_a_known_mistake_costs_what_it_costs_elsewhere_and_is_named(
    archive: bytes, solved: dict[str, bytes], homework: Homework, grader: Grader, room: Room
) -> None:
    mistakes = load_misconceptions(homework, load_solutions(homework))
    mistake = next(entry for entry in mistakes if entry.function == "clip_gradient")
    wrong = with_mistake(solved["clipping.py"].decode(), "clipping", mistake)
    with laid_out(archive, {**solved, "clipping.py": wrong}) as container:
        ours = grader.grade(read(Handed("a", Folder(container.root / "submission")), homework), room)
        container.run()
        results = container.results
    assert ours.total < 100
    assert results.score == ours.total
    assert results.questions == {question.id: question.score for question in ours.questions}
    (shown,) = (entry for entry in results.tests if entry.name == "clipping")
    assert mistake.sentence in shown.output
    assert "returned" in shown.output
    (hidden,) = (entry for entry in results.tests if entry.name == "clipping: hidden cases")
    assert "returned" not in hidden.output


@pytest.mark.parametrize(("hidden", "names"), [("visible", {"neighbours"}), ("hidden", ONE_QUESTION)])
def test_the_instructor_says_when_hidden_cases_are_shown(hidden: str, names: set[str], honest: Container) -> None:
    honest.configure(hidden=hidden)
    honest.run()
    assert {entry.name for entry in honest.results.tests} == names
    assert {entry.visibility for entry in honest.results.tests} == {"visible", hidden}


def test_a_question_that_is_void_gives_its_points_to_all(second: bytes) -> None:
    with laid_out(second, {"knn.py": ""}) as container:
        with (container.source / "homework" / "autograder" / "assignment.yaml").open("a") as file:
            file.write("\npolicy: {void: {neighbours: the docstring was wrong}}\n")
        container.run()
        assert container.results.score == 10
        assert container.results.output == "neighbours: everyone has the points: the docstring was wrong"


# --- what can go wrong --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metadata", "attempt"),
    [
        (None, None),
        (b"", None),
        (b"\xff{", None),
        (b"[" * 100_000, None),
        (b'{"previous_submissions": {}}', None),
        (b'{"previous_submissions": []}', 1),
        (b'{"users": 7, "previous_submissions": [{"score": "a lot", "results": {"tests": []}}, null]}', 3),
        (b" " * METADATA_BYTES + b'{"previous_submissions": []}', None),
    ],
    ids=["missing", "empty", "no text", "deep", "of another form", "first", "third", "huge"],
)
def test_of_the_metadata_only_the_number_of_attempts_is_taken(
    metadata: bytes | None, attempt: int | None, tmp_path: Path
) -> None:
    places = Places(tmp_path)
    if metadata is not None:
        places.metadata.write_bytes(metadata)
    assert places.attempt() == attempt


def test_a_submission_is_graded_whatever_the_metadata_says(honest: Container) -> None:
    metadata = honest.root / "submission_metadata.json"
    metadata.write_bytes(b'{"previous_submissions": 1')
    honest.run()
    assert (honest.results.score, honest.results.extra_data["attempt"]) == (10, None)
    earlier = json.loads(honest.text)
    metadata.write_text(json.dumps({"previous_submissions": [{"score": 10, "results": earlier}] * 2}))
    honest.run()
    assert (honest.results.score, honest.results.extra_data["attempt"]) == (10, 3)


def test_a_grader_that_is_killed_leaves_a_result_without_a_score(second: bytes) -> None:
    with laid_out(second, {"knn.py": SLOW}) as container:
        with container.start() as process:
            waited_for(container, 2)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert container.failed.output == FAULT


def test_a_worker_that_is_killed_is_replaced(second: bytes) -> None:
    with laid_out(second, {"knn.py": SLOW}) as container:
        with container.start() as process:
            main_process = process.pid
            workers = [pid for pid in waited_for(container, 3) if pid != main_process]
            os.kill(workers[-1], signal.SIGKILL)
            process.communicate(timeout=120)
        assert container.results.score == 10


def test_where_the_time_is_up_nobody_has_a_zero(second: bytes) -> None:
    with laid_out(second, {"knn.py": SLOW}) as container:
        container.configure(minutes=0.01)
        assert "not done in 0.01 minutes" in container.run()
        assert container.failed.output == TOO_LONG


@pytest.mark.parametrize("name", ["homework.zip", "notes.pdf"])
def test_what_cannot_be_read_has_no_points_and_a_reason(name: str, second: bytes) -> None:
    with laid_out(second, {name: b"PK\x03\x04 and then nothing"}) as container:
        container.run()
        assert container.results.score == 0
        assert container.results.output
        assert container.results.output_format == "text"


def test_an_empty_submission_has_no_points(second: bytes) -> None:
    with laid_out(second, {}) as container:
        container.run()
        assert container.results.score == 0


def test_a_full_disk_leaves_the_first_result(honest: Container) -> None:
    honest.run(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000)))
    assert honest.failed.output == FAULT
    assert [path.name for path in (honest.root / "results").iterdir()] == ["results.json"]


@pytest.mark.parametrize("missing", ["venv", "source/homework/autograder/checks/neighbours.py", "submission"])
def test_a_container_that_lacks_something_has_a_result_without_a_score(missing: str, honest: Container) -> None:
    path = honest.root / missing
    path.rename(honest.root / "elsewhere")
    honest.run()
    assert honest.failed.output == FAULT


# --- the walls ----------------------------------------------------------------------------------------------------


def spy(container: Container) -> str:
    """Return a submission that is right only if it cannot read what is not its own."""
    places = ["source", "source/homework", "submission_metadata.json", "results"]
    names = [str(container.root / place) for place in places if place != "results" or os.geteuid() != 0]
    return f"""
import os
{RIGHT}
def look(name):
    try:
        return os.listdir(name) if os.path.isdir(name) else open(name).read()
    except OSError:
        return None
if any(look(name) is not None for name in {names!r}):
    distances = nearest = None
"""


@pytest.mark.parametrize("landlock", [True, False])
def test_a_submission_can_read_neither_the_homework_nor_what_came_before(landlock: bool, honest: Container) -> None:
    if not landlock and os.geteuid() != 0:
        pytest.skip("only another user can be kept out without Landlock")
    (honest.root / "submission" / "knn.py").write_text(spy(honest))
    honest.configure(isolation="strict" if landlock else "auto")
    if not landlock:
        with (honest.source / "engine" / "autograder" / "sandbox" / "jail.py").open("a") as file:
            file.write(NO_LANDLOCK)
    said = honest.run()
    assert honest.results.score == 10
    level = "L1" if landlock else "L0"
    assert honest.results.extra_data["isolation"].startswith(level)
    assert f"isolation: {level}" in said


def test_where_a_wall_is_missing_nothing_is_run_unless_the_instructor_allows_it(second: bytes) -> None:
    with laid_out(second, {"knn.py": RIGHT}) as container:
        with (container.source / "engine" / "autograder" / "sandbox" / "jail.py").open("a") as file:
            file.write(NO_LANDLOCK)
        said = container.run()
        assert "submissions cannot be isolated here: no wall round files (no Landlock in this container)" in said
        assert container.failed.output == FAULT


def test_setting_up_closes_the_homework_to_all_others(honest: Container) -> None:
    subprocess.run(
        ["bash", str(honest.source / "setup.sh"), str(honest.root)], check=True, capture_output=True, timeout=300
    )
    modes = [path.lstat().st_mode for path in (honest.source, *honest.source.rglob("*"))]
    assert {stat.S_IMODE(mode) & 0o077 for mode in modes} == {0}
    honest.run()
    assert honest.results.score == 10
    if os.geteuid() == 0:
        command = ["cat", str(honest.source / "failed.json")]
        other = subprocess.run(command, user=65534, group=65534, extra_groups=[], capture_output=True, check=False)
        assert b"ermission denied" in other.stderr


def test_what_a_submission_prints_is_told_to_nobody(second: bytes) -> None:
    loud = RIGHT.replace("def distances(points, query):", "def distances(points, query):\n    print('LOUD', points)")
    with laid_out(second, {"knn.py": loud}) as container:
        said = container.run()
        assert container.results.score == 10
        assert "LOUD" not in said + container.text


# --- the archive --------------------------------------------------------------------------------------------------


def test_the_archive_is_the_same_bytes_and_its_scripts_can_be_run(archive: bytes, homework: Homework) -> None:
    assert hardened(homework) == archive
    with laid_out(archive, {}) as container:
        assert {path.name for path in container.source.iterdir()} == {
            "setup.sh", "run_autograder", "failed.json", "requirements.txt", "engine", "homework",
        }  # fmt: skip
        pins = (container.source / "requirements.txt").read_text().splitlines()
        assert all("==" in pin for pin in pins) and len(pins) == 6


def test_a_homework_that_could_not_be_graded_is_not_packaged(
    tmp_path: Path, second_homework: Homework, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(second_homework.root, tmp_path / "homework")
    with (folder / "autograder" / "misconceptions" / "neighbours.py").open("a") as file:
        file.write("def broken(:")
    assert main(["package", "--hardened", "--homework", str(folder), "-o", str(tmp_path / "hardened.zip")]) == 1
    said = capsys.readouterr().err
    assert "neighbours.py" in said and said.count("\n") == 1
    assert not (tmp_path / "hardened.zip").exists()


def test_the_command_writes_it(second: bytes, tmp_path: Path, second_homework: Homework) -> None:
    path = tmp_path / "hardened.zip"
    assert main(["package", "--hardened", "--homework", str(second_homework.root), "-o", str(path)]) == 0
    assert path.read_bytes() == second
