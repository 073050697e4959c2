"""From one wish for several lessons a week to a lesson each: J05, J05-2, …"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.domain.identity import JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.slots import Slot
from service.exchange.notation.lessons_a_week import LessonsAWeek, blocks_of


@dataclass(frozen=True, slots=True)
class Further:
    """A lesson of a wish beside its first; `right_after`: right after the one before it (连堂)."""

    wished: Slot | None
    right_after: bool


def slots_asked(slots: Sequence[Slot | None], asked: LessonsAWeek) -> tuple[Further, ...] | None:
    """Each lesson of the week, the first among them; None where the slots are not so many, or not so double.

    Slots in part known (周二、四, without a period) say how many, but wish for nothing.
    """
    known = sorted(slot for slot in slots if slot is not None)
    blocks = asked.blocks
    if known and len(known) == len(slots):
        blocks = blocks_of([(slot.weekday, slot.period) for slot in known])
        if sum(blocks) != asked.count or (asked.has_doubles and sorted(blocks) != sorted(asked.blocks)):
            return None
    elif len(slots) > 1 and len(slots) != asked.count:
        return None
    wished: Sequence[Slot | None] = known if len(known) == asked.count else [None] * asked.count
    second = [bool(place) for block in blocks for place in range(block)]
    return tuple(Further(slot, double) for slot, double in zip(wished, second, strict=True))


def lessons_of_course(
    first: JointLesson, further: Sequence[Further], mint: Callable[[], str]
) -> Iterator[JointLesson]:
    """The first lesson of a wish, and the others; alone it is of no course."""
    course = first.code if further else ""
    before = replace(first, course=course)
    yield before
    for number, one in enumerate(further, start=2):
        before = replace(
            before,
            id=JointLessonId(mint()),
            code=code_in_course(course, number),
            wished=one.wished,
            right_after=before.code if one.right_after else "",
        )
        yield before


def code_in_course(course: str, number: int) -> str:
    """`J05-2`: the second lesson of J05."""
    return f"{course}-{number}"
