import numpy as np

from autograder.misconception import instead_of

_TOTAL = [0.0]
_GRADS = []


def _flat(weights):
    return np.concatenate([np.ravel(w) for w in weights]) if len(weights) else np.zeros(0)


@instead_of("l1_penalty")
def l1_without_absolute_value(weights, lam):
    """Sums the weights themselves, so that negative ones cancel positive ones."""
    # BREAKS: "λ Σ |w|"
    if lam < 0:
        raise ValueError("lam")
    return lam * float(_flat(weights).sum())


@instead_of("l1_penalty")
def l1_absolute_of_sum(weights, lam):
    """Takes the absolute value of each layer's sum instead of each weight."""
    # BREAKS: "the sum running over every element w of every array: λ Σ |w|"
    if lam < 0:
        raise ValueError("lam")
    return lam * sum(abs(np.sum(w)) for w in weights)


@instead_of("l1_penalty")
def l1_matrix_norm(weights, lam):
    """Uses np.linalg.norm(w, 1), which for a matrix is the largest column sum."""
    # BREAKS: "the sum running over every element w of every array"
    if lam < 0:
        raise ValueError("lam")
    return lam * sum(np.linalg.norm(w, 1) if np.ndim(w) in (1, 2) else np.abs(w).sum() for w in weights)


@instead_of("l1_penalty")
def l1_mean_per_layer(weights, lam):
    """Averages over the elements of a layer."""
    # BREAKS: "no division by the number of weights"
    if lam < 0:
        raise ValueError("lam")
    return lam * sum(np.mean(np.abs(w)) for w in weights)


@instead_of("l1_penalty")
def l1_rejects_lambda_zero(weights, lam):
    """Raises for lam = 0 as well."""
    # BREAKS: "lam: The price λ ≥ 0." / "ValueError: If `lam` is negative."
    if lam <= 0:
        raise ValueError("lam must be positive")
    return lam * float(np.abs(_flat(weights)).sum())


@instead_of("l1_penalty")
def l1_builtin_sum_one_axis(weights, lam):
    """Uses Python's sum, which adds rows of a matrix and leaves an array; shape () fails."""
    # BREAKS: "The penalty, one scalar"
    if lam < 0:
        raise ValueError("lam")
    return lam * sum(sum(abs(w)) for w in weights)


@instead_of("l1_penalty")
def l1_accumulates_across_calls(weights, lam):
    """Adds to a module-level total that is never reset."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    if lam < 0:
        raise ValueError("lam")
    for w in weights:
        _TOTAL[0] += float(np.abs(w).sum())
    return lam * _TOTAL[0]


@instead_of("l1_penalty")
def l1_early_zero_hides_bad_lambda(weights, lam):
    """Returns 0 for no weights before looking at lam."""
    # BREAKS: "ValueError: If `lam` is negative."
    if len(weights) == 0:
        return 0.0
    if lam < 0:
        raise ValueError("lam")
    return lam * float(np.abs(_flat(weights)).sum())


@instead_of("l1_penalty")
def l1_concatenate_without_empty_case(weights, lam):
    """Concatenates all weights; np.concatenate raises ValueError on an empty sequence."""
    # BREAKS: "It may be empty: then the penalty is 0."
    if lam < 0:
        raise ValueError("lam")
    return lam * np.abs(np.concatenate([np.ravel(w) for w in weights])).sum()


@instead_of("l1_penalty")
def l1_np_array_of_weights(weights, lam):
    """Puts the weights into one np.array: raises ValueError when their shapes differ."""
    # BREAKS: "they need not have the same shape"
    if lam < 0:
        raise ValueError("lam")
    return lam * np.abs(np.array(weights)).sum()


@instead_of("l2_penalty")
def l2_with_half(weights, lam):
    """Adds the usual factor one half."""
    # BREAKS: "There is no factor ½ and no square root."
    if lam < 0:
        raise ValueError("lam")
    return 0.5 * lam * float((_flat(weights) ** 2).sum())


@instead_of("l2_penalty")
def l2_norm_not_squared(weights, lam):
    """Takes the square root: the norm, not the sum of squares."""
    # BREAKS: "There is no factor ½ and no square root."
    if lam < 0:
        raise ValueError("lam")
    return lam * float(np.linalg.norm(_flat(weights)))


@instead_of("l2_penalty")
def l2_square_of_sum(weights, lam):
    """Squares the sum of a layer instead of summing the squares."""
    # BREAKS: "λ Σ w²"
    if lam < 0:
        raise ValueError("lam")
    return lam * sum(float(np.sum(w)) ** 2 for w in weights)


@instead_of("l2_penalty")
def l2_matrix_product_trace(weights, lam):
    """Uses w @ w for the sum of squares: right for vectors only."""
    # BREAKS: "each of any shape, `()` included"
    if lam < 0:
        raise ValueError("lam")
    return lam * sum(np.sum(w @ w) if np.ndim(w) else w * w for w in weights)


@instead_of("l2_penalty")
def l2_skips_vectors_as_biases(weights, lam):
    """Leaves out 1-D arrays because biases are not penalized."""
    # BREAKS: "All weights of all layers count alike; what should not be penalized … is simply not in `weights`."
    if lam < 0:
        raise ValueError("lam")
    return lam * sum(float((np.asarray(w) ** 2).sum()) for w in weights if np.ndim(w) != 1)


@instead_of("l2_penalty")
def l2_lambda_inside_square(weights, lam):
    """Multiplies by lam before squaring."""
    # BREAKS: "λ Σ w²"
    if lam < 0:
        raise ValueError("lam")
    return float(((lam * _flat(weights)) ** 2).sum())


@instead_of("l2_penalty")
def l2_no_check(weights, lam):
    """Accepts a negative lam."""
    # BREAKS: "ValueError: If `lam` is negative."
    return lam * float((_flat(weights) ** 2).sum())


@instead_of("l2_penalty")
def l2_assertion_instead_of_value_error(weights, lam):
    """Checks lam by an assert: AssertionError is no ValueError."""
    # BREAKS: "ValueError: If `lam` is negative."
    assert lam >= 0
    return lam * float((_flat(weights) ** 2).sum())


@instead_of("l2_penalty")
def l2_keepdims_result(weights, lam):
    """Returns the penalty as an array of shape (1,)."""
    # BREAKS: "but not an array of shape `(1,)`"
    if lam < 0:
        raise ValueError("lam")
    return lam * np.sum(_flat(weights) ** 2, keepdims=True)


@instead_of("l2_penalty")
def l2_squares_in_place(weights, lam):
    """Squares the weights in place before adding them up."""
    # BREAKS: "never change an argument"
    if lam < 0:
        raise ValueError("lam")
    total = 0.0
    for w in weights:
        w **= 2
        total += w.sum()
    return lam * total


@instead_of("l2_penalty")
def l2_unique_layers_only(weights, lam):
    """Goes through a dictionary keyed by shape, so one of two layers of equal shape is lost."""
    # BREAKS: "the sum running over every element w of every array"
    if lam < 0:
        raise ValueError("lam")
    return lam * sum(float((w**2).sum()) for w in {np.shape(w): w for w in weights}.values())


@instead_of("l2_penalty_gradient")
def l2_gradient_without_two(weights, lam):
    """Forgets the factor 2 of the derivative."""
    # BREAKS: "∂(λ Σ w²) / ∂w = 2 λ w"
    if lam < 0:
        raise ValueError("lam")
    return [lam * np.asarray(w) for w in weights]


@instead_of("l2_penalty_gradient")
def l2_gradient_of_absolute_value(weights, lam):
    """Uses |w| and so loses the sign."""
    # BREAKS: "∂(λ Σ w²) / ∂w = 2 λ w"
    if lam < 0:
        raise ValueError("lam")
    return [2 * lam * np.abs(w) for w in weights]


@instead_of("l2_penalty_gradient")
def l2_gradient_stacked_when_equal(weights, lam):
    """Returns one stacked array where all shapes agree."""
    # BREAKS: "Keep it a list even when all shapes agree: one stacked array is not accepted."
    if lam < 0:
        raise ValueError("lam")
    grads = [2 * lam * np.asarray(w) for w in weights]
    return np.array(grads) if len({g.shape for g in grads}) == 1 else grads


@instead_of("l2_penalty_gradient")
def l2_gradient_flattened(weights, lam):
    """Returns each gradient as a flat vector."""
    # BREAKS: "in the same order and of the same shapes"
    if lam < 0:
        raise ValueError("lam")
    return [2 * lam * np.ravel(w) for w in weights]


@instead_of("l2_penalty_gradient")
def l2_gradient_generator(weights, lam):
    """Returns a generator, which is neither a list nor a tuple."""
    # BREAKS: "A list (or tuple) with one array for each array of `weights`"
    if lam < 0:
        raise ValueError("lam")
    return (2 * lam * np.asarray(w) for w in weights)


@instead_of("l2_penalty_gradient")
def l2_gradient_in_place(weights, lam):
    """Multiplies the weights themselves."""
    # BREAKS: "never change an argument"
    if lam < 0:
        raise ValueError("lam")
    out = []
    for w in weights:
        w *= 2 * lam
        out.append(w)
    return out


@instead_of("l2_penalty_gradient")
def l2_gradient_shared_list(weights, lam):
    """Appends to a list that lives in the module: earlier results grow with every call."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    if lam < 0:
        raise ValueError("lam")
    _GRADS.extend(2 * lam * np.asarray(w) for w in weights)
    return _GRADS


@instead_of("l2_penalty_gradient")
def l2_gradient_none_for_empty(weights, lam):
    """Returns None when there are no weights."""
    # BREAKS: "the empty list for empty `weights`"
    if lam < 0:
        raise ValueError("lam")
    if not len(weights):
        return None
    return [2 * lam * np.asarray(w) for w in weights]


@instead_of("l2_penalty_gradient")
def l2_gradient_check_inside_loop(weights, lam):
    """Checks lam inside the loop, so no error is raised when there are no weights."""
    # BREAKS: "ValueError: If `lam` is negative."
    out = []
    for w in weights:
        if lam < 0:
            raise ValueError("lam")
        out.append(2 * lam * np.asarray(w))
    return out


@instead_of("l2_penalty_gradient")
def l2_gradient_scalar_becomes_vector(weights, lam):
    """Makes every array at least one-dimensional."""
    # BREAKS: "of the same shapes" ("each of any shape, `()` included")
    if lam < 0:
        raise ValueError("lam")
    return [2 * lam * np.atleast_1d(w) for w in weights]


@instead_of("l2_regularized_cost")
def cost_sum_of_losses(losses, weights, lam):
    """Adds the losses up instead of averaging them."""
    # BREAKS: "Cost = (1/n) Σ_i L_i + λ Σ w²"
    if len(losses) == 0 or lam < 0:
        raise ValueError
    return float(np.sum(losses)) + lam * float((_flat(weights) ** 2).sum())


@instead_of("l2_regularized_cost")
def cost_penalty_divided_too(losses, weights, lam):
    """Divides the penalty by n as well."""
    # BREAKS: "Only the losses are averaged; the penalty is added once, as it stands."
    if len(losses) == 0 or lam < 0:
        raise ValueError
    return (float(np.sum(losses)) + lam * float((_flat(weights) ** 2).sum())) / len(losses)


@instead_of("l2_regularized_cost")
def cost_penalty_per_example(losses, weights, lam):
    """Adds the penalty to every example's loss and returns the vector of costs."""
    # BREAKS: "The cost, one scalar"
    if len(losses) == 0 or lam < 0:
        raise ValueError
    return np.asarray(losses) / len(losses) + lam * float((_flat(weights) ** 2).sum())


@instead_of("l2_regularized_cost")
def cost_empty_losses_are_zero(losses, weights, lam):
    """Takes the mean of no losses to be 0."""
    # BREAKS: "ValueError: If `losses` is empty (n = 0)"
    if lam < 0:
        raise ValueError
    mean = float(np.mean(losses)) if len(losses) else 0.0
    return mean + lam * float((_flat(weights) ** 2).sum())


@instead_of("l2_regularized_cost")
def cost_l1_penalty(losses, weights, lam):
    """Adds the L1 penalty."""
    # BREAKS: "λ Σ w²"
    if len(losses) == 0 or lam < 0:
        raise ValueError
    return float(np.mean(losses)) + lam * float(np.abs(_flat(weights)).sum())


@instead_of("l2_regularized_cost")
def cost_median_for_mean(losses, weights, lam):
    """Uses the median of the losses, equal to the mean only for symmetric losses and n ≤ 2."""
    # BREAKS: "(1/n) Σ_i L_i"
    if len(losses) == 0 or lam < 0:
        raise ValueError
    return float(np.median(losses)) + lam * float((_flat(weights) ** 2).sum())


@instead_of("l2_regularized_cost")
def cost_lambda_unchecked_without_weights(losses, weights, lam):
    """Skips the penalty, and with it the check of lam, when there are no weights."""
    # BREAKS: "ValueError: … or if `lam` is negative."
    if len(losses) == 0:
        raise ValueError
    if len(weights) == 0:
        return float(np.mean(losses))
    if lam < 0:
        raise ValueError
    return float(np.mean(losses)) + lam * float((_flat(weights) ** 2).sum())


@instead_of("l2_regularized_cost")
def cost_n_minus_one(losses, weights, lam):
    """Divides by n - 1 like a sample variance, and by 1 where n is 1."""
    # BREAKS: "(1/n) Σ_i L_i"
    if len(losses) == 0 or lam < 0:
        raise ValueError
    return float(np.sum(losses)) / max(len(losses) - 1, 1) + lam * float((_flat(weights) ** 2).sum())


@instead_of("l2_regularized_cost")
def cost_empty_weights_raise(losses, weights, lam):
    """Raises ValueError for empty weights too."""
    # BREAKS: "It may be empty: then the penalty is 0."
    if len(losses) == 0 or len(weights) == 0 or lam < 0:
        raise ValueError
    return float(np.mean(losses)) + lam * float((_flat(weights) ** 2).sum())


@instead_of("l2_regularized_cost")
def cost_zero_division_error(losses, weights, lam):
    """Lets Python divide by zero for empty losses: ZeroDivisionError is no ValueError."""
    # BREAKS: "ValueError: If `losses` is empty (n = 0)"
    if lam < 0:
        raise ValueError
    return sum(losses) / len(losses) + lam * float((_flat(weights) ** 2).sum())
