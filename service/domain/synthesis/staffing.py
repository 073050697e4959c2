"""Who teaches what: head teachers with 语文 and what goes with it, specialists, shared teachers (走教)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from service.domain.identity import CampusId, ClassId, PersonId, PostId
from service.domain.people import EVERY_DAY, Person, Post
from service.domain.synthesis.curricula import (
    FULL_LOAD,
    HEAD_TEACHER_SUBJECTS,
    alternating,
    weekly_lessons,
)
from service.domain.synthesis.names import person_name
from service.domain.synthesis.sites import SharedCell, Site, SiteClass, Staff, Teaching

# A shared teacher's days at her first and at her second campus, and the most lessons she gives there.
SHARED_DAYS = (frozenset({1, 3}), frozenset({2, 4, 5}))
SHARED_LOADS = (7, 11)
SHARED_SUBJECTS = ("音乐", "美术", "信息科技")


@dataclass(frozen=True, slots=True)
class SharedTeacher:
    """One person with two posts (走教), on distinct weekdays."""

    person: Person
    subject: str
    campus_ids: tuple[CampusId, CampusId]

    def at(self, campus_id: CampusId) -> tuple[frozenset[int], int]:
        """Her days and the most lessons there."""
        index = self.campus_ids.index(campus_id)
        return SHARED_DAYS[index], SHARED_LOADS[index]


@dataclass
class _Office:
    """The personnel office of one campus while it hires."""

    site: Site
    rng: Random
    mint: Callable[[], str]
    taken: set[str]
    people: list[Person] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)

    def hire(self, subject: str) -> PersonId:
        name = person_name(self.rng, self.taken)
        self.taken.add(name)
        person = Person(PersonId(self.mint()), name)
        self.people.append(person)
        self.give_post(person, subject, EVERY_DAY)
        return person.id

    def give_post(self, person: Person, subject: str, weekdays: frozenset[int]) -> None:
        number = f"{self.site.letters}{len(self.posts) + 1:02}"
        self.posts.append(Post(PostId(self.mint()), person.id, self.site.id, number, subject, weekdays))


def staffed(
    site: Site,
    shared: Sequence[SharedTeacher],
    rng: Random,
    mint: Callable[[], str],
    taken_names: Iterable[str],
) -> Staff:
    """The staff of a campus; no new teacher has one of `taken_names`, those of shared teachers among them."""
    office = _Office(site, rng, mint, set(taken_names), [teacher.person for teacher in shared])
    heads = {entry.id: office.hire("语文") for entry in site.classes}
    hours = {entry.id: _hours(site, entry) for entry in site.classes}
    teaching = [
        Teaching(class_id, subject, heads[class_id], count)
        for class_id, subjects in hours.items()
        for subject, count in subjects.items()
        if subject in HEAD_TEACHER_SUBJECTS
    ]
    cells: tuple[SharedCell, ...] = ()
    for subject, load in FULL_LOAD.items():
        wanted = [
            (class_id, subjects[subject]) for class_id, subjects in hours.items() if subject in subjects
        ]
        helpers = [teacher for teacher in shared if teacher.subject == subject]
        taught = list(_by_shared(office, helpers, wanted))
        done = {row.class_id for row in taught}
        left = [(class_id, count) for class_id, count in wanted if class_id not in done]
        taught.extend(_by_specialists(office, subject, load, left))
        teaching.extend(taught)
        if subject == "信息科技":
            cells = _shared_cells(
                office, site, heads, [row.teacher_id for row in taught if row.class_id not in done]
            )
    return Staff(tuple(office.people), tuple(office.posts), tuple(teaching), cells, heads)


def in_shared_cells(site: Site, entry: SiteClass) -> bool:
    """Whether 信息科技 and 劳动 alternate here: in the first class of a grade, where the campus does that."""
    has_both = "信息科技" in weekly_lessons(entry.grade, site.information_from)
    return site.alternates and has_both and entry.group.number == 1


def same_name(staff: Staff, other: Staff) -> Staff:
    """The staff with its last teacher called like the first of another campus: a name is not a person."""
    wanted, names = other.people[0].name, {person.name for person in staff.people}
    if wanted in names:
        return staff
    return replace(staff, people=(*staff.people[:-1], replace(staff.people[-1], name=wanted)))


def _hours(site: Site, entry: SiteClass) -> Mapping[str, int]:
    hours = weekly_lessons(entry.grade, site.information_from)
    return alternating(hours) if in_shared_cells(site, entry) else hours


def _by_shared(
    office: _Office, helpers: Sequence[SharedTeacher], wanted: Sequence[tuple[ClassId, int]]
) -> Iterable[Teaching]:
    """The last classes, as far as the shared teachers' days allow."""
    waiting = list(wanted)
    for helper in helpers:
        weekdays, room = helper.at(office.site.id)
        office.give_post(helper.person, helper.subject, weekdays)
        while waiting and waiting[-1][1] <= room:
            class_id, count = waiting.pop()
            room -= count
            yield Teaching(class_id, helper.subject, helper.person.id, count)


def _by_specialists(
    office: _Office, subject: str, load: int, wanted: Sequence[tuple[ClassId, int]]
) -> Iterable[Teaching]:
    """As few teachers as the full load allows, the classes dealt out in their order, evenly."""
    total = sum(count for _, count in wanted)
    if not total:
        return
    teachers = -(-total // load)
    per_teacher = total / teachers
    given, teacher = 0, office.hire(subject)
    hired = 1
    for class_id, count in wanted:
        if given + count / 2 > hired * per_teacher and hired < teachers:
            teacher, hired = office.hire(subject), hired + 1
        given += count
        yield Teaching(class_id, subject, teacher, count)


def _shared_cells(
    office: _Office, site: Site, heads: Mapping[ClassId, PersonId], teachers: Sequence[PersonId]
) -> tuple[SharedCell, ...]:
    """The alternating cells, with the campus's own 信息科技 teacher; one is hired where there is none."""
    classes = [entry.id for entry in site.classes if in_shared_cells(site, entry)]
    if not classes:
        return ()
    teacher = teachers[0] if teachers else office.hire("信息科技")
    return tuple(SharedCell(class_id, teacher, heads[class_id]) for class_id in classes)
