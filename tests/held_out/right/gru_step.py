import math
import numpy as np

from autograder.misconception import instead_of


def _sig(v):
    return np.exp(-np.logaddexp(0, -v))


@instead_of("gru_gates")
def gates_block_matrix(x, h_prev, params):
    """Both gates by one block matrix; a list of two halves."""
    M = np.block([[params["W_z"], params["U_z"]], [params["W_r"], params["U_r"]]])
    v = M @ np.r_[x, h_prev] + np.r_[params["b_z"], params["b_r"]]
    return np.split(0.5 + 0.5 * np.tanh(v / 2), 2)


@instead_of("gru_gates")
def gates_python(x, h_prev, params):
    """Floats and lists, math.tanh."""
    def gate(k):
        rows = zip(params["W_" + k].tolist(), params["U_" + k].tolist(), params["b_" + k].tolist())
        return [(1 + math.tanh((sum(a * b for a, b in zip(w, x.tolist())) + sum(a * b for a, b in zip(u, h_prev.tolist())) + b) / 2)) / 2 for w, u, b in rows]
    return gate("z"), gate("r")


@instead_of("gru_gates")
def gates_complement_twice(x, h_prev, params):
    """σ(v) = 1 − σ(−v)."""
    return tuple(1 - _sig(-(np.inner(x, params[f"W_{k}"]) + np.inner(h_prev, params[f"U_{k}"]) + params[f"b_{k}"])) for k in "zr")


@instead_of("gru_candidate")
def candidate_scaled_columns(x, h_prev, r, params):
    """Scales the columns of U_h by r: (U_h diag r) h."""
    return np.tanh(params["W_h"] @ x + (params["U_h"] * r) @ h_prev + params["b_h"])


@instead_of("gru_candidate")
def candidate_einsum_three(x, h_prev, r, params):
    """A three-factor einsum; a list."""
    v = np.einsum("ij,j,j->i", params["U_h"], r, h_prev) + np.einsum("id,d", params["W_h"], x)
    return np.tanh(np.add(v, params["b_h"])).tolist()


@instead_of("gru_candidate")
def candidate_by_sigmoid(x, h_prev, r, params):
    """tanh v = 2σ(2v) − 1 on a copied, reset state."""
    h = np.array(h_prev)
    h *= r
    return 2 * _sig(2 * (np.dot(params["W_h"], x) + np.dot(params["U_h"], h) + params["b_h"])) - 1


@instead_of("gru_step")
def step_move_towards_candidate(x, h_prev, params):
    """h + z (h̃ − h)."""
    p = params
    z = _sig(p["W_z"] @ x + p["U_z"] @ h_prev + p["b_z"])
    r = _sig(p["W_r"] @ x + p["U_r"] @ h_prev + p["b_r"])
    return h_prev + z * (np.tanh(p["W_h"] @ x + p["U_h"] @ (r * h_prev) + p["b_h"]) - h_prev)


@instead_of("gru_step")
def step_unit_by_unit(x, h_prev, params):
    """Loops over units after the reset gate; a tuple of NumPy scalars."""
    p = params
    n = len(h_prev)
    r = [_sig(p["W_r"][k] @ x + p["U_r"][k] @ h_prev + p["b_r"][k]) for k in range(n)]
    out = []
    for k in range(n):
        v = p["W_h"][k] @ x + p["b_h"][k] + sum(p["U_h"][k, j] * r[j] * h_prev[j] for j in range(n))
        z = _sig(p["W_z"][k] @ x + p["U_z"][k] @ h_prev + p["b_z"][k])
        out.append((1 - z) * h_prev[k] + z * np.tanh(v))
    return tuple(out)


@instead_of("gru_step")
def step_all_input_products_at_once(x, h_prev, params):
    """One product of the stacked W's with x; blending by a matrix product of the two states."""
    p = params
    H = len(h_prev)
    a = np.concatenate([p["W_z"], p["W_r"], p["W_h"]]) @ x + np.concatenate([p["b_z"], p["b_r"], p["b_h"]])
    zr = _sig(a[: 2 * H] + np.concatenate([p["U_z"], p["U_r"]]) @ h_prev)
    c = np.tanh(a[2 * H :] + p["U_h"] @ (zr[H:] * h_prev))
    return np.diagonal(np.stack([1 - zr[:H], zr[:H]], 1) @ np.stack([h_prev, c]))
