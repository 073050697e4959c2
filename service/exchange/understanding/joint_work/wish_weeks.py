"""In which weeks a wish is to be held, and how many lessons in each: 单周, 1-16周, 每周2节, 单周1节, 连堂."""

import re
from dataclasses import dataclass

from calendars.errors import CalendarError
from calendars.terms import Term
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.collecting.corrections import CorrectionKind
from service.domain.sources import Source
from service.exchange.notation.lessons_a_week import LessonsAWeek, doubled, is_double, lessons_a_week
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.lists.wishes_sheet import WishRows
from service.exchange.understanding.bench import Bench

_EVERY_WEEK = frozenset(
    {
        "",
        "/",
        "-",
        "—",
        "全学期",
        "整学期",
        "每周一次",
        "每周1次",
        "每周一节",
        "每周1节",
        "全部",
        "各周",
        "一学期",
    }
    | {"单次", "一次", "1次", "一次性", "仅一次", "每周固定", "常态化"}
)
_PARITY_FIRST = re.compile(r"([单双])周?[,、:]?\(?(.+?)\)?")
_A_WEEK = re.compile(r"(?:每周|一周|[单双奇偶]数?周)[\d一二两三四五六](?:课时|节|次)(?:\(.*\))?")
#: 前9周, the half of a term of 18
_FIRST_OR_LAST = re.compile(rf"(?P<end>[前后])(?P<count>{NUMBER})周")
#: 第1-18周(全学期): the weeks are said
_AS_WHOLE_TERM = re.compile(r"(?<=周)\((?:全学期|整学期|一学期)\)")
_ODD_EVEN = str.maketrans("奇偶", "单双")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the columns of weeks and of lessons a week say; what the column of the time says is added there.

    `lessons` None: none says how many. `role` is the column that asks for more than one.
    """

    weeks: Weeks
    lessons: LessonsAWeek | None = None
    role: str = "times"


def asked_of(bench: Bench, rows: WishRows) -> Asked:
    asked = Asked(_weeks(bench, rows))
    for role, beside in (("times", "weeks"), ("weeks", "times")):
        if not rows.plain(role) or (role == "weeks" and not _A_WEEK.fullmatch(rows.plain(role))):
            continue
        source = rows.source(role)
        said = bench.report.read(lessons_a_week, rows.text(role), source)
        if said is not None:
            _check_count(bench, asked, said, source, rows.plain(role), rows.source(asked.role))
            weeks = in_both(bench, asked.weeks, said.weeks, source, rows.plain(role), rows.source(beside))
            asked = Asked(weeks, asked.lessons or said, asked.role if asked.lessons else role)
    return _with_doubles(bench, rows, asked)


def _check_count(
    bench: Bench, asked: Asked, said: LessonsAWeek, source: Source, text: str, other: Source
) -> None:
    """周课时 2 beside 单周1节: which of them is meant has to be said."""
    if asked.lessons is not None and asked.lessons.count != said.count:
        bench.report.problem("lessons_a_week_contradict", source, text=text, other=other.cell)


def report_weekly_beside_dates(bench: Bench, rows: WishRows, asked: Asked, dates: Source) -> None:
    """Single dates are one lesson each: neither several a week nor a double period."""
    if asked.lessons is not None and asked.lessons.count > 1:
        source = rows.source(asked.role)
        bench.report.problem("dates_not_weekly", source, text=rows.plain(asked.role), other=dates.cell)


def in_both(bench: Bench, one: Weeks, other: Weeks, source: Source, text: str, beside: Source) -> Weeks:
    """The weeks that two cells mean; a problem at the one where it leaves none of those `beside`."""
    both = one.both(other)
    weeks = bench.term.entry.term.weeks
    if one.among(weeks) and other.among(weeks) and not both.among(weeks):
        bench.report.problem("weeks_contradict", source, text=text, other=beside.cell)
    return both


def weeks_written(text: str, term: Term) -> Weeks | None:
    """As Weeks.parse, and 奇数周, 单周(1-17), 全学期, 前9周; None where it says no weeks."""
    form = _AS_WHOLE_TERM.sub("", plain(text).translate(_ODD_EVEN).replace("数周", "周"))
    if (part := _FIRST_OR_LAST.fullmatch(form)) is not None:
        return _part_of_term(part["end"] == "前", number(part["count"]), term)
    if form in _EVERY_WEEK - {""}:
        return ALL_WEEKS
    match = _PARITY_FIRST.fullmatch(form)
    for written in (form, "" if match is None else f"{match[2].removesuffix('周')}周({match[1]})"):
        try:
            return Weeks.parse(written)
        except CalendarError:
            continue
    return None


def _part_of_term(from_first: bool, count: int, term: Term) -> Weeks | None:
    """The first or the last of the weeks that have lessons; None where there are not so many."""
    weeks = sorted(term.lesson_weeks)
    if not 0 < count <= len(weeks):
        return None
    return Weeks(numbers=frozenset(weeks[:count] if from_first else weeks[-count:]))


def _with_doubles(bench: Bench, rows: WishRows, asked: Asked) -> Asked:
    """As a column 连堂 says besides."""
    text, source, lessons = rows.text("double"), rows.source("double"), asked.lessons
    if not plain(text) or not bench.report.read(is_double, text, source):
        return asked
    if lessons is not None and lessons.count > 1 and lessons.count % 2 and not lessons.has_doubles:
        bench.report.problem("double_of_odd", source, text=plain(text), count=lessons.count)
        return asked
    in_doubles = bench.report.read(lambda said: doubled(lessons, said), text, source)
    several = lessons is not None and lessons.count > 1
    return Asked(asked.weeks, in_doubles or lessons, asked.role if several else "double")


def _weeks(bench: Bench, rows: WishRows) -> Weeks:
    """Of its own column; where that says how many a week it is every one so far."""
    text = rows.text("weeks")
    if plain(text) in _EVERY_WEEK or _A_WEEK.fullmatch(plain(text)):
        return ALL_WEEKS
    term = bench.term.entry.term
    weeks = weeks_written(text, term)
    if weeks is None:
        source = rows.source("weeks")
        meant = bench.report.meant(CorrectionKind.TEXT, text, source)
        weeks = None if meant is None else weeks_written(meant, term)
        if weeks is None:
            bench.report.problem("weeks_unreadable", source, text=plain(text))
    return ALL_WEEKS if weeks is None else weeks
