# %% [markdown]
# # Lecture 25, to be built by hand
#
# A deep network fails in two ways. It can learn its training data by heart and be wrong about everything else: that is the
# *variance error*. Or the signal that should teach it can die, or explode, on its way back through many layers or many
# steps. Everything in this homework is an answer to one of the two, or both: a price on weights, a speed limit, forgetting
# on purpose, short cuts, gates, and one small window that slides over a whole image.
#
# You write these answers as short NumPy functions in the files of `assignments/`. This notebook calls **your** files: save a file,
# run a cell again, and the picture shows what your code does now. A picture whose functions are not written yet says so and
# waits; nothing here has to be done in order.
#
# Each part has a check (the same as `python check.py` in a terminal) and a picture with a question below it. The questions
# are not graded. They are what the lecture is about.

# %%
# %load_ext autoreload
# %autoreload 2
import numpy as np
import pictures

from autograder.local.notebook import not_yet, open_grader, own_answers

grader = open_grader()
pictures.use_style()

# %% [markdown]
# ## 1 Two bends · `activations.py`
#
# A network that only multiplies and adds is one big straight line. The *sigmoid* $\sigma(x) = 1/(1+e^{-x})$ and the rectifier
# $\mathrm{ReLU}(x) = \max(x, 0)$ put the bends in. Read $\sigma$ as a gate: 0 is shut, 1 is open. Start here, it takes three minutes.

# %%
with not_yet():
    from assignments.activations import relu, sigmoid

grader.check("activations")

# %%
with not_yet():
    x = np.linspace(-8, 8, 400)
    pictures.activations(x, sigmoid(x), relu(x))

# %% [markdown]
# *In the grey zones a gate is within one percent of shut or open. How steep is the curve there, and what does that do to a gradient
# that has to pass through it?*

# %% [markdown]
# ## 2 A price on weights · `regularization.py`
#
# A weight may stay large only if it earns its keep. $L_2$ charges $\lambda\sum w^2$, $L_1$ charges $\lambda\sum|w|$, on top of the mean loss. Below, a model
# with two weights: the grey rings are its loss, the coloured rings the penalty, and the dots are the best weights as $\lambda$ rises.

# %%
with not_yet():
    from assignments.regularization import l1_penalty, l2_penalty, l2_penalty_gradient, l2_regularized_cost

grader.check("regularization")

# %%
with not_yet():
    w1, w2 = np.linspace(-0.8, 2.4, 129), np.linspace(-0.8, 1.6, 97)
    loss = 0.6 * (w1 - 1.8) ** 2 + 1.1 * (w2[:, None] - 0.7) ** 2
    penalties = {
        name: np.array([[penalty([np.array([a, b])], 1.0) for a in w1] for b in w2])
        for name, penalty in (("L1: λ(|w₁| + |w₂|)", l1_penalty), ("L2: λ(w₁² + w₂²)", l2_penalty))
    }
    pictures.two_penalties(w1, w2, loss, penalties, prices=np.linspace(0, 2.4, 13))

# %% [markdown]
# *One of the paths runs into an axis and follows it. What has happened to the other weight, and why does the other penalty never do
# that? (Compare the slope of $|w|$ and of $w^2$ near 0.)*

# %% [markdown]
# ## 3 A speed limit · `clipping.py`
#
# A network that applies one weight twenty times in a row has a loss with cliffs. Below is the smallest one there is: one
# unit, $h_{t+1} = \sigma(w h_t + b)$, which is to end near 0.7. On the cliff the gradient is enormous, and one step
# throws away everything that was learned. Clipping keeps its direction and limits its length to $\tau$.

# %%
with not_yet():
    from assignments.clipping import clip_gradient, clip_gradients, gradient_norm

grader.check("clipping")


# %%
def final_loss(w, b, steps=20):
    h = 0.5 * np.ones(np.broadcast_shapes(np.shape(w), np.shape(b)))
    for _ in range(steps):
        h = 1 / (1 + np.exp(-(w * h + b)))
    return (h - 0.7) ** 2


def slope(place, step=1e-5):
    w, b = place
    return np.array([
        final_loss(w + step, b) - final_loss(w - step, b),
        final_loss(w, b + step) - final_loss(w, b - step),
    ]) / (2 * step)  # fmt: skip


def descend(start, rate, limit, count=60):
    path = [np.array(start)]
    for _ in range(count):
        path.append(path[-1] - rate * limit(slope(path[-1])))
    return np.array(path)


with not_yet():
    w, b = np.linspace(4.2, 6.6, 300), np.linspace(-3.3, -2.1, 200)
    start, rate = (5.8, -3.1), 1.0
    paths = {
        "no limit": descend(start, rate, lambda g: g),
        "clipped to τ = 0.1": descend(start, rate, lambda g: clip_gradient(g, 0.1)),
    }
    pictures.descents(w, b, final_loss(w, b[:, None]), paths)

# %% [markdown]
# *Change `rate` or τ. Can the unclipped descent be saved by a smaller rate, and what does that cost on the flat part?*

# %% [markdown]
# ## 4 Forgetting on purpose · `dropout.py`
#
# In every training step each unit is switched off with probability $p$, so no unit can lean on a particular other one. Seen
# from outside, every step trains another, thinned network; at inference all units are on, and each is scaled by $1-p$, the
# share of steps in which it was there.

# %%
with not_yet():
    from assignments.dropout import dropout_infer, dropout_train

grader.check("dropout")

# %%
with not_yet():
    rng, p = np.random.default_rng(25), 0.3
    pictures.masks([dropout_train(np.ones((10, 10)), p, rng)[1] for _ in range(6)], p)

# %%
with not_yet():
    a, weights = np.linspace(0.5, 2.0, 12), np.sin(np.arange(12.0))
    outputs = np.array([weights @ dropout_train(a, p, rng)[0] for _ in range(3000)])
    pictures.ensemble(outputs, float(weights @ dropout_infer(a, p)))

# %% [markdown]
# *The red line is one network without any chance in it. Why does the mean of three thousand random ones end up just there? Would it, if a
# `tanh` came after the sum?*

# %% [markdown]
# ## 5 Short cuts · `residual.py`
#
# A gradient passes one Jacobian matrix per layer. If these shrink vectors, little arrives. A residual block computes
# $y = \mathcal F(x) + x$, and the $+\,x$ leads straight back: its Jacobian is $J + I$.

# %%
with not_yet():
    from assignments.residual import chain_gradient, residual_block, residual_branch

grader.check("residual")

# %%
with not_yet():
    rng, depths = np.random.default_rng(4), range(0, 41, 2)
    stacks = [rng.normal(0, 0.15, (40, 16, 16)) for _ in range(5)]
    plain, skipped = (
        np.array([[np.linalg.norm(chain_gradient(stack[:depth], skip), 2) for depth in depths] for stack in stacks])
        for skip in (False, True)
    )
    pictures.gradient_by_depth(depths, plain, skipped)

# %% [markdown]
# *Multiply out $(J_2+I)(J_1+I)$. Which of the four terms does the plain stack have, and which one can never vanish? And what is the price
# that the orange curves show?*

# %% [markdown]
# ## 6 Gates · `lstm.py`
#
# An LSTM keeps its memory $C$ apart from what it shows, $h$. Three gates decide, for every unit and at every step, what is kept, what
# comes in and what is seen: $C^t = f\odot C^{t-1} + i\odot g$, and $h^t = o\odot\tanh C^t$. The weights below were chosen by hand, so that one unit
# takes a number in when it is told to *write*, and shows it when it is told to *show*.

# %%
with not_yet():
    from assignments.lstm import (
        cell_state_gradient,
        gate_limit_biases,
        lstm_cell_update,
        lstm_forward,
        lstm_gates,
        lstm_parameter_count,
        lstm_step,
    )

grader.check("lstm_gates")

# %%
with not_yet():
    value, write, show = 0.9 * np.sin(np.arange(40) / 3), np.zeros(40), np.zeros(40)
    write[[4, 18]], show[[10, 11, 25, 26, 34]] = 1, 1
    params = {f"W_{gate}h": np.zeros((1, 1)) for gate in "figo"} | {
        "W_fx": np.array([[0.0, -14.0, 0.0]]), "b_f": np.array([7.0]),
        "W_ix": np.array([[0.0, 14.0, 0.0]]), "b_i": np.array([-7.0]),
        "W_gx": np.array([[1.0, 0.0, 0.0]]), "b_g": np.array([0.0]),
        "W_ox": np.array([[0.0, 0.0, 14.0]]), "b_o": np.array([-7.0]),
    }  # fmt: skip
    h, c, told = np.zeros(1), np.zeros(1), []
    for x in np.column_stack([value, write, show]):
        f, i, g, o = lstm_gates(x, h, params)
        c, h = lstm_cell_update(f, i, g, o, c)
        told.append([f[0], i[0], c[0], o[0], h[0]])
    f, i, c, o, h = np.array(told).T
    pictures.over_time(
        {"value": value, "gate f": f, "gate i": i, "C": c, "gate o": o, "h": h},
        "A memory of one unit: written at steps 5 and 19, shown at 11, 26 and 35",
    )

# %% [markdown]
# *Between step 19 and step 35 the input does what it likes and $C$ does not move. Which gate is to thank, and which one hides it from the
# rest of the network?*

# %% [markdown]
# ### How long does a memory last?
#
# Along the cell alone, the derivative $\partial C^T/\partial C^0$ is what your `cell_state_gradient` computes from the forget gates. (Theorem 3.1.)

# %%
grader.check("lstm_sequence")

# %%
with not_yet():
    lengths = range(0, 201, 5)
    pictures.fading(
        lengths,
        {
            f"every f = {f}": [float(cell_state_gradient(np.full((T, 1), f))[0]) for T in lengths]
            for f in (1.0, 0.99, 0.9, 0.5)
        },
    )

# %% [markdown]
# *A forget gate of 0.9 sounds like "keep nearly everything". After how many steps is only a millionth left?*

# %% [markdown]
# ### Two hundred steps with your own biases
#
# Exercise 3.1 asks what happens at the limits of the gates; here you set them. The weights are random, the inputs are noise, and the four
# coloured units start from the same four values in every panel. Only the biases differ, and three times they are yours.

# %%
grader.check("lstm_gate_limits")

# %%
with not_yet():
    rng, size = np.random.default_rng(8), 4
    weights = {f"W_{gate}{side}": rng.uniform(-1, 1, (size, size)) for gate in "figo" for side in "xh"}
    noise, c0 = rng.uniform(-1, 1, (200, size)), np.array([2.0, 1.0, -0.5, -1.5])
    cells = {}
    for case in ("all biases 0", "remember", "overwrite", "open"):
        biases = {} if case == "all biases 0" else gate_limit_biases(case, size)
        params = weights | {f"b_{gate}": np.zeros(size) for gate in "figo"} | biases
        cells[case] = np.vstack([c0, lstm_forward(noise, np.zeros(size), c0, params)[1]])
    pictures.memory(cells, "The same weights and the same noise, four choices of biases")

# %% [markdown]
# *"Remember" is a flat line through 200 steps of noise. Why does "open", with every gate at 1, not remember but wander? The lecture says
# that all gates at 1 make a plain recurrent network: do they?*

# %% [markdown]
# ## 7 One state, two gates · `gru.py`
#
# The GRU has no separate cell. Its update gate $z$ mixes the old state with a candidate, $h^t = (1-z)\odot h^{t-1} + z\odot\tilde h$, and its reset
# gate $r$ decides how much of the old state the candidate gets to see. Mind the direction of $z$: the equation decides, and other books
# and libraries turn it round.

# %%
with not_yet():
    from assignments.gru import (
        gru_candidate,
        gru_forward,
        gru_gates,
        gru_interpolate,
        gru_parameter_count,
        gru_step,
        update_gate_bias,
    )

grader.check("gru_step")

# %%
with not_yet():
    signal = np.repeat([0.0, 1.0, -1.0, 0.5], 20)
    params = {name: np.zeros((1, 1)) for name in ("W_z", "U_z", "W_r", "U_r", "U_h")} | {"W_h": np.array([[1.5]])}
    params |= {"b_r": np.zeros(1), "b_h": np.zeros(1)}
    states = {}
    for b_z in (2.0, -1.0, -3.0):
        h, seen = np.zeros(1), []
        for x in signal[:, None]:
            h = gru_step(x, h, params | {"b_z": np.array([b_z])})
            seen.append(h[0])
        states[f"$b_z$ = {b_z:g}, z = {1 / (1 + np.exp(-b_z)):.2f}"] = np.array(seen)
    pictures.following(signal, states)

# %%
grader.check("gru_update")

# %%
with not_yet():
    z = np.linspace(0, 1, 50)
    pictures.blending(z, gru_interpolate(z, np.full(50, -0.8), np.full(50, 0.6)), old=-0.8, candidate=0.6)

# %%
with not_yet():
    rng, size = np.random.default_rng(8), 4
    weights = {f"{side}_{gate}": rng.uniform(-1, 1, (size, size)) for gate in "zrh" for side in "WU"}
    noise, h0, states = rng.uniform(-1, 1, (200, size)), np.array([0.9, 0.4, -0.3, -0.8]), {}
    for case in ("all biases 0", "keep", "replace"):
        b_z = np.zeros(size) if case == "all biases 0" else update_gate_bias(case, size)
        params = weights | {"b_z": b_z, "b_r": np.zeros(size), "b_h": np.zeros(size)}
        states[case] = np.vstack([h0, gru_forward(noise, h0, params)])
    pictures.memory(states, "A GRU in noise, and three biases of its update gate", y="hidden state")

# %% [markdown]
# *A GRU can keep and it can replace. Can it keep what it has **and** add something new, as the LSTM's "open" does?*

# %% [markdown]
# ## 8 A window that slides · `convolution.py`
#
# One small kernel looks at every place of an image. Three choices fix how many places there are: the size of the kernel, the zeros around
# the image (padding) and how far the window moves (stride). The dots are the middles of all windows; the first and the last one are
# framed.

# %%
with not_yet():
    from assignments.convolution import (
        conv2d,
        conv_layer,
        conv_output_shape,
        conv_output_size,
        flipped_convolution,
        same_padding,
        vertical_edges,
        zero_pad,
    )

grader.check("output_size")

# %%
with not_yet():
    image_shape, kernel_shape = (6, 7), (3, 3)
    pictures.windows(
        image_shape,
        kernel_shape,
        [(p, s, *conv_output_shape(image_shape, kernel_shape, p, s)) for p, s in ((0, 1), (1, 1), (0, 2), (1, 2))],
    )

# %% [markdown]
# *In the third drawing one row is seen by no window at all. Which one, and which of the three choices could bring it in?*

# %%
grader.check("padding")

# %%
with not_yet():
    small = np.array([[3.0, 5, 8, 5], [5, 9, 9, 6], [2, 6, 9, 7], [1, 2, 5, 4]])
    p = same_padding(3)
    wide = zero_pad(small, p)
    pictures.padded(
        small,
        {
            f"with {p} zero{'s' * (p > 1)} on each side": wide,
            "mean of each 3 × 3": conv2d(wide, np.full((3, 3), 1 / 9)).round(1),
        },
    )

# %% [markdown]
# *The size is kept. But look at the corners of the mean: where does their darkness come from?*

# %% [markdown]
# ### Edges in a picture of yours
#
# The lecture's kernel subtracts what is two columns to the right from what is on the left. Change the picture (any characters; `#` is bright)
# and run the cell again. Deep learning slides the kernel as it is; the mathematical definition flips it first.

# %%
grader.check("convolution")

# %%
drawing = """
............................
.....########...............
...##........##.......#.....
..##..........##.....###....
..#...##..##...#....#####...
..#...##..##...#...#######..
..#............#..#########.
..#..#......#..#...##...##..
..##..######..##...##...##..
...##........##....##...##..
.....########......##...##..
............................
.##########################.
............................
"""
image = np.array([[float(letter == "#") for letter in line] for line in drawing.split()])
with not_yet():
    kernel = np.array([[1.0, 0, -1], [1, 0, -1], [1, 0, -1]])
    pictures.edges(
        image,
        {
            "vertical_edges": vertical_edges(image),
            "the same kernel, flipped first": flipped_convolution(image, kernel),
            "its transpose: horizontal": conv2d(image, kernel.T),
        },
    )

# %% [markdown]
# *Orange and purple change places when the kernel is flipped. Would a network that **learns** its kernels care?*

# %% [markdown]
# ### A whole layer
#
# A layer has several filters, and each looks at all input channels. Here: one channel that holds your picture, one that holds its stripes, and three filters.

# %%
grader.check("conv_layer")

# %%
with not_yet():
    stripes = np.indices(image.shape)[0] % 4 < 2
    channels = np.stack([image, stripes.astype(float)])
    weight = np.zeros((3, 2, 3, 3))
    weight[0, 0], weight[1, 1], weight[2, 0], weight[2, 1] = kernel, kernel.T, 1 / 9, -1 / 9
    maps = conv_layer(channels, weight, np.zeros(3), padding=1)
    pictures.feature_maps(channels, maps, ["upright in 1", "level in 2", "1 minus 2, blurred"])

# %% [markdown]
# *How many numbers does this layer learn? Does the answer depend on the size of the image?*

# %% [markdown]
# ## 9 Keep the strongest · `pooling.py`
#
# After a convolution it matters that something was found, and less where exactly. Max pooling keeps the largest number in each window.

# %%
with not_yet():
    from assignments.pooling import max_pool2d, pool_output_size

grader.check("max_pooling")

# %%
with not_yet():
    found = np.random.default_rng(6).integers(-9, 10, (8, 8)).astype(float)
    pictures.pooling(found, max_pool2d(found, 2), 2, 2)
    pictures.pooling(found, max_pool2d(found, 3, 1), 3, 1)

# %% [markdown]
# *Find a window of negative numbers only. Which wrong way of writing the maximum would put a 0 there?*

# %% [markdown]
# ## 10 All together: LeNet-5 · `lenet.py`
#
# [convolution, ReLU, pool] twice, then flatten and two linear layers. On the way height and width shrink and channels grow.

# %%
with not_yet():
    from assignments.lenet import lenet_forward, lenet_parameter_count, lenet_shapes, linear

grader.check("lenet")

# %%
with not_yet():
    pictures.network(lenet_shapes())
    print(f"It learns {lenet_parameter_count():,} numbers; {2450 * 500:,} of them lie in one single layer.")

# %% [markdown]
# *Nearly all of the computing is done in the blue layers. Where do nearly all of the parameters lie, and why?*

# %% [markdown]
# ## 11 In words and numbers · `answers.yaml`
#
# The lecture's exercises. Fill in `assignments/answers.yaml` with any editor.

# %%
with not_yet():
    answers = own_answers()

grader.check("written")

# %% [markdown]
# ## Done?
#
# `python check.py --zip` in a terminal says what you have, and makes the file to hand in.
