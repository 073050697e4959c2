"""What is spent of a search where steps count: what was counted, and nothing else."""

from service.solver.searches import Search, Spending


def spending(*counted: float) -> Spending:
    made = Spending(Search(8, deterministic=True))
    for seconds in counted:
        made.count(seconds)
    return made


def test_what_is_counted_is_spent() -> None:
    begun = spending(1, 2)
    assert (begun.seconds, begun.is_over) == (3, False)
    assert (begun.rest(), begun.rest(0.5)) == (
        Search(5, deterministic=True),
        Search(2.5, deterministic=True),
    )


def test_nothing_is_left_when_all_is_spent() -> None:
    assert (spending(8).is_over, spending(8, 1).rest().seconds) == (True, 0.05)


def test_other_limits_take_over_what_is_spent() -> None:
    begun = spending(3)
    assert begun.limited(Search(4, deterministic=True)).rest().seconds == 1
