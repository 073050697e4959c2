"""In which slots a lesson may stand, and in which not, as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.slots import SlotRange
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.slots_written import (
    Sign,
    WrittenLimits,
    WrittenRange,
    limits_written,
    ranges_text,
    says_limits,
)


def slots(weekdays: str = "", periods: str = "", half: str = "") -> WrittenRange:
    """By figures: 135 are Monday, Wednesday and Friday."""
    return WrittenRange(frozenset(map(int, weekdays)), frozenset(map(int, periods)), half)


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("周一至周三上午", [slots("123", half="上午")]),
        ("星期一到星期三 上午", [slots("123", half="上午")]),
        ("每周一早上", [slots("1", half="上午")]),
        ("周二、周四第1-4节", [slots("24", "1234")]),
        ("周二，周四第1—4节", [slots("24", "1234")]),
        ("周二四第三节", [slots("24", "3")]),
        ("周一、三、五", [slots("135")]),
        ("周一和周三第一节", [slots("13", "1")]),
        ("周五下午", [slots("5", half="下午")]),
        ("上午", [slots(half="上午")]),
        ("每天上午", [slots(half="上午")]),
        ("全天", [slots()]),
        ("第1节、第8节", [slots(periods="18")]),
        ("第1、8节", [slots(periods="18")]),
        ("1-2节、7节", [slots(periods="127")]),
        ("第１－２节", [slots(periods="12")]),
        ("上午第1-2节、下午", [slots(periods="12", half="上午"), slots(half="下午")]),
        ("周一第1节;周五第7-8节", [slots("1", "1"), slots("5", "78")]),
        ("周一第1节、周五第7-8节", [slots("1", "1"), slots("5", "78")]),
        ("周一上午\n周三", [slots("1", half="上午"), slots("3")]),
    ],
)
def test_slots_are_meant_as_their_column_is_headed(text: str, ranges: list[WrittenRange]) -> None:
    assert limits_written(text, Sign.ALLOWED) == WrittenLimits(allowed=tuple(ranges))
    assert limits_written(text, Sign.FORBIDDEN) == WrittenLimits(forbidden=tuple(ranges))
    with pytest.raises(NotUnderstoodError, match="limits_unreadable"):
        limits_written(text)


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("不排周五", [slots("5")]),
        ("周五不排", [slots("5")]),
        ("周五下午不可排课", [slots("5", half="下午")]),
        ("禁排周一第1节；避开周五第7-8节", [slots("1", "1"), slots("5", "78")]),
    ],
)
def test_what_is_refused_is_refused_in_every_column(text: str, ranges: list[WrittenRange]) -> None:
    for unsaid in (*Sign, None):
        assert limits_written(text, unsaid) == WrittenLimits(forbidden=tuple(ranges))


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("除周三外", WrittenLimits((), (slots("3"),))),
        ("除周三外均可", WrittenLimits((), (slots("3"),))),
        ("除了周五下午以外，其他时间都可以", WrittenLimits((), (slots("5", half="下午"),))),
        ("周三除外", WrittenLimits((), (slots("3"),))),
        ("周三、周五除外", WrittenLimits((), (slots("35"),))),
        ("除周三外都不排", WrittenLimits((slots("3"),))),
        ("周二至周四上午均可", WrittenLimits((slots("234", half="上午"),))),
        ("周二至周四上午均可，不排第1节", WrittenLimits((slots("234", half="上午"),), (slots(periods="1"),))),
    ],
)
def test_a_time_says_itself_what_it_means(text: str, limits: WrittenLimits) -> None:
    assert says_limits(text)
    assert limits_written(text) == limits_written(text, Sign.ALLOWED) == limits


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("除周三外上午", WrittenLimits((slots(half="上午"),), (slots("3"),))),
        ("周一至周五,周三除外", WrittenLimits((slots("12345"),), (slots("3"),))),
        ("周二至周四上午(周三除外)", WrittenLimits((slots("234", half="上午"),), (slots("3"),))),
    ],
)
def test_an_exception_beside_what_is_allowed(text: str, limits: WrittenLimits) -> None:
    assert limits_written(text, Sign.ALLOWED) == limits


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("周三,周五不排", Sign.ALLOWED),  # Wednesdays, too?
        ("不排周三,周五", Sign.ALLOWED),
        ("周一至周五、周三除外", Sign.ALLOWED),  # where does the exception begin
        ("周一上午、周三不排", Sign.ALLOWED),
        ("除周三外", Sign.FORBIDDEN),
        ("周一至周五,周三除外", Sign.FORBIDDEN),
        ("周二上午均可", Sign.FORBIDDEN),
        ("上午周一", Sign.ALLOWED),  # a Monday morning, or every morning and Mondays
        ("优先周二", Sign.ALLOWED),
        ("尽量避开周五", Sign.FORBIDDEN),  # a preference is no limit
        ("单周周二", Sign.ALLOWED),
        ("晚上", Sign.ALLOWED),
        ("最后一节", Sign.FORBIDDEN),
        ("周三至周一", Sign.ALLOWED),
        ("第0节", Sign.ALLOWED),
        ("第4-1节", Sign.ALLOWED),
        ("周二 14:00-14:40", Sign.ALLOWED),
        ("10月15日", Sign.FORBIDDEN),
        ("", Sign.ALLOWED),
    ],
)
def test_what_cannot_be_told_is_asked(text: str, unsaid: Sign) -> None:
    with pytest.raises(NotUnderstoodError, match="limits_unreadable"):
        limits_written(text, unsaid)


@pytest.mark.parametrize(
    "text", ["周二第3节", "周二下午", "9月15日 14:00举行", "单周周四 14:05-14:45", "每周2节"]
)
def test_other_times_are_no_limits(text: str) -> None:
    assert not says_limits(text)


RANGES = st.builds(
    SlotRange,
    st.frozensets(st.integers(1, 7)),
    st.frozensets(st.integers(1, 12)),
)


@given(st.lists(RANGES, min_size=1))
def test_what_is_written_is_read_again(ranges: list[SlotRange]) -> None:
    written = tuple(WrittenRange(one.weekdays, one.periods) for one in ranges)
    assert limits_written(ranges_text(ranges), Sign.ALLOWED) == WrittenLimits(allowed=written)


def test_ranges_in_writing() -> None:
    ranges = (
        SlotRange(frozenset({1, 2, 3}), frozenset({1, 2, 5})),
        SlotRange(frozenset({2, 4})),
        SlotRange(),
    )
    assert ranges_text(ranges) == "周一至周三第1-2、5节;周二、周四;每天"
