"""Placeholders (待定, 新教师1): teachers a school has not named yet, and what is theirs once it has."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from service.domain.district import District
from service.domain.draft_versions import still_current
from service.domain.identity import CampusId, HomeLessonId, JointLessonId, PersonId
from service.domain.joint_lessons import JointLesson
from service.domain.people import Person, Post
from service.domain.research_sessions import ResearchSession

People = frozenset[PersonId]


def placeholders_at(district: District, campus_id: CampusId) -> tuple[tuple[Person, Post], ...]:
    """Everybody at a campus who waits for a name, with her post there."""
    return tuple(
        (person, post)
        for post in district.posts
        if post.campus_id == campus_id and (person := district.person[post.person_id]).placeholder
    )


def lessons_of(district: District, people: People) -> frozenset[HomeLessonId | JointLessonId]:
    """The home lessons of these people, and the joint lessons they give or assist; each once."""
    return frozenset(
        (
            *(lesson.id for lesson in district.home_lesson.values() if lesson.teacher_id in people),
            *(lesson.id for lesson in district.joint_lessons if not people.isdisjoint(_of_joint(lesson))),
        )
    )


def concerns(district: District, people: People) -> bool:
    """Whether anything of this term, or of the ledger, names any of these people."""
    return not people.isdisjoint(_mentioned(district))


def taken_over(district: District, people: People, by: PersonId) -> District:
    """Everything of these people is that of `by` now, and their posts are, where she has none there yet.

    The people themselves stay. A draft made on a home timetable that changes so is made on the new version:
    no lesson stands elsewhere.
    """

    def who(person_id: PersonId | None) -> PersonId | None:
        return by if person_id in people else person_id

    def each(ids: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
        return tuple(dict.fromkeys(by if person_id in people else person_id for person_id in ids))

    after = replace(
        district,
        posts=_posts(district, people, by),
        class_names=tuple(
            replace(name, head_teacher_id=who(name.head_teacher_id)) for name in district.class_names
        ),
        home_timetables=tuple(
            replace(
                base,
                lessons=tuple(
                    replace(lesson, teacher_id=by) if lesson.teacher_id in people else lesson
                    for lesson in base.lessons
                ),
            )
            for base in district.home_timetables
        ),
        joint_lessons=tuple(_joint(lesson, who) for lesson in district.joint_lessons),
        sessions=tuple(_session(session, who, each) for session in district.sessions),
        activities=tuple(
            replace(activity, person_ids=each(activity.person_ids)) for activity in district.activities
        ),
        unavailabilities=tuple(
            dict.fromkeys(
                replace(entry, person_id=by) if entry.person_id in people else entry
                for entry in district.unavailabilities
            )
        ),
    )
    return replace(after, drafts=tuple(still_current(draft, district, after) for draft in district.drafts))


_Who = Callable[[PersonId | None], PersonId | None]
_Each = Callable[[tuple[PersonId, ...]], tuple[PersonId, ...]]


def _of_joint(lesson: JointLesson) -> Iterator[PersonId | None]:
    yield lesson.lecturer_id
    yield from (end.assistant_id for end in lesson.ends)
    yield from (handover.teacher_id for handover in lesson.handovers)


def _mentioned(district: District) -> Iterator[PersonId | None]:
    yield from (lesson.teacher_id for base in district.home_timetables for lesson in base.lessons)
    yield from (name.head_teacher_id for name in district.class_names)
    yield from (person_id for lesson in district.joint_lessons for person_id in _of_joint(lesson))
    yield from (person_id for session in district.sessions for person_id in session.attendees)
    yield from (person_id for activity in district.activities for person_id in activity.person_ids)


def _posts(district: District, people: People, by: PersonId) -> tuple[Post, ...]:
    there = {post.campus_id for post in district.posts if post.person_id == by}
    kept: list[Post] = []
    for post in district.posts:
        if post.person_id not in people:
            kept.append(post)
        elif post.campus_id not in there:
            there.add(post.campus_id)
            kept.append(replace(post, person_id=by))
    return tuple(kept)


def _joint(lesson: JointLesson, who: _Who) -> JointLesson:
    ends = tuple(replace(end, assistant_id=who(end.assistant_id)) for end in lesson.ends)
    handovers = tuple(replace(one, teacher_id=who(one.teacher_id)) for one in lesson.handovers)
    return replace(lesson, lecturer_id=who(lesson.lecturer_id), ends=ends, handovers=handovers)


def _session(session: ResearchSession, who: _Who, each: _Each) -> ResearchSession:
    return replace(
        session,
        chair_id=who(session.chair_id),
        speaker_id=who(session.speaker_id),
        member_ids=each(session.member_ids),
    )
