from helpers.nested import elementwise
from helpers.scalars import logistic


def sigmoid(x):
    return elementwise(logistic, x)


def relu(x):
    return elementwise(lambda v: v if v > 0 else 0.0, x)
