"""Tiny districts in a few lines: a school is its classes' weeks, written as texts.

A class's week is a list of days, a day a text of cells: `语文:甲 数学:乙 -` (`-` is blank); an alternating
cell is `信息科技:甲|劳动:乙` (odd|even). A teacher named at two schools is one person with two posts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from calendars.bells import BellBook, BellSchedule, Period, PeriodKind
from calendars.notices import NOTICES
from calendars.spans import ALWAYS, ClockSpan
from calendars.terms import Term
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.campus_terms import CampusTerm, TermEntry
from service.domain.classes import ClassGroup, ClassName
from service.domain.communities import Campus, Community, CommunityKind, Membership, Role, School
from service.domain.district import District
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import (
    CampusId,
    ClassId,
    CommunityId,
    HomeLessonId,
    JointLessonId,
    PersonId,
    PlaceId,
    PostId,
    SchoolId,
    TermId,
    TimetableId,
)
from service.domain.joint_lessons import End, JointLesson
from service.domain.people import Person, Post
from service.domain.places import Place
from service.domain.preferences import Preferences
from service.domain.slots import Slot, SlotLimits, SlotRange
from service.domain.sources import Source

COMMUNITY = CommunityId("片区")
#: Nothing decides between tables that move the same.
NO_WEIGHTS = Preferences(
    weigh_misaligned=0,
    weigh_extra_period=0,
    weigh_crowded_day=0,
    weigh_last_period=0,
    weigh_pe_after_noon=0,
    weigh_research_day=0,
    weigh_full_room_day=0,
    weigh_teacher_gap=0,
)
TERM = TermId("term")
FIRST_DAY = date(2026, 8, 31)
TERM_DATES = Term("2026–2027 上", FIRST_DAY, date(2027, 1, 22), FIRST_DAY, frozenset(range(1, 19)))


def bells(*starts: str, minutes: int = 40, name: str = "全年") -> BellSchedule:
    """Lesson periods 1, 2, … that begin at these times."""
    spans = [_span(start, minutes) for start in starts]
    periods = (Period(n, PeriodKind.LESSON, str(n), span) for n, span in enumerate(spans, start=1))
    return BellSchedule(name, tuple(periods), ALWAYS)


def _span(start: str, minutes: int) -> ClockSpan:
    hours, minute = (int(part) for part in start.split(":"))
    return ClockSpan(hours * 60 + minute, hours * 60 + minute + minutes)


PLAIN = bells("08:00", "09:00", "10:00")


@dataclass(frozen=True)
class SmallSchool:
    """A campus: its classes' weeks by class name (101 = grade 1), its bells, and whether it may host."""

    name: str
    weeks: Mapping[str, Sequence[str]]
    schedules: tuple[BellSchedule, ...] = (PLAIN,)
    hosts: bool = True
    max_ends: int | None = None


def district(*schools: SmallSchool, wishes: Iterable[JointLesson] = ()) -> District:
    """One community of these schools; each has one sync room, `<name>室`."""
    lessons = {school.name: _lessons(school) for school in schools}
    posts = sorted(
        {(lesson.teacher_id, name) for name, own in lessons.items() for lesson in own if lesson.teacher_id}
    )
    classes = [(school.name, name) for school in schools for name in school.weeks]
    return District(
        term=TermEntry(TERM, TERM_DATES),
        holidays=NOTICES,
        schools=tuple(School(SchoolId(school.name), school.name) for school in schools),
        campuses=tuple(
            Campus(CampusId(school.name), SchoolId(school.name), school.name) for school in schools
        ),
        communities=(Community(COMMUNITY, "片区共同体", CommunityKind.CO_BUILT),),
        memberships=tuple(Membership(COMMUNITY, SchoolId(school.name), Role.MEMBER) for school in schools),
        people=tuple(Person(PersonId(name), name) for name in sorted({person for person, _ in posts})),
        posts=tuple(
            Post(PostId(person + campus), person, CampusId(campus), person) for person, campus in posts
        ),
        places=tuple(
            Place(
                PlaceId(school.name + "室"),
                CampusId(school.name),
                school.name + "室",
                can_host=school.hosts,
                max_ends=school.max_ends,
            )
            for school in schools
        ),
        classes=tuple(
            ClassGroup(class_id(campus, name), CampusId(campus), 2027 - int(name[0]), int(name[1:]))
            for campus, name in classes
        ),
        class_names=tuple(
            ClassName(class_id(campus, name), TERM, int(name[0]), name, name) for campus, name in classes
        ),
        campus_terms=tuple(
            CampusTerm(CampusId(school.name), TERM, BellBook(school.schedules)) for school in schools
        ),
        home_timetables=tuple(
            HomeTimetable(TimetableId(name), CampusId(name), TERM, FIRST_DAY, own)
            for name, own in lessons.items()
        ),
        joint_lessons=tuple(wishes),
    )


def class_id(campus: str, name: str) -> ClassId:
    return ClassId(f"{campus}{name}")


def home_id(campus: str, name: str, weekday: int, period: int, odd_or_even: str = "") -> HomeLessonId:
    """The id of what a class has in a cell."""
    return HomeLessonId(f"{campus}{name}-{weekday}{period}{odd_or_even}")


def wish(
    code: str,
    subject: str,
    host: tuple[str, str, str],
    *receivers: tuple[str, str, str | None],
    wished: tuple[int, int] | None = None,
    weeks: Weeks = ALL_WEEKS,
) -> JointLesson:
    """`host`: campus, class, lecturer; `receivers`: campus, class, assistant. Rooms are the sync rooms."""
    ends = [End(CampusId(host[0]), (class_id(*host[:2]),), True, PlaceId(host[0] + "室"))]
    for campus, name, assistant in receivers:
        person = None if assistant is None else PersonId(assistant)
        ends.append(
            End(CampusId(campus), (class_id(campus, name),), False, PlaceId(campus + "室"), "", person)
        )
    return JointLesson(
        JointLessonId(code),
        code,
        COMMUNITY,
        TERM,
        "同步课堂",
        subject,
        PersonId(host[2]),
        tuple(ends),
        weeks,
        wished=None if wished is None else Slot(*wished),
    )


def with_wish(district: District, lesson: JointLesson) -> District:
    """The district with a joint lesson more, or changed."""
    others = tuple(other for other in district.joint_lessons if other.id != lesson.id)
    return replace(district, joint_lessons=(*others, lesson))


def with_limits(district: District) -> District:
    """The district with every weekly wish ruled out of one day: not that on which it is wished."""

    def limited(lesson: JointLesson) -> JointLesson:
        day = 4 if lesson.wished is not None and lesson.wished.weekday == 5 else 5
        return replace(lesson, limits=SlotLimits(forbidden=(SlotRange(frozenset({day})),)))

    return replace(district, joint_lessons=tuple(map(limited, district.joint_lessons)))


def _lessons(school: SmallSchool) -> tuple[HomeLesson, ...]:
    return tuple(
        lesson
        for name, days in school.weeks.items()
        for weekday, day in enumerate(days, start=1)
        for period, cell in enumerate(day.split(), start=1)
        for lesson in _cell(school.name, name, weekday, period, cell)
    )


def _cell(campus: str, name: str, weekday: int, period: int, cell: str) -> Iterable[HomeLesson]:
    if cell == "-":
        return
    halves = cell.split("|")
    for half, weeks, sign in zip(
        halves, (ODD_WEEKS, EVEN_WEEKS) if len(halves) == 2 else (ALL_WEEKS,), ("单", "双"), strict=False
    ):
        subject, _, teacher = half.partition(":")
        yield HomeLesson(
            home_id(campus, name, weekday, period, sign if len(halves) == 2 else ""),
            class_id(campus, name),
            weekday,
            period,
            subject,
            PersonId(teacher) if teacher else None,
            Source(f"{campus}.xlsx", "总课表", f"{'ABCDE'[weekday - 1]}{period}"),
            weeks=weeks,
        )
