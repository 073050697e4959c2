"""Teachers by their names: a name alone is never a person, so every look-up says at which campus."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from service.domain.collecting.corrections import CorrectionKind
from service.domain.district import District
from service.domain.identity import CampusId, PersonId, PostId
from service.domain.people import EVERY_DAY, Person, Post
from service.domain.problems import ProblemCode
from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Mint, Names


@dataclass(frozen=True, slots=True)
class SharedTeacher:
    """走教: one person, declared, with the weekdays she is at each campus, and her staff numbers if said."""

    name: str
    subject: str
    weekdays: tuple[tuple[CampusId, frozenset[int]], ...]
    numbers: tuple[tuple[CampusId, str], ...] = ()

    @property
    def campuses(self) -> frozenset[CampusId]:
        return frozenset(campus for campus, _ in self.weekdays)

    def is_post(self, campus_id: CampusId, staff_number: str) -> bool:
        """Whether a post of her name there may be hers: another number is that of a namesake."""
        return campus_id in self.campuses and dict(self.numbers).get(campus_id, staff_number) == staff_number


class Staff:
    """People and posts, known and new. One name at two campuses is two people unless declared shared."""

    def __init__(self, known: District | None, names: Names, mint: Mint, report: Report) -> None:
        self._mint = mint
        self._names = names
        self._report = report
        self._shared: tuple[SharedTeacher, ...] = ()
        self._people: dict[PersonId, Person] = {} if known is None else dict(known.person)
        self._posts: dict[PostId, Post] = {}
        self._at: dict[tuple[CampusId, str], list[PostId]] = {}  # a table asks for a name 50 times a teacher
        self._of_campus: dict[CampusId, dict[PostId, None]] = {}
        for post in () if known is None else known.posts:
            self._keep(post)

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(self._people.values())

    @property
    def posts(self) -> tuple[Post, ...]:
        return tuple(self._posts.values())

    def declare_shared(self, teachers: Iterable[SharedTeacher]) -> None:
        """Before the roster is enlisted: it decides who is one person."""
        self._shared += tuple(teachers)

    def enlist(self, campus_id: CampusId, staff_number: str, name: str, subject: str) -> Post:
        """The post of a row of the roster: that staff number there, else that name without a number."""
        name = plain(name)
        mine = self._at_campus(campus_id)
        old = next((post for post in mine if staff_number and post.staff_number == staff_number), None)
        if old is None:
            unnumbered = [p for p in mine if not p.staff_number and self._people[p.person_id].name == name]
            old = unnumbered[0] if unnumbered else None
        if old is not None and self._people[old.person_id].name != name:
            # The number was given to another.
            old = replace(old, person_id=self._person_at(campus_id, name, staff_number))
        person_id = old.person_id if old else self._person_at(campus_id, name, staff_number)
        post = old or Post(PostId(self._mint()), person_id, campus_id, staff_number)
        post = replace(
            post,
            staff_number=staff_number or post.staff_number,
            subject=subject or post.subject,
            weekdays=self._weekdays(campus_id, name, staff_number, post.weekdays),
        )
        self._keep(post)
        return post

    def _keep(self, post: Post) -> None:
        self._posts[post.id] = post
        self._of_campus.setdefault(post.campus_id, {})[post.id] = None
        at = self._at.setdefault((post.campus_id, self._people[post.person_id].name), [])
        if post.id not in at:
            at.append(post.id)

    def _at_campus(self, campus_id: CampusId) -> tuple[Post, ...]:
        return tuple(self._posts[post_id] for post_id in self._of_campus.get(campus_id, ()))

    def at(self, campus_id: CampusId, name: str) -> tuple[Post, ...]:
        """The posts of people of that name at a campus."""
        posts = (self._posts[post_id] for post_id in self._at.get((campus_id, plain(name)), ()))
        return tuple(post for post in posts if self._people[post.person_id].name == plain(name))

    def find(self, campus_id: CampusId, name: str, subject: str = "") -> PersonId | None:
        """The one person of that name there; of several the one who has the subject. None else."""
        posts = self.at(campus_id, name)
        if len({post.person_id for post in posts}) > 1:
            posts = tuple(post for post in posts if post.subject == subject)
        people = {post.person_id for post in posts}
        return people.pop() if len(people) == 1 else None

    def person(self, campus_id: CampusId, name: str, source: Source, subject: str = "") -> PersonId | None:
        """`find`; None is a problem with the most similar names of that campus as candidates."""
        campus = self._names.name_of(campus_id)
        found = self.find(campus_id, name, subject) or self.answered(campus_id, name, source, subject)
        if found is None:
            similar = self.similar(campus_id, name)
            code: ProblemCode = "teacher_unknown" if similar else "teacher_unlisted"
            if self.at(campus_id, name):
                code = "teacher_ambiguous"
                similar = self.names_to_choose(campus_id, name)
            self._report.problem(code, source, text=plain(name), campus=campus, candidates=similar)
        return found

    def names_to_choose(self, campus_id: CampusId, name: str) -> tuple[str, ...]:
        """The name; with the number of each where several people there have it."""
        posts = self.at(campus_id, name)
        several = len({post.person_id for post in posts}) > 1
        return tuple(self._with_number(post) for post in posts) if several else (plain(name),)

    def similar(self, campus_id: CampusId, name: str) -> tuple[str, ...]:
        """The names of that campus that differ from this one by little, the most similar first."""
        there = [self._people[post.person_id].name for post in self.posts if post.campus_id == campus_id]
        return tuple(get_close_matches(plain(name), there, n=5, cutoff=0.4))

    def names_at(self, campus_id: CampusId) -> frozenset[str]:
        return frozenset(name for campus, name in self._at if campus == campus_id)

    def placeholders(self, campus_id: CampusId, name: str) -> tuple[PersonId, ...]:
        """Those of that name who are awaited at a campus."""
        people = (self._people[post.person_id] for post in self.at(campus_id, name))
        return tuple(person.id for person in people if person.placeholder)

    def enlist_placeholder(self, campus_id: CampusId, name: str, subject: str) -> PersonId:
        """Somebody new whom the school has not named yet, with a post there."""
        person = Person(PersonId(self._mint()), plain(name), placeholder=True)
        self._people[person.id] = person
        self._keep(Post(PostId(self._mint()), person.id, campus_id, "", subject))
        return person.id

    def answered(self, campus_id: CampusId, name: str, source: Source, subject: str) -> PersonId | None:
        """Whom a name was answered to mean there: a name, or a name and a staff number."""
        campus = self._names.name_of(campus_id)
        written = (f"{name}/{subject}", name) if subject else (name,)
        answers = (self._report.meant(CorrectionKind.TEACHER, text, source, campus) for text in written)
        meant = next((answer for answer in answers if answer is not None), None)
        if meant is None:
            return None
        posts = self._at_campus(campus_id)
        numbered = {post.person_id for post in posts if plain(self._with_number(post)) == plain(meant)}
        return numbered.pop() if len(numbered) == 1 else self.find(campus_id, meant, subject)

    def _with_number(self, post: Post) -> str:
        return f"{self._people[post.person_id].name} {post.staff_number}"

    def of_subject(self, subject: str | None, campuses: Iterable[CampusId]) -> tuple[PersonId, ...]:
        """Everybody with a post of that subject (None: any) at the campuses, each once, campus by campus.

        Who is not named yet comes, too: whoever she will be is expected there.
        """
        found = [
            post.person_id
            for campus_id in campuses
            for post in self.posts
            if post.campus_id == campus_id and subject in (None, post.subject)
        ]
        return tuple(dict.fromkeys(found))

    def give_subjects(self, taught: Iterable[tuple[PersonId, CampusId, str]]) -> None:
        """Posts without a subject (no roster names it) get the one taught most often there."""
        counts: dict[tuple[PersonId, CampusId], Counter[str]] = {}
        for person_id, campus_id, subject in taught:
            counts.setdefault((person_id, campus_id), Counter())[subject] += 1
        for post in self.posts:
            of_post = counts.get((post.person_id, post.campus_id))
            if not post.subject and of_post:
                self._posts[post.id] = replace(post, subject=of_post.most_common(1)[0][0])

    def _person_at(self, campus_id: CampusId, name: str, staff_number: str) -> PersonId:
        """A shared teacher's person, known by her other post; else somebody new."""
        for declared in self._declared(campus_id, name, staff_number):
            for other in declared.campuses:
                for post in self.at(other, name):
                    if declared.is_post(other, post.staff_number):
                        return post.person_id
        person = Person(PersonId(self._mint()), name)
        self._people[person.id] = person
        return person.id

    def _weekdays(
        self, campus_id: CampusId, name: str, staff_number: str, before: frozenset[int]
    ) -> frozenset[int]:
        for declared in self._declared(campus_id, name, staff_number):
            return dict(declared.weekdays)[campus_id] or EVERY_DAY
        return before

    def _declared(self, campus_id: CampusId, name: str, staff_number: str) -> tuple[SharedTeacher, ...]:
        return tuple(one for one in self._shared if one.name == name and one.is_post(campus_id, staff_number))
