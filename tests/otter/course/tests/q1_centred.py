OK_FORMAT = False

import numpy as np
from otter.test_files import test_case

name = "q1_centred"
points = 4


@test_case(points=1, success_message="The mean is taken away.")
def test_the_mean_is_zero(centred):
    assert abs(np.mean(centred([1.0, 2.0, 6.0]))) < 1e-12


@test_case(failure_message="Look at the shape of what you return.")
def test_the_shape_stays(centred):
    result = centred([[1.0, 2.0], [3.0, 4.0]])
    assert np.shape(result) == (2, 2), "the shape changed"


@test_case(hidden=True, failure_message="Think of columns.")
def test_columns_are_centred_by_themselves(centred):
    np.testing.assert_allclose(centred([[1.0, 10.0], [3.0, 30.0]]), [[-1.0, -10.0], [1.0, 10.0]])
