"""Cells composed of what schools write of a lesson, in any order and with any signs, and what they say."""

from dataclasses import dataclass

from hypothesis import strategies as st

from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.subjects import SUBJECTS

NAMES = ("张三", "李四", "王芳", "欧阳修远", "周杰", "单芳", "毛笔")
_FIRST_HALF = Weeks(numbers=frozenset(range(1, 9)))
_WEEKS = {
    "单": ODD_WEEKS,
    "双": EVEN_WEEKS,
    "单周": ODD_WEEKS,
    "双周": EVEN_WEEKS,
    **dict.fromkeys(("1-8周", "第1-8周", "1~8周", "第1周-第8周", "1-8"), _FIRST_HALF),
    "1、3、5周": Weeks(numbers=frozenset((1, 3, 5))),
}
_ROOMS = ("操场", "音乐教室", "机房", "301", "301室", "三楼")
_REMARKS = ("男", "女", "大", "小", "代", "兼", "外聘", "1", "2", "A", "A组", "数学组")
_SIGNS = ("", "", " ", "\n", "/", ":", "、", "-", "·", ",", "@", "：", "—", "+", "|", ";", "。")


@dataclass(frozen=True)
class Composed:
    """`truth` is the lesson with its teacher as written with and without the remark behind her name."""

    text: str
    truth: frozenset[CellLesson]


@st.composite
def composed_cells(draw: st.DrawFn) -> Composed:
    subject = draw(st.sampled_from(["语文", "数学", "体育", "信息", "道法", "美术", "科学"]))
    name = draw(st.sampled_from(NAMES))
    weeks = draw(st.sampled_from(["", *_WEEKS]))
    room = draw(st.sampled_from(["", *_ROOMS]))
    remark = draw(st.sampled_from(["", "", *_REMARKS]))
    behind = [part for part in (name, weeks, room, remark) if part]
    parts = draw(st.one_of(st.just([subject, *behind]), st.permutations([subject, *behind])))
    text = ""
    for part in parts:
        written = f"({part})" if part != subject and draw(st.booleans()) else part
        sign = draw(st.sampled_from(_SIGNS)) if text else ""
        numbers = text[-1:].isdigit() and (written[0].isdigit() or written[0] == "第")
        text += (" " if numbers else sign) + written  # 1-8 and 2 are not 1-82
    called = {name, f"{name}({remark})"} if remark else {name}
    lessons = (CellLesson(SUBJECTS.named(subject), one, _WEEKS.get(weeks, ALL_WEEKS), room) for one in called)
    return Composed(text, frozenset(lessons))
