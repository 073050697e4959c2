"""Why a dated change cannot be made, in words."""

from collections.abc import Mapping

from service.domain.dated_changes import Obstacle
from service.domain.publishing.decisions.hindrances import Hindrance
from service.words.catalogue import Words

TEMPLATES: Mapping[Obstacle, str] = {
    Obstacle.INCOMPLETE: (
        "{lesson}, {day}: the change does not say what changes; expected another date, period, time or room, "
        "the lesson to swap with, or who stands in for whom"
    ),
    Obstacle.LESSON_UNKNOWN: (
        "{lesson}, {day}: no such lesson is published; expected one of the published table"
    ),
    Obstacle.OCCURRENCE_UNKNOWN: (
        "{lesson}, {day}: the published table has no such lesson on that date; "
        "expected the date it was planned for, also where it has been moved since"
    ),
    Obstacle.SWAPPED_WITH_ITSELF: (
        "{lesson}, {day}: a lesson cannot be swapped with itself; expected another lesson or another date"
    ),
    Obstacle.NOT_IN_IT: (
        "{lesson}, {day}: {person} has no part in it; expected somebody who teaches or assists it"
    ),
    Obstacle.END_UNKNOWN: "{lesson}, {day}: {end} takes no part in it; expected one of {campuses}",
    Obstacle.NOT_JOINT: (
        "{lesson}, {day}: it is no joint lesson, its class has its own teacher; expected a joint lesson"
    ),
    Obstacle.PERIOD_UNKNOWN: (
        "{lesson}, {day}: {campus} has no such period on {to_day}; expected one of that day's bells"
    ),
    Obstacle.IS_CANCELLED: (
        "{lesson}, {day}: it is cancelled; "
        "expected to take the cancellation back, or to make it up at another time"
    ),
    Obstacle.DAY_CLOSED: (
        "{lesson}, {day}: {campus} has no lessons then, on {to_day}; expected a time when it is open"
    ),
    Obstacle.DAY_PAST: "{lesson}, {day}: what is over stays as it was; expected today or a later date",
    Obstacle.CARRIED_TO_CLOSED: (
        "{lesson}, {day}: this would carry it along to a time when {campus} is closed; "
        "expected to take back the swap with it, too, or to move it first"
    ),
    Obstacle.CARRIED_INTO_PAST: (
        "{lesson}, {day}: this would carry it along to a day that is over; "
        "expected to take back the swap with it, too, or to move it first"
    ),
    Obstacle.PERSON_UNKNOWN: "{lesson}, {day}: nobody known is meant by “{substitute}”; expected a teacher",
    Obstacle.PLACE_UNKNOWN: "{lesson}, {day}: no known room is meant by “{place}”; expected a room",
    Obstacle.CHANGES_NOTHING: "{lesson}, {day}: it stands so already; expected something that changes",
}


def hindrance_text(hindrance: Hindrance, words: Words) -> str:
    """What is wrong with a change and what was expected, one line."""
    return words.text_of(TEMPLATES[hindrance.obstacle], dict(hindrance.facts))


def stays_text(hindrance: Hindrance, words: Words) -> str:
    """What of an act that is taken back stays."""
    return words.text_of("{lesson}, {day}: it is over and stays as it was", dict(hindrance.facts))
