import numpy as np


def root_of_squares(x):
    return np.sqrt((x ** 2).sum(axis=1))
