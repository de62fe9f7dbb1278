import math
import numpy as np

from autograder.misconception import instead_of

_SEEN = {}


@instead_of("sigmoid")
def sigmoid_exp_over_one_plus_exp(x):
    """Uses e^x / (1 + e^x), which is inf/inf = NaN for large positive x."""
    # BREAKS: "The result must be right wherever |x| ≤ 10000."
    e = np.exp(x)
    return e / (1 + e)


@instead_of("sigmoid")
def sigmoid_two_branches_added(x):
    """Stable two-branch formula glued with a 0/1 mask instead of a choice: 0 * inf makes NaN far out."""
    # BREAKS: "it is never infinite or NaN"
    pos = (np.asarray(x) >= 0).astype(float)
    return pos * (1 / (1 + np.exp(-x))) + (1 - pos) * (np.exp(x) / (1 + np.exp(x)))


@instead_of("sigmoid")
def sigmoid_sign_forgotten(x):
    """Forgets the minus sign in the exponent."""
    # BREAKS: "σ(x) = 1 / (1 + e^(−x))"
    return 1 / (1 + np.exp(np.clip(x, -500, 500)))


@instead_of("sigmoid")
def sigmoid_clipped_to_ten(x):
    """Clips x to [-10, 10] for safety, so far out the result stops at 4.5e-5."""
    # BREAKS: "Far out it is 0 or 1 to every digit that is compared"
    return 1 / (1 + np.exp(-np.clip(x, -10, 10)))


@instead_of("sigmoid")
def sigmoid_clipped_output(x):
    """Clips the result into [1e-5, 1 - 1e-5] as one does before a logarithm."""
    # BREAKS: "Far out it is 0 or 1 to every digit that is compared"
    return np.clip(1 / (1 + np.exp(-np.clip(x, -500, 500))), 1e-5, 1 - 1e-5)


@instead_of("sigmoid")
def sigmoid_math_exp_loop(x):
    """Uses math.exp element by element: OverflowError for x below about -709."""
    # BREAKS: "The result must be right wherever |x| ≤ 10000."
    x = np.asarray(x)
    return np.array([1 / (1 + math.exp(-v)) for v in x.ravel()]).reshape(x.shape)


@instead_of("sigmoid")
def sigmoid_float16(x):
    """Computes in half precision, good to three digits only."""
    # BREAKS: "numbers are compared to a relative 1e-5"
    return 1 / (1 + np.exp(-np.asarray(x).astype(np.float16)))


@instead_of("sigmoid")
def sigmoid_atleast_1d(x):
    """Wraps the input with atleast_1d for boolean indexing and never unwraps shape ()."""
    # BREAKS: "For shape `()` that is a scalar: … but not an array of shape `(1,)`."
    x = np.atleast_1d(x)
    out = np.empty(x.shape)
    pos = x >= 0
    out[pos] = 1 / (1 + np.exp(-x[pos]))
    e = np.exp(x[~pos])
    out[~pos] = e / (1 + e)
    return out


@instead_of("sigmoid")
def sigmoid_loop_over_rows(x):
    """Loops over two levels only: fails for shape () and for more than two axes, and for vectors."""
    # BREAKS: "x: Array of any shape, `()` included."
    out = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            v = float(x[i, j])
            out[i, j] = 1 / (1 + math.exp(-v)) if v > -700 else 0.0
    return out


@instead_of("sigmoid")
def sigmoid_tanh_without_half(x):
    """Rewrites through tanh but forgets to halve the argument."""
    # BREAKS: "σ(x) = 1 / (1 + e^(−x))"
    return 0.5 * (1 + np.tanh(x))


@instead_of("sigmoid")
def sigmoid_in_place(x):
    """Clips with out=x to avoid overflow, and so changes the argument."""
    # BREAKS: "never change an argument (inputs may be read-only or views)"
    if np.ndim(x) == 0:
        return 1 / (1 + np.exp(-np.clip(x, -500, 500)))
    np.clip(x, -500, 500, out=x)
    return 1 / (1 + np.exp(-x))


@instead_of("sigmoid")
def sigmoid_cached_by_shape(x):
    """Keeps one output buffer per shape, so that the next call overwrites the last result."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    x = np.asarray(x)
    buf = _SEEN.setdefault(x.shape, np.zeros(x.shape))
    buf[...] = 0.5 * (1 + np.tanh(x / 2))
    return buf


@instead_of("sigmoid")
def sigmoid_where_one_for_large(x):
    """Means to be stable but returns 0 for every |x| > 500, also on the positive side."""
    # BREAKS: "Far out it is 0 or 1 to every digit that is compared"
    x = np.asarray(x)
    return np.where(np.abs(x) > 500, 0.0, 1 / (1 + np.exp(-np.clip(x, -500, 500))))


@instead_of("sigmoid")
def sigmoid_abs_only(x):
    """Uses the stable e^-|x| but forgets to treat the negative side differently."""
    # BREAKS: "σ(x) = 1 / (1 + e^(−x))"
    return 1 / (1 + np.exp(-np.abs(x)))


@instead_of("sigmoid")
def sigmoid_rounded_to_zero_beyond_six(x):
    """Shortcut: 0 below -6 and 1 above 6, where the sigmoid still differs by 2e-3."""
    # BREAKS: "numbers are compared to a relative 1e-5 and an absolute 1e-7"
    x = np.asarray(x)
    return np.where(x > 6, 1.0, np.where(x < -6, 0.0, 1 / (1 + np.exp(-np.clip(x, -6, 6)))))


@instead_of("sigmoid")
def sigmoid_scalar_if(x):
    """Chooses the stable branch by the first element for the whole array."""
    # BREAKS: "Formula, for each element by itself"
    x = np.asarray(x)
    if x.flat[0] >= 0:
        return 1 / (1 + np.exp(-x))
    e = np.exp(x)
    return e / (1 + e)


@instead_of("relu")
def relu_in_place(x):
    """Sets the negative entries of the argument itself to 0."""
    # BREAKS: "never change an argument (inputs may be read-only or views)"
    x[x < 0] = 0
    return x


@instead_of("relu")
def relu_as_absolute_value(x):
    """Folds negative numbers up instead of stopping them."""
    # BREAKS: "Let positive numbers through and turn all others into 0."
    return np.abs(x)


@instead_of("relu")
def relu_leaky(x):
    """Leaky ReLU: lets 1 % of negative numbers through."""
    # BREAKS: "turn all others into 0"
    return np.where(np.asarray(x) > 0, x, 0.01 * np.asarray(x))


@instead_of("relu")
def relu_drops_negatives(x):
    """Selects the positive entries only, so the shape changes."""
    # BREAKS: "Array of the shape of `x`."
    x = np.asarray(x)
    return x[x > 0] if (x <= 0).any() and x.ndim else np.maximum(x, 0)


@instead_of("relu")
def relu_integer_buffer(x):
    """Collects into an integer array, which cuts off the digits after the point."""
    # BREAKS: "relu(x) = max(x, 0)"
    out = np.zeros(np.shape(x), dtype=int)
    np.copyto(out, np.clip(np.asarray(x), 0, 2**60).astype(int))
    return out


@instead_of("relu")
def relu_six(x):
    """ReLU6 of the mobile networks: cuts off everything above 6."""
    # BREAKS: "relu(x) = max(x, 0)"
    return np.clip(x, 0, 6)


@instead_of("relu")
def relu_python_max(x):
    """Uses Python's max on every row as a whole: right for shape () only."""
    # BREAKS: "Formula, for each element by itself"
    if np.ndim(x) == 0:
        return max(float(x), 0.0)
    return np.max([x, np.zeros_like(x)])


@instead_of("relu")
def relu_scalar_as_vector(x):
    """Builds the result with np.array([...]) for a scalar, so shape () becomes (1,)."""
    # BREAKS: "but not an array of shape `(1,)`"
    x = np.asarray(x)
    if x.ndim == 0:
        return np.array([max(x, 0.0)])
    return x * (x > 0)


@instead_of("relu")
def relu_softplus(x):
    """The smooth relative log(1 + e^x)."""
    # BREAKS: "relu(x) = max(x, 0)"
    return np.logaddexp(0, x)


@instead_of("relu")
def relu_vector_comprehension(x):
    """A list comprehension over the first axis: fails for matrices and scalars."""
    # BREAKS: "x: Array of any shape, `()` included."
    return np.array([v if v > 0 else 0.0 for v in x])


@instead_of("relu")
def relu_halves_via_abs_float_error(x):
    """(x + |x|) without the half."""
    # BREAKS: "relu(x) = max(x, 0)"
    x = np.asarray(x)
    return x + np.abs(x)


@instead_of("relu")
def relu_overflowing_square_root(x):
    """Takes (x + sqrt(x²)) / 2, which is infinite for 1e300 although the true value is 1e300."""
    # BREAKS: "relu(x) = max(x, 0)"
    x = np.asarray(x)
    return (x + np.sqrt(x * x)) / 2
