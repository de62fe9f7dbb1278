# -*- coding: latin-1 -*-
# Lösung von Jürgen Groß, größtenteils geprüft (§ 3, ± 1)
import numpy as np

def conv_output_size(n, f, padding=0, stride=1):
    if n < 1 or f < 1 or stride < 1 or padding < 0:
        raise ValueError("bad size")
    if f > n + 2 * padding:
        raise ValueError("kernel too large")
    return (n + 2 * padding - f) // stride + 1

def conv_output_shape(shape, kernel_shape, padding=0, stride=1):
    a = conv_output_size(shape[0], kernel_shape[0], padding, stride)
    b = conv_output_size(shape[1], kernel_shape[1], padding, stride)
    return (a, b)

def same_padding(f):
    if f < 1 or f % 2 == 0:
        raise ValueError("f must be odd")
    return int((f - 1) / 2)

def zero_pad(x, p):
    if p < 0:
        raise ValueError("p must be >= 0")
    shape = list(x.shape)
    H, W = shape[-2], shape[-1]
    shape[-2] += 2 * p
    shape[-1] += 2 * p
    out = np.zeros(shape)
    out[..., p:p + H, p:p + W] = x
    return out

def conv2d(x, kernel, padding=0, stride=1):
    H, W = conv_output_shape(x.shape, kernel.shape, padding, stride)
    fh, fw = kernel.shape
    xp = zero_pad(x, padding)
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            s = 0.0
            for a in range(fh):
                for b in range(fw):
                    s += xp[i * stride + a, j * stride + b] * kernel[a, b]
            out[i, j] = s
    return out

def flipped_convolution(x, kernel):
    k = np.zeros(kernel.shape)
    fh, fw = kernel.shape
    for a in range(fh):
        for b in range(fw):
            k[a, b] = kernel[fh - 1 - a, fw - 1 - b]
    return conv2d(x, k)

def vertical_edges(image):
    g = np.array([[1, 0, -1], [1, 0, -1], [1, 0, -1]])
    return conv2d(image, g)

def conv_layer(x, weight, bias, padding=0, stride=1):
    C_out, C_in, K, K2 = weight.shape
    if x.shape[0] != C_in:
        raise ValueError("wrong number of channels")
    H, W = conv_output_shape(x.shape[1:], (K, K2), padding, stride)
    xp = zero_pad(x, padding)
    out = np.zeros((C_out, H, W))
    for k in range(C_out):
        for i in range(H):
            for j in range(W):
                window = xp[:, i * stride:i * stride + K, j * stride:j * stride + K2]
                out[k, i, j] = np.sum(window * weight[k]) + bias[k]
    return out
