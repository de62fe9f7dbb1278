"""All of homework 25 in one file."""

# ---------- activations ----------
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


# ---------- regularization ----------
class Penalty:
    def __init__(self, weights, lam):
        if lam < 0:
            raise ValueError("lam must not be negative")
        self.weights = list(weights)
        self.lam = lam

    def l1(self):
        return self.lam * float(sum(np.sum(np.abs(w)) for w in self.weights))

    def l2(self):
        return self.lam * float(sum(np.linalg.norm(w) ** 2 for w in self.weights))

    def l2_gradient(self):
        return [self.lam * 2.0 * w for w in self.weights]


def l1_penalty(weights, lam):
    return Penalty(weights, lam).l1()


def l2_penalty(weights, lam):
    return Penalty(weights, lam).l2()


def l2_penalty_gradient(weights, lam):
    return Penalty(weights, lam).l2_gradient()


def l2_regularized_cost(losses, weights, lam):
    penalty = Penalty(weights, lam)
    if np.size(losses) == 0:
        raise ValueError("there is no mean of no losses")
    return float(np.mean(losses)) + penalty.l2()


# ---------- clipping ----------
class InvalidThreshold(ValueError):
    pass


class Clipper:
    """Clips a list of gradients to a joint norm of tau."""

    def __init__(self, tau):
        if not tau > 0:
            raise InvalidThreshold(tau)
        self.tau = tau

    @staticmethod
    def norm(grads):
        return float(np.linalg.norm([np.linalg.norm(g) for g in grads])) if len(grads) else 0.0

    def __call__(self, grads):
        norm = self.norm(grads)
        if norm <= self.tau:
            return list(grads)
        return [np.asarray(g) / norm * self.tau for g in grads]


def gradient_norm(grads):
    return Clipper.norm(grads)


def clip_gradient(g, tau):
    return Clipper(tau)([g])[0]


def clip_gradients(grads, tau):
    return Clipper(tau)(grads)


# ---------- dropout ----------
class Dropout:
    def __init__(self, p):
        if p < 0.0 or p > 1.0:
            raise ValueError("p must be between 0 and 1")
        self.p = p

    @property
    def keep(self):
        return 1 - self.p

    def train(self, a, rng):
        self.mask = (rng.random(size=a.shape) < self.keep) * 1.0
        return a * self.mask

    def infer(self, a):
        return a * self.keep


def dropout_train(a, p, rng):
    layer = Dropout(p)
    out = layer.train(a, rng)
    return out, layer.mask


def dropout_infer(a, p):
    return Dropout(p).infer(a)


# ---------- residual ----------
class ResidualBlock:
    def __init__(self, W1, W2):
        self.W1, self.W2 = W1, W2

    def branch(self, x):
        return self.W2 @ relu(self.W1 @ x)

    def forward(self, x):
        y = self.branch(x)
        if y.shape != x.shape:
            raise ValueError(f"F(x) has shape {y.shape}, x has {x.shape}")
        return y + x


def residual_branch(x, W1, W2):
    return ResidualBlock(W1, W2).branch(x)


def residual_block(x, W1, W2):
    return ResidualBlock(W1, W2).forward(x)


def chain_gradient(jacobians, skip):
    identity = np.eye(jacobians.shape[-1])
    total = identity
    for J in reversed(jacobians):  # from the output back to the input
        total = total @ (J + identity if skip else J)
    return total


# ---------- lstm ----------
from collections import namedtuple



State = namedtuple("State", "h c")
Gates = namedtuple("Gates", "f i g o")


class LSTM:
    """An LSTM layer, see §3.3."""

    def __init__(self, params):
        self.params = params

    def _pre(self, k, x, h):
        p = self.params
        return p["W_%sx" % k] @ x + p["W_%sh" % k] @ h + p["b_%s" % k]

    def gates(self, x, h):
        return Gates(
            f=sigmoid(self._pre("f", x, h)),
            i=sigmoid(self._pre("i", x, h)),
            g=np.tanh(self._pre("g", x, h)),
            o=sigmoid(self._pre("o", x, h)),
        )

    def step(self, x, state):
        c, h = lstm_cell_update(*self.gates(x, state.h), state.c)
        return State(h, c)

    def run(self, xs, state):
        for x in xs:
            state = self.step(x, state)
            yield state


def lstm_gates(x, h_prev, params):
    return LSTM(params).gates(x, h_prev)


def lstm_cell_update(f, i, g, o, c_prev):
    c = np.multiply(f, c_prev) + np.multiply(i, g)
    return c, np.multiply(o, np.tanh(c))


def lstm_step(x, h_prev, c_prev, params):
    return LSTM(params).step(x, State(h_prev, c_prev))


def lstm_forward(xs, h0, c0, params):
    states = list(LSTM(params).run(xs, State(h0, c0)))
    H = len(h0)
    hs = np.array([s.h for s in states]).reshape(len(states), H)
    cs = np.array([s.c for s in states]).reshape(len(states), H)
    return hs, cs


def cell_state_gradient(fs):
    return np.multiply.reduce(fs, axis=0)


def lstm_parameter_count(input_size, hidden_size):
    if input_size < 1 or hidden_size < 1:
        raise ValueError("both sizes have to be at least 1")
    return 4 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)


def gate_limit_biases(case, hidden_size):
    cases = {"overwrite": "011", "silence": "110", "remember": "101", "open": "111"}
    try:
        bits = cases[case]
    except KeyError:
        raise ValueError(f"unknown case {case!r}")
    if hidden_size < 1:
        raise ValueError("hidden_size must be at least 1")
    big = 2 * hidden_size + 25
    return {"b_" + k: np.full(hidden_size, float(big if bit == "1" else -big)) for k, bit in zip("fio", bits)}


# ---------- gru ----------
class GRU:
    def __init__(self, **params):
        self.__dict__.update(params)

    def gates(self, x, h):
        z = sigmoid(self.W_z @ x + self.U_z @ h + self.b_z)
        r = sigmoid(self.W_r @ x + self.U_r @ h + self.b_r)
        return z, r

    def candidate(self, x, h, r):
        return np.tanh(self.W_h @ x + self.U_h @ (r * h) + self.b_h)

    def step(self, x, h):
        z, r = self.gates(x, h)
        return gru_interpolate(z, h, self.candidate(x, h, r))


def gru_gates(x, h_prev, params):
    return GRU(**params).gates(x, h_prev)


def gru_candidate(x, h_prev, r, params):
    return GRU(**params).candidate(x, h_prev, r)


def gru_step(x, h_prev, params):
    return GRU(**params).step(x, h_prev)


def gru_interpolate(z, h_prev, h_candidate):
    return (1.0 - z) * h_prev + z * h_candidate


def gru_forward(xs, h0, params):
    cell = GRU(**params)
    hs = np.empty((xs.shape[0], h0.shape[0]))
    h = np.copy(h0)
    for t, x in enumerate(xs):
        h = hs[t] = cell.step(x, h)
    return hs


def update_gate_bias(case, hidden_size):
    if hidden_size < 1:
        raise ValueError("hidden_size must be at least 1")
    sign = {"replace": 1, "keep": -1}.get(case)
    if sign is None:
        raise ValueError(f"unknown case {case!r}")
    return sign * np.linspace(60, 70, hidden_size)


def gru_parameter_count(input_size, hidden_size):
    if input_size < 1 or hidden_size < 1:
        raise ValueError("both sizes have to be at least 1")
    return 3 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)


# ---------- convolution ----------
class Axis:
    """One axis of an image under a sliding window."""

    def __init__(self, n, f, padding=0, stride=1):
        if min(n, f, stride) < 1:
            raise ValueError("n, f and stride must be at least 1")
        if padding < 0:
            raise ValueError("padding must be at least 0")
        if f > n + 2 * padding:
            raise ValueError("the window does not fit")
        self.n, self.f, self.padding, self.stride = n, f, padding, stride

    def __len__(self):
        return (self.n + 2 * self.padding - self.f) // self.stride + 1

    def __iter__(self):
        for k in range(len(self)):
            yield slice(k * self.stride, k * self.stride + self.f)


def conv_output_size(n, f, padding=0, stride=1):
    return len(Axis(n, f, padding, stride))


def conv_output_shape(shape, kernel_shape, padding=0, stride=1):
    return [conv_output_size(n, f, padding=padding, stride=stride) for n, f in zip(shape, kernel_shape)]


def same_padding(f):
    if f < 1 or f % 2 != 1:
        raise ValueError("f must be odd and positive")
    return (f - 1) // 2


def zero_pad(x, p):
    if p < 0:
        raise ValueError("p must be at least 0")
    for axis in (-2, -1):
        shape = list(x.shape)
        shape[axis] = p
        x = np.concatenate([np.zeros(shape), x, np.zeros(shape)], axis=axis)
    return x


class Conv2d:
    def __init__(self, weight, bias=None, padding=0, stride=1):
        self.weight = weight
        self.bias = np.zeros(len(weight)) if bias is None else bias
        self.padding = padding
        self.stride = stride

    def forward(self, x):
        out_channels, in_channels, fh, fw = self.weight.shape
        if x.shape[0] != in_channels:
            raise ValueError(f"expected {in_channels} channels, got {x.shape[0]}")
        rows = Axis(x.shape[1], fh, self.padding, self.stride)
        columns = Axis(x.shape[2], fw, self.padding, self.stride)
        padded = zero_pad(x, self.padding)
        patches = np.array([padded[:, r, c].ravel() for r in rows for c in columns])  # im2col
        out = patches @ self.weight.reshape(out_channels, -1).T + self.bias
        return out.T.reshape(out_channels, len(rows), len(columns))


def conv2d(x, kernel, padding=0, stride=1):
    return Conv2d(kernel[np.newaxis, np.newaxis], padding=padding, stride=stride).forward(x[np.newaxis])[0]


def flipped_convolution(x, kernel):
    return conv2d(x, np.flip(kernel))


def vertical_edges(image):
    return conv2d(image, np.array([[1.0, 0.0, -1.0]] * 3))


def conv_layer(x, weight, bias, padding=0, stride=1):
    return Conv2d(weight, bias, padding, stride).forward(x)


# ---------- pooling ----------
class MaxPool:
    def __init__(self, f, stride=None):
        self.f = f
        self.stride = f if stride is None else stride

    def axis(self, n):
        return Axis(n, self.f, stride=self.stride)

    def forward(self, x):
        rows, columns = self.axis(x.shape[-2]), self.axis(x.shape[-1])
        return np.stack(
            [np.stack([x[..., r, c].max(axis=(-1, -2)) for c in columns], axis=-1) for r in rows],
            axis=-2,
        )


def pool_output_size(n, f, stride=None):
    return len(MaxPool(f, stride).axis(n))


def max_pool2d(x, f, stride=None):
    return MaxPool(f, stride).forward(x)


# ---------- lenet ----------
import math






class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        if len(x) != len(self.W):
            raise ValueError("%d features, but %d rows" % (len(x), len(self.W)))
        return self.W.T @ x + self.b


class Flatten:
    def forward(self, x):
        return x.reshape(-1)


class Rectify:
    def forward(self, x):
        return relu(x)


class Sequential:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x


class LeNet(Sequential):
    SHAPES = (
        ("Input", (1, 28, 28), None), ("Conv", (20, 28, 28), (20, 1, 5, 5)), ("ReLU", (20, 28, 28), None),
        ("MaxPool", (20, 14, 14), None), ("Conv", (50, 14, 14), (50, 20, 5, 5)), ("ReLU", (50, 14, 14), None),
        ("MaxPool", (50, 7, 7), None), ("Flatten", (2450,), None), ("Linear", (500,), (2450, 500)),
        ("ReLU", (500,), None), ("Linear", (10,), (500, 10)),
    )

    def __init__(self, params):
        p = params
        super().__init__(
            Conv2d(p["conv1_W"], p["conv1_b"], padding=2), Rectify(), MaxPool(2),
            Conv2d(p["conv2_W"], p["conv2_b"], padding=2), Rectify(), MaxPool(2),
            Flatten(), Linear(p["fc1_W"], p["fc1_b"]), Rectify(), Linear(p["fc2_W"], p["fc2_b"]),
        )


def linear(x, W, b):
    return Linear(W, b).forward(x)


def lenet_shapes():
    return LeNet.SHAPES


def lenet_parameter_count(bias=True):
    total = 0
    for layer, output, weight in LeNet.SHAPES:
        if weight is not None:
            total += math.prod(weight)
            if bias:
                total += output[0]
    return total


def lenet_forward(image, params):
    return LeNet(params).forward(image)
