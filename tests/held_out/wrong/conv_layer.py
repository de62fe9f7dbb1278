import numpy as np

from autograder.misconception import instead_of

_BIAS = []


def _check(x, w, p, s):
    if p < 0 or s < 1 or x.shape[0] != w.shape[1] or w.shape[2] > x.shape[1] + 2 * p or w.shape[3] > x.shape[2] + 2 * p:
        raise ValueError


def _win(x, w, p, s):
    xp = np.pad(x, [(0, 0), (p, p), (p, p)])
    return np.lib.stride_tricks.sliding_window_view(xp, w.shape[2:], axis=(1, 2))[:, ::s, ::s]


def _conv(x, w, p, s):
    return np.einsum("cijab,kcab->kij", _win(x, w, p, s), w)


def _b(b):
    return np.asarray(b)[:, None, None]


@instead_of("conv_layer")
def layer_flips(x, weight, bias, padding=0, stride=1):
    """Flips the kernels; unseen for 1 × 1."""
    # BREAKS: "the convolution of deep learning, as in `conv2d` (no flip)"
    _check(x, weight, padding, stride)
    return _conv(x, weight[:, :, ::-1, ::-1], padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_mean_over_channels(x, weight, bias, padding=0, stride=1):
    """Averages over the input channels; unseen for C_in = 1."""
    # BREAKS: "The results of the input channels are added up (not averaged)"
    _check(x, weight, padding, stride)
    return _conv(x, weight, padding, stride) / x.shape[0] + _b(bias)


@instead_of("conv_layer")
def layer_bias_per_input_channel(x, weight, bias, padding=0, stride=1):
    """Adds the bias once for every input channel; unseen for C_in = 1."""
    # BREAKS: "the bias of a filter is added once to each entry of its output channel"
    _check(x, weight, padding, stride)
    return _conv(x, weight, padding, stride) + x.shape[0] * _b(bias)


@instead_of("conv_layer")
def layer_bias_along_width(x, weight, bias, padding=0, stride=1):
    """Adds the bias by plain broadcasting along the width where it fits."""
    # BREAKS: "out[k] = bias[k] + Σ_c conv2d(x[c], weight[k, c], padding, stride)"
    _check(x, weight, padding, stride)
    out = _conv(x, weight, padding, stride)
    return out + (bias if out.shape[2] == len(bias) else _b(bias))


@instead_of("conv_layer")
def layer_without_bias(x, weight, bias, padding=0, stride=1):
    """Forgets the bias."""
    # BREAKS: "out[k] = bias[k] + …"
    _check(x, weight, padding, stride)
    return _conv(x, weight, padding, stride)


@instead_of("conv_layer")
def layer_bias_before_padding(x, weight, bias, padding=0, stride=1):
    """Leaves the bias out on the border when there is padding."""
    # BREAKS: "the bias of a filter is added once to each entry of its output channel"
    _check(x, weight, padding, stride)
    out = _conv(x, weight, padding, stride)
    inner = np.zeros(out.shape[1:])
    inner[padding : out.shape[1] - padding, padding : out.shape[2] - padding] = 1
    return out + _b(bias) * inner


@instead_of("conv_layer")
def layer_relu(x, weight, bias, padding=0, stride=1):
    """Applies a ReLU."""
    # BREAKS: "There is no activation."
    _check(x, weight, padding, stride)
    return np.maximum(_conv(x, weight, padding, stride) + _b(bias), 0)


@instead_of("conv_layer")
def layer_channels_exchanged_if_equal(x, weight, bias, padding=0, stride=1):
    """Takes weight as (C_in, C_out, K, K) where C_in = C_out."""
    # BREAKS: "weight: shape (C_out, C_in, K, K)."
    _check(x, weight, padding, stride)
    w = weight.transpose(1, 0, 2, 3) if weight.shape[0] == weight.shape[1] else weight
    return _conv(x, w, padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_first_channel_only(x, weight, bias, padding=0, stride=1):
    """Uses the first input channel only."""
    # BREAKS: "one filter per output channel, each of which looks at every input channel"
    _check(x, weight, padding, stride)
    return _conv(x[:1], weight[:, :1], padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_last_channel_overwrites(x, weight, bias, padding=0, stride=1):
    """Writes out[k] = … in the loop over c, so that only the last channel remains."""
    # BREAKS: "Σ_c conv2d(x[c], weight[k, c], padding, stride)"
    _check(x, weight, padding, stride)
    return _conv(x[-1:], weight[:, -1:], padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_depthwise_if_square(x, weight, bias, padding=0, stride=1):
    """Convolves channel k with weight[k, k] where C_in = C_out."""
    # BREAKS: "each of which looks at every input channel"
    _check(x, weight, padding, stride)
    w = weight
    if w.shape[0] == w.shape[1]:
        w = w * np.eye(w.shape[0])[:, :, None, None]
    return _conv(x, w, padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_all_channel_sums(x, weight, bias, padding=0, stride=1):
    """Adds the channels of image and kernel before convolving."""
    # BREAKS: "Σ_c conv2d(x[c], weight[k, c], padding, stride)"
    _check(x, weight, padding, stride)
    return _conv(x.sum(0, keepdims=True), weight.sum(1, keepdims=True), padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_squeezed(x, weight, bias, padding=0, stride=1):
    """Drops axes of length 1."""
    # BREAKS: "All three axes stay, even at length 1."
    _check(x, weight, padding, stride)
    return np.squeeze(_conv(x, weight, padding, stride) + _b(bias))


@instead_of("conv_layer")
def layer_one_filter_two_axes(x, weight, bias, padding=0, stride=1):
    """Returns (H', W') for a single filter."""
    # BREAKS: "All three axes stay, even at length 1."
    _check(x, weight, padding, stride)
    out = _conv(x, weight, padding, stride) + _b(bias)
    return out[0] if len(out) == 1 else out


@instead_of("conv_layer")
def layer_channels_last(x, weight, bias, padding=0, stride=1):
    """Returns (H', W', C_out)."""
    # BREAKS: "Channels come first."
    _check(x, weight, padding, stride)
    return (_conv(x, weight, padding, stride) + _b(bias)).transpose(1, 2, 0)


@instead_of("conv_layer")
def layer_broadcasts_one_channel(x, weight, bias, padding=0, stride=1):
    """Lets one channel stand for many: no error where x or weight has one channel."""
    # BREAKS: "ValueError: if x has not as many channels as the filters"
    if padding < 0 or stride < 1 or weight.shape[2] > min(x.shape[1:]) + 2 * padding or (x.shape[0] != weight.shape[1] and 1 not in (x.shape[0], weight.shape[1])):
        raise ValueError
    n = max(x.shape[0], weight.shape[1])
    x = np.broadcast_to(x, (n,) + x.shape[1:])
    w = np.broadcast_to(weight, (weight.shape[0], n) + weight.shape[2:])
    return _conv(x, w, padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_zip_channels(x, weight, bias, padding=0, stride=1):
    """Zips the channels: the surplus ones are silently left out."""
    # BREAKS: "ValueError: if x has not as many channels as the filters (x.shape[0] and weight.shape[1] differ)"
    n = min(x.shape[0], weight.shape[1])
    _check(x[:n], weight[:, :n], padding, stride)
    return _conv(x[:n], weight[:, :n], padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_loops_over_x_channels(x, weight, bias, padding=0, stride=1):
    """Loops over x's channels: too many raise IndexError, too few pass."""
    # BREAKS: "ValueError: if x has not as many channels as the filters"
    _check(x, weight[:, : x.shape[0]] if x.shape[0] <= weight.shape[1] else np.zeros((1, x.shape[0]) + weight.shape[2:]), padding, stride)
    return sum(_conv(x[c : c + 1], weight[:, [c]], padding, stride) for c in range(x.shape[0])) + _b(bias)


@instead_of("conv_layer")
def layer_pads_channels_too(x, weight, bias, padding=0, stride=1):
    """np.pad(x, p) pads the channel axis, and the first C_in channels of that are used."""
    # BREAKS: "number of zeros added on each of the four sides of every channel"
    _check(x, weight, padding, stride)
    xp = np.pad(x, padding)[: x.shape[0]]
    return _conv(xp, weight, 0, stride) + _b(bias)


@instead_of("conv_layer")
def layer_square_images(x, weight, bias, padding=0, stride=1):
    """Uses the height for the width too."""
    # BREAKS: "x: shape (C_in, H, W), H and W not necessarily equal."
    _check(x, weight, padding, stride)
    n = min(x.shape[1:])
    return _conv(x[:, :n, :n], weight, padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_stride_rows_only(x, weight, bias, padding=0, stride=1):
    """Strides down only."""
    # BREAKS: "how far the window moves, down as well as to the right"
    _check(x, weight, padding, stride)
    return _conv(x, weight, padding, 1)[:, ::stride] + _b(bias)


@instead_of("conv_layer")
def layer_stride_ignored_with_padding(x, weight, bias, padding=0, stride=1):
    """Ignores the stride when there is padding."""
    # BREAKS: "Shape (C_out, H', W'), with (H', W') as `conv_output_shape` has it."
    _check(x, weight, padding, stride)
    return _conv(x, weight, padding, 1 if padding else stride) + _b(bias)


@instead_of("conv_layer")
def layer_same_padding_default(x, weight, bias, padding=None, stride=1):
    """Pads by K // 2 when padding is not given."""
    # BREAKS: "padding: int = 0"
    padding = weight.shape[2] // 2 if padding is None else padding
    _check(x, weight, padding, stride)
    return _conv(x, weight, padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_positional_order(x, weight, bias, stride=1, padding=0):
    """Has stride before padding, as PyTorch does."""
    # BREAKS: "keep the names and the order of the parameters"
    _check(x, weight, padding, stride)
    return _conv(x, weight, padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_size_check_rows_only(x, weight, bias, padding=0, stride=1):
    """Returns an empty map where the kernel is wider than the image."""
    # BREAKS: "wherever `conv_output_size` would raise it for the rows or for the columns"
    if padding < 0 or stride < 1 or x.shape[0] != weight.shape[1] or weight.shape[2] > x.shape[1] + 2 * padding:
        raise ValueError
    if weight.shape[3] > x.shape[2] + 2 * padding:
        return np.zeros((len(weight), (x.shape[1] + 2 * padding - weight.shape[2]) // stride + 1, 0))
    return _conv(x, weight, padding, stride) + _b(bias)


@instead_of("conv_layer")
def layer_negative_padding(x, weight, bias, padding=0, stride=1):
    """Takes the absolute value of the padding."""
    # BREAKS: "ValueError … wherever `conv_output_size` would raise it" (padding below 0)
    _check(x, weight, abs(padding), stride)
    return _conv(x, weight, abs(padding), stride) + _b(bias)


@instead_of("conv_layer")
def layer_bias_accumulates_in_place(x, weight, bias, padding=0, stride=1):
    """Uses views of bias as accumulator for 1 × 1 outputs, and so changes bias."""
    # BREAKS: "never change an argument"
    _check(x, weight, padding, stride)
    out = _conv(x, weight, padding, stride)
    if out.shape[1:] == (1, 1):
        bias += out[:, 0, 0]
        return bias.reshape(-1, 1, 1).copy()
    return out + _b(bias)


@instead_of("conv_layer")
def layer_remembers_bias(x, weight, bias, padding=0, stride=1):
    """Adds all biases of the same length seen so far."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    _check(x, weight, padding, stride)
    _BIAS.append(np.array(bias))
    return _conv(x, weight, padding, stride) + _b(sum(b for b in _BIAS if len(b) == len(bias)))
