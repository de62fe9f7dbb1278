from .windows import windows, zeros_around
