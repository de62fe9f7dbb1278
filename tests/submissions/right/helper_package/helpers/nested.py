import numpy as np


def elementwise(function, *arrays):
    """function of the numbers, as nested lists"""
    if np.ndim(arrays[0]) == 0:
        return function(*map(float, arrays))
    return [elementwise(function, *rows) for rows in zip(*arrays)]


def numbers(array):
    if np.ndim(array) == 0:
        yield float(array)
    else:
        for part in array:
            yield from numbers(part)


def affine(b, *products):
    """b + W v + W' v' ..., as a list"""
    result = []
    for k, offset in enumerate(b):
        total = float(offset)
        for W, v in products:
            total += sum(float(w) * float(e) for w, e in zip(W[k], v))
        result.append(total)
    return result
