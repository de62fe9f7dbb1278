import numpy as np


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
