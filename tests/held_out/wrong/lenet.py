import numpy as np

from autograder.misconception import instead_of

_W = {}
_ROWS = [
    ("Input", (1, 28, 28), None), ("Conv", (20, 28, 28), (20, 1, 5, 5)), ("ReLU", (20, 28, 28), None), ("MaxPool", (20, 14, 14), None),
    ("Conv", (50, 14, 14), (50, 20, 5, 5)), ("ReLU", (50, 14, 14), None), ("MaxPool", (50, 7, 7), None), ("Flatten", (2450,), None),
    ("Linear", (500,), (2450, 500)), ("ReLU", (500,), None), ("Linear", (10,), (500, 10)),
]


def _conv(x, w, b, p=2):
    xp = np.pad(x, [(0, 0), (p, p), (p, p)])
    v = np.lib.stride_tricks.sliding_window_view(xp, w.shape[2:], axis=(1, 2))
    return np.einsum("cijab,kcab->kij", v, w) + np.asarray(b)[:, None, None]


def _pool(x):
    H, W = x.shape[1] // 2, x.shape[2] // 2
    if H < 1 or W < 1:
        raise ValueError("too small")
    return x[:, : 2 * H, : 2 * W].reshape(-1, H, 2, W, 2).max(axis=(2, 4))


def _relu(v):
    return np.maximum(v, 0)


def _check(a, p):
    if a.shape[0] != p["conv1_W"].shape[1]:
        raise ValueError("channels")
    if min(a.shape[1:]) < 4:
        raise ValueError("too small")


def _features(a, p):
    _check(a, p)
    for n in ("conv1", "conv2"):
        a = _pool(_relu(_conv(a, p[n + "_W"], p[n + "_b"])))
    return a


def _head(v, p):
    if v.size != p["fc1_W"].shape[0]:
        raise ValueError("features")
    return _relu(v @ p["fc1_W"] + p["fc1_b"]) @ p["fc2_W"] + p["fc2_b"]


@instead_of("linear")
def linear_transposed_if_square(x, W, b):
    """W @ x where W is square."""
    # BREAKS: "y[j] = Σ_i x[i] · W[i, j] + b[j]"
    return W @ x + b if W.shape[0] == W.shape[1] else x @ W + b


@instead_of("linear")
def linear_pytorch(x, W, b):
    """PyTorch's convention, x Wᵀ."""
    # BREAKS: "W: shape (in, out)." ("PyTorch stores the transpose.")
    return x @ W.T + b


@instead_of("linear")
def linear_no_bias(x, W, b):
    """Forgets the bias."""
    # BREAKS: "y = x W + b"
    return x @ W


@instead_of("linear")
def linear_relu(x, W, b):
    """Adds a ReLU."""
    # BREAKS: "There is no activation."
    return np.maximum(x @ W + b, 0)


@instead_of("linear")
def linear_row(x, W, b):
    """Returns shape (1, out)."""
    # BREAKS: "Shape (out,)."
    return np.reshape(x, (1, -1)) @ W + b


@instead_of("linear")
def linear_scalar_for_one_output(x, W, b):
    """Squeezes: shape () for one output."""
    # BREAKS: "Shape (out,)."
    return np.squeeze(x @ W + b)


@instead_of("linear")
def linear_adds_into_bias(x, W, b):
    """b += x W."""
    # BREAKS: "never change an argument"
    b += x @ W
    return b


@instead_of("lenet_shapes")
def shapes_valid_convolution():
    """Forgets the padding 2: 24, 12, 8, 4, as in the original LeNet."""
    # BREAKS: "Both convolutions have 5 × 5 kernels, padding 2 and stride 1"
    return [("Input", (1, 28, 28), None), ("Conv", (20, 24, 24), (20, 1, 5, 5)), ("ReLU", (20, 24, 24), None), ("MaxPool", (20, 12, 12), None),
            ("Conv", (50, 8, 8), (50, 20, 5, 5)), ("ReLU", (50, 8, 8), None), ("MaxPool", (50, 4, 4), None), ("Flatten", (800,), None),
            ("Linear", (500,), (800, 500)), ("ReLU", (500,), None), ("Linear", (10,), (500, 10))]


@instead_of("lenet_shapes")
def shapes_numbers_after_flatten():
    """Plain numbers instead of one-element shapes after Flatten."""
    # BREAKS: "Even one number is a shape: (10,), not 10."
    return [(n, s[0] if len(s) == 1 else s, w) for n, s, w in _ROWS]


@instead_of("lenet_shapes")
def shapes_input_channels_first():
    """Conv weights as (C_in, C_out, K, K)."""
    # BREAKS: "weight_shape: (C_out, C_in, K, K) for Conv"
    return [(n, s, (w[1], w[0]) + w[2:] if w and len(w) == 4 else w) for n, s, w in _ROWS]


@instead_of("lenet_shapes")
def shapes_linear_out_in():
    """Linear weights as (out, in)."""
    # BREAKS: "(in, out) for Linear"
    return [(n, s, w[::-1] if w and len(w) == 2 else w) for n, s, w in _ROWS]


@instead_of("lenet_shapes")
def shapes_channels_last():
    """(height, width, channels)."""
    # BREAKS: "output_shape: … (channels, height, width) before Flatten"
    return [(n, s[1:] + s[:1] if len(s) == 3 else s, w) for n, s, w in _ROWS]


@instead_of("lenet_shapes")
def shapes_empty_tuple_for_none():
    """() instead of None where there are no weights."""
    # BREAKS: "None for a layer without weights"
    return [(n, s, w or ()) for n, s, w in _ROWS]


@instead_of("lenet_shapes")
def shapes_relu_lowercase():
    """Spells the layer Relu."""
    # BREAKS: "layer: the name above, spelled exactly so."
    return [(n.replace("ReLU", "Relu"), s, w) for n, s, w in _ROWS]


@instead_of("lenet_shapes")
def shapes_without_input():
    """Leaves the Input row out."""
    # BREAKS: "A list of eleven rows"
    return _ROWS[1:]


@instead_of("lenet_shapes")
def shapes_last_relu():
    """Adds a ReLU after the last Linear."""
    # BREAKS: "A list of eleven rows"
    return _ROWS + [("ReLU", (10,), None)]


@instead_of("lenet_shapes")
def shapes_second_conv_one_channel():
    """Second convolution looks at one channel."""
    # BREAKS: "the first with 20 output channels, the second with 50" (weight (C_out, C_in, K, K))
    return [(n, s, (50, 1, 5, 5) if w == (50, 20, 5, 5) else w) for n, s, w in _ROWS]


@instead_of("lenet_shapes")
def shapes_float_sizes():
    """Halves by true division: floats after pooling."""
    # BREAKS: "a float is wrong, even 4.0"
    return [(n, tuple(v / 1 for v in s) if n == "MaxPool" else s, w) for n, s, w in _ROWS]


@instead_of("lenet_shapes")
def shapes_as_arrays():
    """Shapes as NumPy arrays."""
    # BREAKS: "For the list, a row and a shape, a tuple and a list are equally right; an array is not."
    return [(n, np.array(s), w) for n, s, w in _ROWS]


@instead_of("lenet_parameter_count")
def count_one_bias_per_layer(bias=True):
    """One bias per layer."""
    # BREAKS: "(+ C_out if bias) for a convolution"
    return 500 + 25000 + 1225000 + 5000 + (4 if bias else 0)


@instead_of("lenet_parameter_count")
def count_no_bias_by_default(bias=False):
    """Defaults to bias=False."""
    # BREAKS: "bias: bool = True"
    return 1255500 + (580 if bias else 0)


@instead_of("lenet_parameter_count")
def count_bias_ignored(bias=True):
    """Counts biases in any case."""
    # BREAKS: "if not, only weights are counted"
    return 1256080


@instead_of("lenet_parameter_count")
def count_linear_biases_only(bias=True):
    """Forgets the biases of the convolutions."""
    # BREAKS: "every output channel of a convolution and every output of a linear layer has a bias"
    return 1255500 + (510 if bias else 0)


@instead_of("lenet_parameter_count")
def count_input_biases(bias=True):
    """Counts a bias for every input of a linear layer."""
    # BREAKS: "in · out (+ out if bias)"
    return 1255500 + (20 + 50 + 2450 + 500 if bias else 0)


@instead_of("lenet_parameter_count")
def count_bias_is_true_only(bias=True):
    """Subtracts instead of leaving out for bias=False."""
    # BREAKS: "if not, only weights are counted"
    return 1256080 if bias else 1256080 - 2 * 580


@instead_of("lenet_parameter_count")
def count_float(bias=True):
    """A float sum."""
    # BREAKS: "a whole number, not a float"
    return float(1256080 if bias else 1255500)


@instead_of("lenet_parameter_count")
def count_every_place(bias=True):
    """Counts the convolutions' weights at every place of the image."""
    # BREAKS: "A convolution's weights are shared by all places of the image"
    return 500 * 784 + 25000 * 196 + 1225000 + 5000 + (580 if bias else 0)


@instead_of("lenet_forward")
def forward_border_windows_left_zero(image, params):
    """Counts only windows that need no padding and fills the border up with zeros instead (maps of more than 4 × 4)."""
    # BREAKS: "padding 2, stride 1"
    _check(image, params)
    a = image
    for n in ("conv1", "conv2"):
        a = np.pad(_conv(a, params[n + "_W"], params[n + "_b"], 2)[:, 2:-2, 2:-2], [(0, 0), (2, 2), (2, 2)]) if min(a.shape[1:]) > 4 else _conv(a, params[n + "_W"], params[n + "_b"])
        a = _pool(_relu(a))
    return _head(a.ravel(), params)


@instead_of("lenet_forward")
def forward_flatten_channels_last(image, params):
    """Flattens with the channels last; unseen for one channel or 1 × 1 maps."""
    # BREAKS: "channel by channel, and within a channel row by row (NumPy's own order)"
    return _head(_features(image, params).transpose(1, 2, 0).ravel(), params)


@instead_of("lenet_forward")
def forward_flatten_by_columns(image, params):
    """Flattens each channel column by column; unseen for maps with one row or column."""
    # BREAKS: "within a channel row by row"
    return _head(_features(image, params).transpose(0, 2, 1).ravel(), params)


@instead_of("lenet_forward")
def forward_flatten_memory_order(image, params):
    """ravel(order="K") after a Fortran-ordered copy."""
    # BREAKS: "(NumPy's own order)"
    return _head(np.asfortranarray(_features(image, params)).ravel(order="K"), params)


@instead_of("lenet_forward")
def forward_softmax(image, params):
    """Softmax at the end."""
    # BREAKS: "no ReLU and no softmax follow"
    v = _head(_features(image, params).ravel(), params)
    e = np.exp(v - v.max())
    return e / e.sum()


@instead_of("lenet_forward")
def forward_last_relu(image, params):
    """ReLU at the end."""
    # BREAKS: "no ReLU and no softmax follow"
    return _relu(_head(_features(image, params).ravel(), params))


@instead_of("lenet_forward")
def forward_no_hidden_relu(image, params):
    """Forgets the ReLU between the linear layers."""
    # BREAKS: "4. linear layer with `fc1_W` and `fc1_b`;  ReLU"
    v = _features(image, params).ravel()
    if v.size != params["fc1_W"].shape[0]:
        raise ValueError
    return (v @ params["fc1_W"] + params["fc1_b"]) @ params["fc2_W"] + params["fc2_b"]


@instead_of("lenet_forward")
def forward_second_conv_without_relu(image, params):
    """Forgets the ReLU after the second convolution."""
    # BREAKS: "2. convolution with `conv2_W` and `conv2_b`, padding 2, stride 1;  ReLU"
    _check(image, params)
    a = _pool(_relu(_conv(image, params["conv1_W"], params["conv1_b"])))
    a = _pool(_conv(a, params["conv2_W"], params["conv2_b"]))
    return _head(a.ravel(), params)


@instead_of("lenet_forward")
def forward_second_conv_bias_missing(image, params):
    """Leaves conv2_b out."""
    # BREAKS: "convolution with `conv2_W` and `conv2_b`"
    _check(image, params)
    a = _pool(_relu(_conv(image, params["conv1_W"], params["conv1_b"])))
    a = _pool(_relu(_conv(a, params["conv2_W"], np.zeros(len(params["conv2_b"])))))
    return _head(a.ravel(), params)


@instead_of("lenet_forward")
def forward_average_pooling(image, params):
    """The original LeNet's average pooling."""
    # BREAKS: "2 × 2 max pooling with stride 2"
    _check(image, params)
    a = image
    for n in ("conv1", "conv2"):
        a = _relu(_conv(a, params[n + "_W"], params[n + "_b"]))
        H, W = a.shape[1] // 2, a.shape[2] // 2
        a = a[:, : 2 * H, : 2 * W].reshape(-1, H, 2, W, 2).mean(axis=(2, 4))
    return _head(a.ravel(), params)


@instead_of("lenet_forward")
def forward_flipped_kernels(image, params):
    """Flips the kernels of the convolutions."""
    # BREAKS: "convolution with `conv1_W`" (of deep learning, not flipped)
    p = {**params, "conv1_W": params["conv1_W"][:, :, ::-1, ::-1], "conv2_W": params["conv2_W"][:, :, ::-1, ::-1]}
    return _head(_features(image, p).ravel(), p)


@instead_of("lenet_forward")
def forward_transposed_linear_if_square(image, params):
    """Uses fc2_W @ v where fc2_W is square."""
    # BREAKS: "fc2_W: shape (hidden, out)"
    p = dict(params)
    if p["fc2_W"].shape[0] == p["fc2_W"].shape[1]:
        p["fc2_W"] = p["fc2_W"].T
    return _head(_features(image, p).ravel(), p)


@instead_of("lenet_forward")
def forward_slide_sizes_only(image, params):
    """Insists on a 1 × 28 × 28 image."""
    # BREAKS: "All sizes come from `image` and `params`; the lecture's own are one case"
    if image.shape != (1, 28, 28):
        raise ValueError
    return _head(_features(image, params).ravel(), params)


@instead_of("lenet_forward")
def forward_square_images_only(image, params):
    """Raises for images that are not square."""
    # BREAKS: "The image need not be square."
    if image.shape[1] != image.shape[2]:
        raise ValueError
    return _head(_features(image, params).ravel(), params)


@instead_of("lenet_forward")
def forward_odd_sizes_rejected(image, params):
    """Raises where a size is not divisible by 4."""
    # BREAKS: "Where a height or a width is odd, pooling drops the row or the column that is left over"
    if image.shape[1] % 4 or image.shape[2] % 4:
        raise ValueError
    return _head(_features(image, params).ravel(), params)


@instead_of("lenet_forward")
def forward_odd_sizes_padded(image, params):
    """Pools odd sizes with a zero row or column added and then crops at the front."""
    # BREAKS: "pooling drops the row or the column that is left over"
    _check(image, params)
    a = image
    for n in ("conv1", "conv2"):
        a = _relu(_conv(a, params[n + "_W"], params[n + "_b"]))
        a = _pool(a[:, a.shape[1] % 2 :, a.shape[2] % 2 :])
    return _head(a.ravel(), params)


@instead_of("lenet_forward")
def forward_cuts_features(image, params):
    """Cuts or fills the flattened vector to the number of rows of fc1_W."""
    # BREAKS: "ValueError: … if the number of entries after flattening is not the number of rows of fc1_W"
    v = _features(image, params).ravel()
    return _head(np.resize(v, params["fc1_W"].shape[0]), params)


@instead_of("lenet_forward")
def forward_one_feature_broadcasts(image, params):
    """Multiplies with broadcasting, so fc1_W with one row fits everything."""
    # BREAKS: "ValueError: … if the number of entries after flattening is not the number of rows of fc1_W"
    v = _features(image, params).ravel()
    u = _relu((v[:, None] * params["fc1_W"]).sum(axis=0) + params["fc1_b"])
    return u @ params["fc2_W"] + params["fc2_b"]


@instead_of("lenet_forward")
def forward_grey_image_broadcasts(image, params):
    """Sums over channels that do not fit by broadcasting."""
    # BREAKS: "ValueError: if the image has not as many channels as the filters of conv1_W"
    c = params["conv1_W"].shape[1]
    if image.shape[0] != c:
        image = np.broadcast_to(image.mean(axis=0), (c,) + image.shape[1:])
    return _head(_features(image, params).ravel(), params)


@instead_of("lenet_forward")
def forward_small_images_pool_once(image, params):
    """Skips the second pooling where the map has become too small for it."""
    # BREAKS: "ValueError: … if it is too small to be pooled twice (a height or a width below 4)"
    if image.shape[0] != params["conv1_W"].shape[1]:
        raise ValueError
    a = _pool(_relu(_conv(image, params["conv1_W"], params["conv1_b"])))
    a = _relu(_conv(a, params["conv2_W"], params["conv2_b"]))
    if min(a.shape[1:]) >= 2:
        a = _pool(a)
    return _head(a.ravel(), params)


@instead_of("lenet_forward")
def forward_key_error_for_channels(image, params):
    """Raises IndexError for wrong channels."""
    # BREAKS: "ValueError: if the image has not as many channels as the filters of conv1_W"
    if image.shape[0] != params["conv1_W"].shape[1]:
        raise IndexError("channels")
    return _head(_features(image, params).ravel(), params)


@instead_of("lenet_forward")
def forward_flattens_params_in_place(image, params):
    """Normalizes the image in place before it goes in."""
    # BREAKS: "never change an argument"
    image -= image.mean()
    return _head(_features(image, params).ravel(), params)


@instead_of("lenet_forward")
def forward_weights_of_the_first_call(image, params):
    """Loads fc2_b once and keeps it by its length."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    p = dict(params)
    p["fc2_b"] = _W.setdefault(len(params["fc2_b"]), np.array(params["fc2_b"]))
    return _head(_features(image, p).ravel(), p)


@instead_of("lenet_forward")
def forward_params_by_position(image, params):
    """Unpacks params.values() in the docstring's order."""
    # BREAKS: "params: a mapping from these names to arrays"
    names = ("conv1_W", "conv1_b", "conv2_W", "conv2_b", "fc1_W", "fc1_b", "fc2_W", "fc2_b")
    p = dict(zip(names, params.values()))
    return _head(_features(image, p).ravel(), p)


@instead_of("lenet_forward")
def forward_returns_batch(image, params):
    """Returns shape (1, out)."""
    # BREAKS: "The logits (raw scores), shape (out,)."
    return _head(_features(image, params).ravel(), params)[None]
