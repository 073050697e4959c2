"""The lessons of the host's bells that a time of a wish means: by number, in half a day, or by the clock."""

from dataclasses import dataclass

from calendars.bells import BellSchedule, Period
from calendars.spans import MINUTES_A_DAY, ClockSpan
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.slots import Slot
from service.domain.sources import Source
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import lesson_numbers
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import weekday_name
from service.exchange.recognition.lists.wishes_sheet import WishRows
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.joint_work.half_days import counted_in_half
from service.exchange.understanding.joint_work.plan_times import PlanTime, plan_times
from service.exchange.understanding.joint_work.wish_columns import period_source, written_time

_LONGER_THAN_A_LESSON = 60


@dataclass(frozen=True)
class HostLessons:
    """Those of one campus, for the rows of one wish."""

    bench: Bench
    rows: WishRows
    host: Campus

    @property
    def schedules(self) -> tuple[BellSchedule, ...]:
        book = self.bench.bells.get(self.host.id)
        return () if book is None else book.schedules

    def numbers(self, said: PlanTime) -> tuple[int, ...]:
        """Lessons of the host's bells; (), and a problem, where one is none of them."""
        source = period_source(self.rows)
        text = self.rows.plain("period") or plain(written_time(self.rows))
        numbers = counted_in_half(said.periods, said.half, self.schedules)
        if numbers is None or not all(map(self._rings, numbers)):
            return self._answered(text, source)
        if numbers != said.periods:
            counted = "、".join(map(str, numbers))
            self.bench.report.note("afternoon_counted_on", source, text=text, number=counted)
        for number in numbers:
            self._compare_times(number, said, text, source)
        return numbers

    def _rings(self, number: int) -> bool:
        """Whether there is such a lesson, as far as the bells are known."""
        return not self.schedules or any(one.period(number) is not None for one in self.schedules)

    def _answered(self, text: str, source: Source) -> tuple[int, ...]:
        meant = self.bench.report.meant(CorrectionKind.PERIOD, text, source)
        try:
            numbers = () if meant is None else lesson_numbers(meant)
        except NotUnderstoodError:
            numbers = ()
        if numbers and all(map(self._rings, numbers)):
            return numbers
        lessons = tuple(str(lesson.number) for one in self.schedules[:1] for lesson in one.lessons)
        self.bench.report.problem("period_unknown", source, text=text, candidates=lessons)
        return ()

    def _compare_times(self, number: int, said: PlanTime, text: str, source: Source) -> None:
        spans = {period.span for one in self.schedules if (period := one.period(number)) is not None}
        if said.span is not None and spans and said.span not in spans:
            bells = "、".join(map(str, sorted(spans)))
            self.bench.report.note("time_differs", source, text=text, bells=bells)

    def span_of(self, said: PlanTime) -> ClockSpan | None:
        """By the clock; of a start alone that of the lesson which begins then, else more than a lesson's."""
        if said.span is not None or said.start is None:
            return said.span
        begun = (lesson.span for lesson in self._lessons if lesson.span.start == said.start)
        return next(begun, ClockSpan(said.start, min(said.start + _LONGER_THAN_A_LESSON, MINUTES_A_DAY)))

    def slot_by_clock(self, weekday: int, span: ClockSpan, text: str, source: Source) -> Slot | None:
        """The host's lesson that holds a clock time; None, and a problem with the nearest, if none does."""
        inside = self.at(span)
        if inside is not None:
            return Slot(weekday, inside.number)
        answered = self._clock_answered(span, text, source, weekday_name(weekday))
        if answered is None or answered.weekday is None:
            return None
        return Slot(answered.weekday, answered.periods[0])

    def number_by_clock(self, span: ClockSpan, text: str, source: Source) -> int | None:
        """As `slot_by_clock`, on whichever day."""
        inside = self.at(span)
        if inside is not None:
            return inside.number
        answered = self._clock_answered(span, text, source, "")
        return None if answered is None else answered.periods[0]

    def _clock_answered(self, span: ClockSpan, text: str, source: Source, day: str) -> PlanTime | None:
        """What an answer says of a time in no lesson; None, and a problem with the nearest, if none does."""
        meant = self.bench.report.meant(CorrectionKind.TEXT, text, source, self.host.name)
        answered = None if meant is None else plan_times(meant, self.bench.term.year)[0]
        whole = answered is not None and (answered.weekday is not None or not day)
        if answered is not None and whole and len(answered.periods) == 1:
            return answered
        # Bells of two seasons have the same mornings, or other times for one number.
        by_time = {(lesson.number, lesson.span): lesson for lesson in self._lessons}.values()
        near = sorted(by_time, key=lambda lesson: (-lesson.span.overlap(span), lesson.span.gap(span)))[:2]
        self.bench.report.problem(
            "time_in_no_period",
            source,
            text=text,
            campus=self.host.name,
            candidates=tuple(dict.fromkeys(f"{day}第{lesson.number}节" for lesson in near)),
            bells="、".join(f"第{lesson.number}节 {lesson.span}" for lesson in near),
        )
        return None

    def at(self, span: ClockSpan) -> Period | None:
        return next((lesson for lesson in self._lessons if lesson.span.contains(span)), None)

    @property
    def _lessons(self) -> tuple[Period, ...]:
        return tuple(lesson for schedule in self.schedules for lesson in schedule.lessons)
