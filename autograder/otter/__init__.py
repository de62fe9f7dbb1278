"""Grading by an archive that was made for stock Otter: its checks, its points, inside our walls."""
