"""The rows of a schedule of bells: their periods, their times, and for whom they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from calendars.bells import EVERY_WEEKDAY, PeriodKind
from calendars.errors import CalendarError
from calendars.spans import ClockSpan
from service.exchange.notation.clock_times import (
    clock_text,
    is_clock_span,
    is_clock_text,
    minutes_written,
)
from service.exchange.notation.for_whom_written import is_for_some, weekdays_in
from service.exchange.notation.grades_written import grades_in
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import period_label
from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.bells.bell_blocks import BellBlock, BellLine
from service.exchange.recognition.bells.bell_headers import BETWEEN, Place, says_nothing
from service.exchange.recognition.tables import is_footnote
from service.exchange.reporting.reports import Report

EVERY_GRADE = frozenset(range(1, 13))
_LASTS = re.compile(r"\(?(?P<minutes>\d{1,3})分钟?\)?$")
_LESSONS_LAST = re.compile(r"每(?:节|课时)课?(?:时长)?:?(?P<minutes>\d{2})分钟")
_IN_BRACKETS = re.compile(r"\((?P<inner>[^()]+)\)$")
_NOT_FOR = re.compile(r"除外|不上|没有|无|不含|不安排|不排")
#: moments of the day, no periods
_MOMENTS = re.compile(r".*(?:放学|到校|进校|入校|离校|静校|清校|预备铃?|起床|就寝|熄灯|开门).*")
_EARLY, _NOON = 6 * 60, 12 * 60


@dataclass(frozen=True, slots=True)
class BellRow:
    """`weekdays` and `grades` are those the row is for."""

    kind: PeriodKind
    label: str
    span: ClockSpan
    weekdays: frozenset[int] = EVERY_WEEKDAY
    grades: frozenset[int] = EVERY_GRADE

    @property
    def named_grades(self) -> frozenset[int]:
        """The grades that it says, itself or as those it is not for."""
        return min(self.grades, EVERY_GRADE - self.grades, key=len)


def bell_rows(sheet: Sheet, block: BellBlock, title: str, report: Report) -> tuple[BellRow, ...]:
    """Every row of a schedule; what cannot be read is a problem, what is no period a note."""
    lasting = _LESSONS_LAST.search(title)
    found: list[BellRow] = []
    for line in block.lines:
        if (row := _row(sheet, line, int(lasting["minutes"]) if lasting else 0, report)) is None:
            continue
        if found and row.span.start < min(found[-1].span.start, _EARLY):
            later = ClockSpan(row.span.start + _NOON, row.span.end + _NOON)
            if later.start >= found[-1].span.start:
                report.note("time_taken_as_afternoon", sheet.source(*line.times[0]), text=str(row.span))
                row = replace(row, span=later)
        found.append(row)
    return tuple(found)


def _row(sheet: Sheet, line: BellLine, lesson_minutes: int, report: Report) -> BellRow | None:
    place, text = _label(sheet, line)
    times = [sheet.text(*time) for time in line.times]
    if is_footnote(sheet, place[0]):
        report.note("footnote_not_read", sheet.source(*place), text=plain(text))
        return None
    if all(says_nothing(time) for time in times):
        if text and not BETWEEN.fullmatch(text) and not _has_times(sheet, place[0]):
            report.note("bell_without_time", sheet.source(*place), text=text)
        return None
    if plain(text) == plain(times[0]):
        return None  # a title merged over all columns
    if _MOMENTS.fullmatch(text) and not any(map(is_clock_span, times)):
        report.note("row_not_used", sheet.source(*place), text=text)
        return None
    label, weekdays, grades = _for_whom(sheet, line, text)
    period = report.read(period_label, label, sheet.source(*place))
    minutes = _minutes(sheet, line, label, report)
    if minutes is None:
        return None
    if not minutes and period is not None and period.kind is PeriodKind.LESSON:
        minutes = lesson_minutes
    span = _span(times, minutes, sheet, line.times[0], report)
    if period is None or span is None:
        return None
    return BellRow(period.kind, period.text, span, weekdays, grades)


def _label(sheet: Sheet, line: BellLine) -> tuple[Place, str]:
    """The first label that is one of a period, else the first that says anything."""
    said = [(place, sheet.plain(*place)) for place in line.labels if sheet.plain(*place)]
    readable = (one for one in said if _is_period(_IN_BRACKETS.sub("", one[1])) or _is_period(one[1]))
    return next(readable, said[0] if said else (line.labels[0], ""))


def _is_period(text: str) -> bool:
    try:
        period_label(text)
    except NotUnderstoodError:
        return False
    return True


def _for_whom(sheet: Sheet, line: BellLine, text: str) -> tuple[str, frozenset[int], frozenset[int]]:
    """The label without its 第6节(三至六年级); the weekdays and grades that it and its columns say."""
    said = [scope for scope in (sheet.plain(*place) for place in line.for_whom) if is_for_some(scope)]
    match = _IN_BRACKETS.search(text)
    if match is not None and is_for_some(match["inner"]):
        said.append(match["inner"])
        text = text[: match.start()]
    weekdays, grades = EVERY_WEEKDAY, EVERY_GRADE
    for scope in said:
        days, rest = weekdays_in(scope)
        of, rest = grades_in(rest)
        without = _NOT_FOR.search(rest) is not None
        if days is not None:
            weekdays &= EVERY_WEEKDAY - days if without else days
        if of is not None:
            grades &= EVERY_GRADE - of if without else of
    return text, weekdays, grades


def _minutes(sheet: Sheet, line: BellLine, label: str, report: Report) -> int | None:
    """How long the row lasts, 0 where it does not say; None, and a problem, where that cannot be read."""
    if line.minutes is not None and (said := sheet.plain(*line.minutes)) and not says_nothing(said):
        return report.read(minutes_written, said, sheet.source(*line.minutes), "{}分钟".format)
    match = _LASTS.search(label)
    return int(match["minutes"]) if match else 0


def _span(times: Sequence[str], minutes: int, sheet: Sheet, place: Place, report: Report) -> ClockSpan | None:
    whole = "-".join(plain(time) for time in times if not says_nothing(time))

    def parse(text: str) -> ClockSpan:
        found = clock_text(text)
        end = found.end or (found.start + minutes if minutes else None)
        if end is None:
            raise NotUnderstoodError("time_without_end", text)
        try:
            return ClockSpan(found.start, end)
        except CalendarError:
            raise NotUnderstoodError("time_unreadable", text) from None

    return report.read(parse, whole if len(times) > 1 else times[0], sheet.source(*place))


def _has_times(sheet: Sheet, row: int) -> bool:
    """Whether the row has times in another schedule beside this one: Wednesdays may end earlier."""
    texts = (sheet.text(row, column) for column in range(1, sheet.last_column + 1))
    return any(map(is_clock_text, texts))


Shape = tuple[frozenset[int] | None, frozenset[int] | None]  # weekdays and grades, None = all
_Rows = tuple[BellRow, ...]


def parted(rows: Sequence[BellRow]) -> Iterator[tuple[Shape, _Rows]]:
    """The rows of each group of weekdays and grades that has the same ones.

    Where some rows are for everybody, the group with the most rows stands for all, the others are exceptions.
    """
    everyone = _grades_meant(rows)
    groups = tuple(_groups(rows, everyone))
    common = any(row.weekdays == EVERY_WEEKDAY and row.grades == EVERY_GRADE for row in rows)
    most = max((some for _, _, some in groups), key=len, default=())
    if common:
        yield (None, None), most
    for days, grades, some in groups:
        if some and not (common and some == most):
            of = None if grades == everyone else grades
            yield (None if days == EVERY_WEEKDAY else days, of), some


def _groups(
    rows: Sequence[BellRow], everyone: frozenset[int]
) -> Iterator[tuple[frozenset[int], frozenset[int], _Rows]]:
    """Weekdays, grades and their rows: first the grades that have the same week, in it the equal days."""
    of_week: dict[tuple[_Rows, ...], set[int]] = {}
    for grade in sorted(everyone):
        week = tuple(
            tuple(row for row in rows if grade in row.grades and day in row.weekdays)
            for day in sorted(EVERY_WEEKDAY)
        )
        of_week.setdefault(week, set()).add(grade)
    for week, grades in of_week.items():
        for some in dict.fromkeys(week):
            days = frozenset(day for day, on in enumerate(week, 1) if on == some)
            yield days, frozenset(grades), some


def _grades_meant(rows: Sequence[BellRow]) -> frozenset[int]:
    """Grades 1 to 6 where no row names a higher one: the others of 第6节(三至六年级) are 1 and 2."""
    named = {grade for row in rows if row.grades != EVERY_GRADE for grade in row.named_grades}
    last = next((last for last in (6, 9) if max(named, default=12) <= last), 12)
    return frozenset(range(1, last + 1))
