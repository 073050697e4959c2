"""Standard names of subjects, and the other names schools use for them; a district can add its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from service.exchange.notation.plain_text import plain

HOMEROOM = "班会"
READING_SUBJECT = "语文"
AFTER_SCHOOL = "课后服务"
SELF_STUDY = "自习"
MORNING_READING = "早读"

#: What timetables hold, too, and the course plan does not: taken as it stands, and nobody is asked about it.
_OF_THEIR_OWN = (
    *(MORNING_READING, "晨读", "午读", "晨诵", "早自习", "晚自习"),
    *("晨会", "朝会", "夕会", "升旗", "升旗仪式", "团课", "机动", "活动", "实验", "科学实验"),
    *("国学", "国学经典", "经典诵读", "思政", "思政课", "读本", "艺术", "地方", "地方课程", "作文", "习作"),
    *("形体", "舞蹈", "合唱", "戏剧", "陶艺", "围棋", "象棋", "武术", "田径", "游泳", "足球", "篮球"),
    *("口语", "听力", "英语口语", "奥数", "思维训练", "数学思维", "人工智能", "编程", "兴趣", "兴趣小组"),
    *("安全", "安全教育", "健康教育", "生命教育", "法治教育", "专题教育", "环境教育", "生涯规划"),
    *("校园足球", "体锻", "体活", "体育锻炼", "体育活动"),
)

# 义务教育课程方案（2022年版） and what timetables call its subjects.
_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "语文": ("国语", "大语文"),
    "数学": (),
    "英语": ("外语",),
    "科学": ("自然", "小学科学"),
    "道德与法治": ("道法", "道德", "品德", "思品", "品德与社会", "品德与生活", "思想品德", "道德法治"),
    "体育与健康": ("体育", "体健", "体育健康", "体育与保健"),
    "音乐": ("唱游",),
    "美术": ("图画",),
    "信息科技": ("信息", "信技", "信息技术", "电脑", "微机", "信科", "计算机"),
    "劳动": ("劳技", "劳动技术", "劳动与技术", "劳动教育", "劳动与实践", "劳动实践"),
    "综合实践活动": ("综合", "综合实践", "综实", "综合活动"),
    "书法": ("写字", "习字", "写字课", "硬笔", "软笔", "书法教育"),
    "校本课程": ("校本", "拓展", "拓展课", "拓展课程", "拓展性课程", "校本活动"),
    HOMEROOM: (
        *("班队", "班队会", "队会", "班队活动", "班会课", "少先队活动", "班会队会", "班级活动"),
        *("主题班会", "少先队", "少队", "班团队会", "班团会"),
    ),
    "阅读": ("阅读课", "课外阅读", "语文阅读", "整本书阅读", "图书阅读"),
    AFTER_SCHOOL: (
        *("课后", "课服", "作业辅导", "延时服务", "延时", "社团活动", "社团", "课后延时", "托管"),
        *("课后托管", "延时课", "课后延时服务", "课外活动"),
    ),
    "历史与社会": ("历社", "社会"),
    "历史": (),
    "地理": (),
    "物理": (),
    "化学": (),
    "生物": ("生物学",),
    "心理健康": ("心理", "心理健康教育", "心健", "心育"),
    SELF_STUDY: ("自修", "自习课"),
    **dict.fromkeys(_OF_THEIR_OWN, ()),
}
#: One sign alone, where a table has no room. Not among the other names: 语 is no part to divide 语文张三 by.
_SIGNS: Mapping[str, str] = {
    "语": "语文",
    "数": "数学",
    "英": "英语",
    "外": "英语",
    "科": "科学",
    "体": "体育与健康",
    "音": "音乐",
    "美": "美术",
    "信": "信息科技",
    "劳": "劳动",
    "综": "综合实践活动",
    "品": "道德与法治",
    "道": "道德与法治",
    "书": "书法",
    "写": "书法",
    "校": "校本课程",
    "班": HOMEROOM,
    "阅": "阅读",
    "史": "历史",
    "物": "物理",
    "化": "化学",
    "心": "心理健康",
}
#: What one sign may mean, where nobody can tell.
_OPEN_SIGNS: Mapping[str, tuple[str, ...]] = {
    "德": ("道德与法治", HOMEROOM),
    "政": ("道德与法治", "思政"),
    "地": ("地理", "地方课程"),
    "生": ("生物", "生命教育"),
    "自": (SELF_STUDY, "科学"),
    "社": (AFTER_SCHOOL, "历史与社会"),
}
#: Of these no two run together are the name of one; 校本围棋 and 英语阅读 are.
_APART = frozenset(
    (
        *("语文", "数学", "英语", "科学", "道德与法治", "信息科技", "音乐", "美术", "体育与健康", HOMEROOM),
        *("历史", "地理", "物理", "化学", "生物"),
    )
)
# 语文1, 语文A (groups by level), 语文课: the subject is 语文.
_SUFFIX = re.compile(r"(?:课|[0-9]|[A-Da-dⅠⅡⅢ])$")


@dataclass(frozen=True)
class SubjectNames:
    """`other_names`: standard name → the other names of that subject."""

    other_names: Mapping[str, tuple[str, ...]]

    @cached_property
    def _standard(self) -> Mapping[str, str]:
        return {
            plain(name): standard
            for standard, others in self.other_names.items()
            for name in (standard, *others)
        }

    def standard(self, text: str) -> str | None:
        """The standard name of a subject written this way; None when no such name is known."""
        name = plain(text)
        return self._standard.get(name) or self._standard.get(_SUFFIX.sub("", name))

    def meant(self, text: str) -> str | None:
        """As `standard`, and of one sign that stands alone (语) what it is short for."""
        return self.standard(text) or _SIGNS.get(plain(text))

    def are_two(self, text: str) -> bool:
        """语文数学: two subjects without anything between them."""
        cuts = ((text[:cut], text[cut:]) for cut in range(1, len(text)))
        return any(all(self.standard(part) in _APART for part in cut) for cut in cuts)

    def named(self, text: str) -> str:
        """The standard name, else the name as it stands, without blanks."""
        return self.meant(text) or plain(text)

    def likely(self, text: str) -> tuple[str, ...]:
        """What a name that is none of these may mean: what a sign may, else the names most like it."""
        name = plain(text)
        return _OPEN_SIGNS.get(name) or tuple(get_close_matches(name, self.other_names, n=3, cutoff=0.4))

    def with_names(self, more: Mapping[str, tuple[str, ...]]) -> "SubjectNames":
        """With a district's own names added; a name given again belongs to the new subject."""
        merged = {standard: (*self.other_names.get(standard, ()), *names) for standard, names in more.items()}
        rest = {standard: names for standard, names in self.other_names.items() if standard not in merged}
        return replace(self, other_names={**rest, **merged})


SUBJECTS = SubjectNames(_OTHER_NAMES)
