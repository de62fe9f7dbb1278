import math
from itertools import chain
import numpy as np

from autograder.misconception import instead_of


@instead_of("gradient_norm")
def norm_hypot(grads):
    """math.hypot of all elements at once; hypot() is 0.0."""
    return math.hypot(*chain.from_iterable(np.ravel(g).tolist() for g in grads))


@instead_of("gradient_norm")
def norm_of_norms(grads):
    """The norm of the vector of the arrays' norms, as a 0-d array."""
    return np.array(np.linalg.norm([np.linalg.norm(np.ravel(g)) for g in grads] + [0.0]))


@instead_of("gradient_norm")
def norm_scaled_by_maximum(grads):
    """Divides by the largest entry before squaring, BLAS style, to be safe from overflow."""
    big = max((float(np.max(np.abs(g))) for g in grads), default=0.0)
    return big and big * math.sqrt(sum(float(((np.asarray(g) / big) ** 2).sum()) for g in grads))


@instead_of("gradient_norm")
def norm_recursive(grads):
    """Recursion on the sequence: hypot of the head's norm and the tail's."""
    if len(grads) == 0:
        return 0
    return np.hypot(np.sqrt(np.vdot(grads[0], grads[0])), norm_recursive(grads[1:]))


@instead_of("clip_gradient")
def clip_divide_by_max(g, tau):
    """g / max(1, ‖g‖/τ): no branch, no division by zero, τ = inf gives 1."""
    if tau <= 0:
        raise ValueError("tau")
    return np.asarray(g) / max(1.0, np.linalg.norm(np.ravel(g)) / tau)


@instead_of("clip_gradient")
def clip_min_with_tiny(g, tau):
    """min(1, τ/(‖g‖ + 1e-12)), the epsilon being too small to be seen."""
    if not tau > 0:
        raise ValueError("tau")
    return min(1.0, tau / (float(np.sqrt(np.sum(np.square(g)))) + 1e-12)) * np.asarray(g)


@instead_of("clip_gradient")
def clip_unit_vector_times_length(g, tau):
    """Direction times min(length, τ), returned as nested lists."""
    if tau <= 0:
        raise ValueError("tau")
    g = np.asarray(g)
    n = math.sqrt(float(np.einsum("i,i", g.ravel(), g.ravel())))
    return (g / (n or 1.0) * min(n, tau)).tolist()


@instead_of("clip_gradient")
def clip_read_only_result(g, tau):
    """Returns the argument itself if short, else a read-only array."""
    if tau <= 0:
        raise ValueError("tau")
    n = np.sqrt(np.sum(np.abs(g) ** 2))
    if not n > tau:
        return g
    out = np.array(np.multiply(g, tau / n))
    out.flags.writeable = False
    return out


@instead_of("clip_gradients")
def clip_joint_flat_views(grads, tau):
    """One long vector, clipped, cut into reshaped views; a tuple comes back."""
    if tau <= 0:
        raise ValueError("tau")
    flat = np.concatenate([np.zeros(0)] + [np.ravel(g) for g in grads])
    n = np.sqrt(flat @ flat)
    if n > tau:
        flat = flat * (tau / n)
    out, at = [], 0
    for g in grads:
        out.append(flat[at : at + np.size(g)].reshape(np.shape(g)))
        at += np.size(g)
    return tuple(out)


@instead_of("clip_gradients")
def clip_joint_same_objects(grads, tau):
    """list(grads), the very arrays, where nothing is to be done; nested lists else."""
    if tau <= 0:
        raise ValueError("tau")
    n = math.hypot(*[v for g in grads for v in np.ravel(g)])
    return list(grads) if n <= tau else [(tau * np.asarray(g) / n).tolist() for g in grads]


@instead_of("clip_gradients")
def clip_joint_divide_by_max(grads, tau):
    """Divides every array by max(1, norm/τ)."""
    if tau <= 0:
        raise ValueError("tau")
    k = max(1.0, np.linalg.norm([np.linalg.norm(np.ravel(g)) for g in grads] or [0.0]) / tau)
    return [np.true_divide(g, k) for g in grads]
