"""Bells that do not match: 40 and 45 minutes, breaks of 10 and 15, starts from 8:00 to 8:30, a winter season.

Against the lead's bells the periods of the others overlap by 20 to 40 minutes. All afternoons lie between
13:50 and 15:40, so that a research session of two periods touches neither the fourth lesson nor the 课后服务
of any campus.
"""

from dataclasses import dataclass
from datetime import date

from calendars.bells import BellBook, BellSchedule, PeriodKind, numbered
from calendars.spans import ALWAYS, ClockSpan, DateSpan

_ORDINALS = "一二三四五六"
MORNING_PERIODS = 4
PERIODS = 6
WINTER_MONTH, WINTER_DAY = 10, 8  # after the national holiday


@dataclass(frozen=True, slots=True)
class BellPattern:
    """Minutes: `start` of the first lesson and `afternoon` of the fifth since midnight, the rest are lengths.

    `winter` is the afternoon's start from the day of the winter bells on.
    """

    start: int
    lesson: int
    pause: int
    long_break: int
    afternoon: int
    winter: int | None = None

    def rows(self, afternoon: int) -> tuple[tuple[PeriodKind, str, ClockSpan], ...]:
        """A day in order: reading, four lessons with the 大课间 between, noon, two lessons, 课后服务."""
        second = self.start + self.lesson + self.pause
        third = second + self.lesson + self.long_break
        fourth = third + self.lesson + self.pause
        sixth = afternoon + self.lesson + self.pause
        over = sixth + self.lesson
        starts = (self.start, second, third, fourth, afternoon, sixth)
        lessons = [
            (PeriodKind.LESSON, f"第{ordinal}节", ClockSpan(start, start + self.lesson))
            for ordinal, start in zip(_ORDINALS, starts, strict=True)
        ]
        return (
            (PeriodKind.READING, "早读", ClockSpan(self.start - 25, self.start - 5)),
            *lessons[:2],
            (PeriodKind.BREAK, "大课间", ClockSpan(second + self.lesson, third)),
            *lessons[2:4],
            (PeriodKind.NOON, "午餐、午休", ClockSpan(fourth + self.lesson, afternoon - 10)),
            *lessons[4:],
            (PeriodKind.AFTER, "课后服务", ClockSpan(over + 15, 17 * 60 + 30)),
        )

    def bells(self, year: int) -> BellBook:
        """The bells of the school year that begins in `year`, in one schedule or in two."""
        if self.winter is None:
            return BellBook((BellSchedule("全年", numbered(self.rows(self.afternoon)), ALWAYS),))
        summer = BellSchedule("夏令", numbered(self.rows(self.afternoon)), ALWAYS)
        first = date(year, WINTER_MONTH, WINTER_DAY)
        season = f"冬令({WINTER_MONTH}月{WINTER_DAY}日起)"
        winter = BellSchedule(season, numbered(self.rows(self.winter)), DateSpan(first, None))
        return BellBook((summer, winter))


def _minute(hour: int, minute: int) -> int:
    return hour * 60 + minute


LEAD = BellPattern(_minute(8, 20), 40, 10, 30, _minute(14, 0))
MEMBERS = (
    BellPattern(_minute(8, 30), 40, 15, 20, _minute(14, 0), winter=_minute(13, 50)),
    BellPattern(_minute(8, 10), 45, 10, 30, _minute(14, 0)),
    BellPattern(_minute(8, 20), 40, 15, 25, _minute(14, 0)),
    BellPattern(_minute(8, 30), 45, 10, 15, _minute(13, 50)),
    BellPattern(_minute(8, 0), 40, 10, 40, _minute(14, 0)),
)
