"""The margins of a home timetable: in which columns weekdays, periods and times of its rows stand."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from service.exchange.notation.clock_times import is_clock_span
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import period_labels
from service.exchange.notation.plain_text import dashed, plain
from service.exchange.notation.weekdays import is_weekday, leading_weekday
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.home_tables import Written

_WEEKDAY = re.compile(r"星期|周次?|日期|星期\(?周\)?|周几|礼拜")
_PERIOD = re.compile(r"节次|课次|节数|节|课节|节课|第几节|时段|课时")
_HALVES = re.compile(r"上午|下午|晚上|早晨|中午|早上")
_BOTH = re.compile(
    r"(?:星期|周次?|日期|课程|科目|节次?|时间|课次|班级|内容)[\\/|_\-、]*(?:星期|周次?|日期|节次?|时间|课次|班级)"
)
_TIME = re.compile(
    r"时间|起止时间|作息时间|上课时间|起讫时间|开始(?:时间)?|结束(?:时间)?|下课时间|上课|下课|起|止"
)
_REMARKS = re.compile(r"备注|说明|附注|注")
#: 课时合计: what adds up the lessons of a row or a column
_TOTALS = re.compile(
    r"(?:[周总]?课时数?|[总周]?节数|[本每]周|全周)?(?:合计|总计|小计|共计|统计|总数)|[周总]课时数?|[总周]节数"
)
_TEACHERS = re.compile(r"(?:任课|任教|科任)?(?:教师|老师)(?:姓名)?")
_HEAD_TEACHER = re.compile(r"班主任(?:姓名|老师)?")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.点时][0-5]\d(?::\d\d)?分?")
_SPAN_INSIDE = re.compile(r"\(?(?P<span>\d{1,2}[::.]\d\d\s*[-—–~〜～至到]+\s*\d{1,2}[::.]\d\d)\)?")
_HALF_WITHIN = 3  # rows below a header the mornings begin
_TITLES = 4  # rows over a header
_TITLE_CELLS = 4  # a row with more is one of a table
_LARGEST = 300_000  # cells; the largest of a hundred classes has 10 000
_MOST = 0.6  # a column is what most of its cells are


@dataclass(frozen=True, slots=True)
class Margin:
    """`weekday` is None where the labels of the periods say it, or rows between them do.

    `half` is the column of 上午 and 下午, where there is one. Where no column has periods, `period` is the
    first with times.
    """

    weekday: int | None
    period: int
    times: tuple[int, ...]
    half: int | None = None

    def written(self, sheet: Sheet, row: int) -> tuple[Written, tuple[Written, ...]]:
        """Label and times of a row; a label that holds its times, too, is parted."""
        label = sheet.text(row, self.period)
        times = tuple(Written(sheet.text(row, column), row, column) for column in self.times)
        if self.period in self.times:
            return Written("-".join(time.text for time in times), row, self.period), times
        rest, span = label_and_span(label)
        if not times and span:
            return Written(rest, row, self.period), (Written(span, row, self.period),)
        return Written(label, row, self.period), times

    def half_of(self, sheet: Sheet, row: int) -> Written | None:
        return None if self.half is None else Written(sheet.text(row, self.half), row, self.half)


def margin(
    sheet: Sheet, header_row: int, columns: Sequence[int], rows: Sequence[int], *, days_across: bool = False
) -> Margin | None:
    """By the headers, else by what stands below them; None where no column holds periods.

    `days_across`: the header has the weekdays, so that 一 二 三 below it are periods.
    """
    roles: dict[int, str] = {}
    halves = [column for column in columns if _says_halves(sheet, column, rows)]
    columns = [column for column in columns if column not in halves]
    for column in columns:
        alone = sheet.extent_of(header_row, column)[1] == 1
        role = _role_of_header(sheet.plain(header_row, column)) if alone else None
        if days_across and role == "weekday":
            continue  # 星期 in the corner: over the days
        if role is not None and (role == "time" or role not in roles.values()):
            roles[column] = role
    for column in columns:
        if column in roles:
            continue
        taken = {*roles.values(), *(("weekday",) if days_across else ())}
        if (found := _role_of_content(sheet, column, rows, taken)) is not None:
            roles[column] = found
    times = tuple(sorted(c for c, role in roles.items() if role == "time"))[:2]
    timed = times[0] if _has_spans(sheet, times, rows) else None
    period = next((column for column, role in roles.items() if role == "period"), timed)
    if period is None:
        return None
    weekday = next((column for column, role in roles.items() if role == "weekday"), None)
    return Margin(weekday, period, times, next(iter(halves), None))


def is_left_header(text: str) -> bool:
    """节次, 星期, 时间, 节次＼星期: the header of a column in the margin."""
    return any(form.fullmatch(text) for form in (_PERIOD, _WEEKDAY, _TIME, _BOTH))


def is_remarks(text: str) -> bool:
    """Of a column of totals, too."""
    return _REMARKS.fullmatch(text) is not None or is_totals(text)


def is_totals(text: str) -> bool:
    return _TOTALS.fullmatch(text) is not None


def is_head_teacher(text: str) -> bool:
    return _HEAD_TEACHER.fullmatch(plain(text)) is not None


def is_of_teachers(text: str) -> bool:
    """任课教师, beside 科目: the header of names."""
    return _TEACHERS.fullmatch(text) is not None


def is_period(text: str) -> bool:
    try:
        period_labels(text)
    except NotUnderstoodError:
        return False
    return True


def label_and_span(text: str) -> tuple[str, str]:
    """`第一节 8:40-9:20` as the label and its time; the time is "" where the label holds none."""
    match = _SPAN_INSIDE.search(unicodedata.normalize("NFKC", text))
    if match is None:
        return text, ""
    return unicodedata.normalize("NFKC", text).replace(match[0], ""), match["span"]


def is_period_with_weekday(text: str) -> bool:
    """周一第1节."""
    parts = leading_weekday(text)
    return parts is not None and is_period(parts[1])


def texts_of_row(sheet: Sheet, row: int, columns: Iterable[int] | None = None) -> dict[int, str]:
    """The plain texts of a row that say something, by column."""
    said = sheet.columns_of(row)
    wanted = said if columns is None else sorted(set(columns).intersection(said))
    return {column: text for column in wanted if (text := sheet.plain(row, column))}


def band(sheet: Sheet, row: int, columns: Iterable[int]) -> str:
    """The text of a row that has only one (a title, 星期二, 午休, merged or not); "" for any other row."""
    anchors = {sheet.anchor(row, column) for column in texts_of_row(sheet, row, columns)}
    return sheet.plain(*anchors.pop()) if len(anchors) == 1 else ""


def rows_within(sheet: Sheet, first: int, last: int) -> tuple[int, ...]:
    """The rows from the first to the last that say something."""
    return sheet.rows[bisect_left(sheet.rows, first) : bisect_right(sheet.rows, last)]


def title_of(sheet: Sheet, header_row: int) -> str:
    """What stands in the few rows over a header; rows of another table are none of it."""
    texts: list[str] = []
    for row in reversed(rows_within(sheet, header_row - _TITLES, header_row - 1)):
        anchors = dict.fromkeys(sheet.anchor(row, column) for column in sheet.columns_of(row))
        if len(anchors) > _TITLE_CELLS:
            break
        texts = [*(sheet.plain(*place) for place in anchors), *texts]
    return " ".join(dict.fromkeys(texts))


def is_too_large(sheet: Sheet) -> bool:
    """No school has a home timetable of this size; looking for one would take long."""
    return sheet.area > _LARGEST


def _has_spans(sheet: Sheet, times: Sequence[int], rows: Sequence[int]) -> bool:
    """Whether the times have ends: of starts alone nobody knows which period is meant."""
    return any(is_clock_span("-".join(sheet.text(row, column) for column in times)) for row in rows)


def _role_of_header(text: str) -> str | None:
    forms = (("period", _PERIOD), ("weekday", _WEEKDAY), ("time", _TIME))
    return next((role for role, form in forms if form.fullmatch(text)), None)


def _says_halves(sheet: Sheet, column: int, rows: Sequence[int]) -> bool:
    """A column of 上午 and 下午 beside that of the periods; a 大课间 merged across has no half.

    What stands alone in its row says nothing of the column: the footnotes below the last block do.
    """
    texts = {
        text
        for row in rows
        if (text := sheet.plain(row, column))
        and sheet.extent_of(row, column)[1] == 1
        and len(texts_of_row(sheet, row)) > 1
    }
    halves = sum(_HALVES.fullmatch(text) is not None for text in texts)
    # In a file without merged cells the title of the next block stands there, too.
    return bool(halves) and halves >= _MOST * len(texts)


def begins_with_half(sheet: Sheet, header_row: int, column: int) -> bool:
    """Whether a column without a header begins with 上午."""
    below = rows_within(sheet, header_row + 1, header_row + _HALF_WITHIN)
    first = next((text for row in below if (text := sheet.plain(row, column))), "")
    return not sheet.plain(header_row, column) and _HALVES.fullmatch(first) is not None


def _role_of_content(sheet: Sheet, column: int, rows: Sequence[int], taken: Collection[str]) -> str | None:
    anchors = dict.fromkeys(sheet.anchor(row, column) for row in rows)
    texts = [text for place in anchors if (text := sheet.plain(*place))]
    if not texts:
        return None
    forms: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("time", lambda text: is_clock_span(text) or _CLOCK.fullmatch(dashed(text)) is not None),
        ("weekday", is_weekday),
        ("period", lambda text: is_period(_SPAN_INSIDE.sub("", text)) or is_period_with_weekday(text)),
    )
    for role, form in forms:
        if role in taken and role != "time":
            continue
        if sum(map(form, texts)) >= _MOST * len(texts):
            # 一 二 三 may be days or periods: of days there are no more than seven.
            if role == "weekday" and "period" not in taken and _rather_periods(texts):
                continue
            return role
    return None


def _rather_periods(texts: Sequence[str]) -> bool:
    bare = [text for text in texts if len(text) == 1]
    return len(bare) == len(texts) and len(set(texts)) < len(texts)
