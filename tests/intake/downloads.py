"""One small class as each system hands it over: Ada right and on time, Bob late, Cy with two attempts or two files."""

from pathlib import Path

from handins import MODULES, ONE, THREE, laid_out, zipped

METADATA = """\
---
submission_301:
  :submitters:
  - :name: Ada Lovelace
    :sid: '1001'
    :email: ada@uni.edu
  :created_at: 2026-11-19 10:00:00.123456000 Z
  :score: 3.0
  :results:
    tests:
    - name: "x"
      output: |-
        submission_999:
          :submitters:
          - :name: Mallory
    anchor: &a [1, 2]
  :history:
  - :id: 4
    :created_at: 2026-11-18 10:00:00.000000000 Z
submission_302:
  :submitters:
  - :name: Bob Boole
    :sid: '1002'
    :email: bob@uni.edu
  - :name: Cy Curry
    :sid: '1003'
    :email: cy@uni.edu
  :created_at: 2026-11-21 10:00:00.000000000 +0100
  :score: 0.0
"""


def canvas(top: Path) -> Path:
    return laid_out(
        top,
        {
            "lovelaceada_1001_501_hw.zip": zipped(MODULES),
            "boolebob_LATE_1002_502_alpha.py": ONE,
            "currycy_1003_503_alpha.py": ONE,
            "currycy_1003_504_beta.py": THREE,
        },
    )


def gradescope(top: Path) -> Path:
    files = {f"submission_301/{name}": text for name, text in MODULES.items()}
    return laid_out(top, {**files, "submission_302/alpha.py": ONE, "submission_metadata.yml": METADATA})


def moodle(top: Path) -> Path:
    return laid_out(
        top,
        {
            "Ada Lovelace_1001_assignsubmission_file_/hw.zip": zipped(MODULES),
            "Bob Boole_1002_assignsubmission_file_/alpha.py": ONE,
            "Cy Curry_1003_assignsubmission_file_/alpha.py": ONE,
            "Cy Curry_1003_assignsubmission_file_/beta.py": THREE,
        },
    )


def moodle_flat(top: Path) -> Path:
    return laid_out(
        top,
        {
            "Ada Lovelace_1001_assignsubmission_file_hw.zip": zipped(MODULES),
            "Bob Boole_1002_assignsubmission_file_alpha.py": ONE,
            "Cy Curry_1003_assignsubmission_file_alpha.py": ONE,
            "Cy Curry_1003_assignsubmission_file_beta.py": THREE,
        },
    )


def blackboard(top: Path) -> Path:
    def receipt(name: str, login: str) -> str:
        return f"Name: {name} ({login})\nAssignment: HW 25\nDate Submitted: Friday\n\nComments:\n'''import os'''\n"

    return laid_out(
        top,
        {
            "HW_25_ada_l_attempt_2026-11-19-10-00-00_hw.zip": zipped(MODULES),
            "HW_25_ada_l_attempt_2026-11-19-10-00-00.txt": receipt("Ada Lovelace", "ada_l"),
            "HW_25_bob_attempt_2026-11-21-10-00-00_alpha.py": ONE,
            "HW_25_bob_attempt_2026-11-21-10-00-00.txt": receipt("Bob Boole", "bob"),
            "HW_25_cy_attempt_2026-11-18-09-00-00_alpha.py": ONE,
            "HW_25_cy_attempt_2026-11-22-09-00-00_alpha.py": ONE,
            "HW_25_cy_attempt_2026-11-22-09-00-00_beta.py": THREE,
        },
    )


def brightspace(top: Path) -> Path:
    return laid_out(
        top,
        {
            "index.html": "<html></html>",
            "1001-55 - Ada Lovelace - Nov 19, 2026 1000 AM/hw.zip": zipped(MODULES),
            "1002-55 - Bob Boole - Nov 21, 2026 937 PM/alpha.py": ONE,
            "1003-55 - Cy Curry - Nov 18, 2026 900 AM/alpha.py": ONE,
            "1003-55 - Cy Curry - Nov 22, 2026 1205 AM/alpha.py": ONE,
            "1003-55 - Cy Curry - Nov 22, 2026 1205 AM/beta.py": THREE,
        },
    )


def github(top: Path) -> Path:
    files: dict[str, str | bytes] = {}
    for user in ("ada-l", "bob", "cy"):
        files[f"hw-25-{user}/.git/HEAD"] = "ref: refs/heads/main\n"
        files[f"hw-25-{user}/README.md"] = "# Homework\n"
        files[f"hw-25-{user}/assignments/alpha.py"] = ONE
    files["hw-25-cy/assignments/beta.py"] = THREE
    return laid_out(top, files)
