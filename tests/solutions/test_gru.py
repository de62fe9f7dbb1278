"""The solved GRU against the contract, computed one number at a time."""

import copy
import math
from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import oracle
import pytest
from numpy.typing import NDArray

from assignments import gru as stub
from solutions import gru as solution

Array = NDArray[np.float64]
Vector = list[float]

SIZES = [(1, 1), (1, 4), (4, 1), (2, 3), (3, 2), (5, 5)]


def affine(name: str, x: Vector, h: Vector, params: Mapping[str, Array]) -> Vector:
    """Return W·x + U·h + b, row by row, with the weights whose names end in `name`."""
    rows = zip(*(params[f"{kind}_{name}"].tolist() for kind in "WUb"), strict=True)
    return [
        math.fsum([*(a * c for a, c in zip(w, x, strict=True)), *(a * c for a, c in zip(u, h, strict=True)), bias])
        for w, u, bias in rows
    ]


def plain_gates(x: Vector, h: Vector, params: Mapping[str, Array]) -> tuple[Vector, Vector]:
    """Return z and r as lists."""
    return [oracle.sigma(a) for a in affine("z", x, h, params)], [oracle.sigma(a) for a in affine("r", x, h, params)]


def plain_candidate(x: Vector, h: Vector, r: Vector, params: Mapping[str, Array]) -> Vector:
    """Return the candidate as a list, computed from the state that is reset first."""
    return [math.tanh(a) for a in affine("h", x, [a * b for a, b in zip(r, h, strict=True)], params)]


def plain_step(x: Vector, h: Vector, params: Mapping[str, Array]) -> Vector:
    """Return the new state as a list."""
    z, r = plain_gates(x, h, params)
    candidate = plain_candidate(x, h, r, params)
    return [(1 - z[k]) * h[k] + z[k] * candidate[k] for k in range(len(h))]


def random_params(rng: np.random.Generator, d: int, h: int) -> dict[str, Array]:
    """Return all nine arrays, every entry different."""
    params: dict[str, Array] = {}
    for k in "zrh":
        params |= {f"W_{k}": rng.normal(size=(h, d)), f"U_{k}": rng.normal(size=(h, h)), f"b_{k}": rng.normal(size=h)}
    return params


def constant_params(size: int, weight: float, biases: Mapping[str, Array]) -> dict[str, Array]:
    """Return square weights that are all alike, with the given biases and zeros for those not given."""
    weights = {f"{kind}_{k}": np.full((size, size), weight) for kind in "WU" for k in "zrh"}
    return {**weights, **{f"b_{k}": np.zeros(size) for k in "zrh"}, **biases}


@pytest.mark.parametrize(("d", "h"), SIZES)
@pytest.mark.parametrize("seed", range(5))
def test_the_gates_are_those_of_the_equations(d: int, h: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, h_prev, params = rng.normal(size=d), rng.normal(size=h), random_params(rng, d, h)
    actual_z, actual_r = solution.gru_gates(*oracle.frozen((x, h_prev, params)))
    expected_z, expected_r = plain_gates(x.tolist(), h_prev.tolist(), params)
    assert oracle.agrees(actual_z, expected_z)
    assert oracle.agrees(actual_r, expected_r)


@pytest.mark.parametrize("bias", [-1e4, -800.0, -40.0, 40.0, 800.0, 1e4])
def test_gates_driven_far_to_one_side_stay_finite(bias: float) -> None:
    params = constant_params(2, 0.1, {f"b_{k}": np.full(2, bias) for k in "zrh"})
    for gate in solution.gru_gates(np.ones(2), np.ones(2), params):
        assert np.allclose(gate, 1.0 if bias > 0 else 0.0, rtol=0, atol=1e-15)
    candidate = solution.gru_candidate(np.ones(2), np.ones(2), np.ones(2), params)
    assert np.allclose(candidate, math.copysign(1.0, bias), rtol=0, atol=1e-15)


@pytest.mark.parametrize(("d", "h"), SIZES)
@pytest.mark.parametrize("seed", range(5))
def test_the_candidate_sees_the_state_that_is_reset_before_the_product(d: int, h: int, seed: int) -> None:
    rng = np.random.default_rng(50 + seed)
    x, h_prev, r, params = rng.normal(size=d), rng.normal(size=h), rng.uniform(size=h), random_params(rng, d, h)
    actual = solution.gru_candidate(*oracle.frozen((x, h_prev, r, params)))
    assert oracle.agrees(actual, plain_candidate(x.tolist(), h_prev.tolist(), r.tolist(), params))


def test_a_closed_reset_gate_leaves_the_input_and_the_bias_in_the_candidate() -> None:
    params = random_params(np.random.default_rng(1), 3, 2)
    x = np.array([0.5, -1.0, 2.0])
    actual = solution.gru_candidate(x, np.array([5.0, -7.0]), np.zeros(2), params)
    assert oracle.agrees(actual, [math.tanh(a) for a in affine("h", x.tolist(), [0.0, 0.0], params)])


@pytest.mark.parametrize(("d", "h"), SIZES)
@pytest.mark.parametrize("seed", range(5))
def test_a_step_is_that_of_the_equations(d: int, h: int, seed: int) -> None:
    rng = np.random.default_rng(100 + seed)
    x, h_prev, params = rng.normal(size=d), rng.normal(size=h), random_params(rng, d, h)
    actual = solution.gru_step(*oracle.frozen((x, h_prev, params)))
    assert oracle.agrees(actual, plain_step(x.tolist(), h_prev.tolist(), params))


@pytest.mark.parametrize("shape", [(1,), (6,), (2, 3), (2, 1, 4)])
def test_the_blend_works_entry_by_entry(shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(len(shape))
    z, h_prev, candidate = rng.uniform(size=shape), rng.normal(size=shape), rng.normal(size=shape)
    actual = solution.gru_interpolate(*oracle.frozen((z, h_prev, candidate)))
    rows = zip(z.ravel().tolist(), h_prev.ravel().tolist(), candidate.ravel().tolist(), strict=True)
    assert actual.shape == shape
    assert oracle.agrees(
        actual.ravel(), [(1 - Fraction(a)) * Fraction(b) + Fraction(a) * Fraction(c) for a, b, c in rows]
    )


def test_the_blend_takes_scalars() -> None:
    assert oracle.agrees(solution.gru_interpolate(np.array(0.25), np.array(2.0), np.array(-1.0)), 1.25)


@pytest.mark.parametrize(("z", "expected"), [(0.0, [3.0, -4.0]), (1.0, [0.5, 0.25])])
def test_a_closed_update_gate_keeps_the_old_state_and_an_open_one_takes_the_candidate(
    z: float, expected: Vector
) -> None:
    blend = solution.gru_interpolate(np.full(2, z), np.array([3.0, -4.0]), np.array([0.5, 0.25]))
    assert oracle.agrees(blend, expected)


@pytest.mark.parametrize(("d", "h"), SIZES)
@pytest.mark.parametrize("steps", [1, 2, 3, 20])
def test_a_sequence_hands_the_state_on(d: int, h: int, steps: int) -> None:
    rng = np.random.default_rng(steps)
    xs, h0, params = rng.normal(size=(steps, d)), rng.normal(size=h), random_params(rng, d, h)
    state, expected = h0.tolist(), []
    for x in xs.tolist():
        state = plain_step(x, state, params)
        expected.append(state)
    assert oracle.agrees(solution.gru_forward(*oracle.frozen((xs, h0, params))), expected)


@pytest.mark.parametrize(("d", "h"), SIZES)
def test_an_empty_sequence_gives_no_rows_of_the_right_width(d: int, h: int) -> None:
    params = random_params(np.random.default_rng(0), d, h)
    assert np.shape(solution.gru_forward(np.zeros((0, d)), np.ones(h), params)) == (0, h)


@pytest.mark.parametrize(("d", "h"), [*SIZES, (28, 128), (300, 512)])
def test_the_parameter_count_is_the_number_of_entries_in_params(d: int, h: int) -> None:
    count = solution.gru_parameter_count(d, h)
    assert type(count) is int
    assert count == sum(array.size for array in random_params(np.random.default_rng(0), d, h).values())


@pytest.mark.parametrize(("d", "h"), [(0, 1), (1, 0), (0, 0), (-1, 2), (2, -1)])
def test_sizes_below_one_are_refused(d: int, h: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        solution.gru_parameter_count(d, h)


@pytest.mark.parametrize(("case", "limit"), [("replace", 1.0), ("keep", 0.0)])
@pytest.mark.parametrize("weight", [-1.0, 1.0])
@pytest.mark.parametrize("size", range(1, 17))
def test_even_the_worst_weights_leave_the_update_gate_at_its_limit(
    case: str, limit: float, weight: float, size: int
) -> None:
    bias = solution.update_gate_bias(case, size)
    assert bias.dtype == np.float64
    assert bias.shape == (size,)
    assert all(math.isfinite(b) and abs(b) <= 5000 for b in bias.tolist())
    z, _ = plain_gates([1.0] * size, [1.0] * size, constant_params(size, weight, {"b_z": bias}))
    assert all(abs(value - limit) <= 1e-6 for value in z)


@pytest.mark.parametrize("case", ["replace", "keep"])
def test_at_the_limits_the_state_does_what_the_case_says(case: str) -> None:
    rng = np.random.default_rng(3)
    params = {name: np.clip(array, -1, 1) for name, array in random_params(rng, 4, 4).items()}
    params |= {"b_z": solution.update_gate_bias(case, 4)}
    x, h_prev = rng.uniform(-1, 1, size=(2, 4))
    _, r = plain_gates(x.tolist(), h_prev.tolist(), params)
    candidate = plain_candidate(x.tolist(), h_prev.tolist(), r, params)
    expected = candidate if case == "replace" else h_prev.tolist()
    assert np.allclose(solution.gru_step(x, h_prev, params), expected, rtol=0, atol=2e-6)


@pytest.mark.parametrize(("case", "size"), [("open", 2), ("", 2), ("Keep", 2), ("keep", 0), ("replace", -3)])
def test_an_unknown_case_or_a_size_below_one_is_refused(case: str, size: int) -> None:
    with pytest.raises(ValueError, match=r"must be one of|at least 1"):
        solution.update_gate_bias(case, size)


def call_all(xs: Array, h0: Array, params: dict[str, Array], gates: Array) -> list[Array]:
    """Return the results of all functions that take arrays."""
    return [
        *solution.gru_gates(xs[0], h0, params),
        solution.gru_candidate(xs[0], h0, gates[0], params),
        solution.gru_step(xs[0], h0, params),
        solution.gru_interpolate(gates[0], h0, gates[1]),
        solution.gru_forward(xs, h0, params),
    ]


def test_no_call_changes_its_arguments_or_an_earlier_result() -> None:
    rng = np.random.default_rng(11)
    xs, h0, params, gates = rng.normal(size=(3, 2)), rng.normal(size=4), random_params(rng, 2, 4), rng.random((2, 4))
    before = copy.deepcopy((xs, h0, params, gates))
    first = call_all(xs, h0, params, gates)
    kept = copy.deepcopy(first)
    solution.gru_forward(xs + 1, h0 + 1, params)
    assert all(np.array_equal(a, b) for a, b in zip(call_all(xs, h0, params, gates), kept, strict=True))
    assert all(np.array_equal(a, b) for a, b in zip(first, kept, strict=True))
    assert np.array_equal(xs, before[0])
    assert np.array_equal(h0, before[1])
    assert all(np.array_equal(params[name], before[2][name]) for name in params)
    assert np.array_equal(gates, before[3])


def test_the_states_returned_are_an_array_of_their_own() -> None:
    h0 = np.ones(2)
    hs = solution.gru_forward(np.ones((1, 2)), h0, random_params(np.random.default_rng(5), 2, 2))
    hs[:] = 9
    assert h0.tolist() == [1, 1]


def test_stub_and_solution_have_the_same_functions() -> None:
    assert oracle.signatures(stub) == oracle.signatures(solution)


def test_every_function_of_the_stub_says_that_it_is_to_be_written() -> None:
    assert oracle.answers_of_stub(stub) == oracle.yours_to_write(stub)


def test_the_examples_in_the_stub_are_right() -> None:
    assert oracle.example_faults(stub, solution) == ""
