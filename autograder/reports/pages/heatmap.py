"""Matrices as heat maps: blue below zero, orange above, with the number in the cell where there is room for it."""

from collections.abc import Sequence
from math import ceil, isfinite

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from autograder.reports.pages import drawing

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]

STEPS = 4
ROOMY_COLUMNS, ROOMY_ROWS = 8, 16
WIDEST, TALLEST = 40, 40


def fits(matrix: Numbers) -> bool:
    """Whether a matrix can be looked at as a map."""
    return matrix.size > 0 and matrix.shape[0] <= TALLEST and matrix.shape[1] <= WIDEST


def heatmap(matrix: Numbers, scale: float, differs: Marks | None, name: str, rows: Sequence[str] = ()) -> Markup:
    """Return the map of a matrix; cells that differ have an outline. `rows` are the names of its rows."""
    height, width = matrix.shape
    roomy = width <= ROOMY_COLUMNS and height <= ROOMY_ROWS
    wide, high = (54.0, 30.0) if roomy else (14.0, 14.0)
    left, top = 10.0 + 6.5 * max(map(len, rows), default=0) if rows else (16.0 if height > 1 else 1.0), 16.0
    inside = []
    for row, column in np.ndindex(height, width):
        value = float(matrix[row, column])
        x, y, kind = left + column * wide, top + row * high, level(value, scale)
        inside.append(drawing.rectangle(x, y, wide, high, f"cell {kind}"))
        if roomy:
            inside.append(drawing.text(x + wide / 2, y + high / 2 + 4.5, figure(value), f"value {kind}"))
    if differs is not None:
        inside += [
            drawing.rectangle(left + column * wide + inset, top + row * high + inset, wide - gap, high - gap, kind)
            for row, column in np.argwhere(differs).tolist()
            for kind, inset, gap in (("differs", 1.5, 3), ("inner", 3.25, 6.5))
        ]
    step = 1 if roomy else 5
    places = [drawing.text(left + (c + 0.5) * wide, 11, str(c), "index middle") for c in range(0, width, step)]
    labels = rows or ([str(row) for row in range(height)] if height > 1 else [])
    places += [
        drawing.text(left - 5, top + (row + 0.5) * high + 4, labels[row], "index end")
        for row in range(0, len(labels), 1 if rows else step)
    ]
    size = f"{height} × {width} numbers" if height > 1 else f"{width} numbers"
    label = f"{name}: {size}" + (f", {int(np.count_nonzero(differs))} differ" if differs is not None else "")
    return drawing.drawing(left + width * wide + 2, top + height * high + 2, label, [*inside, *places], "map")


def level(value: float, scale: float) -> str:
    """Return the class of a number's colour: n4 … n1, z, p1 … p4, or `odd` for what is not finite."""
    if not isfinite(value):
        return "odd"
    steps = min(STEPS, ceil(abs(value) / scale * STEPS - 1e-9))
    return f"{'n' if value < 0 else 'p'}{steps}" if steps else "z"


def figure(value: float) -> str:
    """Return a number as it fits a cell."""
    if not isfinite(value):
        return "nan/∞"
    if value == 0:
        return "0"
    written = next(w for digits in (4, 3, 2, 1) if len(w := f"{value:.{digits}g}") <= 6 or digits == 1)
    return written.replace("e-0", "e-").replace("e+0", "e").replace("-", "−")


def legend(scale: float, signed: bool) -> Markup:
    """Return what the colours mean."""
    below = [f"n{step}" for step in range(STEPS, 0, -1)] if signed else []
    levels = [*below, "z", *(f"p{step}" for step in range(1, STEPS + 1))]
    inside = [drawing.rectangle(place * 18, 0, 18, 10, f"cell {kind}") for place, kind in enumerate(levels)]
    ends = [(18 * (len(below) + 0.5), "0", "middle"), (18.0 * len(levels), figure(scale), "end")]
    if signed:
        ends.append((0.0, figure(-scale), "start"))
    inside += [drawing.text(x, 23, words, f"index {anchor}") for x, words, anchor in ends]
    label = f"colours from {figure(-scale) if signed else '0'} to {figure(scale)}"
    return drawing.drawing(18 * len(levels) + 1, 27, label, inside, "legend")
