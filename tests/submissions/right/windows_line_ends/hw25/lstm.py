from collections import namedtuple

import numpy as np
from .activations import sigmoid

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
