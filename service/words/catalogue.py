"""The one way to words: an English template and its facts in, the reader's language out (gettext)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from itertools import zip_longest
from typing import Literal

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from calendars.runs import runs
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks

Language = Literal["zh", "en"]
#: By the name that addresses and settings give it.
LANGUAGES: Mapping[str, Language] = {"zh": "zh", "en": "en"}
Fact = str | int | date | Weeks | tuple[str, ...] | None

_ENGLISH_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CHINESE_WEEKDAYS = "一二三四五六日"


class Words:
    """Text in one language. Templates are English with `{name}` fields; untranslated ones stay."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._translations = _translations(language)

    def text(self, template: str, /, **facts: Fact) -> str:
        """The template in this language with its facts filled in; dates, weeks and lists are worded, too."""
        return self._translations.gettext(template).format_map(
            {name: self._worded(fact) for name, fact in facts.items()}
        )

    def text_of(self, template: str, facts: Mapping[str, Fact]) -> str:
        """The same for facts that come as a mapping."""
        return self.text(template, **facts)

    def weekday(self, weekday: int) -> str:
        """周一 … 周日; Mon … Sun."""
        if self.language == "zh":
            return f"周{_CHINESE_WEEKDAYS[weekday - 1]}"
        return _ENGLISH_WEEKDAYS[weekday - 1]

    def day(self, day: date) -> str:
        """9月20日(周日); Sun 20 Sep."""
        if self.language == "zh":
            return f"{day.month}月{day.day}日({self.weekday(day.isoweekday())})"
        return f"{self.weekday(day.isoweekday())} {day.day} {day:%b}"

    def days(self, days: Collection[date]) -> str:
        """9月8日、15日、10月13日(周二): a month where it changes, the weekday once where all share it."""
        ordered = sorted(days)
        if len({day.isoweekday() for day in ordered}) != 1 or len(ordered) == 1:
            return self.list(tuple(self.day(day) for day in ordered))
        weekday = self.weekday(ordered[0].isoweekday())
        if self.language == "zh":
            return f"{self.list(tuple(_month_first(ordered)))}({weekday})"
        return f"{weekday} {self.list(tuple(_month_last(ordered)))}"

    def span(self, first: date, last: date) -> str:
        """11月12日(周四)–13日(周五), 10月30日(周五)–11月2日(周一), a single day; Thu 12 Nov–Fri 13 Nov."""
        if first == last:
            return self.day(first)
        end = self.day(last)
        if self.language == "zh" and (first.year, first.month) == (last.year, last.month):
            end = end.partition("月")[2]
        return f"{self.day(first)}–{end}"

    def moment(self, at: datetime) -> str:
        """8月28日 14:05; 28 Aug 14:05. The clock is that of `at`'s own zone."""
        if self.language == "zh":
            return f"{at.month}月{at.day}日 {at:%H:%M}"
        return f"{at.day} {at:%b %H:%M}"

    def weeks(self, weeks: Weeks) -> str:
        """每周, 单周, 双周, 第3、5、7–9周; every week, odd weeks, …"""
        if weeks in _NAMED_WEEKS:
            return self._translations.gettext(_NAMED_WEEKS[weeks])
        text = self.numbers(weeks.numbers or ())
        chinese = self.language == "zh"
        parity = "" if weeks.parity is None else self.weeks(Weeks(parity=weeks.parity))
        if not text:
            return parity
        return f"第{text}周{f'({parity})' if parity else ''}" if chinese else f"weeks {text} {parity}".strip()

    def period(self, number: int) -> str:
        """第3节, 早读, 课后服务 by the number a period has in its bells."""
        if number <= 0:
            return self._translations.gettext("morning reading")
        if number >= 95:
            return self._translations.gettext("evening study")
        if number >= 90:
            return self._translations.gettext("after-school service")
        return f"第{number}节" if self.language == "zh" else f"period {number}"

    def numbers(self, numbers: Collection[int]) -> str:
        """3、5、7–9."""
        each = (str(first) if first == last else f"{first}–{last}" for first, last in runs(numbers))
        return self.list(tuple(each))

    def list(self, items: tuple[str, ...]) -> str:
        return ("、" if self.language == "zh" else ", ").join(items)

    def _worded(self, fact: Fact) -> str:
        match fact:
            case None:
                return ""
            case date():
                return self.day(fact)
            case Weeks():
                return self.weeks(fact)
            case tuple():
                return self.list(fact)
            case _:
                return str(fact)


_NAMED_WEEKS = {ALL_WEEKS: "every week", ODD_WEEKS: "odd weeks", EVEN_WEEKS: "even weeks"}


def _month_first(days: Sequence[date]) -> Iterator[str]:
    """9月8日, 15日, 10月13日."""
    month = 0
    for day in days:
        yield f"{day.day}日" if day.month == month else f"{day.month}月{day.day}日"
        month = day.month


def _month_last(days: Sequence[date]) -> Iterator[str]:
    """8, 15 Sep, 13 Oct."""
    for day, after in zip_longest(days, days[1:]):
        yield str(day.day) if after is not None and after.month == day.month else f"{day.day} {day:%b}"


@lru_cache(maxsize=2)
def _translations(language: Language) -> NullTranslations:
    """All areas' .po files of a language as one catalogue, compiled in memory: no build step."""
    if language == "en":
        return NullTranslations()
    merged = Catalog(locale=language)
    for entry in sorted(
        (files("service.words") / "locale" / language).iterdir(), key=lambda resource: resource.name
    ):
        if entry.name.endswith(".po"):
            for message in read_po(BytesIO(entry.read_bytes()), locale=language):
                if message.id:
                    merged[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)
