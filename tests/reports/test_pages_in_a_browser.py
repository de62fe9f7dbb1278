"""The pages of the demo class as Chromium shows them: quiet, accessible, and with the numbers of the results."""

import csv
import json
import re
from collections import Counter
from pathlib import Path
from statistics import mean, median
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from looking import Looking

FULL = ("class.html", "feedback/satoyuki.html")  # the class; five known mistakes
SHORT = (
    "feedback/abarazainab.html", "feedback/dahlingrid.html", "feedback/kayaemre.html", "feedback/lindqvistelsa.html",
)  # fmt: skip   # all right; nothing written; a function that ends its process; an unreadable zip
WINDOWS = [(360, "light"), (1280, "dark"), (360, "dark"), (1280, "light")]
LOOKS = [(name, *window) for name in FULL for window in WINDOWS]
LOOKS += [(name, *window) for name in SHORT for window in WINDOWS[:2]]


def results(demo: Path) -> dict[str, dict[str, Any]]:
    paths = (demo / "results").iterdir()
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def number(text: str) -> float:
    found = re.search(r"-?\d+(\.\d+)?", text.replace("−", "-"))
    assert found is not None, text
    return float(found[0])


@pytest.mark.parametrize(("name", "width", "scheme"), LOOKS)
def test_a_page_is_quiet_accessible_and_no_wider_than_the_window(
    demo: Path, looking: Looking, name: str, width: int, scheme: str
) -> None:
    looked = looking.open(demo / name, width, scheme)
    assert looked.page.evaluate("document.documentElement.scrollWidth") <= width
    assert looked.faults == []
    looked.page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    found = Axe().run(looked.page)
    assert found.violations_count == 0, found.generate_report()
    looked.close()


def test_every_students_page_shows_the_points_of_the_results(demo: Path, looking: Looking) -> None:
    looked = looking.open(demo / "class.html")
    shown = {}
    for student in results(demo):
        looked.page.goto((demo / "feedback" / f"{student}.html").resolve().as_uri())
        total = number(looked.page.locator(".score strong").inner_text())
        rows = looked.page.locator("table.questions tbody tr").all_inner_texts()
        shown[student] = (total, [number(row.split("\t")[-1]) for row in rows])
    wanted = {
        student: (result["score"], [test["score"] for test in result["tests"]] if _is_ok(result) else [])
        for student, result in results(demo).items()
    }
    assert shown == wanted
    looked.close()


def _is_ok(result: dict[str, Any]) -> bool:
    return bool(result["extra_data"]["status"] == "ok")


def test_the_class_page_shows_mean_median_and_mistakes_of_the_results(demo: Path, looking: Looking) -> None:
    looked = looking.open(demo / "class.html")
    graded = results(demo)
    figures = dict(
        zip(
            looked.page.locator(".figures dt").all_inner_texts(),
            map(number, looked.page.locator(".figures dd").all_inner_texts()),
            strict=True,
        )
    )
    totals = [result["score"] for result in graded.values()]
    assert figures["submissions"] == len(graded)
    assert figures["mean"] == round(mean(totals), 1)
    assert figures["median"] == pytest.approx(median(totals), abs=0.06)
    held = Counter(
        (question, name)
        for result in graded.values()
        for question, names in result["extra_data"]["misconceptions"].items()
        for name in names
    )
    counts = [int(number(text)) for text in looked.page.locator("#teach ~ ol.ranked .count").all_inner_texts()]
    shared = sorted((count for count in held.values() if count > 1), reverse=True)
    assert counts == shared
    assert counts[0] >= 5
    assert looked.page.locator("#teach ~ ol.ranked").first.inner_text().count("dropout_train") == 1
    looked.close()


def test_the_csv_holds_the_numbers_that_are_drawn(demo: Path) -> None:
    graded = {name: result for name, result in results(demo).items() if _is_ok(result)}
    with (demo / "class.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for index, question in enumerate(test["name"] for test in next(iter(graded.values()))["tests"]):
        scores = [result["tests"][index]["score"] for result in graded.values()]
        told = {
            row["measure"]: float(row["value"])
            for row in rows
            if (row["part"], row["question"]) == ("question", question)
        }
        assert told["mean"] == pytest.approx(mean(scores), rel=1e-5)
        assert told["none"] == scores.count(0)
        assert told["difficulty"] == pytest.approx(mean(scores) / told["points"], rel=1e-5)
    bins = [int(row["value"]) for row in rows if row["part"] == "distribution"]
    assert (len(bins), sum(bins)) == (10, len(results(demo)))
    points = {row["student"]: row["value"] for row in rows if row["part"] == "student" and row["measure"] == "points"}
    assert {name: float(value) for name, value in points.items()} == {n: r["score"] for n, r in results(demo).items()}


def test_a_click_sorts_the_students_and_a_second_one_turns_them_round(demo: Path, looking: Looking) -> None:
    looked = looking.open(demo / "class.html")
    table = looked.page.get_by_role("region", name="table of the students")

    def points() -> list[float]:
        return [float(text) for text in table.locator("tbody td:nth-child(2)").all_inner_texts()]

    head = table.get_by_role("button", name="points", exact=True)
    before = points()
    head.click()
    assert points() == sorted(before)
    head.press("Enter")
    assert points() == sorted(before, reverse=True)
    assert table.locator("th[aria-sort=descending]").inner_text().startswith("points")
    assert looked.faults == []
    looked.close()


def test_without_scripts_the_same_can_be_read(demo: Path, looking: Looking) -> None:
    with_scripts, without = (looking.open(demo / "class.html", scripts=scripts) for scripts in (True, False))
    assert without.page.locator("main").inner_text() == with_scripts.page.locator("main").inner_text()
    assert without.page.locator("button").count() == 0
    for looked in (with_scripts, without):
        looked.close()


def test_every_link_of_the_class_page_leads_to_a_file(demo: Path, looking: Looking) -> None:
    looked = looking.open(demo / "class.html")
    addresses = looked.page.locator("main a, footer a").evaluate_all("(links) => links.map((link) => link.href)")
    assert len(addresses) > 30
    missing = [a for a in set(addresses) if not (demo / a.removeprefix(demo.resolve().as_uri() + "/")).is_file()]
    assert missing == []
    looked.close()


def test_what_is_folded_is_printed_too(demo: Path, looking: Looking) -> None:
    looked = looking.open(demo / "feedback" / "satoyuki.html")
    looked.page.emulate_media(media="print")
    hidden = looked.page.locator("details.whole li").first
    assert hidden.is_visible()
    printed = looked.page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") >= 2 or printed.count(b"/Type/Page") >= 2
    looked.close()
