"""Each kind of row when it is new, changed and gone: whose it is, what it is called, and what differs."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendars.closures import Holidays, HolidayYear, NoticeDay
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.weeks import ALL_WEEKS, ODD_WEEKS
from service.domain.communities import Campus, Community, CommunityKind, Membership, Role, School
from service.domain.differences.difference import (
    DISTRICT,
    Difference,
    FieldChange,
    Kind,
    Name,
    Owner,
    OwnerKind,
    PeriodNumber,
    Value,
    Weekday,
    What,
)
from service.domain.differences.districts import differences
from service.domain.district import District
from service.domain.identity import (
    CampusId,
    ClassId,
    CommunityId,
    PersonId,
    PlaceId,
    PostId,
    SchoolId,
    SessionId,
)
from service.domain.joint_lessons import AssistantState, End, OneOff
from service.domain.people import Person, Post, Travel
from service.domain.places import Place, PlaceKind
from service.domain.preferences import Preferences
from service.domain.slots import Slot
from tests.districts import COMMUNITY, GUEST, HOST, TERM, class_id, place_id, small_district, teacher_id, wish
from tests.full_district import ACTIVITY, CUSTODY, DRAFT, PLACEMENT, UNAVAILABLE
from tests.publications import session

HOST_OWNER, GUEST_OWNER = Owner(OwnerKind.CAMPUS, "甲小学"), Owner(OwnerKind.CAMPUS, "乙小学")
TOGETHER = Owner(OwnerKind.COMMUNITY, "甲乙教共体")
FIRST = DateSpan.of(date(2026, 9, 1), date(2026, 9, 30))
LAB = Place(PlaceId("lab"), HOST, "机房", PlaceKind.SPECIAL, classes_at_once=1)
OTHERS = Community(CommunityId("others"), "丙丁教共体", CommunityKind.MERGED)
CORE = Membership(COMMUNITY, SchoolId(f"school-{HOST}"), Role.CORE, HOST)
Told = tuple[tuple[str, Value], ...]

#: field, the row, the row changed; kind, owner, name, what a new one is, and what differs.
ROWS: tuple[tuple[str, Any, Any, Kind, Owner, Name, Told, FieldChange], ...] = (
    (
        "schools", School(SchoolId("bing"), "丙小学", "33"), School(SchoolId("bing"), "丙小学", "34"),
        Kind.SCHOOL, DISTRICT, ("丙小学",), (("code", "33"),), FieldChange("code", "33", "34"),
    ),
    (
        "campuses", Campus(CampusId("bing"), SchoolId(f"school-{HOST}"), "丙校区"),
        Campus(CampusId("bing"), SchoolId(f"school-{GUEST}"), "丙校区"),
        Kind.CAMPUS, Owner(OwnerKind.CAMPUS, "丙校区"), (), (("school_id", "甲小学"),),
        FieldChange("school_id", "甲小学", "乙小学"),
    ),
    (
        "communities", OTHERS, replace(OTHERS, kind=CommunityKind.CO_BUILT),
        Kind.COMMUNITY, Owner(OwnerKind.COMMUNITY, "丙丁教共体"), (), (("kind", CommunityKind.MERGED),),
        FieldChange("kind", CommunityKind.MERGED, CommunityKind.CO_BUILT),
    ),
    (
        "memberships", CORE, replace(CORE, role=Role.MEMBER),
        Kind.MEMBERSHIP, TOGETHER, ("甲小学",), (("role", Role.CORE),),
        FieldChange("role", Role.CORE, Role.MEMBER),
    ),
    (
        "custodies", CUSTODY, replace(CUSTODY, valid=FIRST),
        Kind.CUSTODY, DISTRICT, ("乙小学",), (("held_by", "甲小学"), ("valid", ALWAYS)),
        FieldChange("valid", ALWAYS, FIRST),
    ),
    (
        "people", Person(PersonId("nobody"), "待定"), Person(PersonId("nobody"), "待定", placeholder=True),
        Kind.PERSON, DISTRICT, ("待定",), (), FieldChange("placeholder", False, True),
    ),
    (
        "posts", Post(PostId("new"), teacher_id(HOST, "音乐"), HOST, "T9", "音乐"),
        Post(PostId("new"), teacher_id(HOST, "音乐"), HOST, "T9", "美术"),
        Kind.POST, HOST_OWNER, ("师2", "T9"),
        (("subject", "音乐"), ("weekdays", tuple(map(Weekday, range(1, 8)))), ("elsewhere", ("甲小学",))),
        FieldChange("subject", "音乐", "美术"),
    ),
    (
        "unavailabilities", UNAVAILABLE, replace(UNAVAILABLE, span=ClockSpan(480, 720)),
        Kind.UNAVAILABILITY, HOST_OWNER, ("师2",),
        (("weekday", Weekday(5)), ("days", ALWAYS), ("span", ClockSpan(480, 600)), ("reason", "产假")),
        FieldChange("span", ClockSpan(480, 600), ClockSpan(480, 720)),
    ),
    (
        "travels", Travel((HOST, CampusId("bing")), 20), Travel((HOST, CampusId("bing")), 25),
        Kind.TRAVEL, DISTRICT, ("甲小学 — bing",), (("minutes", 20),), FieldChange("minutes", 20, 25),
    ),
    (
        "places", LAB, replace(LAB, classes_at_once=2),
        Kind.PLACE, HOST_OWNER, ("机房",), (("kind", PlaceKind.SPECIAL), ("can_host", False)),
        FieldChange("classes_at_once", 1, 2),
    ),
    (
        "joint_lessons", wish("J02"), replace(wish("J02"), wished=Slot(2, 3)),
        Kind.JOINT_LESSON, TOGETHER, ("J02", "音乐"),
        (
            ("lecturer_id", "师2"), ("ends", (("甲小学", "三(1)班"), ("乙小学", "三(1)班"))),
            ("wished", Slot(1, 3)), ("weeks", ALL_WEEKS),
        ),
        FieldChange("wished", Slot(1, 3), Slot(2, 3)),
    ),
    (
        "sessions", session(), session(topic="识谱"),
        Kind.SESSION, TOGETHER, ("Y01", "合唱教学"),
        (
            ("day", date(2026, 9, 22)), ("span", ClockSpan(840, 900)), ("host_campus_id", "甲小学"),
            ("place_text", "会议室"), ("chair_id", "师2"),
        ),
        FieldChange("topic", "合唱教学", "识谱"),
    ),
    (
        "drafts", DRAFT, replace(DRAFT, effective_from=date(2026, 9, 14)),
        Kind.DRAFT, TOGETHER, (), (("effective_from", date(2026, 9, 7)),),
        FieldChange("effective_from", date(2026, 9, 7), date(2026, 9, 14)),
    ),
    (
        "activities", ACTIVITY, replace(ACTIVITY, people_text="部分音乐教师"),
        Kind.ACTIVITY, TOGETHER, ("H01", "示范课", "合唱"),
        (
            ("days", DateSpan.of(date(2026, 9, 22), date(2026, 9, 22))), ("host_campus_id", "甲小学"),
            ("people_text", "全体音乐教师"),
        ),
        FieldChange("people_text", "全体音乐教师", "部分音乐教师"),
    ),
)  # fmt: skip


def with_row(field: str, *rows: Any) -> District:
    district = small_district(wish())
    changes: dict[str, Any] = {field: (*getattr(district, field), *rows)}
    return replace(district, **changes)


@pytest.mark.parametrize(("field", "row", "other", "kind", "owner", "name", "told", "change"), ROWS)
def test_a_row_is_new_changed_and_gone(
    field: str, row: Any, other: Any, kind: Kind, owner: Owner, name: Name, told: Told, change: FieldChange
) -> None:
    without, with_it, changed = with_row(field), with_row(field, row), with_row(field, other)
    new = tuple(FieldChange(part, None, value) for part, value in told)
    gone = tuple(
        FieldChange(part, value, None) for part, value in told if kind is not Kind.POST or part == "subject"
    )
    called = ("J02", "音乐") if kind is Kind.JOINT_LESSON else name
    now_called = ("Y01", "识谱") if kind is Kind.SESSION else called
    assert differences(without, with_it) == (Difference(kind, What.NEW, owner, name, new),)
    assert differences(with_it, changed) == (Difference(kind, What.CHANGED, owner, now_called, (change,)),)
    assert differences(with_it, without) == (Difference(kind, What.GONE, owner, name, gone),)


def test_the_ends_of_a_wish_are_told_by_their_campus() -> None:
    before = small_district(wish())
    host, guest = wish().ends
    guest = replace(
        guest,
        class_ids=(class_id(GUEST, "302"),),
        place_id=None,
        assistant_id=None,
        assistant_state=AssistantState.MISSING,
    )
    (found,) = differences(before, small_district(wish(ends=(host, guest))))
    assert found.fields == (
        FieldChange("class_ids", ("三(1)班",), ("三(2)班",), "乙小学"),
        FieldChange("place_id", "网络教室", None, "乙小学"),
        FieldChange("assistant_id", "师11", None, "乙小学"),
        FieldChange("assistant_state", AssistantState.NAMED, AssistantState.MISSING, "乙小学"),
    )


def test_an_end_that_is_new_and_one_that_is_gone() -> None:
    host, guest = wish().ends
    more = End(CampusId("bing"), (), awaited="三(2)班")
    before, after = small_district(wish()), small_district(wish(ends=(host, guest, more)))
    new = FieldChange("ends", None, (("bing", "三(2)班"),))
    gone = FieldChange("ends", (("bing", "三(2)班"),), None)
    assert [one.fields for one in differences(before, after)] == [(new,)]
    assert [one.fields for one in differences(after, before)] == [(gone,)]


def test_the_fields_of_a_wish_that_differ_come_in_one_difference() -> None:
    after = wish(weeks=ODD_WEEKS, wished=None, one_offs=(OneOff(date(2026, 9, 14), 3),), lecturer_id=None)
    (found,) = differences(small_district(wish()), small_district(after))
    assert found.fields == (
        FieldChange("lecturer_id", "师2", None),
        FieldChange("weeks", ALL_WEEKS, ODD_WEEKS),
        FieldChange("wished", Slot(1, 3), None),
        FieldChange("one_offs", (), ((date(2026, 9, 14), PeriodNumber(3)),)),
    )


def test_a_new_wish_on_single_dates_says_no_weeks() -> None:
    dated = wish(wished=None, one_offs=(OneOff(date(2026, 9, 14), 3),))
    told = {
        lesson: [field.field for field in found.fields]
        for lesson in (wish(), dated)
        for found in differences(small_district(), small_district(lesson))
    }
    assert told == {
        wish(): ["lecturer_id", "ends", "wished", "weeks"],
        dated: ["lecturer_id", "ends", "one_offs"],
    }


def test_a_wish_that_loses_its_place_says_where_it_stood() -> None:
    placed, wished = small_district(wish(placements=(PLACEMENT,))), small_district(wish())
    (found,) = differences(placed, wished)
    assert found.fields == (FieldChange("placements", ((PLACEMENT.days, PLACEMENT.slot),), ()),)


def test_a_thing_with_a_new_id_is_still_what_it_is_called() -> None:
    before = replace(small_district(), sessions=(session(),))
    after = replace(before, sessions=(session(id=SessionId("minted"), chair_id=None),))
    (found,) = differences(before, after)
    assert (found.what, found.fields) == (What.CHANGED, (FieldChange("chair_id", "师2", None),))


def test_things_read_in_another_workbook_are_one_line() -> None:
    before = small_district(wish(), wish("J02"))
    after = small_district(*(wish(code, source=None) for code in ("J01", "J02")))
    reread = (FieldChange("source", None, 2),)
    assert differences(before, after) == (Difference(Kind.JOINT_LESSON, What.CHANGED, TOGETHER, (), reread),)


def test_a_teacher_who_gets_a_post_at_a_second_campus_is_shared() -> None:
    post = Post(PostId("second"), teacher_id(HOST, "音乐"), GUEST, "", weekdays=frozenset({2, 4}))
    shared = (
        FieldChange("weekdays", None, (Weekday(2), Weekday(4))),
        FieldChange("elsewhere", None, ("甲小学",)),
    )
    assert differences(small_district(), replace(with_row("posts", post), joint_lessons=())) == (
        Difference(Kind.POST, What.NEW, GUEST_OWNER, ("师2",), shared),
    )


def test_a_new_teacher_is_told_by_her_post_and_those_of_a_new_campus_are_counted() -> None:
    before = small_district()
    new, post = Person(PersonId("new"), "新人"), Post(PostId("new"), PersonId("new"), GUEST, "T9")
    after = replace(before, people=(*before.people, new), posts=(*before.posts, post))
    assert differences(before, after) == (Difference(Kind.POST, What.NEW, GUEST_OWNER, ("新人", "T9")),)
    empty = replace(before, posts=tuple(post for post in before.posts if post.campus_id == HOST))
    counted = (FieldChange("posts", None, 9),)
    assert differences(empty, before) == (Difference(Kind.POST, What.NEW, GUEST_OWNER, (), counted),)


def test_a_placeholder_that_is_named_later() -> None:
    before = small_district()
    nobody = replace(before.people[0], name="新教师1", placeholder=True)
    (found,) = differences(replace(before, people=(nobody, *before.people[1:])), before)
    assert (found.owner, found.name) == (HOST_OWNER, ("师0",))
    assert found.fields == (FieldChange("name", "新教师1", "师0"), FieldChange("placeholder", True, False))


def test_two_teachers_of_one_name_are_told_apart_by_their_numbers() -> None:
    before = small_district(wish())
    people = tuple(
        replace(one, name="张伟") if one.id in (teacher_id(HOST, "音乐"), teacher_id(GUEST, "音乐")) else one
        for one in before.people
    )
    before = replace(before, people=people)
    after = replace(before, joint_lessons=(wish(lecturer_id=teacher_id(GUEST, "音乐")),))
    (found,) = differences(before, after)
    assert found.fields == (FieldChange("lecturer_id", "张伟(jia-音乐)", "张伟(yi-音乐)"),)


def test_a_class_is_new_renamed_and_gone() -> None:
    before = small_district()
    group, name = before.classes[0], before.class_names[0]
    without = replace(before, classes=before.classes[1:], class_names=before.class_names[1:])
    told = (FieldChange("entry_year", None, 2024),)
    assert differences(without, before) == (Difference(Kind.CLASS, What.NEW, HOST_OWNER, ("三(1)班",), told),)
    renamed = replace(before, class_names=(replace(name, label="三甲班"), *before.class_names[1:]))
    label = (FieldChange("label", "三(1)班", "三甲班"),)
    assert differences(before, renamed) == (
        Difference(Kind.CLASS, What.CHANGED, HOST_OWNER, ("三甲班",), label),
    )
    unnamed = replace(before, classes=(replace(group, id=ClassId("x")), *before.classes))
    assert [one.name for one in differences(before, unnamed)] == [("301",)]


def test_a_term_that_is_changed() -> None:
    before = small_district()
    term = replace(before.term, term=replace(TERM, last_day=date(2027, 1, 29)))
    change = (FieldChange("last_day", TERM.last_day, date(2027, 1, 29)),)
    assert differences(before, replace(before, term=term)) == (
        Difference(Kind.TERM, What.CHANGED, DISTRICT, (TERM.name,), change),
    )


def test_preferences_and_holidays() -> None:
    before = small_district()
    assert differences(before, replace(before, preferences=Preferences(25))) == (
        Difference(Kind.PREFERENCES, What.CHANGED, fields=(FieldChange("least_overlap", 30, 25),)),
    )
    year = HolidayYear.of(2030, [NoticeDay(date(2030, 1, 1), "元旦", True)], "notice")
    after = replace(before, holidays=Holidays((*before.holidays.years, year)))
    assert differences(before, after) == (Difference(Kind.HOLIDAYS, What.NEW, DISTRICT, ("2030",)),)


def test_rooms_keep_their_owner_when_two_campuses_have_rooms_of_one_name() -> None:
    before = small_district()
    host, guest = before.places
    twins = replace(before, places=(replace(host, name="同步教室"), replace(guest, name="同步教室")))
    changed = replace(twins, places=(twins.places[0], replace(twins.places[1], can_host=True)))
    assert [(one.owner, one.name) for one in differences(twins, changed)] == [(GUEST_OWNER, ("同步教室",))]
    assert place_id(GUEST) == guest.id
