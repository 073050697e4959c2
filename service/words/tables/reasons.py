"""Why a joint lesson is not placed, in words."""

from collections.abc import Mapping

from service.domain.reasons import Reason, ReasonCode
from service.words.catalogue import Words

TEMPLATES: Mapping[ReasonCode, str] = {
    ReasonCode.TABLE_AWAITED: "the home timetable of {campuses} has not been sent yet, so the lesson waits",
    ReasonCode.ROOM_MISSING: "{campus} names no room that is known",
    ReasonCode.ROOM_CANNOT_HOST: "{place} only receives: no lesson can be given from there",
    ReasonCode.ROOM_TOO_SMALL: "campuses that {place} connects: {most}; the lesson has {ends}",
    ReasonCode.CLASS_LACKS_SUBJECT: (
        "{campus} {class_name} has no lesson of {subject} in these weeks whose place could be taken"
    ),
    ReasonCode.CLASS_SHORT_OF_SUBJECT: (
        "lessons of {subject} a week that {campus} {class_name} has: {have}; joint lessons would take {need}"
    ),
    ReasonCode.PLACE_FULL: "joint lessons a week that {campus} {place} has room for: {have}; wished: {need}",
    ReasonCode.PERSON_FULL: "joint lessons a week that {person} can give or attend: {have}; wished: {need}",
    ReasonCode.NO_COMMON_PERIOD: "the campuses have no lesson period of any weekday in common",
    ReasonCode.OVERLAP_SHORT: "{campus}: the bells overlap by less than {least} min",
    ReasonCode.PERSON_AWAY: "{person} is not at {campus} that day",
    ReasonCode.PERSON_BUSY: "{person} ({campus}) is taken",
    ReasonCode.CLASS_BUSY: ("{campus} {class_name} has something else that cannot move"),
    ReasonCode.CLASS_NOT_IN_SCHOOL: ("{campus} {class_name} has no lessons in that period"),
    ReasonCode.PERIOD_NOT_RUNG: "{campus} does not ring that period on that day",
    ReasonCode.SLOT_NOT_WISHED: "the wish rules this slot out",
    ReasonCode.PLACE_BUSY: "{campus} {place} is taken",
    ReasonCode.HOME_LESSONS_STUCK: (
        "{campus} {class_name}: {subject}, pushed aside, was found no other place"
    ),
    ReasonCode.PERSON_UNAVAILABLE: "{person} has said not to be free then",
    ReasonCode.PERSON_IN_SESSION: "{person} attends the research sessions {sessions}",
    ReasonCode.HELD_BY_HOME_LESSON: "{who} has {lesson} then, which cannot move",
    ReasonCode.HELD_BY_JOINT_LESSON: "{who} is in the joint lesson {lesson} then",
    ReasonCode.LESSON_PINNED: "it is pinned where it stands",
    ReasonCode.COURSE_THAT_DAY: "{lesson} of the same course is on that day",
    ReasonCode.DOUBLE_APART: "it is to be a double period with {lesson}, one right after the other",
    ReasonCode.SEASONS_APART: (
        "each season of bells has slots, but no slot is good in all: let each have its own with "
        "`tongke split {lesson}`"
    ),
    ReasonCode.PART_NOT_PLACED: (
        "{lesson}, the same lesson in another season, has no place; they get theirs together"
    ),
    ReasonCode.RULE_BROKEN: "where it was tried, a rule was broken: {rule}",
    ReasonCode.WEEKS_WITHOUT_ROOM: "no whole weeks were found with the joint lessons in them, only without",
    ReasonCode.TIME_UP: "no table was found within {seconds} seconds",
}


def reason_text(reason: Reason, words: Words) -> str:
    """One reason as a sentence part, in the reader's language, with how many slots of the week it closes."""
    facts = dict(reason.facts)
    text = words.text_of(TEMPLATES[reason.code], facts)
    if "slots" not in facts:
        return text
    return words.text("{fact} (in {slots} of {of} slots)", fact=text, slots=facts["slots"], of=facts["of"])
