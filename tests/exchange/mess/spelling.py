"""How a school with its mess spells labels, periods, weekdays, times and cells."""

from collections.abc import Mapping, Sequence
from random import Random

from calendars.bells import Period, PeriodKind
from service.domain.classes import ClassName
from service.domain.home_timetables import HomeLesson
from service.exchange.notation.numerals import chinese
from tests.exchange.mess.mess import Mess
from tests.exchange.mess.weeks import Week

_WIDE = {ord("0") + digit: ord("０") + digit for digit in range(10)}
_DAYS = "一二三四五六日"
_ALIASES = {
    "道德与法治": ("道法", "品德"),
    "体育与健康": ("体育",),
    "信息科技": ("信息", "信技"),
    "综合实践活动": ("综合", "综合实践"),
    "劳动": ("劳技",),
    "班会": ("班队", "班会课"),
    "书法": ("写字",),
    "校本课程": ("拓展", "校本"),
    "课后服务": ("延时服务", "社团活动", "作业辅导"),
    "英语": ("外语",),
}
_ROOMS = ("操场", "音乐教室", "机房", "301")
_FORMS: Mapping[str, str] = {
    "lines": "{0}\n{1}",
    "brackets": "{0}({1})",
    "wide_brackets": "{0}（{1}）",
    "blank": "{0} {1}",
    "colon": "{0}：{1}",
    "dash": "{0}—{1}",
    "bracketed_line": "{0}\n（{1}）",
    "teacher_first": "{1}\n{0}",
    "slash": "{0}/{1}",
}
_NO_NAME = frozenset({"班会"})


class Speller:
    """Seeded: the same mess and seed spell the same."""

    def __init__(self, mess: Mess, rng: Random) -> None:
        self.mess, self._rng = mess, rng

    def label(self, one: ClassName, only: bool) -> str:
        number = int(one.name[-2:])
        grade = chinese(one.grade)
        match self.mess.labels:
            case "one_class" if only:
                return f"{grade}年级"
            case "wide" | "one_class":
                return f"{grade}（{str(number).translate(_WIDE)}）班 "
            case "plain":
                return f"{grade}({number})班"
            case "figures":
                return one.name
            case "wide_figures":
                return one.name.translate(_WIDE)
            case "year":
                return f"{grade}年级{number}班"
            case "short":
                return f"{grade} {number} 班"
            case "digit":
                return f"{one.grade}({number})班"

    def number_in_grade(self, one: ClassName) -> str:
        return self._rng.choice(("({0})班", "{0}班", "（{0}）班")).format(int(one.name[-2:]))

    def grade(self, one: ClassName) -> str:
        return f"{chinese(one.grade)}年级"

    def weekday(self, day: int) -> str:
        sign = _DAYS[day - 1]
        match self.mess.weekdays:
            case "星期" | "周" | "礼拜" as word:
                return f"{word}{sign}"
            case "column":
                return f"星\n期\n{sign}"
            case "bare":
                return sign

    def period(self, period: Period) -> str:
        if period.kind is not PeriodKind.LESSON:
            return period.label
        match self.mess.periods:
            case "number":
                return str(period.number)
            case "wide":
                return str(period.number).translate(_WIDE)
            case "第3节":
                return f"第 {period.number} 节"
            case "第三节":
                return f"第{chinese(period.number)}节"
            case "half":
                return f"{'上午' if period.number < 5 else '下午'}第{chinese(period.number)}节"

    def times(self, period: Period) -> tuple[str, ...]:
        """None, one or two texts; the first belongs into the label where there is no column."""
        start, end = str(period.span).split("–")
        match self.mess.times:
            case "none":
                return ()
            case "two":
                return (start.replace(":", "："), end)
            case "one" | "in_label":
                sign = self._rng.choice(("-", "—", "～", "–"))
                return (f"{start.lstrip('0')}{sign}{end}",)

    def subject(self, lesson: HomeLesson) -> str:
        names = _ALIASES.get(lesson.subject, ()) if self.mess.aliases else ()
        name = self._rng.choice((lesson.subject, *names))
        if self.mess.levels and lesson.kind is PeriodKind.LESSON and self._rng.random() < 0.1:
            name += "1"
        return self._spaced(name)

    def teacher(self, week: Week, lesson: HomeLesson) -> str:
        if lesson.subject in _NO_NAME and self.mess.homeroom_bare:
            return ""
        return self._spaced(week.name(lesson.teacher_id))

    def cell(self, week: Week, lessons: Sequence[HomeLesson]) -> str:
        """Everything in one cell."""
        match lessons:
            case ():
                return self.mess.nothing
            case (lesson,):
                return self._marked(self._one(self.subject(lesson), self.teacher(week, lesson)))
            case _:
                return self._two(week, lessons)

    def two_cells(self, week: Week, lessons: Sequence[HomeLesson]) -> tuple[str, str]:
        """Subject and teacher in a cell each."""
        match lessons:
            case ():
                return self.mess.nothing, ""
            case (lesson,):
                return self._marked(self.subject(lesson)), self.teacher(week, lesson)
            case _:
                odd, even = sorted(lessons, key=lambda one: str(one.weeks.parity), reverse=True)
                names = self.teacher(week, odd), self.teacher(week, even)
                sign = "/" if names[0] != names[1] else None
                below = names[0] if sign is None else sign.join(names)
                return f"{self.subject(odd)}/{self.subject(even)}(单/双)", below

    def _one(self, subject: str, teacher: str) -> str:
        if not teacher:
            return subject
        text = _FORMS[self.mess.cells].format(subject, teacher)
        rooms = self.mess.rooms and self.mess.cells in ("lines", "blank") and self._rng.random() < 0.1
        return text + self._rng.choice((" ", "\n")) + self._rng.choice(_ROOMS) if rooms else text

    def _two(self, week: Week, lessons: Sequence[HomeLesson]) -> str:
        odd, even = sorted(lessons, key=lambda one: str(one.weeks.parity), reverse=True)
        one, two = self.subject(odd), self.subject(even)
        first, second = self.teacher(week, odd), self.teacher(week, even)
        match self.mess.alternating:
            case "both":
                return f"{one}/{two}(单/双)\n{first}/{second}"
            case "each":
                return f"{one}（单）/{two}（双）\n{first}/{second}"
            case "before":
                return f"单周:{one}({first}) 双周:{two}({second})"
            case "each_with_teacher":
                return f"单周：{one} {first} 双周：{two} {second}"
            case "lines":
                return f"{one}(单)\n{first}\n{two}(双)\n{second}"

    def _marked(self, text: str) -> str:
        return f"{text}*" if self.mess.marks and "\n" not in text and self._rng.random() < 0.1 else text

    def _spaced(self, text: str) -> str:
        if not self.mess.spaced or self._rng.random() < 0.5 or len(text) != 2:
            return text
        return self._rng.choice((" ", "　", "  ")).join(text)
