"""Arrays side by side: what differs is marked, what is a sequence is a curve, what is too large is left to words."""

import pytest
from making import evidence, picture

from autograder.grading.evidence import Evidence, Picture
from autograder.reports.pages.heatmap import figure, level
from autograder.reports.pages.pictures import Drawn, drawn


def look(returned: tuple[Picture, ...], expected: tuple[Picture, ...]) -> Drawn:
    found = drawn(evidence(returned_pictures=returned, expected_pictures=expected))
    assert found is not None
    return found


def marked(found: Drawn) -> int:
    return (found.returned + found.together).count('class="differs"')


def test_the_cells_that_differ_are_outlined_and_counted_in_words() -> None:
    found = look((picture(1, 2, 3, 4, shape=(2, 2)),), (picture(1, 2.5, 3, -4, shape=(2, 2)),))
    assert marked(found) == 2
    assert found.note == "outlined: 2 of 4 numbers differ"
    assert 'aria-label="returned: 2 × 2 numbers, 2 differ"' in found.returned
    assert "differs" not in found.expected


def test_what_agrees_to_the_homeworks_tolerance_is_not_marked() -> None:
    assert marked(look((picture(1, 2, 3),), (picture(1 + 1e-9, 2, 3),))) == 0


def test_nan_differs_from_a_number_and_not_from_nan() -> None:
    assert marked(look((picture(None, None, 3),), (picture(None, 0, 3),))) == 1


def test_arrays_of_different_shapes_are_drawn_and_nothing_is_marked() -> None:
    found = look((picture(1, 2, 3, 4, shape=(2, 2)),), (picture(1, 2, 3, 4),))
    assert marked(found) == 0
    assert found.note == "the two have not the same shape"


def test_vectors_of_one_length_are_the_rows_of_one_map() -> None:
    rows = tuple(picture(1, 2, name=f"[{place}]") for place in range(4))
    found = look(rows, rows)
    assert found.returned.count("<svg") == 1
    assert all(f">[{place}]<" in found.returned for place in range(4))


def test_a_stack_of_matrices_is_drawn_one_by_one() -> None:
    stack = picture(*range(12), shape=(3, 2, 2))
    assert look((stack,), (stack,)).returned.count("<svg") == 3


@pytest.mark.parametrize(("shape", "plots"), [((8,), 1), ((8, 2), 2)])
def test_a_sequence_is_drawn_as_curves(shape: tuple[int, ...], plots: int) -> None:
    size = 8 * plots
    found = look((picture(*range(size), shape=shape),), (picture(*range(1, size + 1), shape=shape),))
    assert found.together.count("<svg") == plots
    assert marked(found) == size


@pytest.mark.parametrize(
    "told",
    [
        evidence(),
        evidence(returned_pictures=(picture(1, shape=()),), expected_pictures=(picture(2, shape=()),)),
        evidence(returned_pictures=(picture(*range(50), shape=(1, 50)),), expected_pictures=(picture(1, 2),)),
    ],
)
def test_words_are_better_for_single_numbers_exceptions_and_what_is_too_wide(told: Evidence) -> None:
    assert drawn(told) is None


def test_an_array_where_an_exception_came_is_drawn_on_one_side() -> None:
    found = look((), (picture(1, 2, 3, 4),))
    assert (found.returned, bool(found.expected)) == ("", True)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, "0"), (-0.0, "0"), (1234567.0, "1e6"), (-0.123456, "−0.123"), (1e-9, "1e−9"), (float("nan"), "nan/∞")],
)
def test_numbers_fit_their_cells(value: float, words: str) -> None:
    assert figure(value) == words


def test_colours_say_the_sign_and_the_size() -> None:
    assert [level(value, 4.0) for value in (-9, -1, 0, 1, 2.5, 4, 99)] == ["n4", "n1", "z", "p1", "p3", "p4", "p4"]
    assert level(float("inf"), 1.0) == "odd"
