from collections import OrderedDict
from types import SimpleNamespace
import math
import numpy as np

from autograder.misconception import instead_of


@instead_of("gate_limit_biases")
def limit_exact_bound(case, hidden_size):
    """The smallest bias that does it: 2H + log(1e6 − 1), and a hair more."""
    table = {"overwrite": "011", "silence": "110", "remember": "101", "open": "111"}
    if hidden_size < 1 or case not in table:
        raise ValueError(case)
    b = 2 * hidden_size + math.log(1e6 - 1) + 1e-3
    return {f"b_{k}": np.full(hidden_size, b if bit == "1" else -b) for k, bit in zip("fio", table[case])}


@instead_of("gate_limit_biases")
def limit_just_at_the_border(case, hidden_size):
    """Exactly 5000 in size, the largest that is allowed."""
    if hidden_size < 1:
        raise ValueError("size")
    signs = dict(overwrite=(-1, 1, 1), silence=(1, 1, -1), remember=(1, -1, 1), open=(1, 1, 1)).get(case)
    if signs is None:
        raise ValueError("case")
    return dict(zip(["b_f", "b_i", "b_o"], np.outer(signs, np.full(hidden_size, 5000))))


@instead_of("gate_limit_biases")
def limit_different_every_unit(case, hidden_size):
    """Every unit and every gate has another bias; keys in reverse order; lists instead of arrays."""
    if case not in ("overwrite", "silence", "remember", "open") or hidden_size < 1:
        raise ValueError
    return {
        "b_o": [(-1 if case == "silence" else 1) * (60 + 3.5 * n) for n in range(hidden_size)],
        "b_i": [(-1 if case == "remember" else 1) * (50 + n) for n in range(hidden_size)],
        "b_f": [(-1 if case == "overwrite" else 1) * (70 + n / 7) for n in range(hidden_size)],
    }


@instead_of("gate_limit_biases")
def limit_ordered_dict_integers(case, hidden_size):
    """An OrderedDict (a dict) of integer arrays."""
    if hidden_size < 1:
        raise ValueError
    closed = {"overwrite": "b_f", "silence": "b_o", "remember": "b_i", "open": None}
    try:
        shut = closed[case]
    except KeyError as error:
        raise ValueError(f"unknown case {case!r}") from error
    return OrderedDict((k, np.full(hidden_size, -99 if k == shut else 99)) for k in ("b_f", "b_i", "b_o"))


@instead_of("gate_limit_biases")
def limit_random_but_large(case, hidden_size):
    """Random sizes between 50 and 4000: another right answer at every call."""
    closed = ["overwrite", "remember", "silence", "open"]
    if hidden_size < 1:
        raise ValueError
    k = closed.index(case)  # a ValueError for an unknown case
    b = np.random.default_rng().uniform(50, 4000, (4, hidden_size))
    b[k] *= -1
    return {"b_f": b[0], "b_i": b[1], "b_o": b[2]}


@instead_of("gate_limit_biases")
def limit_rows_of_views(case, hidden_size):
    """Broadcast read-only rows, stride 0."""
    if hidden_size <= 0:
        raise ValueError
    ns = SimpleNamespace(overwrite=[-64.0, 64.0, 64.0], silence=[64.0, 64.0, -64.0], remember=[64.0, -64.0, 64.0], open=[64.0] * 3)
    col = vars(ns).get(case)
    if col is None:
        raise ValueError
    f, i, o = np.broadcast_to(np.array(col)[:, None], (3, hidden_size))
    return dict(b_f=f, b_i=i, b_o=o)


@instead_of("gate_limit_biases")
def limit_float32_tuples(case, hidden_size):
    """float32 for one, tuples for the others."""
    if hidden_size < 1 or not {case} <= {"overwrite", "silence", "remember", "open"}:
        raise ValueError
    s = lambda name: -46.0 if case == name else 46.0
    return {"b_f": np.full(hidden_size, s("overwrite"), np.float32), "b_i": (s("remember"),) * hidden_size, "b_o": [s("silence")] * hidden_size}
