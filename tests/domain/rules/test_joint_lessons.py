"""Each rule about joint lessons: nothing found in what is right, and exactly the one thing that is wrong."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from calendars.bells import BellBook, BellSchedule
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.campus_terms import CampusTerm
from service.domain.district import District
from service.domain.findings import Code, Finding, Severity, ThingKind
from service.domain.identity import PersonId, PostId
from service.domain.joint_lessons import AssistantState, End, Handover, OneOff, ReplaceKind, Replaces
from service.domain.people import Post, Unavailability
from service.domain.places import Place
from service.domain.rules import as_told, judge
from tests.districts import (
    GUEST,
    HOST,
    TERM,
    bells,
    class_id,
    home_lesson,
    home_week,
    place_id,
    small_district,
    teacher_id,
    timetable,
    wish,
)

WEEK_NINE = date(2026, 10, 26)


def codes(district: District) -> list[Code]:
    return [finding.code for finding in judge(district)]


def only(district: District) -> Finding:
    findings = judge(district)
    assert [finding.code for finding in findings] == [findings[0].code]
    return findings[0]


def names(finding: Finding) -> list[tuple[ThingKind, str]]:
    return [(thing.kind, thing.name) for thing in finding.concerns]


def with_guest_end(**changes: Any) -> District:
    lesson = wish()
    guest = replace(lesson.receivers[0], **changes)
    return small_district(replace(lesson, ends=(lesson.host, guest)))


def with_guest_bells(district: District, *schedules: BellSchedule) -> District:
    def changed(entry: CampusTerm) -> CampusTerm:
        return replace(entry, bells=BellBook(schedules)) if entry.campus_id == GUEST else entry

    return replace(district, campus_terms=tuple(map(changed, district.campus_terms)))


def test_a_wish_on_the_classes_own_lessons_is_right() -> None:
    assert judge(small_district(wish())) == ()


def test_class_has_other_subject_names_the_lesson_and_its_cell() -> None:
    lesson = wish()
    nobody = PersonId("nobody")
    elsewhere = End(GUEST, (class_id(GUEST, "302"),), place_id=place_id(GUEST), assistant_id=nobody)
    district = small_district(replace(lesson, ends=(lesson.host, elsewhere)))
    other = home_lesson(GUEST, "302", "美术", 1, 3)
    tables = [
        table if table.campus_id == HOST else replace(table, lessons=(*table.lessons, other))
        for table in district.home_timetables
    ]
    finding = only(
        replace(
            district,
            home_timetables=tuple(tables),
            people=(*district.people, replace(district.people[0], id=nobody)),
        )
    )
    assert finding.code is Code.CLASS_HAS_OTHER_SUBJECT
    assert names(finding) == [(ThingKind.JOINT_LESSON, "音乐 三(1)班"), (ThingKind.CLASS, "三(2)班")]
    assert (finding.weeks, finding.minutes, finding.fact["subject"]) == (ALL_WEEKS, 40, "美术")
    assert [side.source for side in finding.sides] == [lesson.source, other.source]


def test_a_class_that_is_free_has_no_other_subject() -> None:
    lesson = wish(weekday=4)
    assert codes(
        small_district(replace(lesson, lecturer_id=None, ends=(replace(lesson.host), lesson.receivers[0])))
    ) == [Code.TEACHER_DOUBLE_BOOKED]  # the assistant teaches 三(2)班 on Thursdays; the classes are free


def test_a_wish_that_replaces_a_named_subject_may_stand_on_it() -> None:
    named = wish(weekday=1, period=2, replaces=Replaces(ReplaceKind.NAMED, "数学"))
    assert codes(small_district(named)) == []


def test_without_being_named_the_other_subject_is_found_in_each_class() -> None:
    assert codes(small_district(wish(weekday=1, period=2))) == [Code.CLASS_HAS_OTHER_SUBJECT] * 2


def test_week_mismatch_when_the_subject_stands_there_in_the_other_weeks() -> None:
    technology = wish(
        weekday=5, period=4, subject="信息科技", weeks=EVEN_WEEKS, lecturer_id=teacher_id(HOST, "信息科技301")
    )
    found = judge(small_district(technology))
    assert [(finding.code, finding.weeks) for finding in found] == [(Code.WEEK_MISMATCH, EVEN_WEEKS)] * 2
    assert codes(small_district(replace(technology, weeks=ODD_WEEKS))) == []


def test_week_mismatch_when_the_class_is_free_in_the_lesson_s_weeks() -> None:
    technology = wish(
        weekday=5, period=4, subject="信息科技", weeks=EVEN_WEEKS, lecturer_id=teacher_id(HOST, "信息科技301")
    )
    district = small_district(technology)
    tables = [
        replace(table, lessons=tuple(lesson for lesson in table.lessons if lesson.subject != "劳动"))
        for table in district.home_timetables
    ]
    assert codes(replace(district, home_timetables=tuple(tables))) == [Code.WEEK_MISMATCH] * 2


def test_no_week_mismatch_for_what_takes_nothing_s_place() -> None:
    """In even weeks 信息科技 would be something new, and the class has 劳动 then."""
    technology = wish(
        weekday=5,
        period=4,
        subject="信息科技",
        weeks=EVEN_WEEKS,
        replaces=Replaces(ReplaceKind.NOTHING),
        lecturer_id=teacher_id(HOST, "信息科技301"),
    )
    assert codes(small_district(technology)) == [Code.CLASS_HAS_OTHER_SUBJECT] * 2


def test_overlap_of_thirty_minutes_is_enough_and_twenty_nine_is_not() -> None:
    enough = with_guest_bells(small_district(wish()), BellSchedule("晚10分", bells(10), ALWAYS))
    assert codes(enough) == []
    short = with_guest_bells(small_district(wish()), BellSchedule("晚11分", bells(11), ALWAYS))
    finding = only(short)
    assert (finding.code, finding.minutes) == (Code.OVERLAP_TOO_SHORT, 29)
    assert [(side.campus, side.period) for side in finding.sides] == [("甲小学", 3), ("乙小学", 3)]


def test_a_season_s_bells_give_a_finding_with_its_dates() -> None:
    winter = DateSpan(date(2026, 10, 8), None)
    district = with_guest_bells(
        small_district(wish()),
        BellSchedule("夏令", bells(5), DateSpan(date(2026, 8, 1), winter.first)),
        BellSchedule("冬令", bells(20), winter),
    )
    finding = only(district)
    assert (finding.code, finding.minutes) == (Code.OVERLAP_TOO_SHORT, 20)
    assert finding.days == DateSpan.of(winter.first, TERM.last_day)


def with_seasons_of(district: District, summer: int, winter: int) -> District:
    """Bells of 乙 that begin later by so many minutes."""
    turn = date(2026, 10, 8)
    return with_guest_bells(
        district,
        BellSchedule("夏令", bells(summer), DateSpan(date(2026, 8, 1), turn)),
        BellSchedule("冬令", bells(winter), DateSpan(turn, None)),
    )


def _with_seasons(summer: int, winter: int) -> District:
    """A wish for another subject's period, and bells of 乙 that begin later by so many minutes."""
    return with_seasons_of(small_district(wish(weekday=1, period=2)), summer, winter)


def test_what_is_wrong_alike_in_both_seasons_is_told_once() -> None:
    district = _with_seasons(5, 8)
    assert len(judge(district)) == 4
    assert as_told(district, judge(district)) == judge(small_district(wish(weekday=1, period=2)))


def test_what_is_wrong_in_one_season_or_by_other_minutes_is_told_of_that_season() -> None:
    district = _with_seasons(5, 20)
    findings = judge(district)
    guest = [one for one in findings if one.concerns[-1].id == class_id(GUEST, "301")]
    assert [(one.code, one.days is None) for one in guest] == [
        (Code.OVERLAP_TOO_SHORT, False),
        (Code.CLASS_HAS_OTHER_SUBJECT, False),
    ]
    assert [one for one in as_told(district, findings) if one in guest] == guest


def test_class_double_booked_by_a_period_the_claim_reaches_into() -> None:
    """乙's next period begins right away: the hull 10:00–10:45 reaches five minutes into it."""
    lessons = bells(5)
    close = replace(lessons[4], span=ClockSpan(640, 680))
    third = replace(lessons[3], span=ClockSpan(598, 638))
    district = with_guest_bells(
        small_district(wish()), BellSchedule("紧凑", (*lessons[:3], third, close), ALWAYS)
    )
    assert codes(district) == []
    reaching = replace(lessons[4], span=ClockSpan(639, 679))
    district = with_guest_bells(
        small_district(wish()), BellSchedule("重叠", (*lessons[:3], third, reaching), ALWAYS)
    )
    tables = [
        table
        if table.campus_id == HOST
        else replace(table, lessons=(*table.lessons, home_lesson(GUEST, "301", "美术", 1, 4)))
        for table in district.home_timetables
    ]
    finding = only(replace(district, home_timetables=tuple(tables)))
    assert (finding.code, finding.minutes) == (Code.CLASS_DOUBLE_BOOKED, 1)


def test_two_wishes_for_one_class_one_teacher_and_two_rooms() -> None:
    found = judge(small_district(wish("J01"), wish("J02")))
    assert sorted(finding.code for finding in found) == [
        *[Code.CLASS_DOUBLE_BOOKED] * 2,
        *[Code.ROOM_DOUBLE_BOOKED] * 2,
        *[Code.TEACHER_DOUBLE_BOOKED] * 2,
    ]
    assert {tuple(thing.id for thing in finding.concerns[:2]) for finding in found} == {("J01", "J02")}


def test_two_wishes_in_odd_and_even_weeks_do_not_meet() -> None:
    odd, even = wish("J01", weeks=ODD_WEEKS), wish("J02", weeks=EVEN_WEEKS)
    assert codes(small_district(odd, even)) == []


def test_common_weeks_are_named_in_the_finding() -> None:
    early, odd = wish("J01", 2, weeks=Weeks.parse("1-4周")), wish("J02", 2, weeks=ODD_WEEKS)
    assert {finding.weeks for finding in judge(small_district(early, odd))} == {Weeks.parse("1,3周")}


def test_teacher_double_booked_beside_a_home_lesson() -> None:
    busy = with_guest_end(assistant_id=teacher_id(GUEST, "语文302"))
    assert codes(busy) == []
    lesson = replace(wish(weekday=1, period=1), subject="语文", lecturer_id=teacher_id(HOST, "语文301"))
    guest = replace(lesson.receivers[0], assistant_id=teacher_id(GUEST, "语文302"))
    finding = only(small_district(replace(lesson, ends=(lesson.host, guest))))
    assert (finding.code, finding.minutes) == (Code.TEACHER_DOUBLE_BOOKED, 40)
    assert [side.thing.kind for side in finding.sides] == [ThingKind.JOINT_LESSON, ThingKind.HOME_LESSON]


def test_somebody_at_two_campuses_of_one_lesson_is_double_booked() -> None:
    lesson = wish()
    finding = only(with_guest_end(assistant_id=lesson.lecturer_id))
    assert (finding.code, finding.minutes) == (Code.TEACHER_DOUBLE_BOOKED, 40)
    assert names(finding) == [(ThingKind.JOINT_LESSON, "音乐 三(1)班"), (ThingKind.PERSON, "师2")]
    assert [side.campus for side in finding.sides] == ["甲小学", "乙小学"]


def test_somebody_at_two_campuses_one_after_the_other_is_at_one_at_a_time() -> None:
    """From week nine on 甲's music teacher assists at 乙, and 甲's Chinese teacher lectures instead."""
    lesson = wish()
    assert lesson.lecturer_id is not None
    free = teacher_id(HOST, "语文302")
    over = Handover(WEEK_NINE, GUEST, lesson.lecturer_id)
    assert Code.TEACHER_DOUBLE_BOOKED in codes(small_district(replace(lesson, handovers=(over,))))
    away = Handover(WEEK_NINE, HOST, free)
    assert codes(small_district(replace(lesson, handovers=(over, away)))) == []


def two_ends_of_guest(**of_second: Any) -> District:
    """三(1)班 and 三(2)班 of 乙 in two ends, both with the music teacher, in the sync room."""
    lesson = wish()
    guest = lesson.receivers[0]
    second = replace(guest, **{"class_ids": (class_id(GUEST, "302"),), **of_second})
    return small_district(replace(lesson, ends=(lesson.host, guest, second)))


def test_who_and_what_serves_two_ends_of_one_campus_is_not_double_booked() -> None:
    assert Code.TEACHER_DOUBLE_BOOKED not in codes(two_ends_of_guest())
    assert Code.ROOM_DOUBLE_BOOKED not in codes(two_ends_of_guest())


def test_a_class_of_two_ends_is_double_booked() -> None:
    assert Code.CLASS_DOUBLE_BOOKED not in codes(two_ends_of_guest())
    assert Code.CLASS_DOUBLE_BOOKED in codes(two_ends_of_guest(class_ids=(class_id(GUEST, "301"),)))


def test_a_room_of_two_campuses_is_double_booked() -> None:
    finding = next(one for one in judge(with_guest_end(place_id=place_id(HOST))) if one.minutes)
    assert (finding.code, finding.minutes) == (Code.ROOM_DOUBLE_BOOKED, 40)


def test_who_teaches_the_lesson_that_a_wish_would_take_is_not_told_besides() -> None:
    """The maths teacher of 三(1)班 may give music in her own maths period, not in that of 三(2)班."""
    music = wish(weekday=1, period=2)
    own, others = (teacher_id(HOST, f"数学{name}") for name in ("301", "302"))
    subjects = [Code.CLASS_HAS_OTHER_SUBJECT] * 2
    assert codes(small_district(replace(music, lecturer_id=own))) == subjects
    assert codes(small_district(replace(music, lecturer_id=others))) == [
        *subjects,
        Code.TEACHER_DOUBLE_BOOKED,
    ]


def test_home_lessons_of_one_teacher_at_once() -> None:
    district = small_district()
    twice = home_lesson(HOST, "302", "语文", 1, 1, teacher=teacher_id(HOST, "语文301"))
    lessons = [lesson for lesson in timetable(HOST).lessons if lesson.id != twice.id]
    tables = (timetable(HOST, [*lessons, twice]), timetable(GUEST))
    finding = only(replace(district, home_timetables=tables))
    assert (finding.code, finding.community) == (Code.TEACHER_DOUBLE_BOOKED, None)


def test_rooms_of_the_host() -> None:
    district = small_district(wish())
    receive_only = Place(place_id(HOST), HOST, "听讲室")
    small = Place(place_id(HOST), HOST, "主讲室", can_host=True, max_ends=0)
    assert codes(replace(district, places=(receive_only, district.places[1]))) == [Code.ROOM_RECEIVE_ONLY]
    finding = only(replace(district, places=(small, district.places[1])))
    assert (finding.code, finding.fact) == (Code.ROOM_OVER_CAPACITY, {"ends": 1, "most": 0})


def test_a_room_that_the_host_moves_to_is_judged_from_that_day_on() -> None:
    moved = wish(handovers=(Handover(WEEK_NINE, HOST, place_id=place_id(HOST, "听讲室")),))
    district = small_district(moved)
    receive_only = Place(place_id(HOST, "听讲室"), HOST, "听讲室")
    finding = only(replace(district, places=(*district.places, receive_only)))
    assert (finding.code, finding.days) == (Code.ROOM_RECEIVE_ONLY, DateSpan(WEEK_NINE, TERM.days.end))
    small = Place(place_id(HOST, "听讲室"), HOST, "小主讲室", can_host=True, max_ends=0)
    finding = only(replace(district, places=(*district.places, small)))
    assert (finding.code, finding.days) == (Code.ROOM_OVER_CAPACITY, DateSpan(WEEK_NINE, TERM.days.end))
    good = replace(small, max_ends=2)
    assert codes(replace(district, places=(*district.places, good))) == []


def test_a_room_is_missing_until_one_is_named() -> None:
    [host, guest] = wish().ends
    handover = Handover(WEEK_NINE, HOST, place_id=place_id(HOST))
    lesson = wish(ends=(replace(host, place_id=None), guest), handovers=(handover,))
    finding = only(small_district(lesson))
    assert (finding.code, finding.days) == (Code.ROOM_MISSING, DateSpan(TERM.first_day, WEEK_NINE))
    once = replace(lesson, wished=None, one_offs=(OneOff(date(2026, 11, 2), 3),))
    assert Code.ROOM_MISSING not in codes(small_district(once))
    early = replace(lesson, wished=None, one_offs=(OneOff(date(2026, 9, 14), 3),))
    assert Code.ROOM_MISSING in codes(small_district(early))


def test_room_missing_for_a_host_and_for_an_unknown_name_but_not_for_an_own_classroom() -> None:
    lesson = wish()
    no_host_room = replace(lesson, ends=(replace(lesson.host, place_id=None), lesson.receivers[0]))
    assert codes(small_district(no_host_room)) == [Code.ROOM_MISSING]
    assert codes(with_guest_end(place_id=None, place_text="三楼录播室")) == [Code.ROOM_MISSING]
    assert codes(with_guest_end(place_id=None)) == []


def test_assistant_missing_proposes_the_class_s_own_teacher() -> None:
    finding = only(with_guest_end(assistant_id=None, assistant_state=AssistantState.MISSING))
    own_teacher = small_district().person[teacher_id(GUEST, "音乐")].name
    assert (finding.code, finding.severity) == (Code.ASSISTANT_MISSING, Severity.WARNING)
    assert finding.fact == {"proposal": own_teacher}
    assert codes(with_guest_end(assistant_state=AssistantState.BY_ROLE)) == []


def shared(district: District, *, weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})) -> District:
    """乙's music teacher also has a post at 甲 and teaches 三(2)班 there on Mondays in period 2."""
    teacher = teacher_id(GUEST, "音乐")
    post = Post(PostId("second"), teacher, HOST, "J9", "音乐")
    posts = [
        replace(entry, weekdays=weekdays) if entry.person_id == teacher else entry for entry in district.posts
    ]
    maths = home_lesson(HOST, "302", "数学", 1, 2, teacher=teacher)
    lessons = [
        maths if lesson.id == maths.id else lesson
        for lesson in (*home_week(HOST, "301"), *home_week(HOST, "302"))
    ]
    return replace(
        district, posts=(*posts, post), home_timetables=(timetable(HOST, lessons), timetable(GUEST))
    )


def test_travel_too_short_carries_gap_and_need() -> None:
    """From 09:30 at 甲 to 10:00, when the joint lesson begins at 乙, there are 30 minutes."""
    assert Code.TRAVEL_TOO_SHORT not in codes(shared(small_district(wish())))
    slower = shared(small_district(wish()))
    finding = next(
        finding
        for finding in judge(replace(slower, travels=(replace(slower.travels[0], minutes=31),)))
        if finding.concerns[0].id == "J01"
    )
    assert (finding.code, finding.fact) == (Code.TRAVEL_TOO_SHORT, {"gap": 30, "need": 31})


def test_teacher_unavailable_on_a_day_she_is_not_there_once_per_lesson() -> None:
    away = shared(small_district(wish()), weekdays=frozenset({2, 4}))
    assert _of_joint_lessons(judge(away)) == [Code.TEACHER_UNAVAILABLE]
    there = shared(small_district(wish()), weekdays=frozenset({1, 4}))
    assert _of_joint_lessons(judge(there)) == []


def _of_joint_lessons(findings: Iterable[Finding]) -> list[Code]:
    """Without what is said of the schools' own tables: her other lessons at 乙 stay on their days."""
    return [one.code for one in findings if one.code is not Code.TEACHER_ELSEWHERE]


def test_teacher_unavailable_in_both_seasons_is_told_once_for_the_whole_term() -> None:
    away = frozenset({2, 4})
    district = shared(with_seasons_of(small_district(wish()), 0, 5), weekdays=away)
    assert {one.days is None for one in judge(district)} == {False}
    assert len(_of_joint_lessons(judge(district))) == 2
    assert as_told(district, judge(district)) == judge(shared(small_district(wish()), weekdays=away))


def test_teacher_elsewhere_of_a_home_lesson_on_a_day_she_is_at_another_campus() -> None:
    """乙's music teacher teaches 302 at 甲 on Mondays, and is there on Tuesdays and Thursdays only."""
    district = replace(shared(small_district()), joint_lessons=())
    assert judge(district) == ()
    posts = tuple(
        replace(post, weekdays=frozenset({2, 4})) if post.id == PostId("second") else post
        for post in district.posts
    )
    (finding,) = judge(replace(district, posts=posts))
    (side,) = finding.sides
    assert (finding.code, finding.community, side.weekday, side.period) == (
        Code.TEACHER_ELSEWHERE,
        None,
        1,
        2,
    )
    assert [thing.name for thing in finding.concerns][-1] == district.person[teacher_id(GUEST, "音乐")].name


def test_teacher_unavailable_as_declared() -> None:
    district = small_district(wish())
    lecturer = teacher_id(HOST, "音乐")
    monday = Unavailability(lecturer, weekday=1, span=ClockSpan.parse("09:00", "10:30"), reason="例会")
    tuesday = replace(monday, weekday=2)
    assert codes(replace(district, unavailabilities=(tuesday,))) == []
    finding = only(replace(district, unavailabilities=(monday,)))
    assert (finding.code, finding.fact["reason"]) == (Code.TEACHER_UNAVAILABLE, "例会")
