import numpy as np


class Activation:
    """Base class of all activations."""

    name = "activation"

    def __call__(self, x):
        return self.forward(np.asarray(x, dtype=np.float64))

    def forward(self, x):
        raise NotImplementedError

    def __repr__(self):
        return f"<{self.name}>"


class Sigmoid(Activation):
    name = "sigmoid"

    def forward(self, x):
        e = np.exp(-np.abs(x))
        return np.where(x >= 0, 1, e) / (1 + e)


class ReLU(Activation):
    name = "relu"

    def forward(self, x):
        return np.where(x > 0, x, 0.0)


sigmoid = Sigmoid()
relu = ReLU()


if __name__ == "__main__":
    import argparse
    import doctest

    import matplotlib.pyplot as plt

    parser = argparse.ArgumentParser()
    parser.add_argument("--plot", action="store_true")
    arguments = parser.parse_args()
    print(doctest.testmod())
    name = input("what shall I plot? ")
    if arguments.plot:
        plt.plot(globals()[name])
        plt.show()
