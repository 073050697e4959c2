"""The only reader of the clock. Everything below the edge takes `now` or `today` as an argument."""

from datetime import UTC, date, datetime, tzinfo


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: tzinfo) -> date:
    """The date that a wall calendar in `zone` shows at this moment."""
    return now().astimezone(zone).date()
