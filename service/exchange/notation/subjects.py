"""Standard names of subjects, and the other names schools use for them; a district can add its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from service.exchange.notation.plain_text import plain

HOMEROOM = "班会"
READING_SUBJECT = "语文"
AFTER_SCHOOL = "课后服务"

# 义务教育课程方案（2022年版） and what timetables call its subjects.
_OTHER_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "语文": (),
        "数学": (),
        "英语": ("外语",),
        "科学": ("自然",),
        "道德与法治": ("道法", "道德", "品德", "思品", "品德与社会", "品德与生活"),
        "体育与健康": ("体育", "体健", "体育健康"),
        "音乐": (),
        "美术": (),
        "信息科技": ("信息", "信技", "信息技术", "电脑", "微机"),
        "劳动": ("劳技", "劳动技术", "劳动与技术", "劳动教育"),
        "综合实践活动": ("综合", "综合实践", "综实"),
        "书法": ("写字", "习字"),
        "校本课程": ("校本", "拓展", "拓展课", "拓展课程", "拓展性课程"),
        HOMEROOM: ("班队", "班队会", "队会", "班队活动", "班会课", "少先队活动", "班会队会"),
        "阅读": ("阅读课", "课外阅读"),
        AFTER_SCHOOL: ("课后", "作业辅导", "延时服务", "延时", "社团活动", "社团"),
        "历史与社会": ("历社", "社会"),
        "历史": (),
        "地理": (),
        "物理": (),
        "化学": (),
        "生物": ("生物学",),
        "心理健康": ("心理", "心理健康教育"),
        "自习": ("自修",),
    }
)


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
        return self._standard.get(plain(text))

    def named(self, text: str) -> str:
        """The standard name, else the name as it stands, without blanks."""
        return self.standard(text) or plain(text)

    def with_names(self, more: Mapping[str, tuple[str, ...]]) -> "SubjectNames":
        """With a district's own names added; a name given again belongs to the new subject."""
        merged = {standard: (*self.other_names.get(standard, ()), *names) for standard, names in more.items()}
        return replace(self, other_names={**self.other_names, **merged})


SUBJECTS = SubjectNames(_OTHER_NAMES)
