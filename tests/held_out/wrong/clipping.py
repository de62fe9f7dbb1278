import numpy as np

from autograder.misconception import instead_of

_STATE = {"norm": 0.0}


def _norm(grads):
    return float(np.sqrt(sum(float((np.asarray(g) ** 2).sum()) for g in grads)))


@instead_of("gradient_norm")
def norm_sum_of_norms(grads):
    """Adds up the norms of the arrays."""
    # BREAKS: "as if they were one long vector: ‖grads‖ = √( Σ g² )"
    return sum(float(np.linalg.norm(g)) for g in grads)


@instead_of("gradient_norm")
def norm_largest(grads):
    """Takes the largest of the arrays' norms."""
    # BREAKS: "‖grads‖ = √( Σ g² )"
    return max((float(np.linalg.norm(g)) for g in grads), default=0.0)


@instead_of("gradient_norm")
def norm_squared(grads):
    """Forgets the square root."""
    # BREAKS: "‖grads‖ = √( Σ g² )"
    return _norm(grads) ** 2


@instead_of("gradient_norm")
def norm_spectral_for_matrices(grads):
    """Uses ord=2, which for a matrix is the largest singular value."""
    # BREAKS: "the sum running over every element g of every array"
    return float(np.sqrt(sum(np.linalg.norm(g, 2) ** 2 if np.ndim(g) in (1, 2) else float((np.asarray(g) ** 2).sum()) for g in grads)))


@instead_of("gradient_norm")
def norm_empty_is_nan(grads):
    """Root of the mean square times the root of the count: NaN for an empty sequence."""
    # BREAKS: "It may be empty: then the norm is 0."
    flat = np.array([v for g in grads for v in np.ravel(g)])
    return np.sqrt(np.mean(flat**2)) * np.sqrt(flat.size)


@instead_of("gradient_norm")
def norm_concatenates(grads):
    """Concatenates the raveled arrays: ValueError for an empty sequence."""
    # BREAKS: "It may be empty: then the norm is 0."
    return np.linalg.norm(np.concatenate([np.ravel(g) for g in grads]))


@instead_of("gradient_norm")
def norm_rows_loop(grads):
    """Loops over the first axis of every array, so shape () fails."""
    # BREAKS: "each of any shape, `()` included"
    return float(np.sqrt(sum(float(np.dot(np.ravel(row), np.ravel(row))) for g in grads for row in g)))


@instead_of("gradient_norm")
def norm_of_first_only(grads):
    """Returns inside the loop, so that only the first array counts."""
    # BREAKS: "Measure the length of several arrays together"
    for g in grads:
        return float(np.sqrt((np.asarray(g) ** 2).sum()))
    return 0.0


@instead_of("gradient_norm")
def norm_rms(grads):
    """Root mean square: divides by the number of elements."""
    # BREAKS: "‖grads‖ = √( Σ g² )"
    n = sum(np.size(g) for g in grads)
    return _norm(grads) / np.sqrt(n) if n else 0.0


@instead_of("gradient_norm")
def norm_with_epsilon_under_root(grads):
    """Adds 1e-8 under the root for stability: 1e-4 for a zero gradient."""
    # BREAKS: "‖grads‖ = √( Σ g² )" ("It may be empty: then the norm is 0.")
    return float(np.sqrt(_norm(grads) ** 2 + 1e-8))


@instead_of("gradient_norm")
def norm_list_of_norms(grads):
    """Returns one norm per array."""
    # BREAKS: "The norm, one scalar"
    return [float(np.linalg.norm(g)) for g in grads]


@instead_of("clip_gradient")
def clip_elementwise(g, tau):
    """Clips every element to [-tau, tau]."""
    # BREAKS: "Scale one gradient down to length τ if it is longer than τ."
    if tau <= 0:
        raise ValueError
    return np.clip(g, -tau, tau)


@instead_of("clip_gradient")
def clip_always_rescales(g, tau):
    """Always normalizes to length tau, short gradients too."""
    # BREAKS: "g if ‖g‖ ≤ τ"
    if tau <= 0:
        raise ValueError
    n = _norm([g])
    return np.asarray(g) * (tau / n) if n > 0 and np.isfinite(tau) else g


@instead_of("clip_gradient")
def clip_per_row(g, tau):
    """Uses the norm along the last axis, one per row."""
    # BREAKS: "A matrix has one norm, over all its elements, not one per row."
    if tau <= 0:
        raise ValueError
    g = np.asarray(g)
    if g.ndim < 2:
        n = _norm([g])
        return g if n <= tau else g * (tau / n)
    n = np.linalg.norm(g, axis=-1, keepdims=True)
    return np.where(n > tau, g * tau / np.where(n == 0, 1, n), g)


@instead_of("clip_gradient")
def clip_to_unit_length(g, tau):
    """Divides by the norm but forgets to multiply by tau."""
    # BREAKS: "(τ / ‖g‖) · g"
    if tau <= 0:
        raise ValueError
    n = _norm([g])
    return g if n <= tau else np.asarray(g) / n


@instead_of("clip_gradient")
def clip_pytorch_epsilon(g, tau):
    """Divides by ‖g‖ + 1e-6 as PyTorch does, 1e-4 too short for a gradient of length 0.01."""
    # BREAKS: "(τ / ‖g‖) · g" ("numbers are compared to a relative 1e-5")
    if tau <= 0:
        raise ValueError
    return np.asarray(g) * min(1.0, tau / (_norm([g]) + 1e-6))


@instead_of("clip_gradient")
def clip_minimum_by_division(g, tau):
    """min(1, tau/norm)·g without a guard: 0·NaN, i.e. NaN, for a zero gradient."""
    # BREAKS: "A gradient of zeros comes back as zeros, never as NaN."
    if tau <= 0:
        raise ValueError
    return np.asarray(g) * np.fmin(np.divide(tau, np.linalg.norm(np.ravel(g))) if np.any(g) else np.nan, np.nan if not np.any(g) else 1.0)


@instead_of("clip_gradient")
def clip_where_with_infinity(g, tau):
    """Blends both cases by a mask, so an infinite tau makes inf·0 = NaN."""
    # BREAKS: "It may be infinite: then `g` comes back as it is."
    if tau <= 0:
        raise ValueError
    n = max(_norm([g]), 1e-12)
    too_long = float(n > tau)
    return too_long * (tau / n) * np.asarray(g) + (1 - too_long) * np.asarray(g)


@instead_of("clip_gradient")
def clip_finite_tau_demanded(g, tau):
    """Raises ValueError for an infinite tau."""
    # BREAKS: "It may be infinite: then `g` comes back as it is."
    if not np.isfinite(tau) or tau <= 0:
        raise ValueError("tau must be a positive number")
    n = _norm([g])
    return g if n <= tau else np.asarray(g) * (tau / n)


@instead_of("clip_gradient")
def clip_zero_tau_allowed(g, tau):
    """Raises for negative tau only; 0 wipes the gradient out."""
    # BREAKS: "ValueError: If `tau` is 0 or negative."
    if tau < 0:
        raise ValueError
    n = _norm([g])
    return g if n <= tau else np.asarray(g) * (tau / n)


@instead_of("clip_gradient")
def clip_checks_tau_only_if_needed(g, tau):
    """Returns zero gradients before checking tau."""
    # BREAKS: "ValueError: If `tau` is 0 or negative."
    n = _norm([g])
    if n == 0:
        return g
    if tau <= 0:
        raise ValueError
    return g if n <= tau else np.asarray(g) * (tau / n)


@instead_of("clip_gradient")
def clip_in_place(g, tau):
    """Scales the argument in place."""
    # BREAKS: "never change an argument"
    if tau <= 0:
        raise ValueError
    n = _norm([g])
    if n > tau:
        g *= tau / n
    return g


@instead_of("clip_gradient")
def clip_by_largest_entry(g, tau):
    """Uses the largest entry as the length (maximum norm)."""
    # BREAKS: "with ‖g‖ the L2 norm over all elements of `g`"
    if tau <= 0:
        raise ValueError
    n = float(np.max(np.abs(g)))
    return g if n <= tau else np.asarray(g) * (tau / n)


@instead_of("clip_gradient")
def clip_truncates_scale(g, tau):
    """Uses floor division for the factor, which is then 0."""
    # BREAKS: "(τ / ‖g‖) · g"
    if tau <= 0:
        raise ValueError
    n = _norm([g])
    return g if n <= tau else np.asarray(g) * (tau // n)


@instead_of("clip_gradient")
def clip_norm_of_signed_sum(g, tau):
    """Compares max(g) instead of the norm, so all-negative gradients are never clipped."""
    # BREAKS: "(τ / ‖g‖) · g if ‖g‖ > τ"
    if tau <= 0:
        raise ValueError
    n = _norm([g])
    return np.asarray(g) * (tau / n) if n > tau and np.max(g) > 0 else g


@instead_of("clip_gradient")
def clip_flattens(g, tau):
    """Returns the clipped gradient as a flat vector."""
    # BREAKS: "Array of the shape of `g`."
    if tau <= 0:
        raise ValueError
    n = _norm([g])
    return g if n <= tau else np.ravel(g) * (tau / n)


@instead_of("clip_gradients")
def clip_each_by_itself(grads, tau):
    """Clips each array by its own norm."""
    # BREAKS: "Every array is scaled by the same factor, also one that would be short enough by itself"
    if tau <= 0:
        raise ValueError
    return [g if _norm([g]) <= tau else np.asarray(g) * (tau / _norm([g])) for g in grads]


@instead_of("clip_gradients")
def clip_only_long_ones_by_joint_factor(grads, tau):
    """Uses the joint factor but spares arrays that are short by themselves."""
    # BREAKS: "Every array is scaled by the same factor, also one that would be short enough by itself"
    if tau <= 0:
        raise ValueError
    n = _norm(grads)
    return [np.asarray(g) * (tau / n) if n > tau and _norm([g]) > tau else g for g in grads]


@instead_of("clip_gradients")
def clip_joint_by_mean_norm(grads, tau):
    """Divides by the mean of the norms instead of the joint norm."""
    # BREAKS: "with ‖grads‖ the norm over all arrays together"
    if tau <= 0:
        raise ValueError
    n = np.mean([_norm([g]) for g in grads]) if len(grads) else 0.0
    return [np.asarray(g) * (tau / n) if n > tau else g for g in grads]


@instead_of("clip_gradients")
def clip_joint_stack(grads, tau):
    """Makes one array of equal shapes."""
    # BREAKS: "Keep it a list even when all shapes agree: one stacked array is not accepted."
    if tau <= 0:
        raise ValueError
    n = _norm(grads)
    k = 1.0 if n <= tau else tau / n
    same = len({np.shape(g) for g in grads}) == 1
    return k * np.array(grads) if same else [k * np.asarray(g) for g in grads]


@instead_of("clip_gradients")
def clip_joint_early_empty(grads, tau):
    """Returns [] for no gradients before tau is checked."""
    # BREAKS: "ValueError: If `tau` is 0 or negative."
    if len(grads) == 0:
        return []
    if tau <= 0:
        raise ValueError
    n = _norm(grads)
    return [np.asarray(g) * (tau / n) if n > tau else g for g in grads]


@instead_of("clip_gradients")
def clip_joint_norm_shrinks_while_looping(grads, tau):
    """Recomputes the joint norm after each array was scaled, so later arrays get another factor."""
    # BREAKS: "Every array is scaled by the same factor"
    if tau <= 0:
        raise ValueError
    out = [np.array(g, dtype=float) for g in grads]
    for k in range(len(out)):
        n = _norm(out)
        if n > tau:
            out[k] = out[k] * (tau / n)
    return out


@instead_of("clip_gradients")
def clip_joint_mutates_list(grads, tau):
    """Writes the scaled arrays back into the caller's list."""
    # BREAKS: "never change an argument"
    if tau <= 0:
        raise ValueError
    n = _norm(grads)
    if n > tau:
        for k in range(len(grads)):
            grads[k] = grads[k] * (tau / n)
    return grads


@instead_of("clip_gradients")
def clip_joint_running_norm(grads, tau):
    """Remembers the largest norm ever seen and scales by that."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    if tau <= 0:
        raise ValueError
    _STATE["norm"] = max(_STATE["norm"], _norm(grads))
    n = _STATE["norm"]
    return [np.asarray(g) * (tau / n) if n > tau else g for g in grads]


@instead_of("clip_gradients")
def clip_joint_no_guard_for_zero(grads, tau):
    """Computes tau/norm by NumPy and takes the minimum with 1 as arrays: NaN·0 for inf tau and zero gradients."""
    # BREAKS: "It may be infinite: then all gradients come back as they are."
    if tau <= 0:
        raise ValueError
    n = np.float64(_norm(grads))
    k = tau / n
    return [np.where(n > tau, np.asarray(g) * k, np.asarray(g) * k / k) for g in grads]


@instead_of("clip_gradients")
def clip_joint_drops_zero_arrays(grads, tau):
    """Leaves out arrays that are all zero."""
    # BREAKS: "one array for each array of `grads`, in the same order"
    if tau <= 0:
        raise ValueError
    n = _norm(grads)
    return [np.asarray(g) * (tau / n) if n > tau else g for g in grads if np.any(g)]


@instead_of("clip_gradients")
def clip_joint_sorted_by_size(grads, tau):
    """Returns the arrays from the longest to the shortest."""
    # BREAKS: "in the same order"
    if tau <= 0:
        raise ValueError
    n = _norm(grads)
    return [np.asarray(g) * (tau / n) if n > tau else g for g in sorted(grads, key=lambda g: -_norm([g]))]


@instead_of("clip_gradients")
def clip_joint_tuple_breaks(grads, tau):
    """Copies with grads.copy(), which a tuple does not have."""
    # BREAKS: "grads: Sequence of arrays"
    if tau <= 0:
        raise ValueError
    out = grads.copy()
    n = _norm(out)
    return [np.asarray(g) * (tau / n) if n > tau else g for g in out]


@instead_of("clip_gradients")
def clip_joint_map_object(grads, tau):
    """Returns a lazy map object."""
    # BREAKS: "A list (or tuple) with one array for each array of `grads`"
    if tau <= 0:
        raise ValueError
    n = _norm(grads)
    return map(lambda g: np.asarray(g) * (tau / n) if n > tau else g, grads)
