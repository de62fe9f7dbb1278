"""Whatever a student can write is shown as text, in a browser that would run it."""

from datetime import timedelta
from pathlib import Path

import pytest
from looking import Looking
from making import case, diagnosis, evidence, question

from autograder.grading.result import Result, State
from autograder.homework import Homework, Limits, Question
from autograder.reports.pages import write_pages
from autograder.reports.pages.similarity_page import similarity_page
from autograder.reports.similarity import compare
from autograder.standing import Adjusted, Adjustment, Standing
from autograder.submission import Program

SCRIPT = "<script>window.ran = true; alert(1)</script>"
ATTACKS = (
    SCRIPT,
    '"><img src=x onerror="window.ran = true">',
    "</pre></details></style><svg onload=window.ran=true>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:window.ran=true",
    "\x00\x07\x1b[31m\u202egnp.exe\u2028\ud800",
    "'-alert(1)-' &lt;b&gt; &#x3c;script>",
    "x" * 10_000,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Homework:
    entry = Question("first", "module", ("f",), 2, "§1", Limits())
    return Homework(tmp_path_factory.mktemp("homework"), "A homework", (entry,))


def hostile(text: str) -> Result:
    failed = case(
        "an idea", State.FAILED, fault=text, kind="raised PermissionError",
        evidence=evidence(call=text, layout=text, returned=text, expected=text),
    )  # fmt: skip
    hidden = case("a hidden idea", State.FAILED, hidden=True, fault=text)
    questions = (question("first", failed, hidden, diagnoses=(diagnosis(),), note=text),)
    return Result(text, questions, "ok", text, text, (f"{text} was left out", text), ((text, text),))


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_text_is_shown_as_text(text: str, small: Homework, looking: Looking, tmp_path: Path) -> None:
    places = Standing(
        late=timedelta(hours=1), adjustments=(Adjustment(Adjusted.OVERRIDE, 1, text),), final=1, members=(text, "b")
    )
    write_pages(tmp_path, [(hostile(text), places)], small)
    pages = [tmp_path / "class.html", *(tmp_path / "feedback").iterdir()]
    assert len(pages) == 2
    for path in pages:
        looked = looking.open(path, 360)
        assert looked.page.evaluate("window.ran") is None
        assert looked.page.locator("img, main script, main style, svg[onload], a[href^=javascript]").count() == 0
        assert looked.faults == []
        assert looked.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert path.stat().st_size < 200_000
        if text.startswith("<script>"):
            assert SCRIPT in looked.page.locator("main").inner_text()
        looked.close()


def test_hostile_files_are_compared_and_shown_as_text(small: Homework, looking: Looking, tmp_path: Path) -> None:
    pytest.importorskip("copydetect")
    source = "\n".join(f'total_{n} = compute(f"{SCRIPT}", {n}) + [{n} ** 2 for x in y if x]' for n in range(20))
    programs = {name: Program({f"{SCRIPT}.py": source}) for name in (SCRIPT, "x" * 10_000)}
    path = tmp_path / "similarity.html"
    path.write_text(similarity_page(compare(programs, []), small), encoding="utf-8")
    looked = looking.open(path, 360)
    looked.page.locator("details").evaluate_all("(parts) => parts.forEach((part) => { part.open = true; })")
    assert looked.page.locator("figure").count() >= 2
    assert SCRIPT in looked.page.locator("main").inner_text()
    assert looked.page.evaluate("window.ran") is None
    assert looked.faults == []
    assert looked.page.evaluate("document.documentElement.scrollWidth") <= 360
    looked.close()


def test_a_hidden_case_is_never_drawn_even_if_a_result_held_its_numbers(small: Homework, tmp_path: Path) -> None:
    secret = case("a hidden idea", State.FAILED, hidden=True, hint="SECRET", evidence=evidence(call="f(SECRET)"))
    questions = (question("first", secret, case("another")),)
    write_pages(tmp_path, [(Result("student", questions, "ok", ""), Standing())], small)
    page = (tmp_path / "feedback" / "student.html").read_text(encoding="utf-8")
    assert "a hidden idea" in page
    assert "SECRET" not in page
