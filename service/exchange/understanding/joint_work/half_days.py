"""Lessons that are counted within half a day: 下午第1节 is the first of the afternoon."""

from collections.abc import Iterable

from calendars.bells import BellSchedule

HALVES = ("上午", "下午")
_NOON = 12 * 60


def numbers_in_half(half: str, schedules: Iterable[BellSchedule]) -> tuple[int, ...]:
    """The lessons of 上午 or 下午, of "" all; 上午 are those that begin before 12:00 by any bells."""
    return tuple(
        sorted(
            {
                lesson.number
                for schedule in schedules
                for lesson in schedule.lessons
                if not half or (lesson.span.start < _NOON) is (half == HALVES[0])
            }
        )
    )


def counted_in_half(
    numbers: tuple[int, ...], half: str, schedules: Iterable[BellSchedule]
) -> tuple[int, ...] | None:
    """The lessons' numbers in the day; None where that half of the day has no such lessons.

    A number that the half itself has is the day's: 下午第5节 is the fifth of the day where that is one of the
    afternoon.
    """
    known = tuple(schedules)
    if not half or not numbers:
        return numbers
    if half not in HALVES:
        return None  # 晚上第1节 is not the day's first
    if not known:
        return numbers
    there = numbers_in_half(half, known)
    if set(numbers) <= set(there):
        return numbers
    if half == HALVES[0] or not set(numbers).isdisjoint(there) or numbers[-1] > len(there):
        return None
    return tuple(there[number - 1] for number in numbers)
