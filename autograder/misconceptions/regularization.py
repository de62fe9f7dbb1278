"""Known wrong answers for the penalties, the gradient and the regularized cost."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.regularization import l1_penalty, l2_penalty, l2_penalty_gradient, l2_regularized_cost

Array = NDArray[np.float64]
Weights = Sequence[Array]


def _require_price(lam: float) -> None:
    if lam < 0:
        raise ValueError("lam must not be negative")


# --- l1_penalty -----------------------------------------------------------------------------------------------------


@instead_of("l1_penalty")
def l1_without_absolute_value(weights: Weights, lam: float) -> float:
    """Positive and negative weights cancel each other in your L1 penalty: the absolute value is missing."""
    _require_price(lam)
    return lam * sum(float(np.sum(w)) for w in weights)


@instead_of("l1_penalty")
def absolute_value_of_the_sum(weights: Weights, lam: float) -> float:
    """You take the absolute value of the sum of all weights, in which positive and negative ones have cancelled."""
    _require_price(lam)
    return lam * abs(sum(float(np.sum(w)) for w in weights))


@instead_of("l1_penalty")
def absolute_value_of_each_layers_sum(weights: Weights, lam: float) -> float:
    """You take the absolute value of each layer's sum, in which positive and negative weights have cancelled."""
    _require_price(lam)
    return lam * sum(abs(float(np.sum(w))) for w in weights)


@instead_of("l1_penalty")
def matrix_norm_of_order_one(weights: Weights, lam: float) -> float:
    """np.linalg.norm(W, 1) of a matrix is its largest column sum, not the sum of all absolute values."""
    _require_price(lam)
    return lam * sum(float(np.linalg.norm(w, 1)) for w in weights)


@instead_of("l1_penalty")
def counts_the_weights(weights: Weights, lam: float) -> float:
    """Every weight counts as 1, whatever its size: you add up signs instead of absolute values."""
    _require_price(lam)
    return lam * sum(float(np.sum(np.abs(np.sign(w)))) for w in weights)


@instead_of("l1_penalty")
def l1_averages_each_layer(weights: Weights, lam: float) -> float:
    """You average the absolute values in each layer; the penalty adds them up."""
    _require_price(lam)
    return lam * sum(float(np.mean(np.abs(w))) for w in weights)


@instead_of("l1_penalty")
def l1_divided_by_number_of_layers(weights: Weights, lam: float) -> float:
    """Your penalty is divided by the number of layers: it is an average over them instead of a sum."""
    return l1_penalty(weights, lam) / max(len(weights), 1)


@instead_of("l1_penalty")
def l1_divided_by_number_of_weights(weights: Weights, lam: float) -> float:
    """Your penalty is divided by the number of all weights: it is an average instead of a sum."""
    return l1_penalty(weights, lam) / max(sum(np.size(w) for w in weights), 1)


@instead_of("l1_penalty")
def squares_for_l1(weights: Weights, lam: float) -> float:
    """This is the L2 penalty: it adds up squares where L1 has absolute values."""
    return l2_penalty(weights, lam)


@instead_of("l1_penalty")
def euclidean_norm_for_l1(weights: Weights, lam: float) -> float:
    """You return the Euclidean norm of the weights, the root of a sum of squares; L1 has neither square nor root."""
    _require_price(lam)
    return lam * float(np.sqrt(sum(float(np.sum(w**2)) for w in weights)))


@instead_of("l1_penalty")
def euclidean_norms_added(weights: Weights, lam: float) -> float:
    """You add up the Euclidean norm of each layer, which is what np.linalg.norm gives when no order is named."""
    _require_price(lam)
    return lam * sum(float(np.linalg.norm(w)) for w in weights)


@instead_of("l1_penalty")
def largest_absolute_value(weights: Weights, lam: float) -> float:
    """Only the largest absolute value of each layer counts in your penalty."""
    _require_price(lam)
    return lam * sum(float(np.max(np.abs(w))) for w in weights)


@instead_of("l1_penalty")
def l1_with_a_half(weights: Weights, lam: float) -> float:
    """Your L1 penalty is half of what is asked for: there is no factor ½ in it."""
    return 0.5 * l1_penalty(weights, lam)


@instead_of("l1_penalty")
def l1_counts_positive_weights_only(weights: Weights, lam: float) -> float:
    """Negative weights cost nothing in your penalty."""
    _require_price(lam)
    return lam * sum(float(np.sum(np.maximum(w, 0.0))) for w in weights)


@instead_of("l1_penalty")
def l1_without_lambda(weights: Weights, lam: float) -> float:
    """λ has no effect on your L1 penalty."""
    _require_price(lam)
    return l1_penalty(weights, 1.0)


@instead_of("l1_penalty")
def l1_with_lambda_added(weights: Weights, lam: float) -> float:
    """You add λ to the sum; it is the price of each unit of it."""
    return lam + l1_penalty(weights, 1.0) if lam >= 0 else l1_penalty(weights, lam)


@instead_of("l1_penalty")
def l1_with_lambda_squared(weights: Weights, lam: float) -> float:
    """λ is multiplied in twice, so that your penalty grows with λ²."""
    return lam * l1_penalty(weights, lam)


@instead_of("l1_penalty")
def l1_of_the_first_layer(weights: Weights, lam: float) -> float:
    """Only the first array of weights is penalized."""
    return l1_penalty(weights[:1], lam)


@instead_of("l1_penalty")
def l1_of_the_last_layer(weights: Weights, lam: float) -> float:
    """Only the last array of weights counts: each pass of your loop overwrites the sum of the one before."""
    return l1_penalty(weights[-1:], lam)


@instead_of("l1_penalty")
def l1_without_the_last_layer(weights: Weights, lam: float) -> float:
    """The last array of weights is left out of your sum."""
    return l1_penalty(weights[:-1], lam)


@instead_of("l1_penalty")
def l1_of_each_layer(weights: Weights, lam: float) -> list[float]:
    """You return one penalty for each layer; a single number was asked for, their sum."""
    return [l1_penalty([w], lam) for w in weights]


@instead_of("l1_penalty")
def l1_of_matrices_only(weights: Weights, lam: float) -> float:
    """Only two-dimensional arrays count in your sum; vectors, single numbers and kernels are weights as well."""
    return l1_penalty([w for w in weights if np.ndim(w) == 2], lam)


@instead_of("l1_penalty")
def l1_by_pythons_sum(weights: Weights, lam: float) -> Any:
    """Python's sum adds up the rows of a matrix and leaves a vector: your penalty is not always one number."""
    _require_price(lam)
    return lam * sum(sum(np.abs(w)) for w in weights)


@instead_of("l1_penalty")
def l1_of_one_stacked_array(weights: Weights, lam: float) -> float:
    """You make one array of all layers, which fails when their shapes differ."""
    _require_price(lam)
    return lam * float(np.sum(np.abs(np.array(weights))))


@instead_of("l1_penalty")
def l1_cut_to_a_whole_number(weights: Weights, lam: float) -> float:
    """Your penalty is cut to a whole number: the fraction is lost."""
    return float(int(l1_penalty(weights, lam)))


@instead_of("l1_penalty")
def l1_as_an_array_of_one(weights: Weights, lam: float) -> Array:
    """Your penalty is an array of shape (1,) and not a single number."""
    return np.array([l1_penalty(weights, lam)])


@instead_of("l1_penalty")
def l1_plus_l2(weights: Weights, lam: float) -> float:
    """You add both penalties (the elastic net); only the absolute values belong to L1."""
    return l1_penalty(weights, lam) + l2_penalty(weights, lam)


@instead_of("l1_penalty")
def gradient_of_l1(weights: Weights, lam: float) -> list[Array]:
    """You return the derivative of the L1 penalty, the signs of the weights times λ, not the penalty."""
    _require_price(lam)
    return [lam * np.sign(w) for w in weights]


@instead_of("l1_penalty")
def l1_writes_into_the_weights(weights: Weights, lam: float) -> float:
    """Your function makes the caller's weights positive: it changes them in place."""
    _require_price(lam)
    return lam * sum(float(np.sum(np.abs(w, out=w))) for w in weights)


@instead_of("l1_penalty")
def l1_fails_without_weights(weights: Weights, lam: float) -> float:
    """Your function fails when there are no weights at all; their penalty is 0."""
    _require_price(lam)
    return lam * float(np.sum(np.abs(np.concatenate([np.ravel(w) for w in weights]))))


@instead_of("l1_penalty")
def l1_takes_negative_lambda(weights: Weights, lam: float) -> float:
    """A negative λ is accepted by your L1 penalty, and turns it into a reward."""
    return lam * l1_penalty(weights, 1.0)


@instead_of("l1_penalty")
def l1_cuts_lambda_at_zero(weights: Weights, lam: float) -> float:
    """A negative λ is silently taken for 0 by your L1 penalty; it should be refused."""
    return l1_penalty(weights, max(lam, 0.0))


@instead_of("l1_penalty")
def l1_ignores_the_sign_of_lambda(weights: Weights, lam: float) -> float:
    """Your L1 penalty takes the absolute value of λ as well; a negative one should be refused."""
    return l1_penalty(weights, abs(lam))


@instead_of("l1_penalty")
def l1_asserts_lambda(weights: Weights, lam: float) -> float:
    """Your L1 penalty meets a negative λ with another exception than ValueError."""
    assert lam >= 0
    return l1_penalty(weights, lam)


@instead_of("l1_penalty")
def l1_refuses_zero_lambda(weights: Weights, lam: float) -> float:
    """λ = 0 is refused by your L1 penalty; it is allowed and switches the penalty off."""
    if lam <= 0:
        raise ValueError("lam must be positive")
    return l1_penalty(weights, lam)


@instead_of("l1_penalty")
def l1_replaces_zero_lambda(weights: Weights, lam: float) -> float:
    """λ = 0 is replaced by another value in your L1 penalty: Python takes 0 for false in `lam or …`."""
    return l1_penalty(weights, lam or 0.01)


@instead_of("l1_penalty")
def l1_returns_nothing_for_zero_lambda(weights: Weights, lam: float) -> float | None:
    """For λ = 0 or no weights your L1 penalty returns nothing at all, instead of 0."""
    return l1_penalty(weights, lam) or None


@instead_of("l1_penalty")
def l1_written_down(weights: Weights, lam: float) -> float:
    """Your function knows the public example by heart and computes nothing: other weights give 0."""
    _require_price(lam)
    return 5.0 if [np.ravel(w).tolist() for w in weights] == [[1.0, -3.0], [2.0, 4.0]] else 0.0


_l1_remembered: dict[tuple[tuple[int, ...], ...], float] = {}


@instead_of("l1_penalty")
def l1_remembered_by_shape(weights: Weights, lam: float) -> float:
    """Other weights of the same shapes get the first penalty: what you store is found by the shapes alone."""
    return _l1_remembered.setdefault(tuple(np.shape(w) for w in weights), l1_penalty(weights, lam))


# --- l2_penalty -----------------------------------------------------------------------------------------------------


@instead_of("l2_penalty")
def l2_with_a_half(weights: Weights, lam: float) -> float:
    """Your L2 penalty is half of what is asked for: other texts have a factor ½, the lecture has none."""
    return 0.5 * l2_penalty(weights, lam)


@instead_of("l2_penalty")
def norm_not_squared(weights: Weights, lam: float) -> float:
    """You take the root of the sum of squares; the L2 penalty has no root."""
    _require_price(lam)
    return lam * float(np.sqrt(l2_penalty(weights, 1.0)))


@instead_of("l2_penalty")
def norms_of_the_layers_added(weights: Weights, lam: float) -> float:
    """You add up the norm of each layer, a root of squares; the L2 penalty has no root."""
    _require_price(lam)
    return lam * sum(float(np.sqrt(np.sum(w**2))) for w in weights)


@instead_of("l2_penalty")
def square_of_the_sum_of_norms(weights: Weights, lam: float) -> float:
    """You add up the norms of the layers and square their sum; the squares of the norms are what adds up."""
    _require_price(lam)
    return lam * sum(float(np.sqrt(np.sum(w**2))) for w in weights) ** 2


@instead_of("l2_penalty")
def l2_averages_each_layer(weights: Weights, lam: float) -> float:
    """You average the squares in each layer; the penalty adds them up."""
    _require_price(lam)
    return lam * sum(float(np.mean(w**2)) for w in weights)


@instead_of("l2_penalty")
def lambda_inside_the_square(weights: Weights, lam: float) -> float:
    """λ stands inside your square or is multiplied in twice: your penalty grows with λ²."""
    return lam * l2_penalty(weights, lam)


@instead_of("l2_penalty")
def l2_without_lambda(weights: Weights, lam: float) -> float:
    """λ has no effect on your L2 penalty."""
    _require_price(lam)
    return l2_penalty(weights, 1.0)


@instead_of("l2_penalty")
def l2_with_lambda_added(weights: Weights, lam: float) -> float:
    """You add λ to the sum of squares; it is the price of each unit of it."""
    _require_price(lam)
    return lam + l2_penalty(weights, 1.0)


@instead_of("l2_penalty")
def l2_of_the_first_layer(weights: Weights, lam: float) -> float:
    """Only the first array of weights is penalized."""
    return l2_penalty(weights[:1], lam)


@instead_of("l2_penalty")
def l2_of_the_last_layer(weights: Weights, lam: float) -> float:
    """Only the last array of weights counts: each pass of your loop overwrites the sum of the one before."""
    return l2_penalty(weights[-1:], lam)


@instead_of("l2_penalty")
def l2_without_the_last_layer(weights: Weights, lam: float) -> float:
    """The last array of weights is left out of your sum."""
    return l2_penalty(weights[:-1], lam)


@instead_of("l2_penalty")
def square_of_the_sum(weights: Weights, lam: float) -> float:
    """You add up the weights and square the sum, in which positive and negative ones have cancelled."""
    _require_price(lam)
    return lam * sum(float(np.sum(w)) for w in weights) ** 2


@instead_of("l2_penalty")
def square_of_each_layers_sum(weights: Weights, lam: float) -> float:
    """You add up each layer's weights and square that sum; every weight should be squared by itself."""
    _require_price(lam)
    return lam * sum(float(np.sum(w)) ** 2 for w in weights)


@instead_of("l2_penalty")
def absolute_values_for_l2(weights: Weights, lam: float) -> float:
    """This is the L1 penalty: it adds up absolute values where L2 has squares."""
    return l1_penalty(weights, lam)


@instead_of("l2_penalty")
def spectral_norm(weights: Weights, lam: float) -> float:
    """np.linalg.norm(W, 2) of a matrix is its largest singular value, which leaves out all the others."""
    _require_price(lam)
    return lam * sum(float(np.linalg.norm(w, 2)) ** 2 for w in weights)


@instead_of("l2_penalty")
def matrix_product_for_square(weights: Weights, lam: float) -> float:
    """W @ W is a matrix product: it mixes rows and columns and needs square matrices."""
    _require_price(lam)
    return lam * sum(float(np.sum(w @ w)) for w in weights)


@instead_of("l2_penalty")
def gram_matrix_for_square(weights: Weights, lam: float) -> float:
    """Wᵀ W is a matrix product: the sum of all its entries also holds products of different weights."""
    _require_price(lam)
    return lam * sum(float(np.sum(np.transpose(w) @ w)) for w in weights)


@instead_of("l2_penalty")
def l2_divided_by_number_of_layers(weights: Weights, lam: float) -> float:
    """Your penalty is divided by the number of layers: it is an average over them instead of a sum."""
    return l2_penalty(weights, lam) / max(len(weights), 1)


@instead_of("l2_penalty")
def l2_divided_by_number_of_weights(weights: Weights, lam: float) -> float:
    """Your penalty is divided by the number of all weights: it is an average instead of a sum."""
    return l2_penalty(weights, lam) / max(sum(np.size(w) for w in weights), 1)


@instead_of("l2_penalty")
def l2_by_pythons_sum(weights: Weights, lam: float) -> Any:
    """Python's sum adds up the rows of a matrix and leaves a vector: your penalty is not always one number."""
    _require_price(lam)
    return lam * sum(sum(w**2) for w in weights)


@instead_of("l2_penalty")
def l2_of_each_layer(weights: Weights, lam: float) -> list[float]:
    """You return one penalty for each layer; a single number was asked for, their sum."""
    return [l2_penalty([w], lam) for w in weights]


@instead_of("l2_penalty")
def l2_cut_to_a_whole_number(weights: Weights, lam: float) -> float:
    """Your penalty is cut to a whole number: the fraction is lost."""
    return float(int(l2_penalty(weights, lam)))


@instead_of("l2_penalty")
def l2_of_matrices_only(weights: Weights, lam: float) -> float:
    """Only two-dimensional arrays count in your sum; vectors, single numbers and kernels are weights as well."""
    return l2_penalty([w for w in weights if np.ndim(w) == 2], lam)


@instead_of("l2_penalty")
def l2_of_one_stacked_array(weights: Weights, lam: float) -> float:
    """You make one array of all layers, which fails when their shapes differ."""
    _require_price(lam)
    return lam * float(np.sum(np.array(weights) ** 2))


@instead_of("l2_penalty")
def l2_as_an_array_of_one(weights: Weights, lam: float) -> Array:
    """Your penalty is an array of shape (1,) and not a single number."""
    return np.array([l2_penalty(weights, lam)])


@instead_of("l2_penalty")
def l2_fails_without_weights(weights: Weights, lam: float) -> float:
    """Your function fails when there are no weights at all; their penalty is 0."""
    _require_price(lam)
    return lam * float(np.sum(np.concatenate([np.ravel(w) for w in weights]) ** 2))


@instead_of("l2_penalty")
def l2_writes_into_the_weights(weights: Weights, lam: float) -> float:
    """Your function squares the caller's weights: it changes them in place."""
    _require_price(lam)
    return lam * sum(float(np.sum(np.square(w, out=w))) for w in weights)


@instead_of("l2_penalty")
def l2_takes_negative_lambda(weights: Weights, lam: float) -> float:
    """A negative λ is accepted by your L2 penalty, and turns it into a reward."""
    return lam * l2_penalty(weights, 1.0)


@instead_of("l2_penalty")
def l2_cuts_lambda_at_zero(weights: Weights, lam: float) -> float:
    """A negative λ is silently taken for 0 by your L2 penalty; it should be refused."""
    return l2_penalty(weights, max(lam, 0.0))


@instead_of("l2_penalty")
def l2_asserts_lambda(weights: Weights, lam: float) -> float:
    """Your L2 penalty meets a negative λ with another exception than ValueError."""
    assert lam >= 0
    return l2_penalty(weights, lam)


@instead_of("l2_penalty")
def l2_refuses_zero_lambda(weights: Weights, lam: float) -> float:
    """λ = 0 is refused by your L2 penalty; it is allowed and switches the penalty off."""
    if lam <= 0:
        raise ValueError("lam must be positive")
    return l2_penalty(weights, lam)


@instead_of("l2_penalty")
def l2_replaces_zero_lambda(weights: Weights, lam: float) -> float:
    """λ = 0 is replaced by another value in your L2 penalty: Python takes 0 for false in `lam or …`."""
    return l2_penalty(weights, lam or 0.01)


@instead_of("l2_penalty")
def gradient_summed(weights: Weights, lam: float) -> float:
    """You return the sum of the derivatives, which is linear in the weights, and not the penalty."""
    return float(sum(np.sum(g) for g in l2_penalty_gradient(weights, lam)))


@instead_of("l2_penalty")
def l2_of_absolute_power_four(weights: Weights, lam: float) -> float:
    """Your weights are squared twice: the penalty grows with their fourth power."""
    return l2_penalty([w**2 for w in weights], lam)


@instead_of("l2_penalty")
def prints_l2(weights: Weights, lam: float) -> None:
    """Your function prints its result or forgets it: nothing is returned."""
    print(l2_penalty(weights, lam))


@instead_of("l2_penalty")
def l2_written_down(weights: Weights, lam: float) -> float:
    """Your function knows the public example by heart and computes nothing: other weights give 0."""
    _require_price(lam)
    return 3.9 if [np.ravel(w).tolist() for w in weights] == [[3.0, -1.0], [2.0, 5.0]] else 0.0


_l2_total = [0.0]


@instead_of("l2_penalty")
def l2_keeps_adding(weights: Weights, lam: float) -> float:
    """Your sum is kept between calls: each call adds to the one before."""
    penalty = l2_penalty(weights, lam)
    _l2_total[0] = (_l2_total[0] + penalty) % 1e6
    return _l2_total[0]


# --- l2_penalty_gradient --------------------------------------------------------------------------------------------


@instead_of("l2_penalty_gradient")
def factor_two_forgotten(weights: Weights, lam: float) -> list[Array]:
    """Your gradient is half of what it should be: it belongs to a penalty with a factor ½, which ours has not."""
    return l2_penalty_gradient(weights, 0.5 * lam)


@instead_of("l2_penalty_gradient")
def weights_stay_squared(weights: Weights, lam: float) -> list[Array]:
    """The weights are still squared in your gradient: that is the penalty of each weight, not its derivative."""
    _require_price(lam)
    return [lam * w**2 for w in weights]


@instead_of("l2_penalty_gradient")
def factor_two_but_still_squared(weights: Weights, lam: float) -> list[Array]:
    """The exponent came down as a factor, but the weights are still squared in your gradient."""
    _require_price(lam)
    return [2.0 * lam * w**2 for w in weights]


@instead_of("l2_penalty_gradient")
def gradient_of_l1_for_l2(weights: Weights, lam: float) -> list[Array]:
    """Only the signs of the weights matter in your gradient: it belongs to the L1 penalty."""
    _require_price(lam)
    return [lam * np.sign(w) for w in weights]


@instead_of("l2_penalty_gradient")
def gradient_of_the_norm(weights: Weights, lam: float) -> list[Array]:
    """You divide by the norm of the weights: your gradient belongs to a penalty with a root."""
    _require_price(lam)
    norm = float(np.sqrt(l2_penalty(weights, 1.0)))
    return [lam * w / norm for w in weights]


@instead_of("l2_penalty_gradient")
def absolute_gradient(weights: Weights, lam: float) -> list[Array]:
    """Your gradient is never negative; it should have the sign of the weight."""
    return [np.abs(g) for g in l2_penalty_gradient(weights, lam)]


@instead_of("l2_penalty_gradient")
def descent_direction(weights: Weights, lam: float) -> list[Array]:
    """Your gradient has the wrong sign: you return the direction in which the weights are moved."""
    return [-g for g in l2_penalty_gradient(weights, lam)]


@instead_of("l2_penalty_gradient")
def updated_weights(weights: Weights, lam: float) -> list[Array]:
    """You return the weights after a step against the gradient, not the gradient itself."""
    return [w - g for w, g in zip(weights, l2_penalty_gradient(weights, lam), strict=True)]


@instead_of("l2_penalty_gradient")
def gradient_without_lambda(weights: Weights, lam: float) -> list[Array]:
    """λ has no effect on your gradient."""
    _require_price(lam)
    return l2_penalty_gradient(weights, 1.0)


@instead_of("l2_penalty_gradient")
def gradient_with_lambda_added(weights: Weights, lam: float) -> list[Array]:
    """You add λ to the derivative of the squares; it is a factor."""
    _require_price(lam)
    return [2.0 * w + lam for w in weights]


@instead_of("l2_penalty_gradient")
def gradient_without_weights(weights: Weights, lam: float) -> list[Array]:
    """Your gradient is the same for all weights, 2λ: the weight itself is missing."""
    _require_price(lam)
    return [np.full(np.shape(w), 2.0 * lam) for w in weights]


@instead_of("l2_penalty_gradient")
def gradient_with_lambda_squared(weights: Weights, lam: float) -> list[Array]:
    """λ is multiplied in twice: your gradient grows with λ²."""
    return l2_penalty_gradient(weights, lam * abs(lam))


@instead_of("l2_penalty_gradient")
def gradient_with_the_two_squared(weights: Weights, lam: float) -> list[Array]:
    """Your gradient is twice too large: the factor 2 is multiplied in twice."""
    return l2_penalty_gradient(weights, 2.0 * lam)


@instead_of("l2_penalty_gradient")
def gradient_averaged_over_the_layer(weights: Weights, lam: float) -> list[Array]:
    """You divide each layer's gradient by its number of weights; nothing is averaged in the penalty."""
    return [g / np.size(g) for g in l2_penalty_gradient(weights, lam)]


@instead_of("l2_penalty_gradient")
def gradient_divided_by_number_of_layers(weights: Weights, lam: float) -> list[Array]:
    """You divide the gradient by the number of layers; nothing is averaged in the penalty."""
    return [g / len(weights) for g in l2_penalty_gradient(weights, lam)]


@instead_of("l2_penalty_gradient")
def gradient_summed_over_the_layer(weights: Weights, lam: float) -> list[float]:
    """You return one number for each layer; every weight has a derivative of its own."""
    return [float(np.sum(g)) for g in l2_penalty_gradient(weights, lam)]


@instead_of("l2_penalty_gradient")
def gradient_summed_over_everything(weights: Weights, lam: float) -> float:
    """You return a single number; every weight of every layer has a derivative of its own."""
    return float(sum(np.sum(g) for g in l2_penalty_gradient(weights, lam)))


@instead_of("l2_penalty_gradient")
def gradient_of_the_first_layer(weights: Weights, lam: float) -> list[Array]:
    """Only the gradient of the first layer is in your list: a return inside the loop ends it."""
    return l2_penalty_gradient(weights[:1], lam)


@instead_of("l2_penalty_gradient")
def gradient_of_the_last_layer(weights: Weights, lam: float) -> list[Array]:
    """Only the gradient of the last layer is in your list: each pass of the loop starts it anew."""
    return l2_penalty_gradient(weights[-1:], lam)


@instead_of("l2_penalty_gradient")
def single_layer_not_in_a_list(weights: Weights, lam: float) -> list[Array] | Array:
    """The gradient of a single layer comes back bare, without the list around it."""
    gradients = l2_penalty_gradient(weights, lam)
    return gradients[0] if len(gradients) == 1 else gradients


@instead_of("l2_penalty_gradient")
def gradients_in_reverse(weights: Weights, lam: float) -> list[Array]:
    """The layers are in the reverse order in your list."""
    return l2_penalty_gradient(weights[::-1], lam)


@instead_of("l2_penalty_gradient")
def gradients_as_one_array(weights: Weights, lam: float) -> Array:
    """You return one stacked array: layers of different shapes do not fit into it, and a list was asked for."""
    _require_price(lam)
    return 2.0 * lam * np.array(weights)


@instead_of("l2_penalty_gradient")
def gradients_as_one_vector(weights: Weights, lam: float) -> Array:
    """All layers are joined into one long vector; each should have an array of its own shape."""
    return np.concatenate([np.zeros(0)] + [np.ravel(g) for g in l2_penalty_gradient(weights, lam)])


@instead_of("l2_penalty_gradient")
def gradients_flattened(weights: Weights, lam: float) -> list[Array]:
    """The gradient of each layer is flattened; it should have the shape of the layer."""
    return [np.ravel(g) for g in l2_penalty_gradient(weights, lam)]


@instead_of("l2_penalty_gradient")
def gradients_transposed(weights: Weights, lam: float) -> list[Array]:
    """The gradient of each layer is transposed; it should have the shape of the layer."""
    return [np.transpose(g) for g in l2_penalty_gradient(weights, lam)]


@instead_of("l2_penalty_gradient")
def gradients_of_matrices_only(weights: Weights, lam: float) -> list[Array]:
    """Only two-dimensional arrays have a gradient in your list; vectors and kernels are weights as well."""
    return l2_penalty_gradient([w for w in weights if np.ndim(w) == 2], lam)


@instead_of("l2_penalty_gradient")
def gradients_by_a_generator(weights: Weights, lam: float) -> Iterator[Array]:
    """You return a generator, which has not computed anything yet, and not a list."""
    _require_price(lam)
    return (2.0 * lam * w for w in weights)


@instead_of("l2_penalty_gradient")
def gradients_by_a_coarse_difference(weights: Weights, lam: float) -> list[Array]:
    """You approximate the derivative by a difference, and the step is too coarse to be exact."""
    _require_price(lam)
    return [lam * ((w + 1e-3) ** 2 - w**2) / 1e-3 for w in weights]


@instead_of("l2_penalty_gradient")
def gradients_cut_to_whole_numbers(weights: Weights, lam: float) -> list[Array]:
    """Your gradients are cut to whole numbers: the fractions are lost."""
    return [np.trunc(g) for g in l2_penalty_gradient(weights, lam)]


@instead_of("l2_penalty_gradient")
def gradient_of_a_number_as_an_array_of_one(weights: Weights, lam: float) -> list[Array]:
    """The gradient of a weight that is a single number comes back with shape (1,)."""
    return [np.atleast_1d(g) for g in l2_penalty_gradient(weights, lam)]


@instead_of("l2_penalty_gradient")
def gradient_writes_into_the_weights(weights: Weights, lam: float) -> list[Array]:
    """Your function multiplies the caller's weights: it changes them in place."""
    _require_price(lam)
    return [np.multiply(w, 2.0 * lam, out=w) for w in weights]


@instead_of("l2_penalty_gradient")
def gradient_takes_negative_lambda(weights: Weights, lam: float) -> list[Array]:
    """A negative λ is accepted by your gradient; it should be refused."""
    return [2.0 * lam * w for w in weights]


@instead_of("l2_penalty_gradient")
def gradient_cuts_lambda_at_zero(weights: Weights, lam: float) -> list[Array]:
    """A negative λ is silently taken for 0 by your gradient; it should be refused."""
    return l2_penalty_gradient(weights, max(lam, 0.0))


@instead_of("l2_penalty_gradient")
def gradient_asserts_lambda(weights: Weights, lam: float) -> list[Array]:
    """Your gradient meets a negative λ with another exception than ValueError."""
    assert lam >= 0
    return l2_penalty_gradient(weights, lam)


@instead_of("l2_penalty_gradient")
def gradient_refuses_zero_lambda(weights: Weights, lam: float) -> list[Array]:
    """λ = 0 is refused by your gradient; it is allowed and makes all derivatives 0."""
    if lam <= 0:
        raise ValueError("lam must be positive")
    return l2_penalty_gradient(weights, lam)


@instead_of("l2_penalty_gradient")
def gradient_empty_for_zero_lambda(weights: Weights, lam: float) -> list[Array]:
    """For λ = 0 your list is empty; every layer still has a gradient, of zeros."""
    return l2_penalty_gradient(weights, lam) if lam else []


@instead_of("l2_penalty_gradient")
def gradient_refuses_no_weights(weights: Weights, lam: float) -> list[Array]:
    """No weights at all are refused by your gradient; their list of gradients is empty."""
    if not weights:
        raise ValueError("there are no weights")
    return l2_penalty_gradient(weights, lam)


# --- l2_regularized_cost --------------------------------------------------------------------------------------------


@instead_of("l2_regularized_cost")
def losses_added_up(losses: Array, weights: Weights, lam: float) -> float:
    """You add up the losses of the examples; the cost has their mean."""
    return l2_regularized_cost(losses, weights, lam) + float(np.sum(losses) - np.mean(losses))


@instead_of("l2_regularized_cost")
def penalty_divided_by_examples(losses: Array, weights: Weights, lam: float) -> float:
    """The penalty is divided by the number of examples as well; only the losses are averaged."""
    return l2_regularized_cost(losses, weights, lam / np.size(losses) if np.size(losses) else lam)


@instead_of("l2_regularized_cost")
def penalty_divided_by_twice_the_examples(losses: Array, weights: Weights, lam: float) -> float:
    """Your penalty is divided by twice the number of examples, a convention of other courses."""
    return l2_regularized_cost(losses, weights, lam / (2 * np.size(losses)) if np.size(losses) else lam)


@instead_of("l2_regularized_cost")
def half_the_penalty(losses: Array, weights: Weights, lam: float) -> float:
    """Half the penalty is added: other texts have a factor ½, the lecture has none."""
    return l2_regularized_cost(losses, weights, 0.5 * lam)


@instead_of("l2_regularized_cost")
def half_the_mean(losses: Array, weights: Weights, lam: float) -> float:
    """Half the mean loss is taken: there is no factor ½ in the cost."""
    return l2_regularized_cost(0.5 * losses, weights, lam)


@instead_of("l2_regularized_cost")
def penalty_subtracted(losses: Array, weights: Weights, lam: float) -> float:
    """The penalty is subtracted, so that large weights are rewarded."""
    return l2_regularized_cost(losses, weights, lam) - 2.0 * l2_penalty(weights, lam)


@instead_of("l2_regularized_cost")
def penalty_multiplied(losses: Array, weights: Weights, lam: float) -> float:
    """The mean loss is multiplied by the penalty where it should be added."""
    l2_regularized_cost(losses, weights, lam)
    return float(np.mean(losses)) * l2_penalty(weights, lam)


@instead_of("l2_regularized_cost")
def penalty_alone(losses: Array, weights: Weights, lam: float) -> float:
    """Your cost is the penalty alone: the losses have no effect."""
    l2_regularized_cost(losses, weights, lam)
    return l2_penalty(weights, lam)


@instead_of("l2_regularized_cost")
def losses_alone(losses: Array, weights: Weights, lam: float) -> float:
    """Your cost is the mean loss alone: the penalty is missing."""
    return l2_regularized_cost(losses, weights, 0.0 if lam > 0 else lam)


@instead_of("l2_regularized_cost")
def penalty_for_every_example(losses: Array, weights: Weights, lam: float) -> float:
    """The penalty is counted once for every example; it should be added once."""
    return l2_regularized_cost(losses, weights, lam * max(np.size(losses), 1))


@instead_of("l2_regularized_cost")
def l1_in_the_cost(losses: Array, weights: Weights, lam: float) -> float:
    """The L1 penalty is in your cost, absolute values instead of squares."""
    return l2_regularized_cost(losses, [], lam) + l1_penalty(weights, lam)


@instead_of("l2_regularized_cost")
def root_in_the_cost(losses: Array, weights: Weights, lam: float) -> float:
    """Your cost has the norm of the weights in it, a root; the penalty is made of squares alone."""
    return l2_regularized_cost(losses, [], lam) + lam * float(np.sqrt(l2_penalty(weights, 1.0)))


@instead_of("l2_regularized_cost")
def lambda_twice_in_the_cost(losses: Array, weights: Weights, lam: float) -> float:
    """λ is multiplied in twice: the penalty already contains it."""
    return l2_regularized_cost(losses, weights, lam * abs(lam))


@instead_of("l2_regularized_cost")
def cost_without_lambda(losses: Array, weights: Weights, lam: float) -> float:
    """λ has no effect on your cost: the squares are added without a price."""
    return l2_regularized_cost(losses, weights, 1.0 if lam >= 0 else lam)


@instead_of("l2_regularized_cost")
def lambda_times_the_losses(losses: Array, weights: Weights, lam: float) -> float:
    """λ multiplies the whole cost in your answer; it belongs to the penalty alone."""
    l2_regularized_cost(losses, weights, lam)
    return lam * (float(np.mean(losses)) + l2_penalty(weights, 1.0))


@instead_of("l2_regularized_cost")
def blend_of_loss_and_penalty(losses: Array, weights: Weights, lam: float) -> float:
    """Your mean loss is weighed with 1 − λ; the price of the weights does not make the losses cheaper."""
    return l2_regularized_cost(losses, weights, lam) - lam * float(np.mean(losses))


@instead_of("l2_regularized_cost")
def cost_of_the_first_layer(losses: Array, weights: Weights, lam: float) -> float:
    """Only the first array of weights is penalized in your cost."""
    return l2_regularized_cost(losses, weights[:1], lam)


@instead_of("l2_regularized_cost")
def cost_of_the_last_layer(losses: Array, weights: Weights, lam: float) -> float:
    """Only the last array of weights is penalized in your cost."""
    return l2_regularized_cost(losses, weights[-1:], lam)


@instead_of("l2_regularized_cost")
def mean_over_one_less(losses: Array, weights: Weights, lam: float) -> float:
    """The sum of the losses is divided by n − 1; a mean divides by n."""
    l2_regularized_cost(losses, weights, lam)
    return float(np.sum(losses) / np.float64(np.size(losses) - 1)) + l2_penalty(weights, lam)


@instead_of("l2_regularized_cost")
def mean_of_squared_losses(losses: Array, weights: Weights, lam: float) -> float:
    """You square the losses before averaging; they are losses already."""
    return l2_regularized_cost(losses**2, weights, lam)


@instead_of("l2_regularized_cost")
def median_of_losses(losses: Array, weights: Weights, lam: float) -> float:
    """You take the median of the losses; the cost has their mean."""
    return l2_regularized_cost(losses, weights, lam) - float(np.mean(losses) - np.median(losses))


@instead_of("l2_regularized_cost")
def largest_loss(losses: Array, weights: Weights, lam: float) -> float:
    """You take the largest loss; the cost has the mean of all."""
    return l2_regularized_cost(losses, weights, lam) - float(np.mean(losses) - np.max(losses))


@instead_of("l2_regularized_cost")
def first_loss(losses: Array, weights: Weights, lam: float) -> float:
    """Only the loss of the first example counts in your cost."""
    return l2_regularized_cost(losses[:1], weights, lam)


@instead_of("l2_regularized_cost")
def one_cost_for_every_example(losses: Array, weights: Weights, lam: float) -> Array:
    """You return one cost for every example; the mean over them is missing."""
    l2_regularized_cost(losses, weights, lam)
    return losses + l2_penalty(weights, lam)


@instead_of("l2_regularized_cost")
def cost_as_an_array_of_one(losses: Array, weights: Weights, lam: float) -> Array:
    """Your cost is an array of shape (1,) and not a single number."""
    return np.array([l2_regularized_cost(losses, weights, lam)])


@instead_of("l2_regularized_cost")
def loss_and_penalty_as_a_pair(losses: Array, weights: Weights, lam: float) -> tuple[float, float]:
    """You return the mean loss and the penalty as two numbers; the cost is their sum."""
    l2_regularized_cost(losses, weights, lam)
    return float(np.mean(losses)), l2_penalty(weights, lam)


@instead_of("l2_regularized_cost")
def cost_writes_into_the_losses(losses: Array, weights: Weights, lam: float) -> float:
    """Your function adds the penalty to the caller's losses: it changes them in place."""
    l2_regularized_cost(losses, weights, lam)
    losses += l2_penalty(weights, lam)
    return float(np.mean(losses))


@instead_of("l2_regularized_cost")
def cost_of_no_losses_is_nan(losses: Array, weights: Weights, lam: float) -> float:
    """Without any losses your cost is nan; a mean of nothing should be refused."""
    return float(np.mean(losses)) + l2_penalty(weights, lam)


@instead_of("l2_regularized_cost")
def cost_of_no_losses_is_the_penalty(losses: Array, weights: Weights, lam: float) -> float:
    """Without any losses your cost is the penalty alone; a mean of nothing should be refused."""
    return l2_regularized_cost(losses if np.size(losses) else np.zeros(1), weights, lam)


@instead_of("l2_regularized_cost")
def cost_of_no_losses_divides_by_zero(losses: Array, weights: Weights, lam: float) -> float:
    """Without any losses your function ends in another exception than ValueError."""
    return float(sum(losses.tolist()) / len(losses)) + l2_penalty(weights, lam)


@instead_of("l2_regularized_cost")
def cost_takes_negative_lambda(losses: Array, weights: Weights, lam: float) -> float:
    """A negative λ is accepted by your cost, and makes large weights cheap."""
    return l2_regularized_cost(losses, [], 0.0) + lam * l2_penalty(weights, 1.0)


@instead_of("l2_regularized_cost")
def cost_cuts_lambda_at_zero(losses: Array, weights: Weights, lam: float) -> float:
    """A negative λ is silently taken for 0 by your cost; it should be refused."""
    return l2_regularized_cost(losses, weights, max(lam, 0.0))


@instead_of("l2_regularized_cost")
def cost_refuses_zero_lambda(losses: Array, weights: Weights, lam: float) -> float:
    """λ = 0 is refused by your cost; it is allowed and switches the penalty off."""
    if lam <= 0:
        raise ValueError("lam must be positive")
    return l2_regularized_cost(losses, weights, lam)


@instead_of("l2_regularized_cost")
def cost_replaces_zero_lambda(losses: Array, weights: Weights, lam: float) -> float:
    """λ = 0 is replaced by another value in your cost: Python takes 0 for false in `lam or …`."""
    return l2_regularized_cost(losses, weights, lam or 0.01)


@instead_of("l2_regularized_cost")
def cost_refuses_no_weights(losses: Array, weights: Weights, lam: float) -> float:
    """No weights at all are refused by your cost; it is then the mean loss alone."""
    if not weights:
        raise ValueError("there are no weights")
    return l2_regularized_cost(losses, weights, lam)


@instead_of("l2_regularized_cost")
def cost_cut_to_a_whole_number(losses: Array, weights: Weights, lam: float) -> float:
    """Your cost is cut to a whole number: the fraction is lost."""
    return float(int(l2_regularized_cost(losses, weights, lam)))
