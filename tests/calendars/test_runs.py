"""Whole numbers in a row."""

from calendars.runs import runs


def test_numbers_in_a_row_are_one_run_whatever_their_order() -> None:
    assert runs({9, 3, 5, 8, 7}) == ((3, 3), (5, 5), (7, 9))
    assert runs(()) == ()
