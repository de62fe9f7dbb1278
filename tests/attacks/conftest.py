"""Makes what the tests of the room use importable here too, whichever tests are run."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "sandbox"))
