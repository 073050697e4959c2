"""Two districts compared: everything that an import would change, in the order in which it is told."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from service.domain.classes import ClassName
from service.domain.differences import sections
from service.domain.differences.campus_calendars import calendar_differences
from service.domain.differences.difference import Difference, FieldChange, Kind, Owner, What
from service.domain.differences.home_timetables import first_tables, timetable_differences
from service.domain.differences.naming import Naming
from service.domain.differences.rows import Section, Sides, field_changes
from service.domain.district import District
from service.domain.people import Person, Post

Comparison = Callable[[Sides], Iterable[Difference]]


def differences(before: District | None, after: District) -> tuple[Difference, ...]:
    """What is new, changed and gone. Nothing known before, or another term: the term is new, too.

    Districts that differ in nothing that can be told (another order, other ids) differ in what is not seen.
    """
    sides = _sides(before, after)
    found = tuple(one for _, compared in COMPARISONS.values() for one in compared(sides))
    if found or before == after:
        return found
    return tuple(
        Difference(kind, What.UNSEEN)
        for field, (kind, _) in COMPARISONS.items()
        if getattr(sides.before, field) != getattr(after, field)
    )


def _sides(before: District | None, after: District) -> Sides:
    """Of a term that is not known yet, what lasts from term to term is what was known before."""
    if before is None:
        before, new_term = District(after.term, after.holidays, after.preferences), True
    elif new_term := before.term.id != after.term.id:
        before = replace(
            before,
            term=after.term,
            class_names=(),
            campus_terms=(),
            home_timetables=(),
            joint_lessons=(),
            sessions=(),
            drafts=(),
        )
    return Sides(before, after, Naming(before), Naming(after), new_term)


def _term(sides: Sides) -> Iterator[Difference]:
    was, now = sides.before.term.term, sides.after.term.term
    if sides.new_term:
        told = tuple(FieldChange(name, None, getattr(now, name)) for name in ("first_day", "last_day"))
        yield Difference(Kind.TERM, What.NEW, name=(now.name,), fields=told)
    elif changes := field_changes(sides, was, now):
        yield Difference(Kind.TERM, What.CHANGED, name=(now.name,), fields=changes)


def _preferences(sides: Sides) -> Iterator[Difference]:
    if changes := field_changes(sides, sides.before.preferences, sides.after.preferences):
        yield Difference(Kind.PREFERENCES, What.CHANGED, fields=changes)


def _rows(field: str, section: Section[Any]) -> Comparison:
    return lambda sides: section.differences(sides, getattr(sides.before, field), getattr(sides.after, field))


def _schools(sides: Sides) -> Iterator[Difference]:
    """A new school is told by its campuses."""
    new = {campus.school_id for campus in sides.after.campuses if campus.id not in sides.before.campus}
    after = tuple(
        school for school in sides.after.schools if school.id in sides.before.school or school.id not in new
    )
    yield from sections.SCHOOLS.differences(sides, sides.before.schools, after)


def _people(sides: Sides) -> Iterator[Difference]:
    """Somebody new, or gone, is told by her posts."""
    known = {(post.person_id, post.campus_id) for post in sides.before.posts}
    held = {(post.person_id, post.campus_id) for post in sides.after.posts}
    told = {person_id for person_id, _ in known ^ held}
    before = tuple(person for person in sides.before.people if _lasts(person, sides.after, told))
    after = tuple(person for person in sides.after.people if _lasts(person, sides.before, told))
    yield from sections.PEOPLE.differences(sides, before, after)


def _lasts(person: Person, other: District, told: set[Any]) -> bool:
    return person.id in other.person or person.id not in told


def _posts(sides: Sides) -> Iterator[Difference]:
    """A teacher who has posts elsewhere is shared: a new post says where else she is, and on which days.

    The others of a campus that had no posts are counted.
    """
    staffed = {sides.now.of_campus(post.campus_id) for post in sides.before.posts}
    counted: Counter[Owner] = Counter()
    new = {post.id: post for post in sides.after.posts}
    elsewhere = {
        (sides.now.of_campus(post.campus_id), sections.POSTS.name(sides.now, post)): _elsewhere(sides, post)
        for post in new.values()
    }
    for difference in sections.POSTS.differences(sides, sides.before.posts, sides.after.posts):
        new_one = difference.what is What.NEW
        shared = elsewhere.get((difference.owner, difference.name), ()) if new_one else ()
        if new_one and not shared and difference.owner not in staffed:
            counted[difference.owner] += 1
        else:
            yield replace(difference, fields=(*difference.fields, *shared))
    for owner, count in counted.items():
        yield Difference(Kind.POST, What.NEW, owner, (), (FieldChange("posts", None, count),))


def _elsewhere(sides: Sides, post: Post) -> tuple[FieldChange, ...]:
    others = sides.after.posts_of[post.person_id]
    campuses = tuple(sides.now.campus(other.campus_id) for other in others if other.id != post.id)
    if not campuses:
        return ()
    weekdays = FieldChange("weekdays", None, sides.now.value("weekdays", post.weekdays))
    return weekdays, FieldChange("elsewhere", None, campuses)


def _classes(sides: Sides) -> Iterator[Difference]:
    """Classes that come with a campus's first table are told with it."""
    first = first_tables(sides)
    after = tuple(
        group
        for group in sides.after.classes
        if group.campus_id not in first or group.id in sides.before.class_group
    )
    yield from sections.CLASSES.differences(sides, sides.before.classes, after)


def _class_names(sides: Sides) -> Iterator[Difference]:
    """What a class is called this term; those of a new term are counted, campus by campus."""
    named: Counter[Owner] = Counter()
    gone = [name for name in sides.before.class_names if name.class_id not in sides.after.class_name]
    for name in sides.after.class_names:
        owner = _class_owner(sides, name)
        was = sides.before.class_name.get(name.class_id)
        if was is not None and (changes := field_changes(sides, was, name, frozenset({"class_id"}))):
            yield Difference(Kind.CLASS, What.CHANGED, owner, (name.label,), changes)
        elif was is None and name.class_id in sides.before.class_group:
            named[owner] += 1
    for owner, count in named.items():
        yield Difference(Kind.CLASS, What.CHANGED, owner, (), (FieldChange("named", None, count),))
    for name in gone:
        if name.class_id in sides.after.class_group:
            label = FieldChange("label", name.label, None)
            yield Difference(Kind.CLASS, What.CHANGED, _class_owner(sides, name), (name.label,), (label,))


def _class_owner(sides: Sides, name: ClassName) -> Owner:
    for district, naming in ((sides.after, sides.now), (sides.before, sides.was)):
        if group := district.class_group.get(name.class_id):
            return naming.of_campus(group.campus_id)
    return sides.now.of_campus(None)


def _holidays(sides: Sides) -> Iterator[Difference]:
    yield from sections.HOLIDAYS.differences(sides, sides.before.holidays.years, sides.after.holidays.years)


#: Every field of District, in the order in which its differences are told: a test sees to it that none lacks.
COMPARISONS: Mapping[str, tuple[Kind, Comparison]] = {
    "term": (Kind.TERM, _term),
    "holidays": (Kind.HOLIDAYS, _holidays),
    "preferences": (Kind.PREFERENCES, _preferences),
    "schools": (Kind.SCHOOL, _schools),
    "campuses": (Kind.CAMPUS, _rows("campuses", sections.CAMPUSES)),
    "communities": (Kind.COMMUNITY, _rows("communities", sections.COMMUNITIES)),
    "memberships": (Kind.MEMBERSHIP, _rows("memberships", sections.MEMBERSHIPS)),
    "custodies": (Kind.CUSTODY, _rows("custodies", sections.CUSTODIES)),
    "people": (Kind.PERSON, _people),
    "posts": (Kind.POST, _posts),
    "unavailabilities": (Kind.UNAVAILABILITY, _rows("unavailabilities", sections.UNAVAILABILITIES)),
    "travels": (Kind.TRAVEL, _rows("travels", sections.TRAVELS)),
    "places": (Kind.PLACE, _rows("places", sections.PLACES)),
    "classes": (Kind.CLASS, _classes),
    "class_names": (Kind.CLASS, _class_names),
    "campus_terms": (Kind.CALENDAR, calendar_differences),
    "home_timetables": (Kind.HOME_TIMETABLE, timetable_differences),
    "joint_lessons": (Kind.JOINT_LESSON, _rows("joint_lessons", sections.JOINT_LESSONS)),
    "sessions": (Kind.SESSION, _rows("sessions", sections.SESSIONS)),
    "drafts": (Kind.DRAFT, _rows("drafts", sections.DRAFTS)),
    "activities": (Kind.ACTIVITY, _rows("activities", sections.ACTIVITIES)),
}
