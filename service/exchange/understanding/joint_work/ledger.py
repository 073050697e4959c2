"""The activities of a ledger: which community's, when, what, by whom; a name nobody knows stays a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from calendars.spans import DateSpan
from service.domain.activities import Activity
from service.domain.identity import ActivityId, CampusId, PersonId
from service.domain.research_sessions import Mode
from service.exchange.notation.dates_written import CalendarYear, SchoolYear, SomeYear, stated_school_year
from service.exchange.notation.days_of_year import Days, days_of_year
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.plain_text import listed, plain
from service.exchange.notation.weekdays import weekday
from service.exchange.recognition.lists.ledger_sheet import UNITS, Line, lines
from service.exchange.recognition.tables import Table
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.calendars.dates_in_term import ambiguous_number
from service.exchange.understanding.district.community_understood import CommunityUnderstood
from service.exchange.understanding.district.names import key
from service.exchange.understanding.district.scopes import campuses_named
from service.exchange.understanding.joint_work.whose import Whose

_YEAR = re.compile(r"(20\d\d)年?(?:度|年)?(?!.{0,2}学)")
_WEEK = re.compile(rf"第?({NUMBER})周(?:(?:周|星期)?([一二三四五六日天]))?")
_ONLINE = re.compile(r"线上|网络|在线|远程|云|直播|腾讯会议|钉钉")
_ON_SITE = re.compile(r"线下|现场|面对面|实地|混合")
_ALL_MEMBERS = re.compile(r"(?:全体|各|所有|全部)(?:成员|受援|支援|参与)?(?:学校|校区|校|单位|成员)?")
_NO_NAME = re.compile(
    r".*(?:全体|教师|老师|成员|学生|家长|人员|骨干|组|班|领导|校长|主任|专家|名师|等).*|.*\d.*|[-/—无]*"
)
_COUNT = re.compile(rf"共?(?P<count>\d{{1,5}}|两|{NUMBER})(?P<unit>[^\d()]{{0,3}})(?:\(.*\))?")
_NOTHING = re.compile(r"[-/—无]*")


@dataclass(frozen=True)
class LedgerReader:
    """Reads ledgers after people and communities are understood."""

    bench: Bench
    whose: Whose

    def activities(self, tables: Iterable[Table]) -> tuple[Activity, ...]:
        """Every line, in the order of the sheets; a number that stands twice counts for nobody's identity."""
        found = [
            activity
            for table in tables
            for year in (self._year(table),)
            for line in lines(table, self.bench.report)
            if (activity := self._activity(line, year)) is not None
        ]
        codes = [(one.community_id, one.code) for one in found]
        return tuple(
            replace(one, code="") if codes.count((one.community_id, one.code)) > 1 else one for one in found
        )

    def _year(self, table: Table) -> SomeYear:
        """That of the title, 2026年度 or 2026学年; else the year in which the term begins, with a note."""
        title = f"{table.title} {plain(table.sheet.name)}"
        if (stated := stated_school_year(title)) is not None:
            return SchoolYear(stated)
        if match := _YEAR.search(title):
            return CalendarYear(int(match[1]))
        year = self.bench.term.entry.term.week_one.year
        if any(not re.search(r"20\d\d", row.plain("days") + row.plain("month")) for row in table.rows()):
            self.bench.report.note("ledger_year_assumed", table.sheet.whole, year=str(year))
        return CalendarYear(year)

    def _activity(self, line: Line, year: SomeYear) -> Activity | None:
        unknown: list[str] = []
        # One campus hosts; whoever stands beside it takes part.
        host, *beside = self._campuses(line, "host", unknown) or (None,)
        members = tuple(dict.fromkeys((*beside, *self._campuses(line, "members", unknown))))
        community = (
            self.whose.named(line.text("community"), line.source("community"))
            if line.plain("community")
            else self._of_title(line)
            or self.whose.of(
                line.plain("code") or line.plain("topic"),
                tuple(dict.fromkeys((*((host,) if host else ()), *members))),
                line.source("topic"),
            )
        )
        days = self._days(line, year)
        if community is None or days is None:
            return None
        if _ALL_MEMBERS.fullmatch(line.plain("members")):
            members = community.members
        count, unit = self._count(line)
        around = tuple(dict.fromkeys((*((host,) if host else ()), *members, *community.members)))
        people = tuple(self._people(line, around, unknown))
        if unknown:
            names = tuple(dict.fromkeys(unknown))
            self.bench.report.note("ledger_names_unknown", line.source("topic"), names=names)
        subject = line.plain("subject")
        return Activity(
            id=ActivityId(""),
            code=line.plain("code"),
            community_id=community.community.id,
            days=days.days,
            kind=line.plain("kind"),
            topic=line.text("topic"),
            subject="" if _NOTHING.fullmatch(subject) else self.bench.subjects.named(subject),
            mode=_mode(line),
            span=days.span,
            host_campus_id=host,
            campus_ids=members,
            person_ids=people,
            people_text="、".join(t for role in ("speaker", "people") if (t := line.text(role))),
            place_text=line.text("place"),
            count=count,
            unit=unit,
            status=line.plain("status"),
            note=";".join(t for role in ("remarks", "evidence") if (t := line.text(role))),
            source=line.source("code"),
        )

    def _of_title(self, line: Line) -> CommunityUnderstood | None:
        """The one community that the title or the sheet's name speaks of."""
        table = line.row.table
        title = key(f"{table.sheet.name} {table.title}")
        found = [one for one in self.whose.communities if key(one.community.name) in title]
        return found[0] if len(found) == 1 else None

    def _days(self, line: Line, year: SomeYear) -> Days | None:
        """Of its date, else of its month; None, and a problem, where that cannot be read."""
        role = "days" if line.row.plain("days") else "month"
        text, month = line.text(role), line.plain("month")
        # 2026.3 is March however it was typed; 2026.1 may have been 2026.10.
        unsure = line.row.plain(role) and not re.fullmatch(r"20\d\d\.[2-9]", plain(text))
        if unsure and ambiguous_number(line.row, role, self.bench.report):
            return None
        if role == "days" and re.fullmatch(r"\d{1,2}[日号]?", plain(text)) and month:
            text = f"{month.rstrip('月份')}月{text}"  # 12 beside 3月
        elif role == "month" and re.fullmatch(NUMBER, plain(text)):
            text = f"{text}月"
        return self.bench.report.read(lambda said: self._written(said, year), text, line.source(role))

    def _written(self, text: str, year: SomeYear) -> Days:
        match = _WEEK.fullmatch(plain(text))
        if match is None:
            return days_of_year(text, year)
        weeks = {week.number: week.monday for week in self.bench.term.with_weeks.weeks}
        monday = weeks.get(number(match[1]))
        if monday is None:
            raise NotUnderstoodError("date_unreadable", text)
        if match[2]:
            day = monday + timedelta(days=weekday(match[2]) - 1)
            return Days(DateSpan.of(day, day))
        return Days(DateSpan.of(monday, monday + timedelta(days=6)))

    def _campuses(self, line: Line, role: str, unknown: list[str]) -> tuple[CampusId, ...]:
        """The campuses a cell names; the other names in it are collected."""
        text = line.text(role)
        if _ALL_MEMBERS.fullmatch(plain(text)):
            return ()
        return tuple(dict.fromkeys(one for item in listed(text) for one in self._called(item, unknown)))

    def _called(self, text: str, unknown: list[str]) -> Iterator[CampusId]:
        """The sites of a school, a campus as lists name it (溪口小学岭下校区), or all that stand there."""
        names = self.bench.names
        known = names.find_campus(text)
        if whole := names.sites_called(text) or (() if known is None else (known,)):
            yield from (campus.id for campus in whole)
            return
        campuses, rest = campuses_named(text, names)
        yield from (campus.id for campus in campuses)
        for item in listed(rest):
            if _NOTHING.fullmatch(item) or _ALL_MEMBERS.fullmatch(item):
                continue
            campus = names.find_campus(item)
            if campus is None:
                unknown.append(item)
            else:
                yield campus.id

    def _people(self, line: Line, around: tuple[CampusId, ...], unknown: list[str]) -> Iterator[PersonId]:
        """Each person once: at the school beside the name, else at the host, the members, in that order."""
        seen: set[PersonId] = set()
        for role in ("speaker", "people"):
            for item in listed(re.sub(r"等\d*[人名位]?$|等$", "", line.plain(role))):
                campuses, rest = campuses_named(item, self.bench.names)
                name = re.sub(r"[、:()]|\(.*\)", "", re.sub(r"\([^()]*\)", "", rest))
                if not name or _NO_NAME.fullmatch(name):
                    continue
                person = self._person(name, tuple(c.id for c in campuses) or around)
                if person is None:
                    unknown.append(name)
                elif person not in seen:
                    seen.add(person)
                    yield person

    def _person(self, name: str, campuses: Iterable[CampusId]) -> PersonId | None:
        """The one person of that name; of several at different schools nobody."""
        found = {person for campus in campuses if (person := self.bench.staff.find(campus, name))}
        return found.pop() if len(found) == 1 else None

    def _count(self, line: Line) -> tuple[int, str]:
        """`3节`, `2`, `45人` of the first column that says something; 1 where none does."""
        for role, unit in UNITS.items():
            text = line.row.plain(role)
            if _NOTHING.fullmatch(text):
                continue
            match = _COUNT.fullmatch(text)
            if match is None:
                self.bench.report.problem("number_unreadable", line.source(role), text=text)
                break
            return number(match["count"]), match["unit"] or unit
        return 1, ""


def _mode(line: Line) -> Mode | None:
    """With both 线上 and 线下 people travel; None where nothing says it."""
    said = line.plain("mode") or line.plain("place")
    if _ON_SITE.search(said):
        return Mode.ON_SITE
    return Mode.ONLINE if _ONLINE.search(said) else None
