"""Counting before any search: what no arrangement can give, said as data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from calendars.weeks import ALL_WEEKS
from service.domain.district import grouped
from service.domain.identity import ClassId, JointLessonId, PersonId, PlaceId
from service.domain.joint_lessons import End, JointLesson
from service.domain.reasons import Reason, ReasonCode
from service.domain.season_splits import can_be_split, season_spans
from service.domain.sittings.in_force import replaced_subject
from service.domain.slots import Slot
from service.solver.claims import Claim, Resource
from service.solver.problem import Problem
from service.solver.replacements import Option, gives_up
from service.solver.slots import Slots, week_of, whole_seasons

Options = Mapping[tuple[JointLessonId, ClassId], tuple[Option, ...]]


def impossible(problem: Problem, lesson: JointLesson, options: Options) -> tuple[Reason, ...]:
    """What is against a lesson at every slot: its rooms, classes without its subject, the bells."""
    return (*_rooms(problem, lesson), *_subjects(problem, lesson, options), *_seasons(problem, lesson))


def _rooms(problem: Problem, lesson: JointLesson) -> Iterator[Reason]:
    district = problem.district
    for end in lesson.ends:
        if end.place_id is None and (end.hosts or end.place_text or not end.class_ids):
            yield Reason(ReasonCode.ROOM_MISSING, (("campus", district.campus[end.campus_id].name),))
    if lesson.host.place_id is None:
        return
    place = district.place[lesson.host.place_id]
    if not place.can_host:
        yield Reason(ReasonCode.ROOM_CANNOT_HOST, (("place", place.name),))
    ends = len({end.campus_id for end in lesson.receivers})
    if place.max_ends is not None and ends > place.max_ends:
        yield Reason(
            ReasonCode.ROOM_TOO_SMALL, (("place", place.name), ("ends", ends), ("most", place.max_ends))
        )


def _subjects(problem: Problem, lesson: JointLesson, options: Options) -> Iterator[Reason]:
    for end in lesson.ends:
        for class_id in end.class_ids:
            if gives_up(lesson) and not options[lesson.id, class_id]:
                yield Reason(
                    ReasonCode.CLASS_LACKS_SUBJECT,
                    (*_class_facts(problem, end, class_id), ("subject", replaced_subject(lesson))),
                )


def _seasons(problem: Problem, lesson: JointLesson) -> Iterator[Reason]:
    """That every season of bells has slots, but none that is good in all; of a lesson that can be split."""
    spans = season_spans(problem.district, lesson)
    if len(spans) < 2 or not can_be_split(problem.district.joint_lessons, lesson):
        return
    good = [frozenset(_rung(problem, replace(lesson, days=span))) for span in spans]
    if all(good) and not frozenset.intersection(*good):
        yield Reason(ReasonCode.SEASONS_APART, (("lesson", lesson.code),))


def _rung(problem: Problem, lesson: JointLesson) -> Iterator[Slot]:
    """The slots that are good by the bells alone."""
    least = problem.district.preferences.least_overlap
    for slot in week_of(problem, lesson):
        seasons = whole_seasons(problem, lesson, slot)
        if seasons and all(one.minutes >= least for season in seasons for one in season.standings):
            yield slot


def _class_facts(problem: Problem, end: End, class_id: ClassId) -> tuple[tuple[str, str], ...]:
    district = problem.district
    return (
        ("class_name", district.class_name[class_id].label),
        ("campus", district.campus[end.campus_id].name),
    )


def shortages(
    problem: Problem, slots: Iterable[Slots], options: Options
) -> Mapping[JointLessonId, tuple[Reason, ...]]:
    """Rooms and people that are wanted more often than the week has room for them, and short subjects."""
    slots = tuple(slots)
    found = defaultdict[JointLessonId, list[Reason]](list)
    wanted = grouped(
        (claim.resource, (entry.lesson.id, claim))
        for entry in slots
        for candidate in entry.candidates
        for claim in candidate.claims
        if claim.resource.kind != "class"
    )
    for resource, rows in wanted.items():
        lesson_ids = dict.fromkeys(lesson_id for lesson_id, _ in rows)
        if len(lesson_ids) < 2:
            continue
        for reason in _too_often(problem, resource, rows):
            for lesson_id in lesson_ids:
                found[lesson_id].append(reason)
    for lesson_id, reason in _short_subjects(problem, slots, options):
        found[lesson_id].append(reason)
    return {lesson_id: tuple(dict.fromkeys(reasons)) for lesson_id, reasons in found.items()}


def _too_often(
    problem: Problem, resource: Resource, rows: tuple[tuple[JointLessonId, Claim], ...]
) -> Iterator[Reason]:
    """Season by season: a lesson that runs in one of them alone wants nothing in the others."""
    for atom, season in product(problem.timeline.atoms, range(len(problem.timeline.seasons))):
        there = [row for row in rows if row[1].hold.weeks & atom and row[1].hold.clock[season] is not None]
        need = len({lesson_id for lesson_id, _ in there})
        have = _room([claim for _, claim in there], season)
        if need > have:
            name, code = _named(problem, resource)
            yield Reason(code, (*name, ("need", need), ("have", have)))
            return


def _room(claims: list[Claim], season: int) -> int:
    """How many of the possible spans fit beside each other in a week: always take the one that ends first."""
    fitted, busy_until = 0, (0, 0)
    spans = {
        (claim.hold.weekday, span.end, span.start)
        for claim in claims
        if (span := claim.hold.clock[season]) is not None
    }
    for weekday, end, start in sorted(spans):
        if (weekday, start) >= busy_until:
            fitted, busy_until = fitted + 1, (weekday, end)
    return fitted


def _named(problem: Problem, resource: Resource) -> tuple[tuple[tuple[str, str], ...], ReasonCode]:
    district = problem.district
    if resource.kind == "person":
        return (("person", district.person[PersonId(resource.id)].name),), ReasonCode.PERSON_FULL
    place = district.place[PlaceId(resource.id)]
    campus = district.campus[place.campus_id].name
    return (("place", place.name), ("campus", campus)), ReasonCode.PLACE_FULL


def _short_subjects(
    problem: Problem, slots: tuple[Slots, ...], options: Options
) -> Iterator[tuple[JointLessonId, Reason]]:
    """Classes asked to give up a subject more often than they have it, by lessons of the whole time alone.

    Of two that run one after the other each gives up what the other has left.
    """
    wanted: Counter[tuple[ClassId, str]] = Counter()
    supply: defaultdict[tuple[ClassId, str], set[str]] = defaultdict(set)
    users: list[tuple[JointLesson, End, ClassId]] = []
    whole = problem.timeline.days
    for entry in slots:
        counts = gives_up(entry.lesson) and entry.lesson.days.intersection(whole) == whole
        for end in entry.lesson.ends:
            for class_id in end.class_ids if counts else ():
                key = class_id, replaced_subject(entry.lesson)
                wanted[key] += 1
                supply[key] |= {home for way in options[entry.lesson.id, class_id] for home in way.lesson_ids}
                users.append((entry.lesson, end, class_id))
    for lesson, end, class_id in users:
        key = class_id, replaced_subject(lesson)
        if 0 < len(supply[key]) < wanted[key] and problem.timeline.weeks(
            lesson.weeks
        ) == problem.timeline.weeks(ALL_WEEKS):
            yield (
                lesson.id,
                Reason(
                    ReasonCode.CLASS_SHORT_OF_SUBJECT,
                    (
                        *_class_facts(problem, end, class_id),
                        ("subject", key[1]),
                        ("need", wanted[key]),
                        ("have", len(supply[key])),
                    ),
                ),
            )
