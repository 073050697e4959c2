"""Weekly lessons per subject and grade: 26 in grades 1–2, 30 in grades 3–6 (义务教育课程设置, 2022)."""

from collections.abc import Mapping

LOWER: Mapping[str, int] = {
    "语文": 8, "数学": 4, "体育与健康": 4, "道德与法治": 2, "音乐": 2, "美术": 2, "科学": 1, "劳动": 1,
    "综合实践活动": 1, "班会": 1,
}  # fmt: skip
MIDDLE: Mapping[str, int] = {
    "语文": 6, "数学": 4, "英语": 3, "体育与健康": 3, "道德与法治": 2, "科学": 2, "音乐": 2, "美术": 2,
    "信息科技": 1, "劳动": 1, "综合实践活动": 1, "书法": 1, "校本课程": 1, "班会": 1,
}  # fmt: skip
UPPER: Mapping[str, int] = {
    "语文": 6, "数学": 5, "英语": 3, "科学": 3, "体育与健康": 3, "道德与法治": 2, "音乐": 1, "美术": 1,
    "信息科技": 1, "劳动": 1, "综合实践活动": 1, "书法": 1, "校本课程": 1, "班会": 1,
}  # fmt: skip

HEAD_TEACHER_SUBJECTS = ("语文", "道德与法治", "劳动", "综合实践活动", "书法", "校本课程", "班会", "阅读")
# The most weekly lessons of one specialist teacher.
FULL_LOAD: Mapping[str, int] = {
    "数学": 10, "英语": 15, "科学": 15, "体育与健康": 16, "音乐": 16, "美术": 16, "信息科技": 14,
}  # fmt: skip


def weekly_lessons(grade: int, information_from: int = 3) -> Mapping[str, int]:
    """The hours of a grade (1–6); a school without 信息科技 below grade `information_from` reads instead."""
    hours = LOWER if grade <= 2 else MIDDLE if grade <= 4 else UPPER
    if "信息科技" in hours and grade < information_from:
        return {("阅读" if subject == "信息科技" else subject): count for subject, count in hours.items()}
    return hours


def alternating(hours: Mapping[str, int]) -> Mapping[str, int]:
    """The whole weekly lessons that are left where 信息科技 (单) and 劳动 (双) share one cell.

    One of the two cells becomes the shared one and is not counted here; 阅读 takes the other.
    """
    rest = {subject: count for subject, count in hours.items() if subject not in ("信息科技", "劳动")}
    return {**rest, "阅读": 1}
