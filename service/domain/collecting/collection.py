"""The collection of a term's timetables (August): whose table is in, and whose still asks something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.collecting.submissions import Submission, SubmissionState
from service.domain.communities import Campus
from service.domain.district import District
from service.domain.home_timetables import HomeLesson


class CollectionState(StrEnum):
    MISSING = "missing"  # 未交
    QUESTIONS = "questions"  # 有疑问: handed in, and asking something
    READY = "ready"  # 待确认: handed in, with nothing left to ask
    IN = "in"  # 已收


@dataclass(frozen=True, slots=True)
class CampusCollection:
    """Where one campus stands. `files` and `received_at` are of what it handed in last.

    Of workbooks that came together `files` are those its lessons stand in, where that can be told.
    """

    campus: Campus
    communities: tuple[str, ...]
    state: CollectionState
    classes: int = 0
    lessons: int = 0
    files: tuple[str, ...] = ()
    received_at: datetime | None = None


def collection_of(district: District, submissions: Iterable[Submission]) -> tuple[CampusCollection, ...]:
    """Every campus that is a member of a community, community by community, each once.

    `submissions` are those of the term, the oldest first; withdrawn ones do not count.
    """
    last: dict[str, Submission] = {}
    for submission in submissions:
        if submission.state is not SubmissionState.WITHDRAWN:
            last |= dict.fromkeys(submission.campuses, submission)
    members = {
        campus_id: None
        for community in district.communities
        for campus_id in district.members(community.id)
        if campus_id in district.campus
    }
    return tuple(_standing(district, district.campus[campus_id], last) for campus_id in members)


def _standing(district: District, campus: Campus, last: dict[str, Submission]) -> CampusCollection:
    bases = district.timetables_of.get(campus.id, ())
    lessons = bases[-1].lessons if bases else ()
    submission = last.get(campus.name)
    state = CollectionState.IN if lessons else CollectionState.MISSING
    if submission is not None and submission.state is SubmissionState.OPEN:
        state = CollectionState.QUESTIONS if campus.name in submission.asking else CollectionState.READY
    return CampusCollection(
        campus,
        tuple(one.name for one in district.communities if campus.id in district.members(one.id)),
        state,
        len({lesson.class_id for lesson in lessons}),
        len(lessons),
        () if submission is None else _files_of(submission, lessons),
        None if submission is None else submission.received_at,
    )


def _files_of(submission: Submission, lessons: Iterable[HomeLesson]) -> tuple[str, ...]:
    own = {lesson.source.file for lesson in lessons}
    return tuple(file for file in submission.files if file in own) or submission.files
