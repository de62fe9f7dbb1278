"""The homework solved: the same modules, with the reasoning behind every answer."""
