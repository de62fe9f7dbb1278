import numpy as np


def centred(x):
    return np.asarray(x) - np.mean(x)


def steps(n):
    return 0


rate = 0.1
raise RuntimeError("bob stopped here")


def longest(words):
    return max(words, key=len, default=None)
