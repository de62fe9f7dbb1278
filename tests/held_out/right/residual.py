from functools import reduce
import numpy as np

from autograder.misconception import instead_of


@instead_of("residual_branch")
def branch_einsum(x, W1, W2):
    """Two einsums, the ReLU by where."""
    a = np.einsum("md,d->m", W1, x)
    return np.einsum("dm,m->d", W2, np.where(a > 0, a, 0))


@instead_of("residual_branch")
def branch_active_columns(x, W1, W2):
    """Sums only the columns of W2 whose unit is active; starts from zeros so that none active is right."""
    a = np.asarray(W1) @ x
    return sum((W2[:, m] * a[m] for m in np.flatnonzero(a > 0)), np.zeros(np.shape(W2)[0]))


@instead_of("residual_branch")
def branch_pure_python(x, W1, W2):
    """Lists and loops; returns a list of floats."""
    hidden = [max(0.0, sum(float(w) * float(v) for w, v in zip(row, x))) for row in W1]
    return [sum(float(w) * h for w, h in zip(row, hidden)) for row in W2]


@instead_of("residual_branch")
def branch_row_vectors(x, W1, W2):
    """Row-vector convention with the transposes, keeping a batch axis of one that is taken off at the end."""
    return (np.clip(x[None] @ W1.T, 0, None) @ W2.T)[0]


@instead_of("residual_block")
def block_concatenated_identity(x, W1, W2):
    """One product with [W2 | I] on the stacked vector [relu(W1 x); x]; np.block raises ValueError if the rows differ."""
    W2 = np.asarray(W2)
    joint = np.hstack([W2, np.eye(len(x))])
    return joint @ np.concatenate([np.maximum(np.dot(W1, x), 0), x])


@instead_of("residual_block")
def block_zip_strict(x, W1, W2):
    """A tuple by zip(strict=True), which raises ValueError for different lengths."""
    a = np.maximum(W1 @ x, 0)
    return tuple(float(u + v) for u, v in zip(W2 @ a, x, strict=True))


@instead_of("residual_block")
def block_ufunc_at(x, W1, W2):
    """Adds the branch into a copy by np.add.at after comparing shapes."""
    y = np.array(x, dtype=float)
    F = np.tensordot(W2, np.fmax(np.inner(W1, x), 0.0), axes=1)
    if F.shape != y.shape:
        raise ValueError("the shortcut does not fit")
    np.add.at(y, np.arange(y.size), F)
    return y


@instead_of("chain_gradient")
def chain_reduce(jacobians, skip):
    """functools.reduce over the reversed layers, starting from the identity."""
    eye = np.identity(np.shape(jacobians)[-1])
    return reduce(np.matmul, [J + skip * eye for J in jacobians][::-1], eye)


@instead_of("chain_gradient")
def chain_forward_mode(jacobians, skip):
    """Pushes every unit vector through the stack: column j is the derivative along input j; nested lists."""
    D = np.shape(jacobians)[1]
    cols = []
    for j in range(D):
        v = [1.0 if k == j else 0.0 for k in range(D)]
        for J in jacobians:
            w = J @ v
            v = [a + b for a, b in zip(w, v)] if skip else list(w)
        cols.append(v)
    return [[cols[j][i] for j in range(D)] for i in range(D)]


@instead_of("chain_gradient")
def chain_reverse_mode(jacobians, skip):
    """Pulls the rows back from the output, transposed."""
    back = np.eye(np.shape(jacobians)[2])
    for J in jacobians[::-1]:
        back = J.T @ back + (back if skip else 0)
    return back.T


@instead_of("chain_gradient")
def chain_divide_and_conquer(jacobians, skip):
    """Recursion: right half times left half."""
    L = len(jacobians)
    D = jacobians.shape[1]
    if L == 0:
        return np.eye(D)
    if L == 1:
        return jacobians[0] + np.eye(D) if skip else jacobians[0]
    return chain_divide_and_conquer(jacobians[L // 2 :], skip) @ chain_divide_and_conquer(jacobians[: L // 2], skip)


@instead_of("chain_gradient")
def chain_sum_over_subsets(jacobians, skip):
    """Expands the product over all subsets of the layers (the paths of the network)."""
    L, D = np.shape(jacobians)[:2]
    total = np.zeros((D, D))
    for bits in range(2**L) if skip else [2**L - 1]:
        P = np.eye(D)
        for l in range(L):
            if bits >> l & 1:
                P = jacobians[l] @ P
        total += P
    return total
