"""Labels of periods: 3, ３, 第3节, 第三节, 早读, 大课间, 午餐、午休, 课后服务, 晚自习."""

import re
from dataclasses import dataclass
from functools import lru_cache

from calendars.bells import PeriodKind
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.plain_text import dashed, plain

_HALF = r"(?:上午|下午|晚上)?"
_LESSON = re.compile(rf"{_HALF}第?({NUMBER})节?课?")
_ITEM = rf"第?({NUMBER})节?(?:-第?({NUMBER}))?节?"
_LESSONS = re.compile(rf"{_HALF}{_ITEM}(?:[、,]{_ITEM})*课?")
_SPAN = re.compile(_ITEM)

_PAUSES = (
    *("课间", "眼保健操", "眼操", "广播操", "做操", "阳光体育", "长跑", "休息", "预备"),
    *("到校", "入校", "入班", "放学", "路队", "值日", "打扫", "清扫", "保洁"),
)
_AFTER = ("课后", "课服", "延时", "社团", "托管", "作业辅导", "课外活动", "兴趣小组", "第二课堂")
# The first kind whose word occurs in the label; 午读 is a reading though 午 is noon.
_WORDS: tuple[tuple[PeriodKind, tuple[str, ...]], ...] = (
    (PeriodKind.READING, ("早读", "晨读", "午读", "晨诵", "早自习", "早自修", "午写", "午练")),
    (PeriodKind.EVENING, ("晚自习", "晚自修", "晚修", "夜自修", "晚读", "晚辅")),
    (PeriodKind.AFTER, _AFTER),
    (PeriodKind.NOON, ("午餐", "午休", "中餐", "午间", "午饭", "午睡", "中午", "就餐", "用餐")),
    (PeriodKind.BREAK, _PAUSES),
    (PeriodKind.ASSEMBLY, ("升旗", "晨会", "夕会", "朝会", "午会", "集会", "晨检", "班会", "班队")),
)
_FORMS = tuple((kind, re.compile("|".join(words))) for kind, words in _WORDS)


@dataclass(frozen=True, slots=True)
class PeriodLabel:
    """A kind, and for a lesson its number; `text` is the label as the school writes it, without blanks."""

    kind: PeriodKind
    number: int | None
    text: str


@lru_cache(maxsize=1024)
def period_label(text: str) -> PeriodLabel:
    """NotUnderstoodError `period_unreadable` when it is none."""
    label = plain(text)
    if match := _LESSON.fullmatch(label):
        count = number(match[1])
        if count:
            return PeriodLabel(PeriodKind.LESSON, count, label)
    for kind, form in _FORMS:
        if form.search(label):
            return PeriodLabel(kind, None, label)
    raise NotUnderstoodError("period_unreadable", text)


def period_labels(text: str) -> tuple[PeriodLabel, ...]:
    """One, or several lessons: `第1-2节`, `1、2`. NotUnderstoodError as `period_label`."""
    try:
        numbers = lesson_numbers(text)
    except NotUnderstoodError:
        return (period_label(text),)
    return tuple(PeriodLabel(PeriodKind.LESSON, number, plain(text)) for number in numbers)


def lesson_numbers(text: str) -> tuple[int, ...]:
    """`第5-6节` as (5, 6), `3、5` as (3, 5), `第三节` as (3,); NotUnderstoodError `period_unreadable`.

    They rise, as days do: of 第6-5节 and 5、3 nobody can tell what is the slip.
    """
    form = dashed(text)
    if _LESSONS.fullmatch(form) is None:
        raise NotUnderstoodError("period_unreadable", text)
    found: list[int] = []
    for first, last in _SPAN.findall(form):
        start, end = number(first), number(last or first)
        if not (found[-1] if found else 0) < start <= end:
            raise NotUnderstoodError("period_unreadable", text)
        found += range(start, end + 1)
    return tuple(found)
