"""Intake: a bulk download, a folder or single files → one submission per student, whatever was handed in."""
