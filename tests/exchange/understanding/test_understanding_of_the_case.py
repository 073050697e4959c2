"""Everything the worked case says, understood: compared with its truth.json, complete sets."""

from datetime import date

from calendars.bells import PeriodKind
from calendars.spans import ClockSpan
from calendars.weeks import Weeks
from service.domain.identity import CampusId, PersonId
from service.domain.joint_lessons import AssistantState, End
from service.domain.research_sessions import Mode
from service.exchange.notation.plain_text import plain
from service.exchange.reading.files import Reading
from service.exchange.understanding.intake import understand
from service.words.tables.documents import lesson_documents
from tests.exchange.case import counting, district, intake, reading, truth


def _names() -> dict[str, str]:
    """HX → the campus's name."""
    return {code: school["name"] for code, school in truth()["schools"].items()}


def _person(person_id: PersonId | None) -> str:
    return "" if person_id is None else district().person[person_id].name


def _campus(campus_id: CampusId | None) -> str:
    return "" if campus_id is None else district().campus[campus_id].name


def test_the_case_has_no_problem_and_leaves_no_sheet_out() -> None:
    assert intake().problems == ()
    said = {(note.code, str(note.source).partition("!")[2].partition("-")[0]) for note in intake().notes}
    assert said == {("footnote_not_read", "总课表")}


def test_every_lesson_equals_the_truth() -> None:
    expected = {
        (
            _names()[lesson["school"]],
            lesson["cls"],
            lesson["day"],
            lesson["period"],
            lesson["kind"],
            lesson["parity"],
            lesson["subject"],
            lesson["teacher"],
            (lesson["file"], lesson["sheet"], lesson["cell"]),
        )
        for lesson in truth()["lessons"]
    }
    documents = lesson_documents(district())
    found = {
        (
            lesson["campus"],
            lesson["class"],
            lesson["weekday"],
            lesson["period"],
            lesson["kind"],
            lesson["weeks"],
            lesson["subject"],
            lesson["teacher"],
            tuple(lesson["source"].values()),
        )
        for lesson in documents
    }
    assert found == expected
    assert len(documents) == len(truth()["lessons"]) == 1629


def test_class_labels_equal_the_truth_whatever_the_width_of_their_signs() -> None:
    expected = {
        (school["name"], name, plain(label), school["classes"][name])
        for school in truth()["schools"].values()
        for name, label in school["labels"].items()
    }
    found = {
        (_campus(district().class_group[name.class_id].campus_id), name.name, name.label, name.grade)
        for name in district().class_names
    }
    assert found == expected


def test_head_teachers_are_those_of_the_reading_of_chinese() -> None:
    expected = {
        (_names()[lesson["school"]], lesson["cls"], lesson["teacher"])
        for lesson in truth()["lessons"]
        if lesson["kind"] == "reading" and lesson["subject"] == "语文"
    }
    found = {
        (
            _campus(district().class_group[name.class_id].campus_id),
            name.name,
            _person(name.head_teacher_id),
        )
        for name in district().class_names
    }
    assert found == expected


def test_bells_equal_the_truth() -> None:
    expected = {
        school["name"]: [
            (int(label) if kind == "lesson" else label, kind, ClockSpan.parse(start, end))
            for label, kind, start, end in school["bells"]["全年"]
        ]
        for school in truth()["schools"].values()
    }
    found = {}
    for entry in district().campus_terms:
        (schedule,) = entry.bells.schedules
        found[_campus(entry.campus_id)] = [
            (
                period.number if period.kind is PeriodKind.LESSON else period.label,
                period.kind.value,
                period.span,
            )
            for period in schedule.periods
        ]
    assert found == expected


def test_rooms_equal_the_truth() -> None:
    expected = {
        (_names()[room["school"]], room["room"], "主讲" in room["role"], room["max_receivers"] or None)
        for room in truth()["rooms"]
    }
    found = {
        (_campus(place.campus_id), place.name, place.can_host, place.max_ends) for place in district().places
    }
    assert found == expected


def test_posts_equal_the_truth() -> None:
    expected = {
        (school["name"], name, subject)
        for school in truth()["schools"].values()
        for name, subject in school["teachers"].items()
    }
    posts = district().posts
    assert {(_campus(post.campus_id), _person(post.person_id), post.subject) for post in posts} == expected
    assert len({post.staff_number for post in posts}) == len(posts) == 101


def test_the_shared_teacher_is_one_person_and_a_name_at_two_campuses_is_two() -> None:
    posts = {
        name: [post for post in district().posts if _person(post.person_id) == name]
        for name in ("何静", "周杰")
    }
    assert [(post.staff_number, post.weekdays) for post in posts["何静"]] == [
        ("LH15", frozenset({1, 3})),
        ("SQ15", frozenset({2, 4, 5})),
    ]
    assert len({post.person_id for post in posts["何静"]}) == 1
    assert len({post.person_id for post in posts["周杰"]}) == 2
    (way,) = truth()["itinerant"]
    assert [({_campus(c) for c in travel.between}, travel.minutes) for travel in district().travels] == [
        ({_names()[code] for code in way["schools"]}, way["minutes"])
    ]


def test_calendar_equals_the_truth() -> None:
    calendar = truth()["calendar"]
    term = district().term.term
    assert [term.first_day.isoformat(), term.last_day.isoformat()] == calendar["term"]
    assert term.week_one.isoformat() == calendar["week1_monday"]
    first, last = calendar["teaching_weeks"]
    assert term.lesson_weeks == frozenset(range(first, last + 1))
    for entry in district().campus_terms:
        own = [_names()[code] for code in calendar["school_off"]]
        off = set(calendar["off"])
        if _campus(entry.campus_id) in own:
            off |= set(calendar["school_off"]["FL"])
        assert {day.isoformat() for closure in entry.closures for day in closure.days.days()} == off
        followed = {
            rule.day.isoformat(): rule.follows.isoweekday()
            for rule in entry.day_rules
            if isinstance(rule.follows, date)
        }
        assert followed == {day: weekdays["*"] for day, weekdays in calendar["makeup"].items()}
        assert entry.weeks_given == ()
        assert entry.own_days is not None
        assert (entry.own_days.first.isoformat(), str(entry.own_days.last)) == ("2026-08-31", "2027-01-24")


def test_make_up_days_follow_a_date() -> None:
    (rules,) = {entry.day_rules for entry in district().campus_terms}
    assert [(rule.day.isoformat(), str(rule.follows)) for rule in rules] == [
        ("2026-09-20", "2026-10-06"),
        ("2026-10-10", "2026-10-07"),
    ]


def test_the_community_equals_the_truth() -> None:
    (expected,) = truth()["communities"]
    (community,) = district().communities
    assert (community.name, community.kind.value, community.shape) == (expected["name"], "merged", "1+4")
    assert [school.name for school in district().schools] == ["江北实验小学"]
    members = [_campus(campus_id) for campus_id in district().members(community.id)]
    assert members == [_names()[code] for code in (expected["lead"], *expected["members"])]


def test_wishes_equal_the_truth() -> None:
    weeks = {"1-18周": Weeks(), "单周": Weeks.parse("单周")}
    expected = {
        (
            wish["id"],
            wish["type"],
            wish["subject"],
            wish["host_teacher"],
            (wish["day_or_date"], wish["period_or_time"]),
            weeks[wish["weeks"]],
            (_names()[wish["host"]], wish["host_class"], "", wish["room"]),
            frozenset(
                (_names()[end["school"]], end["cls"], end["assistant"], end["room"])
                for end in wish["receivers"]
            ),
        )
        for wish in truth()["requests"]
    }

    def end_of(end: End) -> tuple[str, str, str, str]:
        (class_id,) = end.class_ids
        by_role = end.assistant_state is AssistantState.BY_ROLE
        return (
            _campus(end.campus_id),
            district().class_name[class_id].name,
            "" if by_role else _person(end.assistant_id),
            district().place[end.place_id].name if end.place_id else "",
        )

    found = {
        (
            wish.code,
            wish.kind,
            wish.subject,
            _person(wish.lecturer_id),
            (wish.wished.weekday, wish.wished.period) if wish.wished else None,
            wish.weeks,
            end_of(wish.host),
            frozenset(end_of(end) for end in wish.receivers),
        )
        for wish in district().joint_lessons
    }
    assert found == expected
    assert len(district().joint_lessons) == 10


def test_the_assistant_by_role_is_the_teacher_of_the_class() -> None:
    (wish,) = (wish for wish in district().joint_lessons if wish.code == "S07")
    by_role = [end for end in wish.receivers if end.assistant_state is AssistantState.BY_ROLE]
    assert [(_campus(end.campus_id), _person(end.assistant_id)) for end in by_role] == [
        ("白塘校区", "康慧敏")
    ]


def test_plans_equal_the_truth() -> None:
    modes = {"线上": Mode.ONLINE, "线下": Mode.ON_SITE}
    expected = {
        (
            plan["id"],
            plan["subject"],
            plan["theme"],
            plan["date"],
            ClockSpan.parse(plan["start"], plan["end"]),
            modes[plan["mode"]],
            plan["host"],
            plan["place"],
            plan["presenter"],
            frozenset((_names()[code], name) for code, name in plan["attendees"]),
        )
        for plan in truth()["plans"]
    }

    def people(member_ids: tuple[PersonId, ...]) -> frozenset[tuple[str, str]]:
        posts = [post for person in member_ids for post in district().posts_of[person]]
        return frozenset((_campus(post.campus_id), _person(post.person_id)) for post in posts)

    found = {
        (
            plan.code,
            plan.subject,
            plan.topic,
            str(plan.day),
            plan.span,
            plan.mode,
            _campus(plan.host_campus_id),
            plan.place_text,
            _person(plan.chair_id),
            people(plan.member_ids),
        )
        for plan in district().sessions
    }
    assert found == expected
    assert [len(plan.member_ids) for plan in district().sessions] == [42] * 11 + [14] * 11


def test_importing_twice_changes_nothing() -> None:
    again = understand(reading().sheets, district(), counting("other"))
    assert again.district == district()


def test_the_order_of_sheets_does_not_count() -> None:
    turned = Reading(sheets=tuple(reversed(reading().sheets)))
    again = understand(turned.sheets, district(), counting("other")).district
    assert again is not None
    assert frozenset(again.home_timetables) == frozenset(district().home_timetables)
    assert frozenset(again.joint_lessons) == frozenset(district().joint_lessons)
    assert frozenset(again.sessions) == frozenset(district().sessions)


def test_counts_are_those_of_the_workbook() -> None:
    assert dict(intake().counts) == {
        "campuses": 5,
        "classes": 42,
        "lessons": 1629,
        "posts": 101,
        "rooms": 6,
        "joint_lessons": 10,
        "sessions": 22,
    }
