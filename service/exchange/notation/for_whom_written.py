"""For whom something is, as bells and lists write it: 三至六年级, 仅周三, 除周三外, 一二年级无."""

import re

from service.exchange.notation.grades_written import grades_in
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import dashed
from service.exchange.notation.weekdays import weekdays

_SCHOOL_DAYS = frozenset(range(1, 6))
_WEEKDAYS = re.compile(
    r"(?P<except>除)?每?(?P<days>(?:周|星期|礼拜)[一二三四五六日天](?:-?[、,和]?(?:周|星期|礼拜)?[一二三四五六日天])*)"
    r"(?P<but>除?外)?"
)
_ONLY = re.compile(r"仅限?|限|只|适用|执行|除外|不上|没有|无|不含|不安排|不排|此节|本节|该节|学生")
#: what stands between such words and says nothing
SIGNS = re.compile(r"[()\[\]【】_\-—:、,;./*0-9]+|平时|其余|其他|当天|及|和|级|每")


def is_for_some(text: str) -> bool:
    """Whether a text says for whom something is, and nothing else: 三至六年级, 仅周三, 一二年级无."""
    days, rest = weekdays_in(text)
    grades, rest = grades_in(rest)
    return (days is not None or grades is not None) and not SIGNS.sub("", _ONLY.sub("", rest))


def weekdays_in(text: str) -> tuple[frozenset[int] | None, str]:
    """The weekdays that a text speaks of (None: of none), and the text without them; 除周三外: the others."""
    match = _WEEKDAYS.search(dashed(text))
    if match is None:
        return None, text
    try:
        found = weekdays(match["days"].replace("和", "、"))
    except NotUnderstoodError:
        return None, text
    if match["except"] or match["but"]:
        found = _SCHOOL_DAYS - found
    return found, dashed(text).replace(match[0], "", 1)
