from helpers.nested import elementwise


def _check(p):
    if not (0 <= p <= 1):
        raise ValueError("p is not a probability")


def dropout_train(a, p, rng):
    _check(p)
    mask = elementwise(lambda v: int(rng.uniform() < 1 - p), a)
    return elementwise(lambda v, m: v * m, a, mask), mask


def dropout_infer(a, p):
    _check(p)
    return elementwise(lambda v: v * (1 - p), a)
