"""What plainly is a timetable and no layout reads, a sheet or a block of one: it must not pass in silence."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from service.domain.collecting.corrections import CorrectionKind
from service.domain.problems import ProblemCode
from service.exchange.notation.class_labels import class_label_in
from service.exchange.notation.clock_times import is_clock_span
from service.exchange.notation.plain_text import plain
from service.exchange.notation.weekdays import is_weekday
from service.exchange.reading.sheets import Cell, Sheet
from service.exchange.recognition.layouts.class_titles import begins_with_subject, ends_with_subject
from service.exchange.recognition.layouts.table_margins import is_left_header, is_period, label_and_span
from service.exchange.recognition.tables import title_above
from service.exchange.reporting.reports import Report

_FEWEST = 2  # classes in a row or a column; rows and columns with subjects
_FEWEST_DAYS = 3  # weekdays over a block; those and the periods of a sheet
_FEWEST_LESSONS = 3
_LEAST = 1 / 3  # of what is no margin: teachers and rooms may have cells of their own

_NAMED_DAY = re.compile("周|星期|礼拜")
_HEADS_PERIODS = frozenset({"节次", "节", "课节", "节数"})
_CALLED_WEEK = re.compile("课程?(?:总|日)?表")
_BARE = re.compile(r"[一二三四五六七八九十\d]+")

_Texts = Mapping[tuple[int, int], str]


def tell_unread_week(sheet: Sheet, report: Report) -> bool:
    """Whether a sheet that nobody knows is a timetable; that is a problem, unless it was answered before.

    It has periods beside weekdays or classes, or times across beside weekdays: exams, clubs and duties have
    weekdays and subjects, too, and must not keep a school's timetable out.
    """
    texts = _texts(sheet.cells)
    days, periods = _days(texts), _periods(texts)
    times = {at: text for at, text in texts.items() if is_clock_span(text)}
    marks = days | periods | times
    classes = {at: text for at, text in texts.items() if class_label_in(text) is not None}
    is_week = _in_a_line(days) >= _FEWEST_DAYS
    is_grid = _in_a_line(periods) >= _FEWEST_DAYS and (is_week or _in_a_line(classes) >= _FEWEST)
    is_grid = is_grid or (is_week and _stand_across(times))
    headers = () if is_grid or not is_week else _unread_periods(sheet, texts, days)
    if not (is_grid or headers) or not _holds_lessons(texts, {*marks, *headers}):
        return False
    name = plain(title_above(sheet, min(row for row, _ in marks))) or plain(sheet.name)
    if report.meant(CorrectionKind.SHEET, name, sheet.whole) == "":
        report.note("sheet_not_wanted", sheet.whole)
    elif headers:
        sources = [sheet.source(row, column) for row, column in headers]
        labels = "、".join(dict.fromkeys(sheet.plain(row, column) for row, column in headers))
        cells = tuple(source.cell for source in sources)
        report.problem("periods_not_read", sources[0], text=name, labels=labels, cells=cells)
    else:
        of_a_day = not days and _in_a_line(classes) >= _FEWEST
        code: ProblemCode = "weekday_of_table_unknown" if of_a_day else "timetable_not_read"
        report.problem(code, sheet.whole, text=name)
    return True


def _days(texts: _Texts) -> dict[tuple[int, int], str]:
    return {at: text for at, text in texts.items() if is_weekday(text)}


def _periods(texts: _Texts) -> dict[tuple[int, int], str]:
    """With their times, too. A bare 一 or 2 may number anything; beside named weekdays a line is periods."""
    named = {at: text for at, text in _days(texts).items() if _NAMED_DAY.match(plain(text))}
    bare_too = _in_a_line(named) >= _FEWEST_DAYS
    return {
        at: text
        for at, text in texts.items()
        if at not in named
        and is_period(label_and_span(text)[0])
        and (bare_too or not _BARE.fullmatch(plain(text)))
    }


def _unread_periods(sheet: Sheet, texts: _Texts, days: _Texts) -> tuple[tuple[int, int], ...]:
    """What stands beside the days where periods should: below a cell 节次, or in what is called a 课表."""
    corner = next((at for at, text in texts.items() if plain(text) in _HEADS_PERIODS), None)
    if corner is None and not _CALLED_WEEK.search(plain(f"{sheet.name}{title_above(sheet, min(days)[0])}")):
        return ()
    across = Counter(row for row, _ in days)
    row, count = max(across.items(), key=lambda item: item[1])
    first = min(column for _, column in days)
    columns = sorted(column for one, column in days if one == row)
    if count >= _FEWEST_DAYS and columns[1] - columns[0] > 1:  # each day over its periods
        found = [at for at in texts if at[0] == row + 1 and at[1] >= first]
    elif count >= _FEWEST_DAYS:
        found = [at for at in texts if at[1] == first - 1 and at[0] > row]
    else:
        found = [at for at in texts if at[0] == min(days)[0] - 1 and at[1] > first]
    labels = [at for at in sorted(found) if at != corner and not is_left_header(plain(texts[at]))]
    taught = any(begins_with_subject(texts[at]) for at in labels)
    return tuple(labels) if len(labels) >= _FEWEST and not taught else ()


def _stand_across(times: _Texts) -> bool:
    """Exams have theirs below each other."""
    rows = Counter(row for row, _ in times)
    return max(rows.values(), default=0) >= _FEWEST_DAYS


def unread_blocks(cells: Iterable[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """Of the cells that nothing reads those in rows below each other that are the week of a class."""
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    blocks: list[list[Cell]] = []
    for before, row in pairwise([-1, *sorted(by_row)]):
        if row != before + 1 or not blocks:
            blocks.append([])
        blocks[-1] += by_row[row]
    return tuple(tuple(block) for block in blocks if _is_week(block))


def _is_week(block: Sequence[Cell]) -> bool:
    texts = _texts(block)
    days = {at: text for at, text in texts.items() if is_weekday(text)}
    marks = days | {at: text for at, text in texts.items() if is_period(text)}
    return _in_a_line(days) >= _FEWEST_DAYS and _holds_lessons(texts, marks)


def _texts(cells: Iterable[Cell]) -> _Texts:
    return {(cell.row, cell.column): cell.text for cell in cells if plain(cell.text)}


def _in_a_line(marks: _Texts) -> int:
    """The most different ones in one row or one column."""
    lines: dict[tuple[str, int], set[str]] = {}
    for (row, column), text in marks.items():
        lines.setdefault(("row", row), set()).add(plain(text))
        lines.setdefault(("column", column), set()).add(plain(text))
    return max(map(len, lines.values()), default=0)


def _holds_lessons(texts: _Texts, marks: Collection[tuple[int, int]]) -> bool:
    """Subjects over several rows and columns, as no list has; the week of a teacher holds classes."""
    inside = {at: text for at, text in texts.items() if at not in marks and not is_left_header(plain(text))}
    lessons = [at for at, text in inside.items() if begins_with_subject(text) or ends_with_subject(text)]
    classes = sum(class_label_in(text) is not None for text in inside.values())
    return (
        len(lessons) >= max(_FEWEST_LESSONS, _LEAST * len(inside))
        and 2 * classes < len(inside)
        and min(len({row for row, _ in lessons}), len({column for _, column in lessons})) >= _FEWEST
    )
