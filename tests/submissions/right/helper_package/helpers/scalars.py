import math


def logistic(v):
    try:
        return 1 / (1 + math.exp(-v))
    except OverflowError:
        return 0.0


def at_least(least, **values):
    for name, value in values.items():
        if value < least:
            raise ValueError(f"{name} must be at least {least}, not {value}")
