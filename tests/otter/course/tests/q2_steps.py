OK_FORMAT = False

from otter.test_files import test_case

name = "q2_steps"
points = 3
all_or_nothing = True


@test_case()
def test_no_step(steps):
    assert steps(1) == 0


@test_case(hidden=True)
def test_many_steps(steps):
    assert steps(27) == 111
