"""The homework: one module per topic of the lecture, to be filled in."""
