"""Failures are counted per client, forgotten after a while, and never without bound."""

from service.web.guesses import FORGOTTEN_AFTER, FREE, LONGEST, MOST_WAITING, Guesses


def test_first_failures_cost_nothing_and_later_ones_more_and_more() -> None:
    guesses = Guesses(lambda: 0.0)
    delays = [guesses.failed("client") for _ in range(FREE + 30)]
    assert delays[:FREE] == [0.0] * FREE
    assert delays[FREE : FREE + 3] == [0.25, 0.5, 0.75]
    assert delays[-1] == LONGEST


def test_clients_are_counted_apart() -> None:
    guesses = Guesses(lambda: 0.0)
    for _ in range(FREE + 5):
        guesses.failed("one")
    assert guesses.failed("other") == 0.0


def test_client_that_was_quiet_starts_anew() -> None:
    moments = iter([*([0.0] * (FREE + 5)), FORGOTTEN_AFTER + 1])
    guesses = Guesses(lambda: next(moments))
    delays = [guesses.failed("client") for _ in range(FREE + 6)]
    assert delays[-2] > 0.0
    assert delays[-1] == 0.0


def test_ten_thousand_guesses_wait_for_hours() -> None:
    guesses = Guesses(lambda: 0.0)
    assert sum(guesses.failed("client") for _ in range(10_000)) > 10 * 3600


def test_only_so_many_wait_at_once() -> None:
    guesses = Guesses(lambda: 0.0)
    guesses.waiting = MOST_WAITING
    assert guesses.full
