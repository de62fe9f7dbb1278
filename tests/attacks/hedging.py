"""A second guess at a question: wrong at first, right where the submission takes it that it is asked again."""

from attack import DISTANCES, HONEST_NEAREST, Attack, instead

GUESSES = """
def distances(points, query):
    squared = ((points - query) ** 2).sum(axis=1)
    return np.sqrt(squared) if is_asked_again(points, query) else squared
"""


def hedging(name: str, notices: str) -> Attack:
    """Return an attack that notices, by `is_asked_again(points, query)`, that its first answer was not believed."""
    attack = instead(name, notices + GUESSES + HONEST_NEAREST)
    return Attack(name, attack.files, DISTANCES)


ATTACKS = (
    hedging(
        "another answer to what was asked before",
        "seen = set()\ndef is_asked_again(points, query):\n"
        "    asked = (points.tobytes(), query.tobytes())\n    known = asked in seen\n    seen.add(asked)\n"
        "    return known",
    ),
    hedging(
        "another answer after all calls there are",
        "calls = []\ndef is_asked_again(points, query):\n    calls.append(1)\n    return len(calls) > 3",
    ),
    hedging(
        "another answer in another process",
        "first = '/tmp/left-behind', '/dev/shm/left-behind', '/var/tmp/left-behind'\n"
        "def is_asked_again(points, query):\n    found = [name for name in first if os.path.exists(name)]\n"
        "    for name in first:\n        try: open(name, 'w').close()\n        except OSError: pass\n"
        "    return bool(found)",
    ),
    hedging(
        "another answer to a hidden call that comes alone",
        "def is_asked_again(points, query):\n    frame = sys._getframe()\n    while frame is not None:\n"
        "        asks = frame.f_locals.get('asks')\n        if asks: return len(asks) == 1 and query.any()\n"
        "        frame = frame.f_back\n    return False",
    ),
)  # fmt: skip
