"""A joint lesson split by season: J01 until the bells change, J01-冬 from then on, each with its own slot."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from calendars.bells import Period
from calendars.spans import DateSpan
from service.domain.district import District
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.lesson_codes import is_later_part, is_of, parts_of
from service.domain.sittings.in_force import mondays
from service.domain.sittings.standings import bells_of_end

_WEEK = timedelta(days=7)
_SEASONS = "春夏秋冬"


class SplitRefused(Exception):
    """It cannot be split or joined so; `asked` is what was asked for, `choices` what could be meant."""

    def __init__(self, asked: str = "", choices: tuple[str, ...] = ()) -> None:
        super().__init__((type(self).__doc__ or "").strip())
        self.asked, self.choices = asked, choices


class NothingImported(SplitRefused):
    """Nothing has been imported yet."""


class NoSuchLesson(SplitRefused):
    """No joint lesson has that code."""


class OfSeveralCommunities(SplitRefused):
    """Several communities have a joint lesson of that code; `choices` are their names."""


class HasSingleDates(SplitRefused):
    """The joint lesson is on single dates: it has no slot of the week."""


class HasNoCode(SplitRefused):
    """The joint lesson has no code that its parts could be called after."""


class IsDoublePeriod(SplitRefused):
    """The joint lesson is one of a double period (连堂): the two stand together."""


class AlreadySplit(SplitRefused):
    """The joint lesson is split already."""


class BellsStayTheSame(SplitRefused):
    """The bells of its campuses do not change while the joint lesson runs."""


class NotSplit(SplitRefused):
    """The joint lesson is not split."""


def season_spans(district: District, lesson: JointLesson) -> tuple[DateSpan, ...]:
    """A lesson's days, cut where the bells of its campuses change between weeks in which it runs."""
    days = lesson.days.intersection(district.term.term.days)
    if days is None:
        return (lesson.days,)
    books = [
        calendar.bells
        for end in lesson.ends
        if (calendar := district.calendars.get(end.campus_id)) is not None
    ]
    pieces = days.cut(schedule.valid for book in books for schedule in book.schedules)
    starts = mondays(lesson.weeks, district.term.term)
    running = [span for span in pieces if any(DateSpan(day, day + _WEEK).overlaps(span) for day in starts)]
    bells = [_bells(district, lesson, span.first) for span in running]
    edges = [
        DateSpan(later.first, None)
        for (_, later), (before, after) in zip(pairwise(running), pairwise(bells), strict=True)
        if before != after
    ]
    return lesson.days.cut(edges)


def is_of_a_double(lessons: Iterable[JointLesson], lesson: JointLesson) -> bool:
    """Whether another stands right after it, or it after another."""
    return bool(lesson.right_after) or any(
        (other.community_id, other.right_after) == (lesson.community_id, lesson.code) for other in lessons
    )


def can_be_split(lessons: Iterable[JointLesson], lesson: JointLesson) -> bool:
    """Whether a change of bells is all that it needs."""
    return _refused(tuple(lessons), lesson) is None


def splits(district: District, community: str | None = None) -> tuple[tuple[JointLesson, ...], ...]:
    """The parts of every lesson that is split, of one community (its id or name) where one is said."""
    there = tuple(one for one in district.joint_lessons if is_of(district, one.community_id, community))
    firsts = dict.fromkeys(parts_of(there, one)[0] for one in there if is_later_part(one))
    return tuple(parts_of(there, first) for first in firsts)


def split(district: District, lesson: JointLesson, ids: Iterator[JointLessonId]) -> District:
    """The district with a part of the lesson for each season; each keeps its dates of what stands.

    The first has the lesson's own id and code; `ids` are those of the others. Raises SplitRefused.
    """
    refused = _refused(district.joint_lessons, lesson)
    if refused is not None:
        raise refused(lesson.code)
    first, *later = season_spans(district, lesson)
    if not later:
        raise BellsStayTheSame(lesson.code)
    taken = {one.code for one in district.joint_lessons if one.community_id == lesson.community_id}
    parts = [_during(lesson, first)]
    for span in later:
        code = next(code for code in _codes(district, lesson, span.first) if code not in taken)
        taken.add(code)
        parts.append(replace(_during(lesson, span), id=next(ids), code=code))
    return _instead(district, (lesson,), parts)


def joined(district: District, lesson: JointLesson) -> District:
    """The district with the parts of a lesson as one again, which stands on each date where its part stands.

    It is pinned only if every part was. Raises NotSplit.
    """
    parts = parts_of(district.joint_lessons, lesson)
    if len(parts) == 1:
        raise NotSplit(lesson.code)
    whole = replace(
        parts[0],
        days=DateSpan(parts[0].days.first, parts[-1].days.end),
        placements=tuple(placement for part in parts for placement in part.placements),
        handovers=tuple(dict.fromkeys(handover for part in parts for handover in part.handovers)),
        pinned=all(part.pinned for part in parts),
    )
    return _instead(district, parts, (whole,))


def asked_again(known: Sequence[JointLesson], wishes: Iterable[JointLesson]) -> Iterator[JointLesson]:
    """What a newer workbook asks for, with the later parts of what is split: they are asked for with it.

    A wish that is for single dates by now, or a double period, is whole again.
    """
    wishes = tuple(wishes)
    first = {(one.community_id, one.code): one for one in known if one.days.end is not None}
    for wish in wishes:
        before = first.get((wish.community_id, wish.code))
        if before is None or not wish.is_weekly or is_of_a_double(wishes, wish):
            yield wish
            continue
        for part in parts_of(known, before):
            yield replace(wish, id=part.id, code=part.code, days=part.days)


def _refused(lessons: Sequence[JointLesson], lesson: JointLesson) -> type[SplitRefused] | None:
    if not lesson.is_weekly:
        return HasSingleDates
    if not lesson.code:
        return HasNoCode
    if is_of_a_double(lessons, lesson):
        return IsDoublePeriod
    return AlreadySplit if len(parts_of(lessons, lesson)) > 1 else None


def _during(lesson: JointLesson, days: DateSpan) -> JointLesson:
    """The lesson as it is within some of its days."""
    return replace(
        lesson,
        days=days,
        placements=tuple(
            replace(placement, days=common)
            for placement in lesson.placements
            if (common := placement.days.intersection(days)) is not None
        ),
    )


def _codes(district: District, lesson: JointLesson, day: date) -> Iterator[str]:
    """J01-冬, J01-第9周起, J01-2026-10-08: by the season of the host's bells, else by when it begins."""
    calendars = (district.calendars.get(end.campus_id) for end in (lesson.host, *lesson.receivers))
    names = {
        schedule.name
        for calendar in calendars
        if calendar is not None
        for schedule in calendar.bells.schedules
        if schedule.valid.first == day
    }
    seasons = {sign for name in names for sign in _SEASONS if sign in name}
    if len(seasons) == 1:
        yield f"{lesson.code}-{seasons.pop()}"
    week = next((one for one in district.term.term.lesson_week_list() if one.monday + _WEEK > day), None)
    if week is not None:
        yield f"{lesson.code}-第{week.number}周起"
    yield f"{lesson.code}-{day}"


def _bells(
    district: District, lesson: JointLesson, day: date
) -> tuple[tuple[tuple[Period, ...] | None, ...], ...]:
    """What rings for each class on each day of a week, by the bells of one day."""
    return tuple(
        tuple(
            None if schedule is None else schedule.periods
            for _, schedule in bells_of_end(district, lesson, end, weekday, DateSpan(day, None))
        )
        for end in lesson.ends
        for weekday in range(1, 8)
    )


def _instead(district: District, those: Sequence[JointLesson], new: Sequence[JointLesson]) -> District:
    """The new ones where the first of those stands."""
    gone = {one.id for one in those}
    lessons: list[JointLesson] = []
    for lesson in district.joint_lessons:
        if lesson.id == those[0].id:
            lessons += new
        elif lesson.id not in gone:
            lessons.append(lesson)
    return replace(district, joint_lessons=tuple(lessons))
