"""How findings name what they are about."""

from datetime import date

from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.findings import Code, Fact, Finding, Side, Thing, ThingKind
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId, CommunityId, PersonId, PlaceId
from service.domain.joint_lessons import JointLesson
from service.domain.research_sessions import ResearchSession
from service.domain.rules.bookings import Bookings
from service.domain.rules.clashes import Booking, Clash, Resource, ResourceKind, SingleHome
from service.domain.sittings.single_dates import SingleDate
from service.domain.sittings.standings import Sitting


def joint(district: District, lesson: JointLesson) -> Thing:
    """`S01`, 音乐 三(1)班: its workbook's code, else its id."""
    classes = [district.class_name[class_id].label for class_id in lesson.host.class_ids]
    name = " ".join([lesson.subject, *classes])
    return Thing(ThingKind.JOINT_LESSON, lesson.code or lesson.id, name, lesson.id)


def home(district: District, lesson: HomeLesson) -> Thing:
    label = district.class_name[lesson.class_id].label
    return Thing(ThingKind.HOME_LESSON, lesson.id, f"{label} {lesson.subject}")


def lesson_thing(district: District, lesson: JointLesson | HomeLesson) -> Thing:
    return joint(district, lesson) if isinstance(lesson, JointLesson) else home(district, lesson)


def session(plan: ResearchSession) -> Thing:
    return Thing(ThingKind.RESEARCH_SESSION, plan.code or plan.id, plan.topic or plan.subject, plan.id)


def school_class(district: District, class_id: ClassId) -> Thing:
    return Thing(ThingKind.CLASS, class_id, district.class_name[class_id].label)


def person(district: District, person_id: PersonId) -> Thing:
    return Thing(ThingKind.PERSON, person_id, district.person[person_id].name)


def place(district: District, place_id: PlaceId) -> Thing:
    return Thing(ThingKind.PLACE, place_id, district.place[place_id].name)


def campus(district: District, campus_id: CampusId) -> Thing:
    return Thing(ThingKind.CAMPUS, campus_id, district.campus[campus_id].name)


def resource(district: District, claimed: Resource) -> Thing:
    match claimed.kind:
        case ResourceKind.CLASS:
            return school_class(district, ClassId(claimed.id))
        case ResourceKind.PERSON:
            return person(district, PersonId(claimed.id))
        case ResourceKind.PLACE:
            return place(district, PlaceId(claimed.id))


def side(district: District, booking: Booking) -> Side:
    holder = booking.holder
    return Side(
        thing=lesson_thing(district, holder),
        campus=district.campus[booking.campus_id].name,
        weekday=booking.weekday,
        period=booking.period,
        source=holder.source if holder.source and holder.source.cell else None,
    )


def session_side(district: District, plan: ResearchSession) -> Side:
    host = plan.host_campus_id
    return Side(
        thing=session(plan),
        campus=district.campus[host].name if host is not None else None,
        weekday=plan.day.isoweekday() if plan.day else None,
        source=plan.source,
    )


def single_home(district: District, code: Code, single: SingleHome) -> Finding:
    """A finding about a home lesson on one date."""
    return Finding(
        code,
        concerns=(home(district, single.lesson), school_class(district, single.lesson.class_id)),
        day=single.day,
        sides=(side(district, single.claims[0]),),
    )


def community(district: District, community_id: CommunityId) -> str:
    return district.community[community_id].name


def season_of(district: District, days: DateSpan | None) -> DateSpan | None:
    """The dates a finding is limited to: None where that is the whole term."""
    term = district.term.term.days
    return None if days is None or days.intersection(term) == term else days


def day_of(sitting: Sitting) -> date | None:
    """The date of a lesson on a single date."""
    return sitting.day if isinstance(sitting, SingleDate) else None


def dates_of(district: District, sitting: Sitting) -> DateSpan | None:
    """The dates of a season; None where that is the whole term, and for a single date."""
    return None if isinstance(sitting, SingleDate) else season_of(district, sitting.days)


def single_day(lesson: JointLesson) -> date | None:
    """The date of a lesson that has one only."""
    return lesson.one_offs[0].day if len(lesson.one_offs) == 1 else None


def clash_finding(
    bookings: Bookings, code: Code, clash: Clash, facts: tuple[tuple[str, Fact], ...] = ()
) -> Finding:
    """The finding of two bookings that clash; the joint lessons come first among what it concerns."""
    district = bookings.district
    holders = [
        joint(district, booking.holder)
        for booking in (clash.mine, clash.other)
        if isinstance(booking.holder, JointLesson)
    ]
    # A lesson may clash with itself: somebody at two of its ends.
    holders = list(dict.fromkeys(holders))
    first = next((b.holder for b in (clash.mine, clash.other) if isinstance(b.holder, JointLesson)), None)
    days = None if clash.day is not None else season_of(district, clash.days)
    return Finding(
        code=code,
        concerns=(*holders, resource(district, clash.mine.resource)),
        community=community(district, first.community_id) if first else None,
        weeks=None if clash.day is not None else bookings.weeks(clash.mondays, clash.mine.weekday, days),
        day=clash.day,
        days=days,
        minutes=clash.minutes or clash.gap,
        sides=(side(district, clash.mine), side(district, clash.other)),
        facts=facts,
    )
