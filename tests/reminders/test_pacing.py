"""How fast a channel may go."""

from service.reminders.pacing import TokenBucket


def test_so_many_go_at_once_and_then_one_at_a_time() -> None:
    bucket = TokenBucket(per_second=5, burst=2)
    assert [bucket.wait(100.0) for _ in range(3)] == [0.0, 0.0, 0.2]


def test_who_waits_as_long_as_told_may_go() -> None:
    bucket = TokenBucket(per_second=4, burst=1)
    assert bucket.wait(0.0) == 0.0
    assert bucket.wait(0.0) == 0.25
    assert bucket.wait(0.25) == 0.0


def test_a_long_rest_saves_up_no_more_than_the_burst() -> None:
    bucket = TokenBucket(per_second=1, burst=2)
    assert [bucket.wait(at) for at in (0.0, 0.0, 1000.0, 1000.0, 1000.0)] == [0.0, 0.0, 0.0, 0.0, 1.0]
