from datetime import UTC, datetime, timedelta, timezone

from service import clock


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_now_lies_between_two_readings_of_the_clock() -> None:
    before = datetime.now(UTC)  # noqa: TID251 - the test of the reader itself
    assert before <= clock.now() <= datetime.now(UTC)  # noqa: TID251


def test_today_is_the_date_in_the_zone_asked_for() -> None:
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    # 26 hours apart: the two ends of the earth never share a date.
    assert (clock.today(east) - clock.today(west)).days in (1, 2)


def test_the_clock_can_be_set_to_try_the_service_out_and_goes_on_from_there() -> None:
    moment = datetime(2099, 10, 12, 0, 0, tzinfo=UTC)
    try:
        clock.set_to(moment)
        first, later = clock.now(), clock.now()
        assert moment <= first <= later < moment + timedelta(days=1)
    finally:
        clock.set_to(None)
    assert clock.now() < moment
