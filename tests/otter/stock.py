"""Run by stock Otter's own Python: grades submissions with an archive, prints the points of each as JSON."""

import json
import sys

from otter.api import grade_submission
from otter.run import AutograderConfig

archive, *paths = sys.argv[1:]
config = AutograderConfig(json.loads(sys.stdin.read()))
found = {}
for path in paths:
    results = grade_submission(path, archive, quiet=True)
    points = {name: [file.score, file.possible] for name, file in results.results.items()}
    cases = {name: [case.passed for case in file.test_case_results] for name, file in results.results.items()}
    found[path] = {"points": points, "cases": cases, "score": results.to_gradescope_dict(config).get("score")}
print(json.dumps(found))
