import numpy as np
from .convolution import Axis


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
