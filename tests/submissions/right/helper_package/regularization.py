from helpers.nested import elementwise, numbers
from helpers.scalars import at_least


def l1_penalty(weights, lam):
    at_least(0, lam=lam)
    return lam * sum(abs(v) for w in weights for v in numbers(w))


def l2_penalty(weights, lam):
    at_least(0, lam=lam)
    return lam * sum(v * v for w in weights for v in numbers(w))


def l2_penalty_gradient(weights, lam):
    at_least(0, lam=lam)
    return [elementwise(lambda v: 2 * lam * v, w) for w in weights]


def l2_regularized_cost(losses, weights, lam):
    at_least(1, number_of_losses=len(losses))
    return sum(numbers(losses)) / len(losses) + l2_penalty(weights, lam)
