"""The one list of rules. It judges what was imported, what a hand moved, and what the solver returned."""

from collections.abc import Callable, Iterator

from service.domain.district import District
from service.domain.findings import Finding
from service.domain.identity import CommunityId
from service.domain.rules.answers import (
    not_placed,
    outside_periods,
    pinned_moved,
    slot_not_wished,
    weekly_total_changed,
)
from service.domain.rules.bookings import Bookings
from service.domain.rules.courses import course_twice_a_day, double_period_apart
from service.domain.rules.days import (
    calendar_unknown,
    makeup_day_differs,
    makeup_day_undecided,
    not_a_teaching_day,
)
from service.domain.rules.double_bookings import (
    class_double_booked,
    room_double_booked,
    teacher_double_booked,
)
from service.domain.rules.ended_classes import class_without_lessons
from service.domain.rules.research_plans import (
    participant_teaching,
    person_double_booked,
    plan_incomplete,
    session_on_closed_day,
    session_room_double_booked,
    session_travel_too_short,
)
from service.domain.rules.rooms import (
    room_missing,
    room_over_capacity,
    room_receive_only,
    special_room_exceeded,
)
from service.domain.rules.rotations import host_rotation
from service.domain.rules.subjects import class_has_other_subject, overlap_too_short, week_mismatch
from service.domain.rules.teachers import (
    assistant_missing,
    home_teacher_elsewhere,
    teacher_unavailable,
    travel_too_short,
)

Rule = Callable[[Bookings], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    # a joint lesson beside the classes' own tables
    overlap_too_short,
    class_has_other_subject,
    week_mismatch,
    class_without_lessons,
    # several lessons a week of one course
    course_twice_a_day,
    double_period_apart,
    # nobody and nothing twice at once
    class_double_booked,
    teacher_double_booked,
    room_double_booked,
    # rooms
    room_missing,
    room_receive_only,
    room_over_capacity,
    special_room_exceeded,
    # teachers
    travel_too_short,
    teacher_unavailable,
    home_teacher_elsewhere,
    assistant_missing,
    # dates
    not_a_teaching_day,
    makeup_day_undecided,
    makeup_day_differs,
    calendar_unknown,
    # research plans
    plan_incomplete,
    session_on_closed_day,
    participant_teaching,
    person_double_booked,
    session_room_double_booked,
    session_travel_too_short,
    host_rotation,
    # what a solver or a hand hands in
    weekly_total_changed,
    pinned_moved,
    outside_periods,
    slot_not_wished,
    not_placed,
)


_ASKING = frozenset(
    {
        class_without_lessons,
        course_twice_a_day,
        assistant_missing,
        makeup_day_undecided,
        makeup_day_differs,
        calendar_unknown,
        host_rotation,
    }
)

STRICT_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule not in _ASKING)
"""Those that find errors: whoever asks for nothing else need not wait for the others."""


def judge(
    district: District, community_id: CommunityId | None = None, rules: tuple[Rule, ...] = RULES
) -> tuple[Finding, ...]:
    """Every finding about a community (or the whole district), in the order of the rules, each once."""
    bookings = Bookings(district, community_id)
    return tuple(dict.fromkeys(finding for rule in rules for finding in rule(bookings)))
