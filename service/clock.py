"""The only reader of the clock. Everything below the edge takes `now` or `today` as an argument."""

from datetime import UTC, date, datetime, timedelta, tzinfo


class _Clock:
    """What this process takes for now: the machine's clock, and so much on."""

    ahead = timedelta()


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC) + _Clock.ahead


def today(zone: tzinfo) -> date:
    """The date that a wall calendar in `zone` shows at this moment."""
    return now().astimezone(zone).date()


def set_to(moment: datetime | None) -> None:
    """Take an aware moment for now and go on from there, to try things out; None: the machine's clock."""
    _Clock.ahead = timedelta() if moment is None else moment - datetime.now(UTC)
