"""What Hypothesis draws: spans, weeks, and school calendars of the autumn term of 2026."""

from datetime import date, timedelta

from hypothesis import strategies as st

from calendars.bells import BellBook, BellSchedule, PeriodKind, numbered
from calendars.closures import Closure
from calendars.notices import NOTICES
from calendars.occurrences import WeeklyPattern
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.teaching_days import DayRule, SchoolCalendar
from calendars.terms import Term
from calendars.weeks import Parity, Weeks

AUTUMN = Term(
    name="2026学年第一学期",
    first_day=date(2026, 9, 1),
    last_day=date(2027, 1, 22),
    week_one=date(2026, 8, 31),
    lesson_weeks=frozenset(range(1, 19)),
)
SIX_LESSONS = BellSchedule(
    "全年",
    numbered(
        (PeriodKind.LESSON, label, ClockSpan.parse(start, end))
        for label, start, end in (
            ("1", "08:30", "09:10"),
            ("2", "09:25", "10:05"),
            ("3", "10:35", "11:15"),
            ("4", "11:30", "12:10"),
            ("5", "13:50", "14:30"),
            ("6", "14:45", "15:25"),
        )
    ),
    ALWAYS,
)
ONE_BELL = BellBook((SIX_LESSONS,))
NEAR = (AUTUMN.first_day - timedelta(days=10), AUTUMN.last_day + timedelta(days=10))

clock_spans = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(
    lambda ends: ClockSpan(min(ends[0], ends[1] - 1), max(ends[0] + 1, ends[1]))
)
days = st.dates(*NEAR)
date_spans = st.builds(
    lambda first, length: DateSpan(first, None if length is None else first + timedelta(days=length)),
    days,
    st.none() | st.integers(1, 60),
)
weeks = st.builds(Weeks, st.none() | st.sampled_from(Parity), st.none() | st.frozensets(st.integers(1, 21)))
closures = st.builds(
    Closure,
    date_spans.filter(lambda span: span.end is not None),
    st.sampled_from(["运动会", "期中考试"]),
    st.none() | st.frozensets(st.integers(1, 9), min_size=1),
    st.none() | clock_spans,
)
day_rules = st.builds(DayRule, days, st.none() | st.integers(1, 7) | days)
calendars = st.builds(
    SchoolCalendar,
    st.just(AUTUMN),
    st.just(ONE_BELL),
    st.just(NOTICES),
    st.lists(closures, max_size=2).map(tuple),
    st.lists(day_rules, max_size=4).map(tuple),
)
grades = st.none() | st.integers(1, 9)
patterns = st.builds(WeeklyPattern, st.integers(1, 7), weeks, st.just(ALWAYS) | date_spans)
