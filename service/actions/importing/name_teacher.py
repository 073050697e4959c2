"""Name a teacher whom a workbook could only call 待定 or 新教师1 (`tongke name`): one step, everywhere."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from service.actions.importing.campus_named import campus_named
from service.domain.collecting.corrections import Correction, CorrectionKind
from service.domain.district import District
from service.domain.identity import CampusId, PersonId
from service.domain.people import Person, Post
from service.domain.placeholders import concerns, lessons_of, placeholders_at, taken_over
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SUBJECTS
from service.storage.choices import choices
from service.storage.database import Database
from service.storage.store import Store


class NamingRefused(Exception):
    """A teacher cannot be named so. `choices` are what could have been meant."""

    def __init__(self, choices: tuple[str, ...] = ()) -> None:
        super().__init__((type(self).__doc__ or "").strip())
        self.choices = choices


class NothingImported(NamingRefused):
    """The database has no term yet."""


class CampusUnknown(NamingRefused):
    """There is no campus of that name; `choices` are all there are."""


class PlaceholderUnknown(NamingRefused):
    """Nobody of that name (and subject) waits for one at that campus; `choices` are those who do."""


class TeacherUnclear(NamingRefused):
    """Several at that campus have that name; `choices` are theirs with their staff numbers."""


class NumberTaken(NamingRefused):
    """That staff number belongs to somebody else there, who is the choice."""


class NameIsPlaceholder(NamingRefused):
    """The new name is that of somebody who waits for one, too."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `subject` "" takes the placeholder whatever she teaches; `number` may be ""."""

    campus: str
    placeholder: str
    teacher: str
    number: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class NamingReport:
    """Who she is now, how many home and joint lessons are hers by it, and what later imports go by."""

    person: Person
    is_new: bool
    lessons: int
    correction: Correction


async def name_teacher(
    database: Database,
    wanted: Wanted,
    *,
    term: str | None = None,
    community: str | None = None,
    actor: str,
    now: datetime,
) -> NamingReport:
    """The placeholder becomes somebody of that campus, or somebody new; raises NamingRefused.

    1. Gather the district and what other terms say of the placeholder. 2. Decide. 3. Write it, and the
    correction by which the same workbook is understood so from now on. It is one write: nobody comes between.
    """
    async with database.writing(None, None, actor, now) as store:
        district = await store.load_district(term, community)
        if district is None:
            raise NothingImported
        naming = _Naming(district, wanted)
        elsewhere = await _concerned_elsewhere(store, district, naming.people)
        after, report = naming.done(elsewhere, store.mint)
        await store.save_district(district, after)
        await store.keep_corrections([report.correction])
        figures = {"name": report.person.name, "lessons": report.lessons}
        await store.audit("name_teacher", "person", report.person.id, after=figures)
    return report


async def _concerned_elsewhere(
    store: Store, district: District, people: frozenset[PersonId]
) -> frozenset[PersonId]:
    """Those of whom another term says something: there they stay who they were."""
    terms = dict.fromkeys(choice.term_id for choice in await choices(store.connection))
    others = [await store.load_district(term_id) for term_id in terms if term_id != district.term.id]
    # The ledger belongs to all terms and is taken over here already.
    return frozenset(
        person_id
        for person_id in people
        for other in others
        if other is not None and concerns(replace(other, activities=()), frozenset({person_id}))
    )


class _Naming:
    """One request against one district; what cannot be done is raised at once."""

    def __init__(self, district: District, wanted: Wanted) -> None:
        self._district = district
        self._campus_id = _campus(district, wanted.campus)
        self._name, self._number = plain(wanted.teacher), plain(wanted.number)
        self._placeholder, self._subject = plain(wanted.placeholder), _standard(wanted.subject)
        self.people = self._found()
        self._existing = self._teacher()

    def done(self, elsewhere: frozenset[PersonId], mint: Callable[[], str]) -> tuple[District, NamingReport]:
        """The district with her name in it; a placeholder of another term stays there, without a post."""
        before = self._district
        person = self._existing or self._new(elsewhere, mint)
        replaced = self.people - {person.id}
        after = taken_over(before, replaced, person.id)
        people = tuple(one for one in _with(before, person) if one.id not in replaced or one.id in elsewhere)
        posts = tuple(self._numbered(post) if post.person_id == person.id else post for post in after.posts)
        report = NamingReport(
            person, self._existing is None, len(lessons_of(before, self.people)), self._correction()
        )
        return replace(after, people=people, posts=posts), report

    def _found(self) -> frozenset[PersonId]:
        there = placeholders_at(self._district, self._campus_id)
        found = frozenset(
            person.id
            for person, post in there
            if person.name == self._placeholder and self._subject in ("", post.subject)
        )
        if not found:
            raise PlaceholderUnknown(tuple(dict.fromkeys(_shown(*one) for one in there)))
        if any(person.name == self._name for person, _ in there):
            raise NameIsPlaceholder
        return found

    def _teacher(self) -> Person | None:
        """The teacher of that name and number who is there already; None: somebody new."""
        here = [post for post in self._district.posts if post.campus_id == self._campus_id]
        named = [post for post in here if self._district.person[post.person_id].name == self._name]
        if self._number:
            holders = [post for post in here if post.staff_number == self._number and post not in named]
            if holders:
                raise NumberTaken(tuple(self._with_number(post) for post in holders))
            named = [post for post in named if post.staff_number in ("", self._number)]
            named = [post for post in named if post.staff_number] or named
        ids = dict.fromkeys(post.person_id for post in named)
        if len(ids) > 1:
            raise TeacherUnclear(tuple(self._with_number(post) for post in named))
        return next((self._district.person[person_id] for person_id in ids), None)

    def _new(self, elsewhere: frozenset[PersonId], mint: Callable[[], str]) -> Person:
        """A placeholder of this term alone becomes her: what was published for it goes on being hers."""
        own = [person.id for person in self._district.people if person.id in self.people - elsewhere]
        return Person(own[0] if own else PersonId(mint()), self._name)

    def _numbered(self, post: Post) -> Post:
        if post.campus_id != self._campus_id:
            return post
        return replace(
            post,
            staff_number=post.staff_number or self._number,
            subject=post.subject or self._subject,
        )

    def _correction(self) -> Correction:
        campus = self._district.campus[self._campus_id].name
        written = f"{self._placeholder}/{self._subject}" if self._subject else self._placeholder
        return Correction(campus, CorrectionKind.TEACHER, written, f"{self._name} {self._number}".strip())

    def _with_number(self, post: Post) -> str:
        return f"{self._district.person[post.person_id].name} {post.staff_number}".strip()


def _campus(district: District, name: str) -> CampusId:
    campus = campus_named(district, name)
    if campus is None:
        raise CampusUnknown(tuple(one.name for one in district.campuses))
    return campus.id


def _standard(subject: str) -> str:
    return SUBJECTS.named(subject) if subject else ""


def _shown(person: Person, post: Post) -> str:
    return f"{person.name}/{post.subject}" if post.subject else person.name


def _with(district: District, person: Person) -> tuple[Person, ...]:
    """Everybody, with this person as she is now; somebody new comes last."""
    known = tuple(person if one.id == person.id else one for one in district.people)
    return known if person in known else (*known, person)
