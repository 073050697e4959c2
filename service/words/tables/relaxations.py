"""What could be given up for a joint lesson, in words: a supposition each."""

from collections.abc import Mapping

from service.domain.relaxations import Relaxation, RelaxationKind
from service.domain.slots import Slot
from service.words.catalogue import Words

TEMPLATES: Mapping[RelaxationKind, str] = {
    RelaxationKind.ANOTHER_ASSISTANT: "if {person} assists at {campus}",
    RelaxationKind.ANOTHER_ROOM: "if {campus} takes the room {place}",
    RelaxationKind.UNPINNED_HOME_LESSON: "if {lesson} is no longer pinned",
    RelaxationKind.UNPINNED_JOINT_LESSON: "if {lesson} is no longer pinned",
    RelaxationKind.SLOT_ALLOWED: "if the wish allows {slot}",
    RelaxationKind.PERSON_AVAILABLE: "if {person} gives up the time kept free around {slot}",
    RelaxationKind.EXCUSED_FROM_SESSION: "if {person} is excused from the research sessions {sessions}",
    RelaxationKind.OTHER_JOINT_LESSON_AWAY: "if the joint lesson {lesson} stands elsewhere",
    RelaxationKind.PERSON_AT_CAMPUS: "if {person} is at {campus} on {slot}",
    RelaxationKind.CLASS_IN_SCHOOL: "if {campus} {class_name} has lessons on {slot}",
    RelaxationKind.ROOM_HOSTS: "if lessons can be given from {place}",
    RelaxationKind.ROOM_CONNECTS: "if {place} connects as many as {ends}",
    RelaxationKind.TAKES_NOTHINGS_PLACE: "if it takes the place of no lesson of {campus} {class_name}",
    RelaxationKind.LESS_OVERLAP: "if {minutes} min in common are enough ({campus})",
    RelaxationKind.HOME_LESSON_MOVABLE: "if {lesson} may be moved",
    RelaxationKind.HOME_LESSON_AWAY: "if {lesson} is not taught",
}


def relaxation_text(relaxation: Relaxation, words: Words) -> str:
    """`若李老师周三在丙校`; "if Li is at 丙校 on Wed, period 3"."""
    when = "" if relaxation.slot is None else slot_text(relaxation.slot, words)
    return words.text_of(TEMPLATES[relaxation.kind], {**dict(relaxation.facts), "slot": when})


def slot_text(slot: Slot, words: Words) -> str:
    """周三第3节; Wed, period 3."""
    return words.text(
        "{weekday}, {period}", weekday=words.weekday(slot.weekday), period=words.period(slot.period)
    )
