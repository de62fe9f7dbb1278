"""Sequences as curves: what came back as dots on a solid line, what was expected as squares on a dashed one."""

from math import isfinite

import numpy as np
from markupsafe import Markup

from autograder.reports.pages import drawing
from autograder.reports.pages.heatmap import Marks, Numbers, figure

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 340.0, 150.0, 46.0, 16.0, 22.0
LONG = 6
MOST = 4


def is_sequence(array: Numbers) -> bool:
    """Whether an array is better seen as curves, one per column, its first axis from left to right."""
    return array.shape[0] >= LONG and (array.ndim == 1 or (array.ndim == 2 and array.shape[1] <= MOST))


def curves(returned: Numbers, expected: Numbers, differs: Marks, name: str) -> Markup:
    """Return one plot per column of two sequences."""
    if expected.ndim == 1:
        return _curve(returned, expected, differs, name)
    plots = [
        _curve(returned[:, column], expected[:, column], differs[:, column], f"{name} column {column}".strip())
        for column in range(expected.shape[1])
    ]
    return Markup("").join(plots)


def _curve(returned: Numbers, expected: Numbers, differs: Marks, name: str) -> Markup:
    finite = np.concatenate([array[np.isfinite(array)] for array in (returned, expected)])
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    if high - low < 1e-12:
        low, high = low - 1, high + 1
    count = expected.size

    def at(place: int, value: float) -> tuple[float, float]:
        x = LEFT + 10 + (WIDTH - LEFT - 20) * place / (count - 1)
        return x, TOP + 8 + (HEIGHT - TOP - BOTTOM - 16) * (high - value) / (high - low)

    inside = []
    for value in dict.fromkeys([low, high, *([0.0] if low < 0 < high else [])]):
        _, y = at(0, value)
        inside.append(drawing.line(LEFT, y, WIDTH, y, "axis" if value == 0 else "grid"))
        if value in (low, high):
            inside.append(drawing.text(LEFT - 5, y + 4, figure(value), "index end"))
    for place in range(0, count, max(1, count // 6)):
        inside.append(drawing.text(at(place, low)[0], HEIGHT - 5, str(place), "index middle"))
    for values, kind in ((expected, "right"), (returned, "mine")):
        points = [at(place, float(value)) for place, value in enumerate(values) if isfinite(value)]
        inside += [drawing.path(points, kind), *(_point(x, y, kind) for x, y in points)]
    rings = [
        at(place, float(returned[place])) for place in np.flatnonzero(differs).tolist() if isfinite(returned[place])
    ]
    inside += [drawing.circle(x, y, 7, "differs") for x, y in rings]
    if name:
        inside.append(drawing.text(LEFT, 11, name, "index start"))
    label = f"{name}: {count} numbers in order, {int(differs.sum())} differ from what was expected".removeprefix(": ")
    return drawing.drawing(WIDTH, HEIGHT, label, inside, "curve")


def _point(x: float, y: float, kind: str) -> Markup:
    return drawing.circle(x, y, 3.5, kind) if kind == "mine" else drawing.rectangle(x - 3.5, y - 3.5, 7, 7, kind)
