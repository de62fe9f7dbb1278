"""Check your homework: `python check.py --help` says how."""

import gc
import sys

if sys.version_info < (3, 11):
    sys.exit("check.py needs Python 3.11 or newer; this is Python " + sys.version.split()[0])

gc.disable()  # nothing that is imported is garbage, and looking for it takes a tenth of the start
try:
    from autograder.local.command import main

    gc.enable()
    if __name__ == "__main__":
        sys.exit(main())
except ModuleNotFoundError as error:
    if str(error.name).split(".")[0] == "autograder":
        sys.exit("check.py needs its folder autograder, whole and beside it: unpack the homework again")
    sys.exit("check.py needs " + str(error.name) + ": python -m pip install -r requirements.txt")
