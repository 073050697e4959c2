"""Sheets that keep all limits of reading and are dear to understand."""

from collections.abc import Mapping

from tests.exchange.workbooks import BELLS, SHEETS, WISHES, Rows

_SIDE = 240


def _bells() -> Rows:
    """As many schedules side by side as rows below each other."""
    times = [f"{number % 24:02}:00-{number % 24:02}:40" for number in range(_SIDE)]
    lines = [[f"第{number}节", *[time] * _SIDE] for number, time in enumerate(times, 1)]
    return [BELLS[0], ["节次", *["时间"] * _SIDE], *lines]


def _wishes() -> Rows:
    """Receivers that nobody knows."""
    title, header, wish = WISHES
    receivers = "、".join(f"甲{number}校区" for number in range(400))
    place = header.index("听讲校区(同年级)")
    lines = [[f"S{number}", *wish[1:place], receivers, *wish[place + 1 :]] for number in range(300)]
    return [title, header, *lines]


#: by shape, the small community with one sheet of that shape
HOSTILE: Mapping[str, Mapping[str, Rows]] = {
    "schedules": {**SHEETS, "统一作息": _bells()},
    "receivers": {**SHEETS, "空中同步课堂计划": _wishes()},
    "headers only": {**SHEETS, "统一作息": [BELLS[0], *[["节次", "时段", "地点"]] * 3_000]},
    "nothing known": {**SHEETS, "其他": [[f"甲{column}" for column in range(6)]] * 9_990},
}
