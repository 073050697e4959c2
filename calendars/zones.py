"""Wall time of a school to a moment, and back. The only place where that is done."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from calendars.errors import CalendarError

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: date, minute: int, zone: ZoneInfo = SHANGHAI) -> datetime:
    """The aware moment at which the wall clock of `zone` shows `minute` minutes after midnight of `day`.

    `minute` runs from 0 to 1440 (24:00 = midnight of the next day). Shanghai changed its clocks in
    1986-1991 only; for zones that still do:

    - a time that comes twice (fold) means the first of the two;
    - a time that never comes (gap) is moved forward by the length of the gap, so nothing is lost and
      nothing starts early: 02:30 becomes 03:30.
    """
    if not 0 <= minute <= 24 * 60:
        raise CalendarError(f"minute {minute} is not one of a day (0-1440)")
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    # With fold=0 a time in a gap is read with the offset before it; by way of UTC it comes out after it.
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(fold=0)


def clock_of(moment: datetime, zone: ZoneInfo = SHANGHAI) -> tuple[date, int]:
    """The date and the minute since midnight (seconds dropped) that the wall clock of `zone` shows."""
    if moment.utcoffset() is None:
        raise CalendarError(f"{moment} has no zone: only aware moments have a clock")
    local = moment.astimezone(zone)
    return local.date(), local.hour * 60 + local.minute
