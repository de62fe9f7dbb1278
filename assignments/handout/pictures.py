"""The notebook's pictures. Each draws what your functions return and computes nothing that you are asked to write."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, Rectangle
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

# Okabe and Ito's palette: its colours stay apart for every kind of colour vision.
BLUE, ORANGE, GREEN, RED, PURPLE, SKY, INK, PALE = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#333333", "#C8C8C8",
)  # fmt: skip
LIGHT, SIGNED = "cividis", "PuOr_r"
WIDTH = 8.5

STYLE: dict[Any, Any] = {
    "figure.dpi": 110,
    "font.size": 10,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.labelcolor": INK,
    "axes.edgecolor": "#888888",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(color=[BLUE, ORANGE, GREEN, RED, PURPLE, SKY]),
    "lines.linewidth": 2,
    "legend.frameon": False,
    "image.cmap": LIGHT,
}


def use_style() -> None:
    """Draw every figure of this session in one style."""
    plt.rcParams.update(STYLE)


def _figure(columns: int = 1, height: float = 3.0, **options: Any) -> list[Axes]:
    size = WIDTH, height
    _, axes = plt.subplots(1, columns, figsize=size, layout="constrained", squeeze=False, **options)
    return list(axes[0])


def _label(axes: Axes, title: str, x: str = "", y: str = "") -> None:
    axes.set(title=title, xlabel=x, ylabel=y)


Range = tuple[float, float]


def _map(
    axes: Axes, values: ArrayLike, title: str, shades: str = LIGHT, limits: Range | None = None, numbers: bool = False
) -> None:
    """Draw a matrix as coloured cells, a small one with lines between them and, if asked, with its numbers."""
    table = np.atleast_2d(np.asarray(values, dtype=float))
    low, high = limits or (float(table.min()), float(table.max()))
    shown = axes.imshow(table, cmap=shades, vmin=low, vmax=high)
    axes.set(xticks=[], yticks=[])
    axes.set_title(title)
    axes.spines[:].set_visible(False)
    if max(table.shape) <= 12:
        for place in np.arange(-0.5, table.shape[1]):
            axes.axvline(place, color="white", linewidth=0.5)
        for place in np.arange(-0.5, table.shape[0]):
            axes.axhline(place, color="white", linewidth=0.5)
    if numbers:
        for (row, column), value in np.ndenumerate(table):
            red, green, blue, _ = shown.cmap(shown.norm(value))
            ink = "white" if 0.3 * red + 0.6 * green + 0.1 * blue < 0.45 else "black"
            axes.text(column, row, f"{value:g}", ha="center", va="center", color=ink, fontsize=9)


def _signed(axes: Axes, values: ArrayLike, title: str) -> None:
    """Draw a matrix with negative numbers in one colour and positive ones in the other."""
    largest = max(float(np.abs(np.asarray(values)).max()), 1e-9)
    _map(axes, values, title, SIGNED, (-largest, largest))


def _shape(values: ArrayLike) -> str:
    return " × ".join(map(str, np.shape(values)))


def _window(axes: Axes, top: float, left: float, height: float, width: float, color: str) -> None:
    axes.add_patch(
        Rectangle((left - 0.5, top - 0.5), width, height, fill=False, edgecolor=color, linewidth=2.5, zorder=3)
    )


# --- activations, regularization, clipping ----------------------------------------------------------------------------


def activations(x: Array, sigmoid: ArrayLike, relu: ArrayLike) -> None:
    """Draw σ and ReLU, and where a gate is as good as shut or open."""
    gate, bend = _figure(2)
    for low, high in ((x.min(), -4.6), (4.6, x.max())):
        gate.axvspan(low, high, color=PALE, alpha=0.35, linewidth=0)
    gate.plot(x, np.asarray(sigmoid), color=BLUE)
    gate.text(x.min() + 0.2, 0.5, "shut", color=INK)
    gate.text(x.max() - 0.2, 0.5, "open", color=INK, ha="right")
    _label(gate, "σ(x): how far is the gate open?", "x", "σ(x)")
    bend.plot(x, np.asarray(relu), color=ORANGE)
    bend.axhline(0, color=PALE, linewidth=1, zorder=0)
    _label(bend, "ReLU(x): let the positive through", "x", "ReLU(x)")
    plt.show()


def two_penalties(w1: Array, w2: Array, loss: Array, penalties: Mapping[str, Array], prices: Sequence[float]) -> None:
    """Draw how the best weights move as their price λ rises; `penalties` holds each penalty for λ = 1."""
    places = _figure(len(penalties), 3.9, sharex=True, sharey=True)
    for axes, (name, penalty), color in zip(places, penalties.items(), (ORANGE, BLUE), strict=False):
        axes.contour(w1, w2, loss, levels=12, colors=PALE, linewidths=1)
        axes.contour(w1, w2, penalty, levels=np.quantile(penalty, [0.05, 0.15, 0.3]), colors=color, linewidths=0.9)
        best = [np.unravel_index(int(np.argmin(loss + price * penalty)), loss.shape) for price in prices]
        path = np.array([(w1[column], w2[row]) for row, column in best])
        axes.plot(path[:, 0], path[:, 1], "o-", color=INK, markersize=4, linewidth=1.2)
        axes.axhline(0, color=INK, linewidth=0.6)
        axes.axvline(0, color=INK, linewidth=0.6)
        axes.annotate("λ = 0", path[0], textcoords="offset points", xytext=(8, 6))
        axes.set_aspect("equal")
        _label(axes, name, "$w_1$", "$w_2$")
    plt.show()


def descents(w: Array, b: Array, loss: Array, paths: Mapping[str, Array]) -> None:
    """Draw descents over a loss of two parameters, seen from above; a step out of the picture is cut at its edge."""
    (axes,) = _figure(1, 4.2)
    shown = axes.pcolormesh(w, b, loss, cmap=LIGHT, shading="gouraud")
    plt.colorbar(shown, ax=axes, label="loss", pad=0.02)
    for (name, path), color, mark in zip(paths.items(), ("#FF8C5A", "white"), ("s", "o"), strict=False):
        axes.plot(path[:, 0], path[:, 1], mark + "-", color=color, markersize=4, linewidth=1.5, label=name)
    start = next(iter(paths.values()))[0]
    axes.annotate("start", start, textcoords="offset points", xytext=(9, -4), color=INK, fontweight="bold", fontsize=9)
    axes.set(xlim=(w.min(), w.max()), ylim=(b.min(), b.max()))
    axes.legend(loc="upper right", labelcolor="white")
    _label(axes, "One cliff in the loss, with and without a speed limit", "weight w", "bias b")
    plt.show()


# --- dropout, residual ------------------------------------------------------------------------------------------------


def masks(drawn: Sequence[ArrayLike], p: float) -> None:
    """Draw the units that are left in a few training steps."""
    places = _figure(len(drawn), 2.0)
    for step, (axes, mask) in enumerate(zip(places, drawn, strict=True), 1):
        kept = float(np.mean(np.asarray(mask) != 0))
        _map(axes, mask, f"step {step}\nkept: {kept:.0%}")
    places[0].figure.suptitle(f"p = {p:g}: each unit is dropped in one step out of {1 / p:.3g}", x=0.01, ha="left")
    plt.show()


def ensemble(outputs: Array, inferred: float) -> None:
    """Draw the outputs of many thinned networks, their mean as it settles, and the one output at inference."""
    spread, mean = _figure(2)
    spread.hist(outputs, bins=30, color=SKY, edgecolor="white", linewidth=0.5)
    spread.axvline(inferred, color=RED)
    _label(spread, f"{len(outputs)} thinned networks, one answer each", "output", "networks")
    counts = np.arange(1, len(outputs) + 1)
    mean.semilogx(counts, np.cumsum(outputs) / counts, color=BLUE, label="mean of the first n networks")
    mean.axhline(inferred, color=RED, label="the full network at inference")
    mean.legend()
    _label(mean, "Their mean is what inference gives", "n", "mean output")
    plt.show()


def gradient_by_depth(depths: Sequence[int], plain: Array, skipped: Array) -> None:
    """Draw the size of the gradient that reaches the input, for several random networks each."""
    (axes,) = _figure(1, 3.3)
    for sizes, color, mark, name in ((plain, BLUE, "o", "plain"), (skipped, ORANGE, "s", "with skips")):
        axes.semilogy(depths, np.transpose(sizes), color=color, alpha=0.25, linewidth=1)
        axes.semilogy(depths, np.median(sizes, axis=0), mark + "-", color=color, markersize=4, label=name)
    axes.axhline(1, color=PALE, linewidth=1, zorder=0)
    axes.legend()
    _label(axes, "What is left of a gradient at the first layer", "layers", "size of the gradient")
    plt.show()


# --- recurrent networks -----------------------------------------------------------------------------------------------


def over_time(rows: Mapping[str, ArrayLike], title: str) -> None:
    """Draw several quantities over the same steps, one below the other; gates, between 0 and 1, are filled."""
    _, places = plt.subplots(
        len(rows), 1, figsize=(WIDTH, 0.72 * len(rows) + 0.9), sharex=True, layout="constrained", squeeze=False
    )
    colors = (INK, BLUE, ORANGE, GREEN, PURPLE, RED, SKY)
    for axes, (name, values), color in zip(places[:, 0], rows.items(), colors, strict=False):
        series = np.asarray(values, dtype=float)
        steps = np.arange(1, len(series) + 1)
        if name.startswith("gate"):
            axes.fill_between(steps, series, step="mid", color=color, alpha=0.55, linewidth=0)
            axes.set(ylim=(0, 1.05), yticks=[0, 1])
        axes.step(steps, series, where="mid", color=color, linewidth=1.5)
        axes.set_ylabel(name.removeprefix("gate "), rotation=0, ha="right", va="center")
    places[0, 0].set_title(title)
    places[-1, 0].set_xlabel("step t")
    plt.show()


def memory(cells: Mapping[str, Array], title: str, y: str = "cell state") -> None:
    """Draw what several networks hold: one panel each on its own scale, all starting from the same values."""
    places = _figure(len(cells), 3.0)
    for axes, (name, held) in zip(places, cells.items(), strict=True):
        axes.plot(np.arange(len(held)), held, linewidth=1.2)
        axes.axhline(0, color=PALE, linewidth=1, zorder=0)
        _label(axes, name, "step t", y if axes is places[0] else "")
    places[0].figure.suptitle(title, x=0.01, ha="left")
    plt.show()


def fading(lengths: Sequence[int], derivatives: Mapping[str, Sequence[float]]) -> None:
    """Draw how ∂C^T/∂C^0 fades with the number of steps."""
    (axes,) = _figure(1, 3.2)
    for (name, values), style in zip(derivatives.items(), ("-", "--", "-.", ":"), strict=False):
        axes.semilogy(lengths, values, style, label=name)
    axes.set_ylim(1e-8, 3)
    axes.legend()
    _label(axes, "How much of the first memory the last one still feels", "steps T", "∂C$^T$ / ∂C$^0$")
    plt.show()


def following(signal: Array, states: Mapping[str, Array]) -> None:
    """Draw a signal and how quickly several states follow it."""
    (axes,) = _figure(1, 3.2)
    axes.step(np.arange(1, len(signal) + 1), signal, where="mid", color=PALE, label="input")
    for (name, state), style in zip(states.items(), ("-", "--", "-."), strict=False):
        axes.plot(np.arange(1, len(state) + 1), state, style, label=name)
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    _label(axes, "The update gate is the speed at which a state follows", "step t", "h")
    plt.show()


def blending(z: Array, blended: ArrayLike, old: float, candidate: float) -> None:
    """Draw the new state of a GRU between the old one and the candidate."""
    (axes,) = _figure(1, 3.0)
    axes.axhline(old, color=BLUE, linestyle="--", linewidth=1.3)
    axes.axhline(candidate, color=ORANGE, linestyle="--", linewidth=1.3)
    axes.plot(z, np.asarray(blended), color=INK)
    axes.text(1, old, "old state", color=BLUE, va="bottom", ha="right")
    axes.text(0, candidate, "candidate", color=ORANGE, va="bottom")
    axes.margins(y=0.12)
    _label(axes, "One unit: the new state, for every value of its update gate", "update gate z", "h")
    plt.show()


# --- convolutional networks -------------------------------------------------------------------------------------------


def windows(shape: tuple[int, int], kernel: tuple[int, int], places: Sequence[tuple[int, int, int, int]]) -> None:
    """Draw where a kernel fits; `places` holds padding, stride and the rows and columns of the result of each case."""
    drawings = _figure(len(places), 3.4)
    for axes, (padding, stride, rows, columns) in zip(drawings, places, strict=True):
        height, width = shape[0] + 2 * padding, shape[1] + 2 * padding
        inside = np.zeros((height, width))
        inside[padding : padding + shape[0], padding : padding + shape[1]] = 1
        axes.imshow(inside, cmap="Greys", vmin=-0.1, vmax=4)
        for row in range(height):
            for column in range(width):
                axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, edgecolor="white", linewidth=1.5))
                if not inside[row, column]:
                    axes.text(column, row, "0", ha="center", va="center", color="#888888", fontsize=8)
        middle = (kernel[0] - 1) / 2, (kernel[1] - 1) / 2
        down, right = np.mgrid[:rows, :columns] * stride
        axes.plot((right + middle[1]).ravel(), (down + middle[0]).ravel(), "o", color=BLUE, markersize=5)
        _window(axes, 0, 0, *kernel, ORANGE)
        _window(axes, (rows - 1) * stride, (columns - 1) * stride, *kernel, GREEN)
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_visible(False)
        axes.set_title(f"padding {padding}, stride {stride}\n{rows} × {columns} places")
    plt.show()


def padded(image: Array, results: Mapping[str, ArrayLike]) -> None:
    """Draw an image and what becomes of it, each with its shape."""
    places = _figure(1 + len(results), 3.0)
    limits = 0.0, float(np.abs(image).max())
    for axes, (name, shown) in zip(places, {"image": image, **results}.items(), strict=True):
        _map(axes, shown, f"{name}\n{_shape(shown)}", limits=limits, numbers=np.size(shown) <= 100)
    plt.show()


def edges(image: Array, results: Mapping[str, ArrayLike]) -> None:
    """Draw an image and what three kernels see in it."""
    _, grid = plt.subplots(2, 2, figsize=(WIDTH, 5.0), layout="constrained")
    places = list(grid.flat)
    _map(places[0], image, "your image")
    for axes, (name, result) in zip(places[1:], results.items(), strict=True):
        _signed(axes, result, name)
    plt.colorbar(places[1].images[0], ax=places, shrink=0.6, label="left minus right, or top minus bottom")
    plt.show()


def feature_maps(channels: Array, maps: ArrayLike, names: Sequence[str]) -> None:
    """Draw the channels that go into a layer, and the feature maps that come out."""
    into, out = np.asarray(channels), np.asarray(maps)
    places = _figure(len(into) + len(out), 1.4)
    for number, (axes, channel) in enumerate(zip(places, into, strict=False), 1):
        _map(axes, channel, f"in {number}")
    for axes, feature, name in zip(places[len(into) :], out, names, strict=True):
        _signed(axes, feature, f"out: {name}")
    plt.show()


def pooling(before: Array, after: ArrayLike, f: int, stride: int) -> None:
    """Draw a map before and after max pooling; the first windows are framed in the colours of their results."""
    left, right = _figure(2, 3.4)
    small = np.asarray(after, dtype=float)
    limits = float(before.min()), float(before.max())
    after_what = f"after {f} × {f} windows, stride {stride}"
    for axes, name, shown in ((left, "before", before), (right, after_what, small)):
        _map(axes, shown, f"{name}: {_shape(shown)}", limits=limits, numbers=np.size(shown) <= 100)
    for place, color in enumerate((RED, SKY, GREEN)):
        if place < small.shape[1]:
            _window(left, 0.06, place * stride + 0.06, f - 0.12, f - 0.12, color)
            _window(right, 0.06, place + 0.06, 0.88, 0.88, color)
    plt.show()


def network(rows: Sequence[tuple[str, Sequence[int], Sequence[int] | None]]) -> None:
    """Draw a convolutional network layer by layer: how high its maps are and how many there are of them."""
    (axes,) = _figure(1, 3.6)
    at = 0.0
    for layer, shape, weights in rows:
        if layer == "ReLU":
            continue
        maps = len(shape) == 3
        height = shape[1] if maps else 3.2 * np.log2(max(shape[0], 2))
        depth = 0.35 + (0.09 * shape[0] if maps else 0.35)
        color = {"Input": PALE, "Conv": BLUE, "MaxPool": SKY, "Flatten": PALE, "Linear": ORANGE}.get(layer, PALE)
        axes.add_patch(Rectangle((at, -height / 2), depth, height, facecolor=color, edgecolor="white"))
        text = " × ".join(map(str, shape))
        axes.text(at + depth / 2, height / 2 + 1, text, ha="center", va="bottom", fontsize=8.5)
        below = layer + ("\n" + " × ".join(map(str, weights)) if weights else "")
        axes.text(at + depth / 2, -20.5, below, ha="center", va="top", fontsize=8.5, color=INK)
        if at:
            axes.add_patch(
                FancyArrowPatch((at - 1.95, 0), (at - 0.2, 0), arrowstyle="-|>", mutation_scale=10, color=INK)
            )
        at += depth + 2.2
    axes.set(xlim=(-1, at - 1.2), ylim=(-27, 23), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    axes.set_title("What each layer puts out, and below it what it learns")
    plt.show()
