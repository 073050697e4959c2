"""What the headings of bells mean: whose they are, in which season, on which weekdays, for which grades."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendars.spans import DateSpan
from service.domain.identity import CampusId
from service.exchange.notation.for_whom_written import SIGNS, weekdays_in
from service.exchange.notation.grades_written import grades_in
from service.exchange.notation.plain_text import dashed, plain
from service.exchange.notation.seasons_written import season_written
from service.exchange.understanding.district.names import Names
from service.exchange.understanding.district.scopes import campuses_named

_COMMON = re.compile(r"统一|各校区?|全体|全区|全县|全市|所有学校|公共|共用|一致")
_NOISE = re.compile(
    r"20\d\d(?:-(?:20)?\d\d)?学?年度?|第?[一二上下]学期|[春秋]季?学期|[上下]半年|(?:作息|上课|起止)?时间(?:安排)?(?:表)?|作息(?:制度|安排)?(?:总?表)?"
    r"|Sheet\d*|一览表?|总表|汇总表?|课程|\(?(?:试行|修订|定)稿?\)?|适用于?|教务处?制?"
)
#: 执行时间:2026年9月1日 says since when a paper holds, no season
_IN_FORCE = re.compile(r"(?:执行|启用|实施)(?:时间|日期)?:?20\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?起?")
_SEASON = re.compile(r"(?:春夏|夏秋|秋冬|冬春|春秋|[夏冬春秋])(?:[季令]时?|天)(?:制)?")
_BARE_SEASON = re.compile(r"\(?[夏冬春秋]{1,2}\)?")
_SECTIONS = ("小学", "初中", "中学", "高中", "低段", "中段", "高段")
_SCHOOL = re.compile(r"校|小学|中学|教学点|幼儿园")


@dataclass(frozen=True, slots=True)
class Heading:
    """What one text says. None: nothing. `campuses` empty: bells of all; `unknown`: perhaps a school's name.

    `name` is what it says of the season, the weekdays and the grades, as written.
    """

    campuses: tuple[CampusId, ...] | None = None
    name: str = ""
    days: DateSpan | None = None
    weekdays: frozenset[int] | None = None
    grades: frozenset[int] | None = None
    unknown: str = ""
    seasonal: bool = False

    def under(self, above: "Heading") -> "Heading":
        """With what this does not say itself from the heading above it.

        A title `(9月1日起执行)` over columns 夏令 and 冬令 says since when the paper holds, no season.
        """
        of_paper = self.seasonal and not above.seasonal
        name = "" if of_paper and above.days else above.name
        return replace(
            self,
            campuses=above.campuses if self.campuses is None else self.campuses,
            name=self.name if name in self.name else name + self.name,
            days=self.days or (None if of_paper else above.days),
            weekdays=self.weekdays or above.weekdays,
            grades=self.grades or above.grades,
            seasonal=self.seasonal or above.seasonal,
        )

    def since(self, begins: date) -> "Heading":
        """Without a date that is no season's and says no more than that the term begins."""
        if self.seasonal or self.days is None or self.days.end is not None:
            return self
        if self.days.first > begins + timedelta(weeks=2):
            return self
        return replace(self, days=None, name="" if not self.weekdays and not self.grades else self.name)


def heading(text: str, names: Names, last_day: date) -> Heading:
    """NotUnderstoodError `date_unreadable` for a season with an impossible date; see `season_written`."""
    campuses, rest = campuses_named(text, names)
    common = _COMMON.search(rest) is not None
    rest = _NOISE.sub("", _COMMON.sub("", dashed(rest)))
    if not _SEASON.search(rest):
        rest = _IN_FORCE.sub("", rest)
    name = _unbracketed(rest.strip("、_-:,;"))
    days_of_week, left = weekdays_in(rest)
    grades, left = grades_in(left)
    # After the grades: 1-2年级 is no second of January.
    season = season_written(left, last_day)
    left = left if season is None else season.rest
    if campuses and left.strip("()、") in ("小学", "初中"):
        left = ""
    seasonal = _SEASON.search(left) or _BARE_SEASON.fullmatch(SIGNS.sub("", left))
    left = SIGNS.sub("", _SEASON.sub("", left))
    # 小学(1-6年级) says it twice.
    left = "" if (seasonal and _BARE_SEASON.fullmatch(left)) or (grades and left in _SECTIONS) else left
    said = bool(season or days_of_week or grades or seasonal)
    by_short_name = names.find_campus(left) if left and not campuses else None
    found = tuple(campus.id for campus in campuses) or (
        None if by_short_name is None else (by_short_name.id,)
    )
    return Heading(
        () if common else found,
        _written(text, name) if said else "",
        None if season is None else season.days,
        days_of_week,
        grades,
        "" if found or common else left,
        bool(seasonal),
    )


def names_a_school(text: str) -> bool:
    """Whether what nobody knows looks like the name of a school."""
    return _SCHOOL.search(text) is not None


def _unbracketed(text: str) -> str:
    """`(冬)` as 冬; `冬令(10月8日起)` stays."""
    inner = text[1:-1]
    return inner if text.startswith("(") and text.endswith(")") and "(" not in inner else text


def _written(text: str, name: str) -> str:
    """The name as it is written, where the whole text is the name."""
    return plain(text) if dashed(text) == name else name
