"""When a delivery that failed is tried again."""

from datetime import timedelta

from service.domain.reminding.deliveries import DEFAULT_DELIVERY, DeliveryRules
from tests.reminding import NOW

MUCH_LATER = NOW + timedelta(days=3)


def test_the_waits_double_up_to_the_longest_and_the_attempts_are_capped() -> None:
    waits = [DEFAULT_DELIVERY.retry_at(attempt, NOW, MUCH_LATER) for attempt in range(1, 9)]
    minutes = [None if at is None else (at - NOW) / timedelta(minutes=1) for at in waits]
    assert minutes == [1, 2, 4, 8, 16, 30, 30, None]


def test_what_would_be_too_late_by_then_is_given_up() -> None:
    rules = DeliveryRules(first_wait=timedelta(minutes=10))
    assert rules.retry_at(1, NOW, NOW + timedelta(minutes=10)) is None
    assert rules.retry_at(1, NOW, NOW + timedelta(minutes=11)) == NOW + timedelta(minutes=10)


def test_a_lease_outlives_a_delivery() -> None:
    assert DEFAULT_DELIVERY.timeout < DEFAULT_DELIVERY.lease
