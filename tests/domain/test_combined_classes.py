"""A combined class 复式班 on days when one of its grades is away, by rules and by feeds."""

from dataclasses import replace
from datetime import date

import pytest

from calendars.closures import Closure
from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.findings import Code
from service.domain.joint_lessons import OneOff
from service.domain.publishing.feeds.day_notes import DayFact, NoteKind, noted_days
from service.domain.publishing.occurrences.expansion import Expansion
from tests.districts import HOST, class_id, lesson_id, small_district, wish
from tests.domain.rules.test_joint_lessons import codes

MONDAY = date(2026, 9, 14)
MUSIC = lesson_id(HOST, "301", "音乐", 1)
COMBINED = class_id(HOST, "301")


def district(*away: int) -> District:
    """三(1)班 of the host is 三、四年级, its wish for a Monday on which these grades are closed."""
    once = wish(wished=None, one_offs=(OneOff(MONDAY, period=3),))
    plain = small_district(once)
    closure = Closure(DateSpan.of(MONDAY, MONDAY), "研学", frozenset(away))
    return replace(
        plain,
        class_names=tuple(
            replace(name, label="三、四年级(复式)", higher=(4,)) if name.class_id == COMBINED else name
            for name in plain.class_names
        ),
        campus_terms=tuple(
            replace(entry, closures=(closure,)) if entry.campus_id == HOST else entry
            for entry in plain.campus_terms
        ),
    )


@pytest.mark.parametrize(
    ("away", "found"),
    [((3,), []), ((4,), []), ((3, 4), [Code.NOT_A_TEACHING_DAY]), ((3, 4, 5), [Code.NOT_A_TEACHING_DAY])],
)
def test_a_lesson_falls_out_only_where_all_its_grades_are_away(
    away: tuple[int, ...], found: list[Code]
) -> None:
    assert codes(district(*away)) == found


@pytest.mark.parametrize(("away", "runs"), [((3,), True), ((4,), True), ((3, 4), False)])
def test_a_feed_has_its_home_lessons_on_the_same_days(away: tuple[int, ...], runs: bool) -> None:
    events = Expansion(replace(district(*away), joint_lessons=())).home(HOST, DateSpan.of(MONDAY, MONDAY))
    assert [event.day for event in events if event.lesson_id == MUSIC] == [MONDAY] * runs


@pytest.mark.parametrize(("away", "named"), [((3,), (3,)), ((4, 5), (4, 5)), ((3, 4), ())])
def test_its_feed_notes_who_is_away_where_others_are_there(
    away: tuple[int, ...], named: tuple[int, ...]
) -> None:
    there = district(*away)
    noted = noted_days(there.calendars[HOST], there.grade(COMBINED))
    assert noted[MONDAY] == (DayFact(NoteKind.CLOSURE, "研学", named),)
