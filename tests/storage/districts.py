"""A district in which every field of the domain says something, made by hand."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from calendars.bells import BellBook, BellSchedule, Period, PeriodKind
from calendars.closures import Closure, Holidays, HolidayYear, NoticeDay
from calendars.spans import ClockSpan, DateSpan
from calendars.teaching_days import DayRule
from calendars.terms import Term
from calendars.weeks import EVEN_WEEKS, ODD_WEEKS, Parity, TeachingWeek, Weeks
from service.domain.activities import Activity
from service.domain.campus_terms import CampusTerm, TermEntry
from service.domain.classes import ClassGroup, ClassName
from service.domain.communities import (
    Campus,
    Community,
    CommunityKind,
    Custody,
    Membership,
    Role,
    School,
)
from service.domain.district import District
from service.domain.drafts import Draft, Pin
from service.domain.home_timetables import HomeLesson, HomeTimetable, Move
from service.domain.identity import (
    ActivityId,
    CampusId,
    ClassId,
    CommunityId,
    HomeLessonId,
    JointLessonId,
    PersonId,
    PlaceId,
    PostId,
    SchoolId,
    SessionId,
    TermId,
    TimetableId,
)
from service.domain.joint_lessons import (
    AssistantState,
    End,
    JointLesson,
    OneOff,
    Placement,
    ReplaceKind,
    Replaces,
)
from service.domain.people import Person, Post, Travel, Unavailability
from service.domain.places import Place, PlaceKind
from service.domain.preferences import Preferences
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.slots import Slot, SlotLimits, SlotRange
from service.domain.sources import Source

NOW = datetime(2026, 8, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
TERM = TermEntry(
    TermId("term"),
    Term(
        name="2026学年第一学期",
        first_day=date(2026, 8, 31),
        last_day=date(2027, 1, 29),
        week_one=date(2026, 8, 31),
        lesson_weeks=frozenset(range(1, 19)),
        weeks_given=(TeachingWeek(1, Parity.ODD, date(2026, 8, 31)),),
    ),
)
HOLIDAYS = Holidays(
    (
        HolidayYear(
            2026,
            ((date(2026, 10, 1), "国庆节"), (date(2026, 10, 2), "国庆节")),
            frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
            "国办发明电〔2025〕7号",
            (
                NoticeDay(date(2025, 12, 28), "元旦", off=False),
                NoticeDay(date(2025, 12, 31), "元旦", off=True),
                NoticeDay(date(2025, 12, 27), "元旦", off=False),
            ),
        ),
    )
)
_AUTUMN = DateSpan(date(2026, 8, 31), date(2026, 11, 1))
_YEAR = DateSpan.of(date(2026, 8, 1), date(2027, 7, 31))
_CELL = Source("课表.xlsx", "三(1)班", "C4")


def community(letter: str) -> District:
    """One community of two campuses; everything in it is named with the letter."""
    near, far = CampusId(f"near-{letter}"), CampusId(f"far-{letter}")
    core, member = SchoolId(f"core-{letter}"), SchoolId(f"member-{letter}")
    own = CommunityId(f"community-{letter}")
    head, helper = PersonId(f"head-{letter}"), PersonId(f"helper-{letter}")
    room, hall = PlaceId(f"room-{letter}"), PlaceId(f"hall-{letter}")
    third, fourth = ClassId(f"third-{letter}"), ClassId(f"fourth-{letter}")
    maths, music = HomeLessonId(f"maths-{letter}"), HomeLessonId(f"music-{letter}")
    base = TimetableId(f"base-{letter}")
    joint, single = JointLessonId(f"joint-{letter}"), JointLessonId(f"single-{letter}")
    session = SessionId(f"session-{letter}")
    bells = BellSchedule(
        "夏令时",
        (
            Period(-1, PeriodKind.READING, "早读", ClockSpan(470, 490)),
            Period(1, PeriodKind.LESSON, "第一节", ClockSpan(500, 540)),
        ),
        _AUTUMN,
        frozenset({1, 2, 3}),
        frozenset({3, 4}),
    )
    campus_term = CampusTerm(
        near,
        TERM.id,
        BellBook((bells, replace(bells, name="冬令时", grades=None, weekdays=frozenset({4, 5})))),
        (
            Closure(
                DateSpan.of(date(2026, 11, 5), date(2026, 11, 6)),
                "期中考试",
                frozenset({3}),
                ClockSpan(480, 720),
            ),
            Closure(DateSpan.of(date(2026, 10, 30), date(2026, 10, 30)), "运动会"),
        ),
        (
            DayRule(date(2026, 9, 20), 5),
            DayRule(date(2026, 10, 10), date(2026, 10, 8)),
            DayRule(date(2026, 10, 11), None),
        ),
        _YEAR,
        (TeachingWeek(1, Parity.EVEN, date(2026, 8, 31)),),
        frozenset({1, 2, 3, 4, 5, 6}),
    )
    return District(
        term=TERM,
        holidays=HOLIDAYS,
        preferences=Preferences(25, frozenset({"音乐"})),
        schools=(School(core, f"中心小学{letter}", "3342000001"), School(member, f"村小{letter}")),
        campuses=(
            Campus(near, core, f"中心校区{letter}", ("中心小学", "中心校")),
            Campus(far, member, f"村小校区{letter}"),
        ),
        communities=(Community(own, f"共同体{letter}", CommunityKind.CO_BUILT, "1+1"),),
        memberships=(
            Membership(own, member, Role.SUPPORTED, valid=_YEAR),
            Membership(own, core, Role.SUPPORTING, near),
        ),
        custodies=(Custody(member, core, _YEAR), Custody(core, member)),
        people=(Person(head, "陈琳"), Person(helper, "新教师1", placeholder=True)),
        posts=(
            Post(PostId(f"post1-{letter}"), head, near, "T001", "数学", frozenset({1, 3}), _YEAR),
            Post(PostId(f"post2-{letter}"), head, far, "T001"),
            Post(PostId(f"post3-{letter}"), helper, far, "T002", "语文"),
        ),
        unavailabilities=(
            Unavailability(head, 2, _AUTUMN, ClockSpan(480, 540), ODD_WEEKS, "进修"),
            Unavailability(helper),
        ),
        travels=(Travel((near, far), 25),),
        places=(
            Place(room, near, "录播教室", PlaceKind.SYNC, True, 2),
            Place(hall, far, "音乐室", PlaceKind.SPECIAL, False, None, ("音乐", "美术"), 2),
        ),
        classes=(
            ClassGroup(third, near, 2024, 1),
            ClassGroup(fourth, far, 2023, 2, first_grade=7),
        ),
        class_names=(
            ClassName(third, TERM.id, 3, "301", "三(1)班", head),
            ClassName(fourth, TERM.id, 4, "402", "四2", higher=(5, 6)),
        ),
        campus_terms=(campus_term, CampusTerm(far, TERM.id, BellBook(()))),
        home_timetables=(
            HomeTimetable(
                base,
                near,
                TERM.id,
                date(2026, 8, 31),
                (
                    HomeLesson(music, third, 2, 1, "音乐", None, _CELL, PeriodKind.AFTER, EVEN_WEEKS, room),
                    HomeLesson(maths, third, 1, 1, "数学", head, _CELL),
                ),
                version=3,
            ),
            # The lesson keeps its id in the next base.
            HomeTimetable(
                TimetableId(f"next-{letter}"),
                near,
                TERM.id,
                date(2026, 11, 2),
                (
                    HomeLesson(
                        maths, third, 1, 2, "数学", helper, _CELL, weeks=Weeks(Parity.ODD, frozenset({9, 3}))
                    ),
                ),
            ),
        ),
        joint_lessons=(
            JointLesson(
                joint,
                "J01",
                own,
                TERM.id,
                "专递课堂",
                "音乐",
                head,
                (
                    End(far, (fourth,), False, hall, "音乐室", helper, AssistantState.BY_ROLE),
                    End(near, (third,), True, room),
                    End(far, (), assistant_state=AssistantState.MISSING, awaited="三(2)班"),
                ),
                Weeks(numbers=frozenset({2, 4, 6})),
                _AUTUMN,
                Slot(3, 1),
                (),
                Replaces(ReplaceKind.NAMED, "劳动"),
                (
                    Placement(_AUTUMN, Slot(2, 1), ((far, 2), (near, 1)), ((third, music), (fourth, maths))),
                    Placement(DateSpan(date(2026, 11, 1), None), Slot(2, 2)),
                ),
                True,
                "民歌",
                _CELL,
                course="J01",
                right_after="J01-2",
                limits=SlotLimits(
                    (SlotRange(frozenset({1, 2, 3}), frozenset({1, 2})), SlotRange(frozenset({5}))),
                    (SlotRange(periods=frozenset({8})),),
                ),
            ),
            JointLesson(
                single,
                "",
                own,
                TERM.id,
                "名师课堂",
                "数学",
                None,
                (End(near, (third,), True),),
                one_offs=(
                    OneOff(date(2026, 9, 20), 1),
                    OneOff(date(2026, 9, 18), None, ClockSpan(500, 545)),
                ),
            ),
        ),
        sessions=(
            ResearchSession(
                session,
                "K01",
                own,
                TERM.id,
                "数学",
                "大单元",
                date(2026, 10, 15),
                ClockSpan(840, 930),
                Mode.ON_SITE,
                near,
                "会议室",
                room,
                head,
                helper,
                (helper, head),
                "全体数学教师",
                "同课异构",
                _CELL,
            ),
            ResearchSession(
                SessionId(f"empty-{letter}"),
                "",
                own,
                TERM.id,
                "语文",
                "",
                None,
                None,
                Mode.ONLINE,
                None,
                "",
                None,
                None,
            ),
        ),
        drafts=(
            Draft(
                own,
                TERM.id,
                date(2026, 9, 7),
                (
                    Move(music, 4, 1, ODD_WEEKS, date(2026, 9, 7)),
                    Move(maths, 5, 1, EVEN_WEEKS, date(2026, 9, 7)),
                ),
                frozenset({Pin(maths, 5, 1), Pin(HomeLessonId("gone"), 1, 2)}),
                ((near, 3), (far, 1)),
                version=4,
            ),
        ),
        activities=(
            Activity(
                ActivityId(f"held-{letter}"),
                "H01",
                own,
                DateSpan.of(date(2026, 9, 22), date(2026, 9, 22)),
                "示范课",
                "分数的意义",
                "数学",
                Mode.ONLINE,
                ClockSpan(500, 540),
                near,
                (near, far),
                (helper, head),
                "陈琳等",
                "录播教室",
                2,
                "节",
                "已完成",
                "录像已存",
                _CELL,
            ),
            Activity(ActivityId(f"planned-{letter}"), "", own, None, "送教下乡"),
        ),
    )


def together(*parts: District) -> District:
    """Several communities of one term, each in the order given."""
    first = parts[0]
    sums: dict[str, Any] = {
        # What is the same in several is there once.
        name: tuple(dict.fromkeys(entity for part in parts for entity in getattr(part, name)))
        for name, value in vars(first).items()
        if isinstance(value, tuple)
    }
    return replace(first, **sums)
