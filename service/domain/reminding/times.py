"""When a reminder is due: how long before an event, and not in the quiet hours of the night."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from calendars.spans import MINUTES_A_DAY
from calendars.zones import at, clock_of
from service.domain.publishing.occurrences.published_events import PublishedEvent

_NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class Offset:
    """How long before its start an event is reminded of; `minutes` is what keys and texts call it by.

    With `clock`, it is that minute of the day, as many days before as there are in `minutes`.
    """

    minutes: int
    clock: int | None = None

    def before(self, event: PublishedEvent) -> datetime:
        if self.clock is None:
            return start_of(event) - timedelta(minutes=self.minutes)
        return at(event.day - timedelta(days=self.minutes // MINUTES_A_DAY), self.clock)


EVENING_BEFORE = Offset(MINUTES_A_DAY, clock=18 * 60)
HALF_AN_HOUR_BEFORE = Offset(30)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The night: `start` to `end` in minutes since local midnight, over midnight where `end` is smaller."""

    start: int = 22 * 60
    end: int = 6 * 60 + 30

    def end_of(self, moment: datetime) -> datetime:
        """The end of the quiet hours that a moment lies in; the moment itself where it lies in none."""
        day, minute = clock_of(moment)
        if self.start <= self.end:
            return at(day, self.end) if self.start <= minute < self.end else moment
        if minute < self.end:
            return at(day, self.end)
        return at(day + timedelta(days=1), self.end) if minute >= self.start else moment


@dataclass(frozen=True, slots=True)
class ReminderRules:
    """`offsets` from the longest to the shortest; `quiet` None = notices and reminders come at any hour."""

    offsets: tuple[Offset, ...] = (EVENING_BEFORE, HALF_AN_HOUR_BEFORE)
    quiet: QuietHours | None = QuietHours()


DEFAULT_RULES = ReminderRules()


@dataclass(frozen=True, slots=True)
class Window:
    """A reminder goes out from `due_at` on, and not at `not_after` or later."""

    due_at: datetime
    not_after: datetime


def start_of(event: PublishedEvent) -> datetime:
    """The moment at which an event begins where it stands now."""
    return at(event.day, event.span.start)


def windows(event: PublishedEvent, rules: ReminderRules) -> tuple[tuple[Offset, Window], ...]:
    """Each offset's window: it ends when the next offset is due, the last one's when the event begins.

    It depends on nothing but the event: publishing it again moves no reminder. Quiet hours put a reminder off
    to their end, unless it would then be too late.
    """
    found: list[tuple[Offset, Window]] = []
    not_after = start_of(event)
    for offset in reversed(rules.offsets):
        due_at = offset.before(event)
        later = rules.quiet.end_of(due_at) if rules.quiet else due_at
        due_at = later if later < not_after else due_at
        if due_at < not_after:
            found.append((offset, Window(due_at, not_after)))
            not_after = due_at
    return tuple(reversed(found))


def notice_due(now: datetime, first_start: datetime, rules: ReminderRules) -> datetime:
    """When a change is told: now, or after the quiet hours.

    Never held where the first event it touches begins before 12:00 of the next day.
    """
    next_noon = at(clock_of(now)[0] + timedelta(days=1), _NOON)
    if rules.quiet is None or first_start < next_noon:
        return now
    return rules.quiet.end_of(now)
