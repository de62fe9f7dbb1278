"""Check your homework: `python check.py --help` says how."""

import sys

if sys.version_info < (3, 11):
    sys.exit("check.py needs Python 3.11 or newer; this is Python " + sys.version.split()[0])

try:
    from autograder.local.command import main
except ModuleNotFoundError as error:
    sys.exit("check.py needs " + str(error.name) + ": python -m pip install -r requirements.txt")

if __name__ == "__main__":
    sys.exit(main())
