"""`similarity.html` and `similarity.csv`: what submissions have in common, side by side."""

import csv
import io

from autograder.homework import Homework
from autograder.reports.pages import words
from autograder.reports.pages.site import render
from autograder.reports.similarity import Comparison
from autograder.reports.text import csv_cell, one_line


def similarity_page(comparison: Comparison, homework: Homework) -> str:
    """Return the page of a comparison as HTML."""
    return render(
        "similarity.html", kind="wide", homework=homework.title, found=comparison, words=words, one_line=one_line
    )  # fmt: skip


def similarity_csv(comparison: Comparison) -> str:
    """Return the pairs as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["one", "other", "share of one", "share of other"])
    for pair in comparison.pairs:
        shares = (f"{share:.4f}" for share in (pair.share_of_one, pair.share_of_other))
        writer.writerow([csv_cell(pair.one), csv_cell(pair.other), *shares])
    return text.getvalue()
