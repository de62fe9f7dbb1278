OK_FORMAT = True

test = {
    "name": "q4_words",
    "points": None,
    "suites": [
        {
            "cases": [
                {"code": ">>> longest(['a', 'bcd', 'ef'])\n'bcd'", "hidden": False, "locked": False},
                {"code": ">>> longest([]) is None\nTrue", "locked": False},
                {"code": ">>> for word in ['x', 'yy']:\n...     print(longest([word]))\nx\nyy", "locked": False},
            ],
            "scored": True,
            "setup": "",
            "teardown": "",
            "type": "doctest",
        }
    ],
}
