"""The home timetables of the made-up district: a week of subjects, a teacher per class and subject."""

from collections.abc import Iterator, Mapping

#: Monday to Friday, six lessons a day; every class has this week but for what CHANGED says.
WEEK = ("语数英体音美", "数语科道体劳", "语数英音书班", "数语科体美信", "语数英道劳综")
NAMES = {
    "语": "语文", "数": "数学", "英": "英语", "科": "科学", "道": "道法", "体": "体育", "音": "音乐",
    "美": "美术", "信": "信息", "劳": "劳动", "综": "综合", "书": "书法", "班": "班会",
}  # fmt: skip
_SURNAMES = dict(zip(NAMES, "赵钱孙李周吴郑王冯陈褚卫蒋", strict=True))

#: campus → class label → what sets its teachers' names apart
CLASSES: Mapping[str, Mapping[str, str]] = {
    "城北小学": {"三（１）班": "一帆", "三(2)班": "二妹"},
    "碧湖小学": {"三(1)班": "碧云", "三(2)班": "湖生"},
    "碧湖小学新合校区": {"三年级": "新和"},
    "囿山小学": {"301": "山明", "302": "山秀"},
    "大港头学校": {"３０１": "大江"},
    "处州学校": {"三年级1班": "州平"},
}
NUMBERS = {
    "城北小学": "CB", "碧湖小学": "BH", "碧湖小学新合校区": "XH",
    "囿山小学": "YS", "大港头学校": "DG", "处州学校": "CZ",
}  # fmt: skip

#: (campus, class, weekday, period) → the cell
CHANGED: Mapping[tuple[str, str, int, int], str] = {
    ("碧湖小学", "三(1)班", 3, 3): "体育\n吴碧云",  # where the others have 英语
    ("碧湖小学", "三(1)班", 4, 6): "信息/劳动(单/双)\n冯碧云/陈碧云",
    ("碧湖小学", "三(1)班", 1, 5): "音乐\n何静",
    ("碧湖小学", "三(1)班", 3, 4): "音乐\n何 静",
    ("大港头学校", "３０１", 2, 1): "音乐（何静）",
    ("大港头学校", "３０１", 4, 4): "音乐\n何静",
}


def teacher(subject: str, given: str) -> str:
    return f"{_SURNAMES[subject]}{given}"


def cell(campus: str, label: str, weekday: int, period: int) -> str:
    subject = WEEK[weekday - 1][period - 1]
    given = CLASSES[campus][label]
    usual = "班会" if subject == "班" else f"{NAMES[subject]}\n{teacher(subject, given)}"
    return CHANGED.get((campus, label, weekday, period), usual)


def table(campus: str) -> list[list[object]]:
    """Layout A: rows are weekday × period."""
    labels = list(CLASSES[campus])
    rows: list[list[object]] = [[f"{campus}总课表"], ["星期", "节次", *labels]]
    for weekday, name in enumerate(("星\n期\n一", "周二", "星期三", "周四", "星期五"), 1):
        for period in range(1, 7):
            first = name if period == 1 else None
            rows.append([first, f"第{period}节", *(cell(campus, label, weekday, period) for label in labels)])
    return rows


def posts() -> Iterator[tuple[str, str, str, str]]:
    """School, number, name and subject of everybody who teaches one of the classes."""
    for campus, labels in CLASSES.items():
        count = 0
        for given in labels.values():
            for subject, name in NAMES.items():
                if subject != "班":
                    count += 1
                    yield campus, f"{NUMBERS[campus]}{count:02}", teacher(subject, given), name
