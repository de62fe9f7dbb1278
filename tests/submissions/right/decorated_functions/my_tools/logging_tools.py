import functools

calls = {}


def logged(function):
    """Print and count the calls of a function."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        calls[function.__name__] = calls.get(function.__name__, 0) + 1
        print("calling", function.__name__, "for the", calls[function.__name__], ". time")
        try:
            return function(*args, **kwargs)
        finally:
            print("done")

    return wrapper
