def zeros_around(rows, p):
    rows = [list(map(float, row)) for row in rows]
    width = len(rows[0]) + 2 * p
    middle = [[0.0] * p + row + [0.0] * p for row in rows]
    return [[0.0] * width for _ in range(p)] + middle + [[0.0] * width for _ in range(p)]


def windows(rows, fh, fw, stride):
    """all full windows: a list (down) of lists (to the right) of flat lists"""
    return [
        [
            [v for row in rows[i : i + fh] for v in row[j : j + fw]]
            for j in range(0, len(rows[0]) - fw + 1, stride)
        ]
        for i in range(0, len(rows) - fh + 1, stride)
    ]
