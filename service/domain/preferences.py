"""Thresholds and weights a district sets; they live in the database, with the defaults of the design."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preferences:
    """Minutes and subjects. `special_room_subjects`: those taught in 机房, 音乐室 … of limited number.

    What begins with `weigh` decides between tables that move equally many home lessons; 0 does not matter:
    a minute of the host's period that a class's own period does not have; a period of a class taken besides
    the one a joint lesson stands in; a second joint lesson of a class on one day; one in the last period;
    体育 in the first after noon; one on a weekday of its subject's research sessions (学科教研日); one in a
    receiving room beyond its fair share of the day; a period that its lecturer or assistant waits between it
    and the nearest of her own lessons of the day.
    """

    least_overlap: int = 30
    special_room_subjects: frozenset[str] = frozenset({"信息科技", "音乐", "美术", "科学"})
    weigh_misaligned: int = 1
    weigh_extra_period: int = 10
    weigh_crowded_day: int = 10
    weigh_last_period: int = 5
    weigh_pe_after_noon: int = 20
    weigh_research_day: int = 10
    weigh_full_room_day: int = 5
    weigh_teacher_gap: int = 2


DEFAULT_PREFERENCES = Preferences()
