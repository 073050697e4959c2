"""Whole numbers in a row."""

from collections.abc import Iterable


def runs(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """3, 5, 7, 8, 9 as 3–3, 5–5, 7–9: first and last of each run, rising."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return tuple(found)
