import math
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.misconception import instead_of


@instead_of("linear")
def linear_homogeneous(x, W, b):
    """[x, 1] times W with b as a last row."""
    return np.append(x, 1.0) @ np.vstack([W, b])


@instead_of("linear")
def linear_list_of_floats(x, W, b):
    """math.fsum column by column; a list."""
    return [math.fsum([float(u) * float(v) for u, v in zip(x, col)] + [float(c)]) for col, c in zip(np.transpose(W), b)]


@instead_of("linear")
def linear_einsum(x, W, b):
    """Elementwise product with a column, summed over the first axis."""
    return (np.asarray(x)[:, None] * W).sum(axis=0) + b


@instead_of("lenet_shapes")
def shapes_computed(size=28):
    """Followed by a small loop with lists instead of tuples."""
    rows, c, n = [["Input", [1, size, size], None]], 1, size
    for k in (20, 50):
        rows += [["Conv", [k, n, n], [k, c, 5, 5]], ["ReLU", [k, n, n], None], ["MaxPool", [k, n // 2, n // 2], None]]
        c, n = k, n // 2
    flat = c * n * n
    rows += [["Flatten", [flat], None], ["Linear", [500], [flat, 500]], ["ReLU", [500], None], ["Linear", [10], [500, 10]]]
    return rows


@instead_of("lenet_shapes")
def shapes_measured():
    """Reads the shapes off arrays without memory; a tuple of tuples."""
    a = np.broadcast_to(0.0, (1, 28, 28))
    rows = [("Input", a.shape, None)]
    for k in (20, 50):
        w = np.broadcast_to(0.0, (k, a.shape[0], 5, 5))
        a = np.broadcast_to(0.0, (k,) + a.shape[1:])
        rows += [("Conv", a.shape, w.shape), ("ReLU", a.shape, None)]
        a = a[:, ::2, ::2]
        rows.append(("MaxPool", a.shape, None))
    rows.append(("Flatten", (a.size,), None))
    for n, relu in ((500, True), (10, False)):
        rows.append(("Linear", (n,), (rows[-1][1][0], n)))
        if relu:
            rows.append(("ReLU", (n,), None))
    return tuple(rows)


@instead_of("lenet_shapes")
def shapes_numpy_integers():
    """np.int64 sizes within tuples."""
    i = np.int64
    t = lambda *v: tuple(i(u) for u in v)
    return [("Input", t(1, 28, 28), None), ("Conv", t(20, 28, 28), t(20, 1, 5, 5)), ("ReLU", t(20, 28, 28), None), ("MaxPool", t(20, 14, 14), None),
            ("Conv", t(50, 14, 14), t(50, 20, 5, 5)), ("ReLU", t(50, 14, 14), None), ("MaxPool", t(50, 7, 7), None), ("Flatten", t(2450), None),
            ("Linear", t(500), t(2450, 500)), ("ReLU", t(500), None), ("Linear", t(10), t(500, 10))]


@instead_of("lenet_parameter_count")
def count_by_products(bias=True):
    """math.prod of weight shapes, biases times bool."""
    shapes = [((20, 1, 5, 5), 20), ((50, 20, 5, 5), 50), ((2450, 500), 500), ((500, 10), 10)]
    return sum(math.prod(s) + n * bool(bias) for s, n in shapes)


@instead_of("lenet_parameter_count")
def count_numpy_integer(bias=True):
    """As affine maps with one more input each; an np.int64."""
    e = np.int64(1 if bias else 0)
    return np.dot([20, 50, 500, 10], [25 + e, 500 + e, 2450 + e, 500 + e])


@instead_of("lenet_forward")
def forward_pool_before_relu(image, params):
    """Pools before the ReLU: the two commute, as ReLU is monotone."""
    a = np.asarray(image)
    if a.shape[0] != np.shape(params["conv1_W"])[1] or min(a.shape[1:]) < 4:
        raise ValueError("image")
    for n in ("conv1", "conv2"):
        v = sliding_window_view(np.pad(a, [(0, 0), (2, 2), (2, 2)]), (5, 5), axis=(1, 2))
        a = np.tensordot(params[n + "_W"], v, ([1, 2, 3], [0, 3, 4])) + np.reshape(params[n + "_b"], (-1, 1, 1))
        h, w = a.shape[1] // 2 * 2, a.shape[2] // 2 * 2
        a = np.maximum(np.maximum.reduce([a[:, i:h:2, j:w:2] for i in (0, 1) for j in (0, 1)]), 0)
    if a.size != len(params["fc1_W"]):
        raise ValueError("features")
    return np.maximum(a.reshape(-1) @ params["fc1_W"] + params["fc1_b"], 0) @ params["fc2_W"] + params["fc2_b"]


@instead_of("lenet_forward")
def forward_fft_and_list(image, params):
    """Convolutions by FFT; features by a generator over channels and rows; a list of floats."""
    a = np.asarray(image, dtype=float)
    if a.shape[0] != params["conv1_W"].shape[1] or a.shape[1] < 4 or a.shape[2] < 4:
        raise ValueError("image")
    for n in ("conv1", "conv2"):
        H, W = a.shape[1:]
        s = (H + 4, W + 4)
        F = np.fft.fft2(np.pad(a, [(0, 0), (2, 2), (2, 2)])) * np.conj(np.fft.fft2(params[n + "_W"], s))
        a = np.fft.ifft2(F.sum(axis=1)).real[:, :H, :W] + params[n + "_b"][:, None, None]
        a = np.clip(a, 0, None)[:, : H // 2 * 2, : W // 2 * 2]
        a = a.reshape(a.shape[0], H // 2, 2, W // 2, 2).max(4).max(2)
    v = [float(u) for channel in a for row in channel for u in row]
    if len(v) != params["fc1_W"].shape[0]:
        raise ValueError("features")
    hidden = [max(0.0, float(np.dot(v, c) + b)) for c, b in zip(params["fc1_W"].T, params["fc1_b"])]
    return [float(np.dot(hidden, c) + b) for c, b in zip(params["fc2_W"].T, params["fc2_b"])]


@instead_of("lenet_forward")
def forward_linear_without_flatten(image, params):
    """Reshapes fc1_W to (C, h, w, hidden) instead of flattening: reshape raises ValueError if it does not fit."""
    a = np.asarray(image)
    if a.shape[0] != params["conv1_W"].shape[1]:
        raise ValueError("channels")
    for n in ("conv1", "conv2"):
        xp = np.pad(a, [(0, 0), (2, 2), (2, 2)])
        H, W = a.shape[1:]
        if H < 2 or W < 2:
            raise ValueError("too small")
        out = np.zeros((len(params[n + "_b"]), H, W)) + params[n + "_b"][:, None, None]
        for i in range(5):
            for j in range(5):
                out += np.einsum("kc,chw->khw", params[n + "_W"][:, :, i, j], xp[:, i : i + H, j : j + W])
        out *= out > 0
        a = out[:, : H // 2 * 2, : W // 2 * 2].reshape(-1, H // 2, 2, W // 2, 2).max((2, 4))
    T = np.reshape(params["fc1_W"], a.shape + (len(params["fc1_b"]),))
    h = np.fmax(np.einsum("chw,chwk->k", a, T) + params["fc1_b"], 0)
    return np.einsum("k,ko->o", h, params["fc2_W"]) + params["fc2_b"]
