"""Small drawings as inline SVG: no style attribute (the pages' policy forbids it), colours by class.

Every drawing has words that say the same, in `label`, for those who do not see it. Words are escaped; classes and
numbers are the grader's own.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from autograder.reports.pages.statistics import Spread


def drawing(width: float, height: float, label: str, inside: Iterable[Markup], kind: str = "") -> Markup:
    """Return a drawing with what is inside, as one image with a name."""
    size = f'viewBox="0 0 {short(width)} {short(height)}" width="{short(width)}" height="{short(height)}"'
    return _image(f"drawing {kind}".strip(), label, size, inside)


def _image(kind: str, label: str, size: str, inside: Iterable[Markup]) -> Markup:
    return Markup(f'<svg class="{kind}" role="img" aria-label="{escape(label)}" {size}>{"".join(inside)}</svg>')


def rectangle(x: float, y: float, width: float, height: float, kind: str, corner: float = 0) -> Markup:
    """Return a rectangle."""
    place = f'x="{short(x)}" y="{short(y)}" width="{short(width)}" height="{short(height)}" rx="{corner:g}"'
    return Markup(f'<rect class="{kind}" {place}/>')


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """Return a line."""
    return Markup(f'<line class="{kind}" x1="{short(x1)}" y1="{short(y1)}" x2="{short(x2)}" y2="{short(y2)}"/>')


def circle(x: float, y: float, radius: float, kind: str) -> Markup:
    """Return a circle."""
    return Markup(f'<circle class="{kind}" cx="{short(x)}" cy="{short(y)}" r="{short(radius)}"/>')


def path(points: Iterable[tuple[float, float]], kind: str) -> Markup:
    """Return a line through points."""
    joined = " ".join(f"{short(x)},{short(y)}" for x, y in points)
    return Markup(f'<polyline class="{kind}" points="{joined}"/>')


def text(x: float, y: float, words: str, kind: str) -> Markup:
    """Return a text; its class says where it is anchored."""
    return Markup(f'<text class="{kind}" x="{short(x)}" y="{short(y)}">{escape(words)}</text>')


def short(value: float) -> str:
    """Return a coordinate with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def share_bar(part: float, whole: float, label: str) -> Markup:
    """Return a bar that is filled as far as `part` is of `whole`; it stretches with the page."""
    filled = 100 * min(1.0, max(0.0, part / whole)) if whole else 0.0
    inside = [rectangle(0, 0, 100, 8, "bar-rest"), rectangle(0, 0, filled, 8, "bar-part")]
    kind = "drawing bar full" if filled == 100 else "drawing bar"
    return _image(kind, label, 'viewBox="0 0 100 8" preserveAspectRatio="none"', inside)


def histogram(counts: Sequence[int], maximum: float, spread: Spread) -> Markup:
    """Return how many submissions lie in each equal part of the points, with mean and median."""
    width, base, tall = 640.0, 190.0, 130.0
    step, most, scale = width / len(counts), max(1, *counts), width / maximum if maximum else 0.0
    edges = [f"{maximum * place / len(counts):.3g}" for place in range(len(counts) + 1)]
    inside = []
    for value, name, y in ((spread.mean, "mean", 12), (spread.median, "median", 28)):
        x = value * scale
        inside.append(line(x, y - 10, x, base, f"mark {name}"))
        anchor, shift = ("end", -6) if x > width / 2 else ("start", 6)
        inside.append(text(x + shift, y, f"{name} {value:.1f}", f"tick {anchor}"))
    for place, count in enumerate(counts):
        height = tall * count / most
        if count:
            inside.append(rectangle(place * step + 2, base - height, step - 4, height, "column"))
            inside.append(text((place + 0.5) * step, base - height - 6, str(count), "figure middle"))
    inside.append(line(0, base, width, base, "axis"))
    for place, edge in enumerate(edges):
        anchor = "start" if place == 0 else "end" if place == len(counts) else "middle"
        inside.append(text(place * step, base + 20, edge, f"tick {anchor}"))
    parts = [f"{edges[place]} to {edges[place + 1]} points: {count}" for place, count in enumerate(counts) if count]
    return drawing(width, base + 26, f"submissions by points. {'; '.join(parts)}", inside, "wide")


def range_bar(spread: Spread, maximum: float) -> Markup:
    """Return where scores lie between 0 and `maximum`: all of them, the middle half, median and mean."""
    width, height = 132.0, 18.0
    scale = (width - 8) / maximum if maximum else 0

    def at(value: float) -> float:
        return 4 + value * scale

    inside = [
        line(4, 9, width - 4, 9, "axis"),
        line(at(spread.least), 9, at(spread.most), 9, "whole"),
        rectangle(at(spread.lower), 4, max(1.5, (spread.upper - spread.lower) * scale), 10, "half", 1.5),
        line(at(spread.median), 2, at(spread.median), 16, "median"),
        circle(at(spread.mean), 9, 3, "mean"),
    ]
    label = (
        f"from {spread.least:.3g} to {spread.most:.3g}, middle half {spread.lower:.3g} to {spread.upper:.3g}, "
        f"median {spread.median:.3g}, mean {spread.mean:.3g}"
    )
    return drawing(width, height, label, inside)
