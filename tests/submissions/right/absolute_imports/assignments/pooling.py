import numpy as np

def pool_output_size(n, f, stride=None):
    if stride is None:
        stride = f
    if n < 1 or f < 1 or stride < 1 or f > n:
        raise ValueError("bad sizes")
    return (n - f) // stride + 1

def max_pool2d(x, f, stride=None):
    if stride is None:
        stride = f
    H = pool_output_size(x.shape[-2], f, stride)
    W = pool_output_size(x.shape[-1], f, stride)
    out = np.zeros(x.shape[:-2] + (H, W))
    for i in range(H):
        for j in range(W):
            w = x[..., i * stride:i * stride + f, j * stride:j * stride + f]
            out[..., i, j] = w.max(axis=(-2, -1))
    return out
