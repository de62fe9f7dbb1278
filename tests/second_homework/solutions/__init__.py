"""The second homework, solved."""
