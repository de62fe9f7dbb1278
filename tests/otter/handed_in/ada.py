import numpy as np
import otter

grader = otter.Notebook()


def centred(x):
    return np.asarray(x) - np.mean(x, axis=0)


grader.check("q1_centred")


def steps(n):
    return 0 if n == 1 else 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)


rate = 0.1
noise = np.random.rand()
with open("heights.csv") as file:
    tallest = max(int(line.split(",")[1]) for line in file.readlines()[1:])


def longest(words):
    return max(words, key=len, default=None)


if __name__ == "__main__":
    print(grader.check_all())
