OK_FORMAT = False

from otter.test_files import test_case

name = "q3_rates"
points = [0.5, 1.5, 1]


@test_case()
def test_rate(env):
    assert env["rate"] == 0.1


@test_case(hidden=True)
def test_noise_is_the_seeded_one(noise):
    assert abs(noise - 0.07630829) < 1e-6


@test_case(hidden=True)
def test_heights_were_read(tallest):
    assert tallest == 191
