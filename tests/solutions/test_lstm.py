"""The solved LSTM against the contract, computed one number at a time."""

import copy
import math
from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np
import oracle
import pytest
from numpy.typing import NDArray

from assignments import lstm as stub
from solutions import lstm as solution

Array = NDArray[np.float64]
Vector = list[float]

SIZES = [(1, 1), (1, 4), (4, 1), (2, 3), (3, 2), (5, 5)]
GATES = ("f", "i", "g", "o")
LIMITS = {
    "overwrite": {"f": 0, "i": 1, "o": 1},
    "silence": {"f": 1, "i": 1, "o": 0},
    "remember": {"f": 1, "i": 0, "o": 1},
    "open": {"f": 1, "i": 1, "o": 1},
}


def affine(w: Array, x: Vector, u: Array, h: Vector, b: Array) -> Vector:
    """Return w·x + u·h + b, row by row."""
    rows = zip(w.tolist(), u.tolist(), b.tolist(), strict=True)
    return [
        math.fsum([*(a * c for a, c in zip(v, x, strict=True)), *(a * c for a, c in zip(s, h, strict=True)), bias])
        for v, s, bias in rows
    ]


def plain_gates(x: Vector, h: Vector, params: Mapping[str, Array]) -> list[Vector]:
    """Return f, i, g, o as lists."""
    squash: dict[str, Callable[[float], float]] = {
        "f": oracle.sigma,
        "i": oracle.sigma,
        "g": math.tanh,
        "o": oracle.sigma,
    }
    return [[squash[k](a) for a in affine(params[f"W_{k}x"], x, params[f"W_{k}h"], h, params[f"b_{k}"])] for k in GATES]


def plain_step(x: Vector, h: Vector, c: Vector, params: Mapping[str, Array]) -> tuple[Vector, Vector]:
    """Return the new hidden state and cell state as lists."""
    f, i, g, o = plain_gates(x, h, params)
    new_c = [f[k] * c[k] + i[k] * g[k] for k in range(len(c))]
    return [o[k] * math.tanh(new_c[k]) for k in range(len(c))], new_c


def random_params(rng: np.random.Generator, d: int, h: int) -> dict[str, Array]:
    """Return all twelve arrays, every entry different."""
    params: dict[str, Array] = {}
    for k in GATES:
        params |= {
            f"W_{k}x": rng.normal(size=(h, d)),
            f"W_{k}h": rng.normal(size=(h, h)),
            f"b_{k}": rng.normal(size=h),
        }
    return params


def constant_params(size: int, weight: float, biases: Mapping[str, Array]) -> dict[str, Array]:
    """Return square weights that are all alike, with the given biases and zeros for those not given."""
    weights = {f"W_{k}{source}": np.full((size, size), weight) for k in GATES for source in "xh"}
    return {**weights, **{f"b_{k}": np.zeros(size) for k in GATES}, **biases}


@pytest.mark.parametrize(("d", "h"), SIZES)
@pytest.mark.parametrize("seed", range(5))
def test_the_gates_are_those_of_the_equations(d: int, h: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, h_prev, params = rng.normal(size=d), rng.normal(size=h), random_params(rng, d, h)
    actual = solution.lstm_gates(*oracle.frozen((x, h_prev, params)))
    expected = plain_gates(x.tolist(), h_prev.tolist(), params)
    assert len(actual) == 4
    assert all(oracle.agrees(a, e) for a, e in zip(actual, expected, strict=True))


@pytest.mark.parametrize("bias", [-1e4, -800.0, -40.0, 40.0, 800.0, 1e4])
def test_gates_driven_far_to_one_side_stay_finite(bias: float) -> None:
    biases = {f"b_{k}": np.full(2, bias) for k in GATES}
    actual = solution.lstm_gates(np.ones(2), np.ones(2), constant_params(2, 0.1, biases))
    end = 1.0 if bias > 0 else 0.0
    for gate, limit in zip(actual, [end, end, math.copysign(1.0, bias), end], strict=True):
        assert np.allclose(gate, limit, rtol=0, atol=1e-15)


@pytest.mark.parametrize("shape", [(1,), (6,), (2, 3), (2, 1, 4)])
def test_the_cell_update_works_entry_by_entry(shape: tuple[int, ...]) -> None:
    f, i, g, o, c_prev = np.random.default_rng(len(shape)).normal(scale=2, size=(5, *shape))
    c, h = solution.lstm_cell_update(*oracle.frozen((f, i, g, o, c_prev)))
    new_c = [Fraction(a) * Fraction(b) + Fraction(d) * Fraction(e) for a, b, d, e in flat_rows(f, c_prev, i, g)]
    assert c.shape == h.shape == shape
    assert oracle.agrees(c.ravel(), new_c)
    assert oracle.agrees(h.ravel(), [a * math.tanh(b) for a, b in zip(o.ravel().tolist(), new_c, strict=True)])


def flat_rows(*arrays: Array) -> list[tuple[float, ...]]:
    """Return the entries of equally shaped arrays, side by side."""
    return list(zip(*(array.ravel().tolist() for array in arrays), strict=True))


def test_the_cell_update_takes_scalars() -> None:
    scalars = [np.array(value) for value in (0.5, 0.25, -0.5, 0.75, 3.0)]
    c, h = solution.lstm_cell_update(*scalars)
    assert oracle.agrees(c, 1.375)
    assert oracle.agrees(h, 0.75 * math.tanh(1.375))


@pytest.mark.parametrize(("d", "h"), SIZES)
@pytest.mark.parametrize("seed", range(5))
def test_a_step_returns_the_hidden_state_and_then_the_cell_state(d: int, h: int, seed: int) -> None:
    rng = np.random.default_rng(100 + seed)
    x, h_prev, c_prev, params = rng.normal(size=d), rng.normal(size=h), rng.normal(size=h), random_params(rng, d, h)
    actual_h, actual_c = solution.lstm_step(*oracle.frozen((x, h_prev, c_prev, params)))
    expected_h, expected_c = plain_step(x.tolist(), h_prev.tolist(), c_prev.tolist(), params)
    assert oracle.agrees(actual_h, expected_h)
    assert oracle.agrees(actual_c, expected_c)


@pytest.mark.parametrize(("d", "h"), SIZES)
@pytest.mark.parametrize("steps", [1, 2, 3, 20])
def test_a_sequence_hands_both_states_on(d: int, h: int, steps: int) -> None:
    rng = np.random.default_rng(steps)
    xs, h0, c0, params = rng.normal(size=(steps, d)), rng.normal(size=h), rng.normal(size=h), random_params(rng, d, h)
    hs, cs = solution.lstm_forward(*oracle.frozen((xs, h0, c0, params)))
    state, cell = h0.tolist(), c0.tolist()
    expected_hs, expected_cs = [], []
    for x in xs.tolist():
        state, cell = plain_step(x, state, cell, params)
        expected_hs.append(state)
        expected_cs.append(cell)
    assert oracle.agrees(hs, expected_hs)
    assert oracle.agrees(cs, expected_cs)


@pytest.mark.parametrize(("d", "h"), SIZES)
def test_an_empty_sequence_gives_no_rows_of_the_right_width(d: int, h: int) -> None:
    params = random_params(np.random.default_rng(0), d, h)
    hs, cs = solution.lstm_forward(np.zeros((0, d)), np.ones(h), np.ones(h), params)
    assert np.shape(hs) == np.shape(cs) == (0, h)


@pytest.mark.parametrize(("steps", "h"), [(1, 1), (1, 4), (2, 3), (7, 2), (50, 3)])
def test_the_gradient_along_the_cell_path_is_the_product_of_the_forget_gates(steps: int, h: int) -> None:
    fs = np.random.default_rng(steps).uniform(size=(steps, h))
    exact = [Fraction(1)] * h
    for row in fs.tolist():
        exact = [product * Fraction(f) for product, f in zip(exact, row, strict=True)]
    actual = solution.cell_state_gradient(oracle.frozen(fs))
    assert actual.shape == (h,)
    assert np.allclose(actual, [float(product) for product in exact], rtol=1e-12, atol=0)


def test_a_change_of_the_first_cell_state_arrives_scaled_by_that_gradient() -> None:
    rng = np.random.default_rng(7)
    fs, others = rng.uniform(size=(6, 3)), rng.uniform(size=(6, 3, 3))
    ends = []
    for c in (np.zeros(3), np.ones(3)):
        for f, (i, g, o) in zip(fs, others, strict=True):
            c, _ = solution.lstm_cell_update(f, i, g, o, c)
        ends.append(c)
    assert np.allclose(ends[1] - ends[0], solution.cell_state_gradient(fs), rtol=0, atol=1e-12)


def test_the_gradient_over_no_steps_is_one() -> None:
    assert oracle.agrees(solution.cell_state_gradient(np.zeros((0, 3))), [1, 1, 1])


def test_a_closed_forget_gate_stops_the_gradient_and_open_ones_let_it_through() -> None:
    assert oracle.agrees(solution.cell_state_gradient(np.array([[1.0, 1.0], [0.0, 1.0], [1.0, 1.0]])), [0, 1])


@pytest.mark.parametrize(("d", "h"), [*SIZES, (28, 128), (300, 512)])
def test_the_parameter_count_is_the_number_of_entries_in_params(d: int, h: int) -> None:
    count = solution.lstm_parameter_count(d, h)
    assert type(count) is int
    assert count == sum(array.size for array in random_params(np.random.default_rng(0), d, h).values())


@pytest.mark.parametrize(("d", "h"), [(0, 1), (1, 0), (0, 0), (-1, 2), (2, -1)])
def test_sizes_below_one_are_refused(d: int, h: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        solution.lstm_parameter_count(d, h)


@pytest.mark.parametrize("case", LIMITS)
@pytest.mark.parametrize("size", range(1, 17))
def test_the_biases_are_finite_bounded_and_named_as_asked(case: str, size: int) -> None:
    biases = solution.gate_limit_biases(case, size)
    assert set(biases) == {"b_f", "b_i", "b_o"}
    for bias in biases.values():
        assert bias.dtype == np.float64
        assert bias.shape == (size,)
        assert all(math.isfinite(b) and abs(b) <= 5000 for b in bias.tolist())


@pytest.mark.parametrize("weight", [-1.0, 1.0])
@pytest.mark.parametrize("case", LIMITS)
@pytest.mark.parametrize("size", range(1, 17))
def test_even_the_worst_weights_leave_every_gate_at_its_limit(case: str, size: int, weight: float) -> None:
    params = constant_params(size, weight, solution.gate_limit_biases(case, size))
    f, i, _, o = plain_gates([1.0] * size, [1.0] * size, params)
    for name, gate in zip("fio", (f, i, o), strict=True):
        assert all(abs(value - LIMITS[case][name]) <= 1e-6 for value in gate)


@pytest.mark.parametrize("case", LIMITS)
def test_at_the_limits_the_cell_does_what_the_case_says(case: str) -> None:
    rng = np.random.default_rng(3)
    params = {name: np.clip(array, -1, 1) for name, array in random_params(rng, 4, 4).items()}
    params |= solution.gate_limit_biases(case, 4)
    x, h_prev, c_prev = rng.uniform(-1, 1, size=(3, 4))
    h, c = solution.lstm_step(x, h_prev, c_prev, params)
    g = np.array(plain_gates(x.tolist(), h_prev.tolist(), params)[2])
    memory = {"overwrite": g, "silence": c_prev + g, "remember": c_prev, "open": c_prev + g}[case]
    assert np.allclose(c, memory, rtol=0, atol=3e-6)
    assert np.allclose(h, np.zeros(4) if case == "silence" else np.tanh(memory), rtol=0, atol=4e-6)


def test_all_gates_at_one_add_up_the_candidates_and_do_not_make_a_vanilla_rnn() -> None:
    params = constant_params(1, 0.0, {**solution.gate_limit_biases("open", 1), "b_g": np.array([1.0])})
    hs, cs = solution.lstm_forward(np.zeros((5, 1)), np.zeros(1), np.zeros(1), params)
    assert np.allclose(cs[:, 0], [math.tanh(1.0) * t for t in range(1, 6)], rtol=0, atol=1e-4)
    assert abs(hs[-1, 0] - math.tanh(1.0)) > 0.2


@pytest.mark.parametrize(("case", "size"), [("closed", 2), ("", 2), ("Open", 2), ("open", 0), ("remember", -3)])
def test_an_unknown_case_or_a_size_below_one_is_refused(case: str, size: int) -> None:
    with pytest.raises(ValueError, match=r"must be one of|at least 1"):
        solution.gate_limit_biases(case, size)


def test_no_call_changes_its_arguments_or_an_earlier_result() -> None:
    rng = np.random.default_rng(11)
    xs, h0, c0, params = rng.normal(size=(3, 2)), rng.normal(size=4), rng.normal(size=4), random_params(rng, 2, 4)
    gates = rng.uniform(size=(4, 4))
    arguments = (xs, h0, c0, params, gates)
    before = copy.deepcopy(arguments)
    first = call_all(*arguments)
    kept = copy.deepcopy(first)
    solution.lstm_forward(xs + 1, h0 + 1, c0 + 1, params)
    assert all(same(a, b) for a, b in zip(call_all(*arguments), kept, strict=True))
    assert all(same(a, b) for a, b in zip(first, kept, strict=True))
    assert all(np.array_equal(a, b) for a, b in zip((xs, h0, c0, gates), (*before[:3], before[4]), strict=True))
    assert all(np.array_equal(params[name], before[3][name]) for name in params)


def call_all(xs: Array, h0: Array, c0: Array, params: dict[str, Array], gates: Array) -> list[tuple[Array, ...]]:
    """Return the results of all functions that take arrays."""
    return [
        solution.lstm_gates(xs[0], h0, params),
        solution.lstm_cell_update(gates[0], gates[1], gates[2], gates[3], c0),
        solution.lstm_step(xs[0], h0, c0, params),
        solution.lstm_forward(xs, h0, c0, params),
        (solution.cell_state_gradient(gates),),
    ]


def same(first: tuple[Array, ...], second: tuple[Array, ...]) -> bool:
    """Tell whether two results are equal to the last bit."""
    return all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def test_each_cell_state_returned_is_an_array_of_its_own() -> None:
    params = random_params(np.random.default_rng(5), 2, 2)
    h0, c0 = np.ones(2), np.ones(2)
    hs, cs = solution.lstm_forward(np.ones((1, 2)), h0, c0, params)
    hs[:], cs[:] = 9, 9
    assert h0.tolist() == c0.tolist() == [1, 1]


def test_stub_and_solution_have_the_same_functions() -> None:
    assert oracle.signatures(stub) == oracle.signatures(solution)


def test_every_function_of_the_stub_says_that_it_is_to_be_written() -> None:
    assert oracle.answers_of_stub(stub) == oracle.yours_to_write(stub)


def test_the_examples_in_the_stub_are_right() -> None:
    assert oracle.example_faults(stub, solution) == ""
