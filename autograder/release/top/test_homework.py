"""Plain pytest: run `pytest` in this folder to run the public cases on the modules beside this file."""

from pathlib import Path

import pytest

from autograder.local.checking import public_stories

STORIES = public_stories(Path(__file__).parent)


@pytest.mark.parametrize("case", STORIES)
def test_public_case(case: str) -> None:
    """Pass where the case passes; fail with its story where it does not."""
    if STORIES[case]:
        pytest.fail(STORIES[case], pytrace=False)
