"""Convolution: sizes, padding, and the sliding window.

A convolutional layer lays a small kernel over an image, multiplies the numbers that lie on top of each other, adds
them up into one number, and moves on. The same few weights see every place of the image; that is what makes the
layer cheap, and what makes it find an edge wherever the edge is. Three choices fix the size of the result: the size of
the kernel, how many zeros are put around the image (padding) and how far the window moves (stride).

One word has two meanings. In mathematics (§6.2) convolution flips the kernel before it slides. In deep learning
"convolution" means that the kernel slides as it is, which mathematics calls cross-correlation. You will write both.

Ground rules, for every function: use NumPy only; never change an argument (inputs may be read-only or views);
the result of one call must not depend on, or change with, any other call.
An array may be returned as any array-like of the right shape; numbers are compared to a relative 1e-5 and an
absolute 1e-7.

A size is a whole number, a Python or a NumPy integer; a float is wrong, even 4.0. Where a function returns several
sizes, a tuple and a list are equally right, one array of them is not. Your functions may call each other.
`padding` and `stride` may be given by position or by name, so keep the names and the order of the parameters.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def conv_output_size(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Count the places at which a kernel fits along one axis of an image.

    Formula, with n entries, a kernel of f entries, p zeros on each side and stride s:
        ⌊(n + 2p − f) / s⌋ + 1
    The brackets ⌊ ⌋ round down: a window that would hang over the end is left out. With p = 0 and s = 1 this is
    Theorem 6.1, with p = 0 Theorem 6.3.

    Args:
        n: number of entries along the axis, at least 1.
        f: number of kernel entries along the axis, at least 1.
        padding: number of zeros added at each of the two ends (p), at least 0.
        stride: how far the kernel moves from one place to the next (s), at least 1.

    Returns:
        The number of places: a whole number, not a float.

    Raises:
        ValueError: if n, f or stride is below 1, if padding is below 0, or if the kernel does not fit into the
            padded axis (f > n + 2p). A kernel that just fits (f = n + 2p) is no error.

    Example:
        >>> conv_output_size(10, 3)
        8
        >>> conv_output_size(10, 3, padding=2, stride=3)
        4

    Lecture: §6.2, §6.5, Theorems 6.1 and 6.3, Exercises 6.1 and 6.3.
    """
    raise NotImplementedError("convolution.conv_output_size is yours to write")


def conv_output_shape(
    shape: tuple[int, int], kernel_shape: tuple[int, int], padding: int = 0, stride: int = 1
) -> tuple[int, int]:
    """Give the height and the width of the result of a two-dimensional convolution.

    Formula, with an n1 × n2 image and an f1 × f2 kernel (neither need be square):
        (⌊(n1 + 2p − f1) / s⌋ + 1,  ⌊(n2 + 2p − f2) / s⌋ + 1)
    Padding and stride are the same for both axes.

    Args:
        shape: height and width of the image, (n1, n2).
        kernel_shape: height and width of the kernel, (f1, f2).
        padding: number of zeros added on each of the four sides (p), at least 0.
        stride: how far the kernel moves, down as well as to the right (s), at least 1.

    Returns:
        The pair (height, width) of whole numbers, as a tuple or a list.

    Raises:
        ValueError: if, along either axis, `conv_output_size` would raise it.

    Example:
        >>> conv_output_shape((6, 9), (3, 2), padding=1, stride=2)
        (3, 5)

    Lecture: §6.2, §6.5, Theorems 6.1 and 6.3, Exercises 6.1 and 6.3.
    """
    raise NotImplementedError("convolution.conv_output_shape is yours to write")


def same_padding(f: int) -> int:
    """Find the padding at which a kernel, moved with stride 1, leaves the size of the image as it is.

    Formula:
        p = (f − 1) / 2        for odd f
    p zeros go on each side. An even kernel has no such p, since f − 1 zeros cannot be shared out equally.

    Args:
        f: number of kernel entries along one axis; odd, at least 1.

    Returns:
        The padding p: a whole number, not a float. For f = 1 it is 0.

    Raises:
        ValueError: if f is even, or below 1.

    Example:
        >>> same_padding(7)
        3

    Lecture: §6.4, Theorem 6.2, Exercise 6.2.
    """
    raise NotImplementedError("convolution.same_padding is yours to write")


def zero_pad(x: Array, p: int) -> Array:
    """Put a frame of zeros, p wide, around an image or around every image of a stack.

    Formula, for the last two axes:
        out[..., i + p, j + p] = x[..., i, j],        out = 0 everywhere else

    Args:
        x: shape (..., H, W): any number of leading axes, none included. They are not padded.
        p: number of zeros on each of the four sides, at least 0.

    Returns:
        Shape (..., H + 2p, W + 2p). With p = 0 this has the values of x.

    Raises:
        ValueError: if p is below 0.

    Example:
        >>> zero_pad(np.array([[1.0, 2.0, 3.0]]), 1)
        array([[0., 0., 0., 0., 0.],
               [0., 1., 2., 3., 0.],
               [0., 0., 0., 0., 0.]])

    Lecture: §6.4, Figure 5.
    """
    raise NotImplementedError("convolution.zero_pad is yours to write")


def conv2d(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Slide a kernel over an image, as deep learning does: without flipping it.

    Convention: this is the convolution of deep learning and of §6.3's worked example, which mathematics calls
    cross-correlation. The kernel is used as it is given. (The flipped kernel of §6.2 is `flipped_convolution`.)

    Formula, with xp the image x with `padding` zeros on each of its four sides, stride s and an fh × fw kernel:
        out[i, j] = Σ_a Σ_b xp[s·i + a, s·j + b] · kernel[a, b],        a = 0 … fh − 1,  b = 0 … fw − 1
    Only windows that lie wholly inside the padded image count.

    Args:
        x: the image, shape (H, W), not necessarily square.
        kernel: shape (fh, fw), not necessarily square.
        padding: number of zeros added on each of the four sides, at least 0.
        stride: how far the window moves, down as well as to the right, at least 1.

    Returns:
        Shape (H', W') as `conv_output_shape` has it. It has two axes even where there is one window only: (1, 1).

    Raises:
        ValueError: wherever `conv_output_size` would raise it for the rows or for the columns: the kernel is larger
            than the padded image along an axis, padding is below 0, or stride is below 1.

    Example:
        >>> x = np.array([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]])
        >>> conv2d(x, np.array([[1.0, 0.0], [0.0, 10.0]]))
        array([[61., 72., 83.]])
        >>> conv2d(x, np.array([[1.0, 10.0]]), padding=1, stride=2)
        array([[ 0.,  0.,  0.],
               [50., 76.,  8.]])

    Lecture: §6.2, §6.3, §6.5.
    """
    raise NotImplementedError("convolution.conv2d is yours to write")


def flipped_convolution(x: Array, kernel: Array) -> Array:
    """Convolve an image with a kernel as mathematics defines it: the kernel is flipped on both axes.

    Convention: this is the discrete form of §6.2's definition, (f * g)(x) = ∫ f(t) g(x − t) dt. The argument x − t
    runs backwards in t, so the kernel is read from its last row and its last column to its first. There is no padding
    and the stride is 1.

    Formula, with an fh × fw kernel:
        out[i, j] = Σ_a Σ_b x[i + fh − 1 − a, j + fw − 1 − b] · kernel[a, b],   a = 0 … fh − 1,  b = 0 … fw − 1

    Args:
        x: the image, shape (H, W), not necessarily square.
        kernel: shape (fh, fw), not necessarily square.

    Returns:
        Shape (H − fh + 1, W − fw + 1).

    Raises:
        ValueError: wherever `conv_output_size` would raise it, that is, if the kernel is larger than the image along
            either axis.

    Example:
        >>> x = np.array([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]])
        >>> flipped_convolution(x, np.array([[1.0, 0.0], [0.0, 10.0]]))
        array([[16., 27., 38.]])

    Lecture: §6.2.
    """
    raise NotImplementedError("convolution.flipped_convolution is yours to write")


def vertical_edges(image: Array) -> Array:
    """Find the vertical edges of a grayscale image with the lecture's edge kernel.

    Formula: the convolution of deep learning (kernel not flipped, no padding, stride 1) of the image with
            ⎡ 1  0  −1 ⎤
        g = ⎢ 1  0  −1 ⎥
            ⎣ 1  0  −1 ⎦
    The result is positive where the left of the window is brighter than the right, negative where it is darker, and 0
    where both are alike. On the matrix of §6.3 it is the matrix that §6.3 prints.

    Args:
        image: shape (H, W), H ≥ 3 and W ≥ 3, not necessarily square.

    Returns:
        Shape (H − 2, W − 2).

    Raises:
        ValueError: wherever `conv_output_size` would raise it, that is, if the image has fewer than 3 rows or fewer
            than 3 columns.

    Example:
        >>> vertical_edges(np.array([[0.0, 0.0, 9.0, 9.0, 9.0], [0.0, 0.0, 9.0, 9.0, 9.0], [0.0, 0.0, 9.0, 9.0, 9.0]]))
        array([[-27., -27.,   0.]])

    Lecture: §6.3.
    """
    raise NotImplementedError("convolution.vertical_edges is yours to write")


def conv_layer(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Apply a convolutional layer: one filter per output channel, each of which looks at every input channel.

    Convention: the convolution of deep learning, as in `conv2d` (no flip). Channels come first.

    Formula, for the output channel k, with x[c] the image of input channel c:
        out[k] = bias[k] + Σ_c conv2d(x[c], weight[k, c], padding, stride)
    The results of the input channels are added up (not averaged), and the bias of a filter is added once to each
    entry of its output channel. There is no activation.

    Args:
        x: shape (C_in, H, W), H and W not necessarily equal.
        weight: shape (C_out, C_in, K, K).
        bias: shape (C_out,).
        padding: number of zeros added on each of the four sides of every channel, at least 0.
        stride: how far the window moves, down as well as to the right, at least 1.

    Returns:
        Shape (C_out, H', W'), with (H', W') as `conv_output_shape` has it. All three axes stay, even at length 1.

    Raises:
        ValueError: if x has not as many channels as the filters (x.shape[0] and weight.shape[1] differ), or wherever
            `conv_output_size` would raise it for the rows or for the columns.

    Example:
        Two input channels, three 1 × 1 filters: the first adds the channels up, the second takes their difference,
        the third sees nothing but its bias.
        >>> x = np.array([[[1.0, 2.0]], [[10.0, 20.0]]])
        >>> weight = np.array([[1.0, 1.0], [-1.0, 1.0], [0.0, 0.0]]).reshape(3, 2, 1, 1)
        >>> conv_layer(x, weight, np.array([0.0, 0.5, 7.0]))
        array([[[11. , 22. ]],
        <BLANKLINE>
               [[ 9.5, 18.5]],
        <BLANKLINE>
               [[ 7. ,  7. ]]])

    Lecture: §6.7 and the weight sizes of §6.8's table.
    """
    raise NotImplementedError("convolution.conv_layer is yours to write")
