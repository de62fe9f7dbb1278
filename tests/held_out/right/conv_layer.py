import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.misconception import instead_of


def _check(x, w, p, s):
    if x.shape[0] != w.shape[1]:
        raise ValueError("channels")
    if p < 0 or s < 1 or any(f > n + 2 * p for n, f in zip(x.shape[1:], w.shape[2:])):
        raise ValueError("sizes")


@instead_of("conv_layer")
def layer_im2col(x, weight, bias, padding=0, stride=1):
    """im2col: a matrix of unrolled windows, one matrix product."""
    _check(x, weight, padding, stride)
    xp = np.pad(x, [(0, 0), (padding,) * 2, (padding,) * 2])
    co, ci, K, L = weight.shape
    H, W = (xp.shape[1] - K) // stride + 1, (xp.shape[2] - L) // stride + 1
    cols = np.stack([xp[:, i * stride : i * stride + K, j * stride : j * stride + L].ravel() for i in range(H) for j in range(W)], axis=1)
    return (weight.reshape(co, -1) @ cols + np.reshape(bias, (-1, 1))).reshape(co, H, W)


@instead_of("conv_layer")
def layer_one_by_one_shifts(x, weight, bias, padding=0, stride=1):
    """A sum of K² shifted 1 × 1 convolutions (tensordot over channels), starting from the bias."""
    _check(x, weight, padding, stride)
    xp = np.pad(x, [(0, 0), (padding, padding), (padding, padding)])
    K, L = weight.shape[2:]
    H, W = (xp.shape[1] - K) // stride + 1, (xp.shape[2] - L) // stride + 1
    out = np.ones((1, H, W)) * np.reshape(bias, (-1, 1, 1))
    for a in range(K):
        for b in range(L):
            out += np.tensordot(weight[:, :, a, b], xp[:, a:, b:][:, ::stride, ::stride][:, :H, :W], 1)
    return out


@instead_of("conv_layer")
def layer_fft(x, weight, bias, padding=0, stride=1):
    """Spectra multiplied and summed over the channels."""
    _check(x, weight, padding, stride)
    xp = np.pad(x, [(0, 0), (padding, padding), (padding, padding)])
    s = xp.shape[1:]
    F = np.einsum("cij,kcij->kij", np.fft.fft2(xp), np.conj(np.fft.fft2(weight, s)))
    full = np.fft.ifft2(F).real
    return full[:, : s[0] - weight.shape[2] + 1 : stride, : s[1] - weight.shape[3] + 1 : stride] + np.asarray(bias)[:, None, None]


@instead_of("conv_layer")
def layer_scatter(x, weight, bias, padding=0, stride=1):
    """Scatters every pixel into the outputs that see it; nothing is padded; nested lists come back."""
    _check(x, weight, padding, stride)
    (ci, H, W), (co, _, K, L) = x.shape, weight.shape
    Ho, Wo = (H + 2 * padding - K) // stride + 1, (W + 2 * padding - L) // stride + 1
    out = np.zeros((co, Ho, Wo)) + np.asarray(bias)[:, None, None]
    for r in range(H):
        for c in range(W):
            for a in range(K):
                for b in range(L):
                    i, ri = divmod(r + padding - a, stride)
                    j, rj = divmod(c + padding - b, stride)
                    if ri == rj == 0 and 0 <= i < Ho and 0 <= j < Wo:
                        out[:, i, j] += weight[:, :, a, b] @ x[:, r, c]
    return out.tolist()


@instead_of("conv_layer")
def layer_bias_as_extra_channel(x, weight, bias, padding=0, stride=1):
    """The bias as the weight of an additional channel of ones that is put in after padding."""
    _check(x, weight, padding, stride)
    xp = np.pad(x, [(0, 0), (padding, padding), (padding, padding)])
    xp = np.concatenate([xp, np.ones((1,) + xp.shape[1:])])
    extra = np.zeros((weight.shape[0], 1) + weight.shape[2:])
    extra[:, 0, 0, 0] = bias
    v = sliding_window_view(xp, weight.shape[2:], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("cijab,kcab->kij", v, np.concatenate([weight, extra], axis=1))


@instead_of("conv_layer")
def layer_list_of_maps(x, weight, bias, padding=0, stride=1):
    """A list of (H', W') arrays, one per filter, by windows over all three axes."""
    _check(x, weight, padding, stride)
    xp = np.pad(x, [(0, 0), (padding, padding), (padding, padding)])
    v = sliding_window_view(xp, weight.shape[1:])[0, ::stride, ::stride]
    return [np.tensordot(v, w, 3) + float(b) for w, b in zip(weight, bias)]


@instead_of("conv_layer")
def layer_stack_of_kernel_rows(x, weight, bias, padding=0, stride=1):
    """np.correlate row by row for every pair of channels, then thinning by the stride."""
    _check(x, weight, padding, stride)
    xp = np.pad(x, [(0, 0), (padding, padding), (padding, padding)])
    co, ci, K, L = weight.shape
    maps = []
    for k in range(co):
        rows = [bias[k] + sum(np.correlate(xp[c, i + a], weight[k, c, a], "valid") for c in range(ci) for a in range(K)) for i in range(0, xp.shape[1] - K + 1, stride)]
        maps.append(np.array(rows)[:, ::stride])
    return np.stack(maps)
