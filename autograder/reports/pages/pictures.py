"""What came back beside what was expected: heat maps, or curves where the numbers are a sequence.

Numbers that differ are marked by an outline, never by colour alone. All maps of a case share one scale, that of the
expected numbers; what lies beyond it has the strongest colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from autograder.grading.evidence import Evidence, Picture
from autograder.grading.values import ABSOLUTE, RELATIVE
from autograder.reports.pages.curves import curves, is_sequence
from autograder.reports.pages.heatmap import Marks, Numbers, fits, heatmap, legend


@dataclass(frozen=True)
class Drawn:
    """A case to look at. `together` holds curves of both sides; else each side has its maps, or none."""

    returned: Markup
    expected: Markup
    together: Markup
    legend: Markup
    note: str


@dataclass(frozen=True)
class Plate:
    """An array as it is drawn: its name inside the result, a matrix or a sequence, and the names of its rows."""

    name: str
    numbers: Numbers
    rows: tuple[str, ...] = ()


def drawn(evidence: Evidence) -> Drawn | None:
    """Return the pictures of a case, None where words are better: single numbers, exceptions, arrays too large."""
    returned, expected = _plates(evidence.returned_pictures), _plates(evidence.expected_pictures)
    if not any(plate.numbers.size > 1 for plate in returned + expected):
        return None
    if not returned and not any(plate.numbers.size > 3 for plate in expected):
        return None
    pairs = _pairs(returned, expected)
    note = _note(returned, expected, pairs)
    if pairs and all(is_sequence(plate.numbers) for plate in expected):
        plots = [curves(mine.numbers, right.numbers, marks, mine.name) for mine, right, marks in pairs]
        return Drawn(Markup(), Markup(), Markup("").join(plots), Markup(), note)
    if not all(fits(np.atleast_2d(plate.numbers)) for plate in returned + expected):
        return None
    scale = _scale(expected) or _scale(returned) or 1.0
    marks_of = {mine.name: marks for mine, _, marks in pairs}
    signed = any(bool((plate.numbers < 0).any()) for plate in returned + expected)
    return Drawn(
        Markup("").join(_map(plate, scale, marks_of.get(plate.name), "returned") for plate in returned),
        Markup("").join(_map(plate, scale, None, "expected") for plate in expected),
        Markup(),
        legend(scale, signed),
        note,
    )


def _plates(pictures: Sequence[Picture]) -> tuple[Plate, ...]:
    """Return what is drawn of some arrays: rows of one length in one map, stacks of maps one by one."""
    arrays = [np.array([np.nan if n is None else n for n in p.numbers], np.float64).reshape(p.shape) for p in pictures]
    if len(arrays) > 1 and len({array.shape for array in arrays}) == 1 and arrays[0].ndim == 1:
        return (Plate("", np.stack(arrays), tuple(picture.name for picture in pictures)),)
    named = zip(pictures, arrays, strict=True)
    return tuple(plate for picture, array in named for plate in _split(picture.name, array))


def _split(name: str, array: Numbers) -> Iterator[Plate]:
    if array.ndim <= 2:
        yield Plate(name, np.atleast_1d(array))
        return
    for index in np.ndindex(array.shape[:-2]):
        yield Plate(f"{name}[{', '.join(map(str, index))}]", array[index])


def _pairs(returned: Sequence[Plate], expected: Sequence[Plate]) -> list[tuple[Plate, Plate, Marks]]:
    """Return the arrays of both sides with where they differ, none unless all have their like."""
    if [(p.name, p.numbers.shape) for p in returned] != [(p.name, p.numbers.shape) for p in expected]:
        return []
    return [(mine, right, _differ(mine.numbers, right.numbers)) for mine, right in zip(returned, expected, strict=True)]


def _differ(mine: Numbers, right: Numbers) -> Marks:
    with np.errstate(all="ignore"):
        close = np.abs(mine - right) <= ABSOLUTE + RELATIVE * np.abs(right)
    return ~(close | (np.isnan(mine) & np.isnan(right)))


def _note(returned: Sequence[Plate], expected: Sequence[Plate], pairs: Sequence[tuple[Plate, Plate, Marks]]) -> str:
    if not pairs:
        return "the two have not the same shape" if returned and expected else ""
    count, size = sum(int(marks.sum()) for *_, marks in pairs), sum(marks.size for *_, marks in pairs)
    if count == 0:
        return "the numbers agree"
    return f"outlined: {count} of {size} numbers differ"


def _scale(plates: Sequence[Plate]) -> float:
    """Return the largest finite number, 0 where there is none."""
    finite = [np.abs(plate.numbers[np.isfinite(plate.numbers)]) for plate in plates]
    return max((float(array.max()) for array in finite if array.size), default=0.0)


def _map(plate: Plate, scale: float, marks: Marks | None, side: str) -> Markup:
    matrix = np.atleast_2d(plate.numbers)
    shown = heatmap(matrix, scale, None if marks is None else np.atleast_2d(marks), f"{side}{plate.name}", plate.rows)
    if not plate.name:
        return shown
    return Markup('<span class="plate"><span class="index">{}</span>{}</span>').format(plate.name, shown)
