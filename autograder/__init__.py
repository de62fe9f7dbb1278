"""An auto-graded deep-learning homework and its grader."""
