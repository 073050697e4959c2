"""Who can stand in: the facts, the order, and what is against those who nearly can."""

from dataclasses import replace
from datetime import date

from calendars.spans import ClockSpan, DateSpan
from service.domain.findings import Code
from service.domain.identity import PersonId
from service.domain.people import Post, Unavailability
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.domain.substitution.dated_table import DatedTable
from service.domain.substitution.duties import Duty, Needed, needed
from service.domain.substitution.proposals import substituted
from service.domain.substitution.staff import Teaches
from service.domain.substitution.stand_ins import FULL_DAY, StandIn, stand_ins
from tests.dated_tables import MONDAY, dated_table
from tests.districts import GUEST, HOST, home_lesson, lesson_id, teacher_id
from tests.publications import placed_district

JOINT = "id-J01"


def gap(table: DatedTable, lesson: str, duty: Duty, day: date = MONDAY) -> Needed:
    event = table.event[lesson, day]
    return next(one for one in needed(event) if one.duty is duty)


def of(table: DatedTable, lesson: str, duty: Duty) -> tuple[StandIn, ...]:
    return stand_ins(table, gap(table, lesson, duty))


def ids(found: tuple[StandIn, ...]) -> list[str]:
    return [one.person.id for one in found if one.fits]


def test_a_teacher_of_the_subject_who_is_free_then_comes_first() -> None:
    maths = lesson_id(HOST, "301", "数学", 1)
    found = of(dated_table(placed_district()), maths, Duty.TEACHER)
    # 甲's music teacher and 302's teachers: nobody of maths is free in period 2, both have a class then.
    assert teacher_id(HOST, "数学302") not in ids(found)
    first = found[0]
    assert (first.person.id, first.teaches, first.knows_class, first.fits) == (
        teacher_id(HOST, "信息科技301"),
        Teaches.GROUP,
        True,
        True,
    )


def test_who_nearly_can_is_listed_last_with_what_is_against() -> None:
    maths = lesson_id(HOST, "301", "数学", 1)
    found = of(dated_table(placed_district()), maths, Duty.TEACHER)
    nearly = [one for one in found if not one.fits]
    assert [(one.person.id, [finding.code for finding in one.against]) for one in nearly[:1]] == [
        (teacher_id(HOST, "数学302"), [Code.TEACHER_DOUBLE_BOOKED])
    ]
    assert list(found[-len(nearly) :]) == nearly


def test_a_lecturer_may_come_from_another_campus_if_the_way_is_short_enough() -> None:
    district = placed_district()
    music = PersonId("guest-music")
    known = replace(
        district,
        people=(*district.people, replace(district.people[0], id=music, name="新音乐")),
        posts=(
            *district.posts,
            replace(district.posts[-1], person_id=music, campus_id=GUEST, subject="音乐"),
        ),
    )
    found = of(dated_table(known), JOINT, Duty.LECTURER)
    assert (found[0].person.id, found[0].campus.id, found[0].minutes) == (music, GUEST, 30)


def test_a_colleague_of_the_campus_comes_before_who_would_have_to_come_over() -> None:
    district = placed_district()
    maths_elsewhere = PersonId("guest-maths")
    known = replace(
        district,
        people=(*district.people, replace(district.people[0], id=maths_elsewhere, name="新数学")),
        posts=(
            *district.posts,
            replace(district.posts[-1], person_id=maths_elsewhere, campus_id=GUEST, subject="数学"),
        ),
    )
    found = of(dated_table(known), lesson_id(HOST, "301", "数学", 1), Duty.TEACHER)
    fitting = [(one.campus.id, one.teaches) for one in found if one.fits]
    assert fitting[-1] == (GUEST, Teaches.SUBJECT)
    assert {campus for campus, _ in fitting[:-1]} == {HOST}


def test_loads_are_those_of_that_day_and_week() -> None:
    found = of(dated_table(placed_district()), JOINT, Duty.ASSISTANT)
    chinese = next(one for one in found if one.person.id == teacher_id(GUEST, "语文301"))
    assert (chinese.lessons_day, chinese.lessons_week, chinese.knows_class) == (1, 6, True)


def test_neither_the_absent_nor_whoever_takes_part_nor_a_placeholder_is_proposed() -> None:
    district = placed_district()
    named = replace(
        district,
        people=tuple(
            replace(one, placeholder=one.id == teacher_id(HOST, "语文301")) for one in district.people
        ),
    )
    found = {one.person.id for one in of(dated_table(named), JOINT, Duty.LECTURER)}
    assert found.isdisjoint(
        {teacher_id(HOST, "音乐"), teacher_id(GUEST, "音乐"), teacher_id(HOST, "语文301")}
    )


def test_a_post_that_has_ended_is_none() -> None:
    district = placed_district()

    def ended(post: Post) -> Post:
        over = post.person_id == teacher_id(HOST, "信息科技301")
        return replace(post, valid=DateSpan(date(2026, 1, 1), MONDAY)) if over else post

    table = dated_table(replace(district, posts=tuple(map(ended, district.posts))))
    assert teacher_id(HOST, "信息科技301") not in ids(
        of(table, lesson_id(HOST, "301", "数学", 1), Duty.TEACHER)
    )


def test_whoever_is_away_is_not_free() -> None:
    person = teacher_id(HOST, "信息科技301")
    away = Unavailability(person, days=DateSpan.of(MONDAY, MONDAY), span=ClockSpan(480, 720))
    table = dated_table(placed_district()).without(away)
    assert person not in ids(of(table, lesson_id(HOST, "301", "数学", 1), Duty.TEACHER))


def test_whoever_fits_brings_nothing_wrong_when_she_is_taken() -> None:
    table = dated_table(placed_district())
    for lesson, duty in ((JOINT, Duty.LECTURER), (JOINT, Duty.ASSISTANT)):
        for one in of(table, lesson, duty):
            made = table.supposing((one.change,))
            event: PublishedEvent = made.event[lesson, MONDAY]
            assert one.person.id in {there.person.id for there in needed(event)}
            assert (table.findings((one.change,)) == ()) is one.fits


def test_what_is_given_away_on_one_day_is_spread() -> None:
    table = dated_table(placed_district())
    maths = lesson_id(HOST, "301", "数学", 1)
    first = of(table, maths, Duty.TEACHER)[0]
    chinese = gap(table, lesson_id(HOST, "301", "语文", 1), Duty.TEACHER)
    given = table.supposing((substituted(chinese, PersonId(first.person.id)),))
    again = of(given, maths, Duty.TEACHER)
    [asked] = [one for one in again if one.person == first.person]
    assert (asked.fits, asked.taken_over, asked.lessons_day) == (True, 1, first.lessons_day + 1)
    assert again[0].person != first.person
    assert again[0].taken_over == 0


def test_whoever_has_a_full_day_comes_after_the_others() -> None:
    maths = lesson_id(HOST, "301", "数学", 1)
    district = placed_district()
    first = of(dated_table(district), maths, Duty.TEACHER)[0]
    full = [
        home_lesson(HOST, "302", f"阅读{period}", 1, period, teacher=first.person.id)
        for period in (0, 1, 3, 4)
    ]
    timetables = [
        replace(one, lessons=(*one.lessons, *full)) if one.campus_id == HOST else one
        for one in district.home_timetables
    ]
    found = of(dated_table(replace(district, home_timetables=tuple(timetables))), maths, Duty.TEACHER)
    [asked] = [one for one in found if one.person == first.person]
    assert (asked.fits, asked.lessons_day) == (True, FULL_DAY)
    assert found[0].person != first.person
