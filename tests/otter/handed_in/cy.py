def centred(x):
    mean = sum(x) / len(x)
    return [entry - mean for entry in x]


def longest(words):
    return sorted(words, key=len)[-1]


def steps(n):
    raise NotImplementedError
