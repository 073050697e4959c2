"""A small district made by hand: a core campus that lectures, two members with other bells that listen."""

from dataclasses import replace
from datetime import date

from calendars.bells import BellBook, BellSchedule, Period, PeriodKind
from calendars.notices import NOTICES
from calendars.spans import ALWAYS, ClockSpan
from calendars.terms import Term
from calendars.weeks import ALL_WEEKS, ODD_WEEKS
from service.domain.campus_terms import CampusTerm, TermEntry
from service.domain.classes import ClassGroup, ClassName
from service.domain.communities import Campus, Community, CommunityKind, Membership, Role, School
from service.domain.district import District
from service.domain.drafts import Draft
from service.domain.home_timetables import HomeLesson, HomeTimetable, Move
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
    SessionId,
    TermId,
    TimetableId,
)
from service.domain.joint_lessons import AssistantState, End, JointLesson, Placement
from service.domain.people import Person, Post
from service.domain.places import Place
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.slots import Slot
from service.domain.sources import Source

COMMUNITY = CommunityId("community")
TERM = TermId("term")
HOST, NEAR, FAR = CampusId("host"), CampusId("near"), CampusId("far")
HOST_ROOM, NEAR_ROOM = PlaceId("host-room"), PlaceId("near-room")
FIRST_DAY = date(2026, 9, 1)

_NAMES = {HOST: "城北校区", NEAR: "白塘校区", FAR: "柳河教学点"}
_STARTS = {HOST: (520, 570, 630), NEAR: (520, 570, 630), FAR: (525, 575, 635)}
_TERM = Term("2026学年第一学期", FIRST_DAY, date(2027, 1, 22), date(2026, 8, 31), frozenset(range(1, 19)))


def _bells(campus: CampusId) -> BellBook:
    periods = tuple(
        Period(number, PeriodKind.LESSON, f"第{number}节", ClockSpan(start, start + 40))
        for number, start in enumerate(_STARTS[campus], 1)
    )
    return BellBook((BellSchedule("作息", periods, ALWAYS),))


def _class(campus: CampusId) -> ClassId:
    return ClassId(f"{campus}-301")


def _home(campus: CampusId, weekday: int, period: int, subject: str) -> HomeLesson:
    return HomeLesson(
        HomeLessonId(f"{campus}-{weekday}-{period}"),
        _class(campus),
        weekday,
        period,
        subject,
        PersonId(f"{campus}-{subject}"),
        Source("课表.xlsx", _NAMES[campus], f"B{weekday}{period}"),
    )


def _timetable(campus: CampusId) -> HomeTimetable:
    return HomeTimetable(
        TimetableId(f"{campus}-base"),
        campus,
        TERM,
        FIRST_DAY,
        (_home(campus, 1, 1, "语文"), _home(campus, 1, 2, "数学"), _home(campus, 2, 1, "英语")),
    )


def _placement(slot: Slot) -> Placement:
    return Placement(
        _TERM.days,
        slot,
        ((NEAR, slot.period), (FAR, slot.period)),
        tuple(
            (_class(campus), HomeLessonId(f"{campus}-{slot.weekday}-{slot.period}"))
            for campus in (HOST, NEAR, FAR)
        ),
    )


def _joint(code: str, subject: str, weekday: int, period: int, *, placed: bool) -> JointLesson:
    slot = Slot(weekday, period)
    return JointLesson(
        id=JointLessonId(f"joint-{code}"),
        code=code,
        community_id=COMMUNITY,
        term_id=TERM,
        kind="同步课堂",
        subject=subject,
        lecturer_id=PersonId(f"{HOST}-{subject}"),
        ends=(
            End(HOST, (_class(HOST),), hosts=True, place_id=HOST_ROOM),
            End(NEAR, (_class(NEAR),), place_id=NEAR_ROOM, assistant_id=PersonId(f"{NEAR}-{subject}")),
            End(FAR, (_class(FAR),), assistant_state=AssistantState.MISSING),
        ),
        weeks=ODD_WEEKS if subject == "数学" else ALL_WEEKS,
        wished=slot,
        placements=(_placement(slot),) if placed else (),
    )


def district() -> District:
    """A joint lesson placed, one as wished that clashes, one without a slot; a move; two sessions."""
    subjects = ("语文", "数学", "英语")
    campuses = tuple(_NAMES)
    return District(
        term=TermEntry(TERM, _TERM),
        holidays=NOTICES,
        schools=tuple(School(SchoolId(f"school-{campus}"), f"{_NAMES[campus]}小学") for campus in campuses),
        campuses=tuple(Campus(campus, SchoolId(f"school-{campus}"), _NAMES[campus]) for campus in campuses),
        communities=(Community(COMMUNITY, "城北教共体", CommunityKind.CO_BUILT, "1+2"),),
        memberships=tuple(
            Membership(COMMUNITY, SchoolId(f"school-{campus}"), Role.CORE if campus == HOST else Role.MEMBER)
            for campus in campuses
        ),
        people=tuple(
            Person(PersonId(f"{campus}-{subject}"), f"{_NAMES[campus][:1]}{subject}老师")
            for campus in campuses
            for subject in subjects
        ),
        places=(
            Place(HOST_ROOM, HOST, "录播教室", can_host=True, max_ends=3),
            Place(NEAR_ROOM, NEAR, "同步教室"),
        ),
        classes=tuple(ClassGroup(_class(campus), campus, 2024, 1) for campus in campuses),
        class_names=tuple(ClassName(_class(campus), TERM, 3, "301", "三(1)班") for campus in campuses),
        campus_terms=tuple(CampusTerm(campus, TERM, _bells(campus)) for campus in campuses),
        home_timetables=tuple(_timetable(campus) for campus in campuses),
        joint_lessons=(
            _joint("J01", "语文", 1, 1, placed=True),
            _joint("J02", "英语", 1, 2, placed=False),
            JointLesson(
                id=JointLessonId("joint-J03"),
                code="J03",
                community_id=COMMUNITY,
                term_id=TERM,
                kind="专递课堂",
                subject="音乐",
                lecturer_id=None,
                ends=(End(HOST, (), hosts=True, place_id=HOST_ROOM), End(FAR, (_class(FAR),))),
            ),
        ),
        sessions=(
            ResearchSession(
                id=SessionId("session-1"),
                code="K01",
                community_id=COMMUNITY,
                term_id=TERM,
                subject="语文",
                topic="习作单元整体教学",
                day=date(2026, 9, 16),
                span=ClockSpan(820, 900),
                mode=Mode.ONLINE,
                host_campus_id=HOST,
                place_text="",
                place_id=HOST_ROOM,
                chair_id=PersonId(f"{HOST}-语文"),
            ),
            ResearchSession(
                id=SessionId("session-2"),
                code="K02",
                community_id=COMMUNITY,
                term_id=TERM,
                subject="数学",
                topic="",
                day=None,
                span=None,
                mode=Mode.ON_SITE,
                host_campus_id=NEAR,
                place_text="",
                place_id=None,
                chair_id=None,
            ),
        ),
        drafts=(
            Draft(
                COMMUNITY,
                TERM,
                FIRST_DAY,
                (Move(HomeLessonId(f"{NEAR}-2-1"), 2, 3, ALL_WEEKS, FIRST_DAY),),
            ),
        ),
    )


def with_posts() -> District:
    """The same with its first joint lesson alone, and every teacher at her campus: she has a feed."""
    whole = district()
    posts = tuple(
        Post(PostId(f"post-{person.id}"), person.id, CampusId(person.id.split("-")[0]), f"{number:03}")
        for number, person in enumerate(whole.people, 1)
    )
    return replace(whole, posts=posts, joint_lessons=whole.joint_lessons[:1])
