"""Thresholds a district sets; they live in the database, with the defaults of the design."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preferences:
    """Minutes and subjects. `special_room_subjects`: those taught in 机房, 音乐室 … of limited number."""

    least_overlap: int = 30
    special_room_subjects: frozenset[str] = frozenset({"信息科技", "音乐", "美术", "科学"})


DEFAULT_PREFERENCES = Preferences()
