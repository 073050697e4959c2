"""A small district made by hand: two campuses with different bells, four classes, one wish that fits.

Times: 甲 rings 08:00–08:40, 08:50–09:30, 10:00–10:40, 10:50–11:30; 乙 the same five minutes later.
Every class has 语文 in period 1 and 数学 in 2 from Monday to Friday, 音乐 in 3, and on Fridays 信息科技 and
劳动 by turns in 4. A campus has one music teacher, so its classes have music on different weekdays.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from calendars.bells import BellBook, BellSchedule, Period, PeriodKind
from calendars.notices import NOTICES
from calendars.spans import ALWAYS, ClockSpan
from calendars.teaching_days import DayRule
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
from service.domain.people import Person, Post, Travel
from service.domain.places import Place
from service.domain.slots import Slot
from service.domain.sources import Source

TERM = Term(
    "2026秋", date(2026, 9, 1), date(2027, 1, 22), date(2026, 8, 31), lesson_weeks=frozenset(range(1, 19))
)
TERM_ID = TermId("term")
COMMUNITY = CommunityId("community")
HOST, GUEST = CampusId("jia"), CampusId("yi")
CAMPUS_NAMES = {HOST: "甲小学", GUEST: "乙小学"}
MINUTES_LATER = {HOST: 0, GUEST: 5}
STARTS = (480, 530, 600, 650)
LABELS = {"301": "三(1)班", "302": "三(2)班"}


def bells(later: int) -> tuple[Period, ...]:
    lessons = tuple(
        Period(number, PeriodKind.LESSON, f"第{number}节", ClockSpan(start + later, start + later + 40))
        for number, start in enumerate(STARTS, start=1)
    )
    return (Period(0, PeriodKind.READING, "早读", ClockSpan(450 + later, 470 + later)), *lessons)


def class_id(campus: CampusId, name: str) -> ClassId:
    return ClassId(f"{campus}-{name}")


def teacher_id(campus: CampusId, subject: str) -> PersonId:
    return PersonId(f"{campus}-{subject}")


def place_id(campus: CampusId, name: str = "sync") -> PlaceId:
    return PlaceId(f"{campus}-{name}")


def lesson_id(campus: CampusId, name: str, subject: str, weekday: int) -> HomeLessonId:
    return HomeLessonId(f"{campus}-{name}-{subject}-{weekday}")


def home_lesson(
    campus: CampusId,
    name: str,
    subject: str,
    weekday: int,
    period: int,
    weeks: Weeks = ALL_WEEKS,
    teacher: str | None = None,
) -> HomeLesson:
    teaches = PersonId(teacher) if teacher else teacher_id(campus, f"{subject}{name}")
    return HomeLesson(
        id=lesson_id(campus, name, subject, weekday),
        class_id=class_id(campus, name),
        weekday=weekday,
        period=period,
        subject=subject,
        teacher_id=teaches,
        source=Source("总课表.xlsx", CAMPUS_NAMES[campus], f"{'ABCDEFG'[weekday]}{period}"),
        weeks=weeks,
    )


def home_week(campus: CampusId, name: str) -> list[HomeLesson]:
    """音乐 on Monday to Wednesday (301) or on Thursday and Friday (302)."""
    music_days = (1, 2, 3) if name == "301" else (4, 5)
    return [
        *(home_lesson(campus, name, "语文", weekday, 1) for weekday in range(1, 6)),
        *(home_lesson(campus, name, "数学", weekday, 2) for weekday in range(1, 6)),
        *(
            home_lesson(campus, name, "音乐", weekday, 3, teacher=teacher_id(campus, "音乐"))
            for weekday in music_days
        ),
        home_lesson(campus, name, "信息科技", 5, 4, ODD_WEEKS),
        home_lesson(campus, name, "劳动", 5, 4, EVEN_WEEKS),
    ]


def timetable(campus: CampusId, lessons: Iterable[HomeLesson] | None = None) -> HomeTimetable:
    if lessons is None:
        lessons = [lesson for name in LABELS for lesson in home_week(campus, name)]
    return HomeTimetable(TimetableId(f"timetable-{campus}"), campus, TERM_ID, TERM.first_day, tuple(lessons))


def wish(code: str = "J01", weekday: int = 1, period: int = 3, **changes: Any) -> JointLesson:
    """音乐, given by 甲's music teacher with its 三(1)班, received by 乙's with their own music teacher."""
    lesson = JointLesson(
        id=JointLessonId(f"id-{code}"),
        code=code,
        community_id=COMMUNITY,
        term_id=TERM_ID,
        kind="空中同步课堂",
        subject="音乐",
        lecturer_id=teacher_id(HOST, "音乐"),
        ends=(
            End(HOST, (class_id(HOST, "301"),), hosts=True, place_id=place_id(HOST)),
            End(
                GUEST,
                (class_id(GUEST, "301"),),
                place_id=place_id(GUEST),
                assistant_id=teacher_id(GUEST, "音乐"),
            ),
        ),
        wished=Slot(weekday, period),
        source=Source("计划.xlsx", "空中同步课堂计划", "A3"),
    )
    return replace(lesson, **changes)


def campus_term(campus: CampusId) -> CampusTerm:
    schedule = BellSchedule("全年", bells(MINUTES_LATER[campus]), ALWAYS)
    return CampusTerm(
        campus,
        TERM_ID,
        BellBook((schedule,)),
        day_rules=(
            DayRule(date(2026, 9, 20), date(2026, 10, 6)),
            DayRule(date(2026, 10, 10), date(2026, 10, 7)),
        ),
        own_days=TERM.days,
    )


def awaiting(district: District, campus: CampusId = GUEST) -> District:
    """The district before a campus has sent its table: no lessons, classes, teachers or bells of it."""

    def unknown(end: End) -> End:
        return End(campus, (), end.hosts, end.place_id, end.place_text, awaited="三(1)班")

    def without_bells(entry: CampusTerm) -> CampusTerm:
        return replace(entry, bells=BellBook(())) if entry.campus_id == campus else entry

    classes = tuple(group for group in district.classes if group.campus_id != campus)
    known = {group.id for group in classes}
    return replace(
        district,
        classes=classes,
        class_names=tuple(name for name in district.class_names if name.class_id in known),
        posts=tuple(post for post in district.posts if post.campus_id != campus),
        campus_terms=tuple(map(without_bells, district.campus_terms)),
        home_timetables=tuple(base for base in district.home_timetables if base.campus_id != campus),
        joint_lessons=tuple(
            replace(
                lesson, ends=tuple(unknown(end) if end.campus_id == campus else end for end in lesson.ends)
            )
            for lesson in district.joint_lessons
        ),
    )


def small_district(*wishes: JointLesson) -> District:
    """The district with these wishes and nothing wrong with it."""
    tables = tuple(timetable(campus) for campus in CAMPUS_NAMES)
    teachers = {
        lesson.teacher_id: group_campus
        for group_campus, table in zip(CAMPUS_NAMES, tables, strict=True)
        for lesson in table.lessons
        if lesson.teacher_id is not None
    }
    return District(
        term=TermEntry(TERM_ID, TERM),
        holidays=NOTICES,
        schools=tuple(School(SchoolId(f"school-{c}"), name) for c, name in CAMPUS_NAMES.items()),
        campuses=tuple(Campus(c, SchoolId(f"school-{c}"), name) for c, name in CAMPUS_NAMES.items()),
        communities=(Community(COMMUNITY, "甲乙教共体", CommunityKind.CO_BUILT, "1+1"),),
        memberships=(
            Membership(COMMUNITY, SchoolId(f"school-{HOST}"), Role.SUPPORTING),
            Membership(COMMUNITY, SchoolId(f"school-{GUEST}"), Role.SUPPORTED),
        ),
        people=tuple(Person(teacher, f"师{number}") for number, teacher in enumerate(teachers)),
        posts=tuple(
            Post(PostId(f"post-{teacher}"), teacher, campus, str(teacher))
            for teacher, campus in teachers.items()
        ),
        travels=(Travel((HOST, GUEST), 30),),
        places=(
            Place(place_id(HOST), HOST, "主讲室", can_host=True, max_ends=2),
            Place(place_id(GUEST), GUEST, "网络教室"),
        ),
        classes=tuple(
            ClassGroup(class_id(campus, name), campus, 2024, int(name[1:]))
            for campus in CAMPUS_NAMES
            for name in LABELS
        ),
        class_names=tuple(
            ClassName(class_id(campus, name), TERM_ID, 3, name, label)
            for campus in CAMPUS_NAMES
            for name, label in LABELS.items()
        ),
        campus_terms=tuple(campus_term(campus) for campus in CAMPUS_NAMES),
        home_timetables=tables,
        joint_lessons=wishes,
    )
