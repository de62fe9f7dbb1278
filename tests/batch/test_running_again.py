"""A batch that is run again: what is graded, what is kept, whose grade moves."""

import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from classes import SECOND, make_class, source, zipped

from autograder.batch import read_class
from autograder.batch.components import Changes
from autograder.batch.job import Failed, Graded, Job, Task
from autograder.batch.keys import basis, question_keys
from autograder.batch.publish import Publication
from autograder.batch.request import Request, Selection
from autograder.batch.run import opened
from autograder.batch.worker import Worker
from autograder.errors import UsageError
from autograder.homework import load_homework
from autograder.sandbox.isolation import Isolation


class Here:
    """A pool that grades in this process and counts."""

    def __init__(self, job: Job) -> None:
        self.worker = Worker(job)
        self.done: list[tuple[int, Graded | Failed]] = []
        GRADED.clear()

    def room_for(self) -> int:
        """Two at a time."""
        return 2 - len(self.done)

    def submit(self, number: int, task: Task) -> None:
        """Grade it at once."""
        GRADED.append((task.handed.student, task.questions))
        self.done.append((number, self.worker.grade(task)))

    def collect(self) -> Sequence[tuple[int, Graded | Failed]]:
        """Hand over what is graded."""
        done, self.done = self.done, []
        return done

    def close(self) -> None:
        """End the room."""
        self.worker.close()


GRADED: list[tuple[str, tuple[str, ...] | None]] = []
POLICY = """
policy:
  due: 2026-11-20 12:00
  late_percent_per_day: 10
"""


def run(request: Request, selection: Selection | None = None) -> Publication:
    GRADED.clear()
    with opened(request, selection or Selection(), lambda: None) as batch:
        for _ in batch.grade(Here, 1):
            pass
        given = batch.publish()
        batch.export(given)
        return given


@pytest.fixture
def homework(tmp_path: Path) -> Path:
    """The second homework, to be changed."""
    return Path(shutil.copytree(SECOND, tmp_path / "homework"))


@pytest.fixture
def request_(tmp_path: Path, homework: Path) -> Request:
    download = make_class(tmp_path / "class.zip", 6)
    return Request((download,), tmp_path / "out", homework, Isolation.NONE)


def written(request: Request) -> dict[Path, int]:
    """Return when each result and page was written."""
    files = [*request.output.glob("results/*"), *request.output.glob("feedback/*"), request.output / "class.html"]
    return {path: path.stat().st_mtime_ns for path in files}


def grades(request: Request) -> str:
    return (request.output / "grades.csv").read_text(encoding="utf-8")


def test_nothing_that_has_not_changed_is_graded_again(request_: Request) -> None:
    run(request_)
    assert len(GRADED) == 6
    before = grades(request_)
    times = written(request_)
    given = run(request_)
    assert (GRADED, list(given.moves), grades(request_)) == ([], [], before)
    assert written(request_) == times


def test_only_the_pages_that_are_gone_or_would_be_others_are_written_again(request_: Request, homework: Path) -> None:
    run(request_)
    page, times = request_.output / "feedback" / "student00001.html", written(request_)
    whole = page.read_bytes()
    page.unlink()
    run(request_)
    now = written(request_)
    assert page.read_bytes() == whole
    assert [path.name for path in now if path.parent.name == "feedback" and now[path] != times[path]] == [page.name]
    settings = homework / "autograder" / "assignment.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + POLICY, encoding="utf-8")
    run(request_)
    assert [path for path, time in written(request_).items() if path.suffix == ".html" and time == now[path]] == []


def test_a_submission_that_changed_is_graded_again_and_no_other(request_: Request, tmp_path: Path) -> None:
    run(request_)
    with zipfile.ZipFile(tmp_path / "class.zip") as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    changed = next(name for name in files if name.startswith("student00001"))
    files[changed] = zipped(source(0))
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    given = run(request_)
    assert [student for student, _ in GRADED] == ["student00001"]
    assert [(move.student, move.before, move.after) for move in given.moves] == [("student00001", 0, 10)]
    assert "student00001,0,10," in (request_.output / "moved.csv").read_text(encoding="utf-8")


def test_a_changed_check_is_graded_again_and_says_whose_grade_moved(request_: Request, homework: Path) -> None:
    run(request_)
    settings = homework / "autograder" / "assignment.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("points: 10", "points: 20"), encoding="utf-8")
    given = run(Request.again(request_.output))
    assert len(GRADED) == 6
    assert ("student00000", 10, 20) in [(move.student, move.before, move.after) for move in given.moves]


def test_a_policy_moves_grades_without_grading_anything(request_: Request, homework: Path, tmp_path: Path) -> None:
    run(request_)
    assert grades(request_).splitlines()[0] == "student,neighbours,total,max,status"
    settings = homework / "autograder" / "assignment.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + POLICY, encoding="utf-8")
    adjustments = tmp_path / "adjustments.yaml"
    adjustments.write_text(
        "submitted: {student00000: 2026-11-21 13:00}\n"
        "overrides:\n- {student: student00001, points: 7, reason: excused by the dean}\n",
        encoding="utf-8",
    )
    again = Request(request_.paths, request_.output, homework, Isolation.NONE, adjustments=adjustments)
    given = run(again)
    assert GRADED == []
    assert sorted((move.student, move.after) for move in given.moves) == [("student00000", 8.0), ("student00001", 7.0)]
    table = grades(request_).splitlines()
    assert table[0] == "student,neighbours,total,max,status,final,submitted,hours_late,adjustments"
    assert table[1] == "student00000,10,10,10,ok,8,2026-11-21 13:00:00+00:00,25,late -2: 1 d 1 h late"
    assert table[2].endswith("7,,,override +7: excused by the dean")
    assert run(Request.again(request_.output)).moves == []
    assert grades(request_).splitlines() == table
    with opened(request_, Selection(), lambda: None) as batch:
        (warning,) = batch.warnings
    assert warning.endswith(f"say --adjustments {adjustments} to keep it")


def test_only_a_chosen_student_is_graded(request_: Request) -> None:
    run(request_, Selection(students=("student00003",)))
    assert [student for student, _ in GRADED] == ["student00003"]
    table = grades(request_).splitlines()
    assert len(table) == 7
    assert sum(line.endswith("not graded yet") for line in table) == 5
    run(request_, Selection(students=("student00003",)))
    assert [student for student, _ in GRADED] == ["student00003"]
    with pytest.raises(UsageError, match="nothing was handed in by zoe"):
        run(request_, Selection(students=("zoe",)))
    with pytest.raises(UsageError, match="there are: neighbours"):
        run(request_, Selection(questions=("nonsense",)))


def test_the_class_can_be_read_back_from_the_ledger_alone(request_: Request, tmp_path: Path) -> None:
    run(request_)
    (tmp_path / "class.zip").unlink()
    record = read_class(request_.output)
    assert [result.student for result, _ in record] == [f"student{n:05d}" for n in range(6)]
    assert [result.total for result, _ in record][:2] == [10, 0]
    assert all(place.final == result.total for result, place in record)
    assert record[0][0].questions[0].cases


def test_a_grader_error_is_no_grade_and_is_tried_again(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Here, number: int, task: Task) -> None:
        GRADED.append((task.handed.student, None))
        bad = task.handed.student == "student00000"
        self.done.append((number, Failed("the room burnt down") if bad else self.worker.grade(task)))

    with monkeypatch.context() as patch:
        patch.setattr(Here, "submit", fails)
        run(request_)
    assert [student for student, _ in GRADED].count("student00000") == 3
    assert grades(request_).splitlines()[1] == "student00000,,,10,grader error: the room burnt down"
    run(request_)
    assert [student for student, _ in GRADED] == ["student00000"]
    assert grades(request_).splitlines()[1] == "student00000,10,10,10,ok"


# --- attempts and groups --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attempt", "graded", "points"), [("latest", 1, "0"), ("latest on time", 1, "10"), ("best", 2, "10")]
)
def test_the_attempt_that_the_policy_names_counts(
    attempt: str, graded: int, points: str, homework: Path, tmp_path: Path
) -> None:
    settings = homework / "autograder" / "assignment.yaml"
    policy = f"\npolicy:\n  due: 2026-11-20 12:00\n  attempt: {attempt}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + policy, encoding="utf-8")
    place = tmp_path / "download"
    place.mkdir()
    (place / "HW_ada_attempt_2026-11-19-10-00-00_knn.py").write_text(source(0), encoding="utf-8")
    (place / "HW_ada_attempt_2026-11-21-10-00-00_knn.py").write_text(source(1), encoding="utf-8")
    request = Request((place,), tmp_path / "out", homework, Isolation.NONE, form="blackboard")
    run(request)
    assert len(GRADED) == graded
    assert grades(request).splitlines()[1].startswith(f"ada,{points},{points},10,ok")


def test_every_member_of_a_group_has_the_row(homework: Path, tmp_path: Path) -> None:
    place = tmp_path / "export"
    (place / "submission_1").mkdir(parents=True)
    (place / "submission_1" / "knn.py").write_text(source(0), encoding="utf-8")
    (place / "submission_metadata.yml").write_text(
        "submission_1:\n  :submitters:\n  - :name: Ada\n  - :name: Bob\n", encoding="utf-8"
    )
    request = Request((place,), tmp_path / "out", homework, Isolation.NONE)
    run(request)
    assert len(GRADED) == 1
    assert grades(request).splitlines()[1:] == ["Ada,10,10,10,ok", "Bob,10,10,10,ok"]
    assert sorted(path.name for path in (request.output / "results").iterdir()) == ["Ada.json", "Bob.json"]
    assert [place.members for _, place in read_class(request.output)] == [("Ada", "Bob")] * 2


@pytest.mark.parametrize("handed_in", ["Group A_71_assignsubmission_file_", "Ada Lovelace_11_assignsubmission_file_"])
def test_a_group_that_only_the_class_list_knows_has_the_row_as_well(
    handed_in: str, homework: Path, tmp_path: Path
) -> None:
    for name, kind in ((handed_in, 0), ("Cy Curry_13_assignsubmission_file_", 1)):
        (tmp_path / "download" / name).mkdir(parents=True)
        (tmp_path / "download" / name / "knn.py").write_text(source(kind), encoding="utf-8")
    (tmp_path / "roster.csv").write_text(
        "Identifier,Full name,Group,Email\nParticipant 11,Ada Lovelace,Group A,a@x\n"
        "Participant 12,Bob Boole,Group A,b@x\nParticipant 13,Cy Curry,Group B,c@x\nParticipant 14,Di Dee,,d@x\n",
        encoding="utf-8",
    )
    (tmp_path / "adjustments.yaml").write_text(
        "overrides: [{student: b@x, points: 3, reason: did nothing}]\n", encoding="utf-8"
    )
    request = Request(
        (tmp_path / "download",), tmp_path / "out", homework, Isolation.NONE, roster=tmp_path / "roster.csv",
        adjustments=tmp_path / "adjustments.yaml",
    )  # fmt: skip
    given = run(request)
    assert len(GRADED) == 2
    assert [(row.row.student, row.row.total, row.row.final) for row in given.rows] == [
        ("Ada Lovelace", 10, 10),
        ("Bob Boole", 10, 3),
        ("Cy Curry", 0, 0),
        ("Di Dee", None, None),
    ]
    assert given.matching is not None
    assert given.matching.unknown == ()


# --- what a changed check can change --------------------------------------------------------------------------------


def test_a_changed_check_touches_what_builds_on_it_and_what_shares_a_wrong_piece() -> None:
    whole = load_homework(Path(__file__).parents[2])
    now = basis(whole, Isolation.AUTO)

    def again(*changed: str, lost: tuple[str, ...] = ()) -> set[str]:
        before = {name: "other" if name in changed else key for name, key in now.questions.items()}
        return set(Changes(whole, replace(now, questions=before), now).to_grade_again(frozenset(lost)) or ())

    assert again("written") == {"written"}
    assert again("lenet") == {"lenet"}
    gates = again("lstm_gates")
    assert {"lstm_gates", "lstm_sequence"} <= gates
    assert not {"padding", "gru_step", "activations"} & gates
    assert "gru_step" in again("lstm_gates", lost=("activations",))
    assert {"gru_step", "lstm_gates"} <= again("activations")
    everything = frozenset(now.questions)
    assert Changes(whole, replace(now, questions=dict.fromkeys(everything, "")), now).to_grade_again(everything) is None
    assert Changes(whole, replace(now, engine="older"), now).to_grade_again(frozenset()) is None


def test_a_question_graded_again_alone_leaves_the_same_result(tmp_path: Path, homework: Path) -> None:
    settings = homework / "autograder" / "assignment.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "  words:\n    lecture: §1\n    points: 5\n", encoding="utf-8")
    check = homework / "autograder" / "checks" / "words.py"
    check.write_text(_WORDS.replace("Count.", "Guess."), encoding="utf-8")
    (homework / "solutions" / "answers.yaml").write_text("a: {n: 42}\n", encoding="utf-8")
    place = tmp_path / "ada"
    place.mkdir()
    (place / "knn.py").write_text(source(0), encoding="utf-8")
    (place / "answers.yaml").write_text("a: {n: 42}\n", encoding="utf-8")
    request = Request((place,), tmp_path / "out", homework, Isolation.NONE)
    run(request)
    check.write_text(_WORDS, encoding="utf-8")
    run(request)
    assert GRADED == [("ada", ("words",))]
    run(Request((place,), tmp_path / "fresh", homework, Isolation.NONE))
    (again, _), (fresh, _) = read_class(request.output)[0], read_class(tmp_path / "fresh")[0]
    assert again == fresh


_WORDS = """
from autograder.vocabulary import Function, agrees, case

OK_FORMAT = False
name = "words"


@case("the answer is known", hint="Count.", hidden=True)
def known(answers: Function) -> None:
    agrees(answers("a", "n"))
"""


def test_every_file_that_checks_are_made_of_changes_the_key(homework: Path) -> None:
    def keys() -> dict[str, str]:
        return dict(question_keys(load_homework(homework)))

    before = keys()
    for path in (
        homework / "autograder" / "checks" / "neighbours.py",
        homework / "solutions" / "knn.py",
        homework / "autograder" / "assignment.yaml",
        homework / "autograder" / "misconceptions" / "neighbours.py",
    ):
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("seconds: 2", "seconds: 3") + "\n# changed\n", encoding="utf-8")
        assert keys() != before
        before = keys()
