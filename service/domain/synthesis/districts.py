"""A whole district, community by community; the work is linear in the campuses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from calendars.terms import Term
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.campus_terms import CampusTerm, TermEntry
from service.domain.classes import ClassGroup, ClassName
from service.domain.communities import Campus, Community, CommunityKind, Membership, Role, School
from service.domain.district import District
from service.domain.home_timetables import HomeTimetable
from service.domain.identity import (
    CampusId,
    ClassId,
    CommunityId,
    PersonId,
    PlaceId,
    SchoolId,
    TermId,
    TimetableId,
)
from service.domain.joint_lessons import JointLesson
from service.domain.people import Person, Travel
from service.domain.places import Place
from service.domain.research_sessions import ResearchSession
from service.domain.synthesis.bell_patterns import LEAD, MEMBERS
from service.domain.synthesis.home_weeks import home_week
from service.domain.synthesis.ids import minting
from service.domain.synthesis.names import person_name, place_name, school_name
from service.domain.synthesis.parties import Party
from service.domain.synthesis.plans import DistrictPlan
from service.domain.synthesis.research_plan import research_plan
from service.domain.synthesis.school_days import HOLIDAYS, campus_term, sports_days
from service.domain.synthesis.sites import GRADES, Site, SiteClass, Staff, class_counts, class_label
from service.domain.synthesis.staffing import SHARED_SUBJECTS, SharedTeacher, same_name, staffed
from service.domain.synthesis.wishes import wishes, with_courses

_HOST_ROOMS = ("主讲室一", "主讲室二")
_LISTENING_ROOM = "网络功能室"
_MOST_ENDS = 4
_ROLES = {
    CommunityKind.MERGED: (Role.CORE, Role.MEMBER),
    CommunityKind.CO_BUILT: (Role.CORE, Role.MEMBER),
    CommunityKind.COOPERATIVE: (Role.SUPPORTING, Role.SUPPORTED),
}


def synthetic_district(plan: DistrictPlan) -> District:
    """The district of a plan: equal plans, equal districts. At home nobody is double booked."""
    builder = _Builder(plan)
    for index in range(plan.communities):
        builder.add_community(index)
    return builder.district()


@dataclass
class _Builder:
    """What has been made so far; each community draws from a Random of its own."""

    plan: DistrictPlan
    schools: list[School] = field(default_factory=list)
    communities: list[Community] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    travels: list[Travel] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    campus_terms: list[CampusTerm] = field(default_factory=list)
    home_timetables: list[HomeTimetable] = field(default_factory=list)
    joint_lessons: list[JointLesson] = field(default_factory=list)
    sessions: list[ResearchSession] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.term: Term = self.plan.term
        self.term_id = TermId(minting(Random(f"{self.plan.seed}:term"), self.plan.first_day)())
        self.last_party: Party | None = None

    def add_community(self, index: int) -> None:
        """Its schools, their weeks, then what they wish and plan together."""
        rng = Random(f"{self.plan.seed}:{index}")
        mint = minting(rng, self.plan.first_day)
        joining = self.last_party if self.plan.joins(index) else None
        kind = self._kind(index)
        new = self.plan.campus_count(index) - (joining is not None)
        sites = self._sites(kind, new, rng, mint)
        own = self._populated(sites, 1 if index < self.plan.tight else len(_HOST_ROOMS), rng, mint)
        parties = [*own, *([joining] if joining is not None else [])]
        community = self._community(kind, parties, mint)
        self._calendars(own, rng)
        if len(parties) > 1:
            wanted = self.plan.joint_count(index)
            wished = wishes(community.id, self.term_id, parties, wanted, rng, mint)
            self.joint_lessons += with_courses(wished, parties, self.plan.courses, mint)
        closed = {entry.campus_id: entry.closures for entry in self.campus_terms}
        self.sessions += research_plan(
            community.id,
            self.term_id,
            self.term,
            [(party.site, party.staff) for party in parties],
            {party.id: closed[party.id] for party in parties},
            self._session_weeks(index),
            mint,
            self.plan.incomplete,
        )
        self.last_party = own[-1]

    def district(self) -> District:
        # A shared teacher is in the staff of two campuses.
        people = {person.id: person for party in self.parties for person in party.staff.people}
        return District(
            term=TermEntry(self.term_id, self.term),
            holidays=HOLIDAYS,
            schools=tuple(self.schools),
            campuses=tuple(party.site.campus for party in self.parties),
            communities=tuple(self.communities),
            memberships=tuple(self.memberships),
            people=tuple(people.values()),
            posts=tuple(post for party in self.parties for post in party.staff.posts),
            travels=tuple(self.travels),
            places=tuple(room for party in self.parties for room in party.rooms),
            classes=tuple(entry.group for party in self.parties for entry in party.site.classes),
            class_names=tuple(entry.name for party in self.parties for entry in party.site.classes),
            campus_terms=tuple(self.campus_terms),
            home_timetables=tuple(self.home_timetables),
            joint_lessons=tuple(self.joint_lessons),
            sessions=tuple(self.sessions),
        )

    def _session_weeks(self, index: int) -> Weeks:
        """Every week; two communities with a common campus, whose teachers sit in both, take turns."""
        if self.plan.joins(index):
            return ODD_WEEKS
        return EVEN_WEEKS if index + 1 < self.plan.communities and self.plan.joins(index + 1) else ALL_WEEKS

    def _kind(self, index: int) -> CommunityKind:
        """One community alone is one school with campuses; of several, each school is its own."""
        if self.plan.communities == 1:
            return CommunityKind.MERGED
        return (CommunityKind.CO_BUILT, CommunityKind.COOPERATIVE)[index % 2]

    def _sites(self, kind: CommunityKind, count: int, rng: Random, mint: Callable[[], str]) -> list[Site]:
        """The campuses, the lead first; the members' bells differ as long as there are patterns."""
        patterns = [LEAD, *rng.sample(MEMBERS, len(MEMBERS))]
        head: School | None = None
        sites: list[Site] = []
        for index in range(count):
            place, letters = place_name(len(self.parties) + index)
            name = school_name(place, rng)
            if kind is CommunityKind.MERGED:
                name = f"{place}实验小学(核心校区)" if index == 0 else f"{place}校区"
            school = head if head is not None and kind is CommunityKind.MERGED else self._school(name, mint)
            head = head or school
            campus = Campus(CampusId(mint()), school.id, name)
            pattern = patterns[0] if index == 0 else patterns[1 + (index - 1) % len(MEMBERS)]
            sites.append(
                Site(
                    campus=campus,
                    letters=letters,
                    bells=pattern.bells(self.term.school_year),
                    classes=self._classes(campus, self.plan.class_count(index), mint),
                    information_from=5 if index and rng.random() < 0.25 else 3,
                    alternates=index % 2 == 0,
                )
            )
        return sites

    def _school(self, name: str, mint: Callable[[], str]) -> School:
        school = School(SchoolId(mint()), name.partition("(")[0])
        self.schools.append(school)
        return school

    def _classes(self, campus: Campus, count: int, mint: Callable[[], str]) -> tuple[SiteClass, ...]:
        counts = class_counts(count)
        found = []
        for grade in GRADES:
            for number in range(1, counts[grade] + 1):
                class_id = ClassId(mint())
                group = ClassGroup(class_id, campus.id, self.term.school_year - grade + 1, number)
                label = class_label(grade, number)
                found.append(
                    SiteClass(group, ClassName(class_id, self.term_id, grade, f"{grade}{number:02}", label))
                )
        return tuple(found)

    def _populated(
        self, sites: Sequence[Site], host_rooms: int, rng: Random, mint: Callable[[], str]
    ) -> list[Party]:
        """Staff, rooms and weeks; between each two neighbours after the lead one teacher is shared."""
        shared = self._shared_teachers(sites, rng, mint)
        taken = {teacher.person.name for teacher in shared}
        own: list[Party] = []
        for index, site in enumerate(sites):
            mine = [teacher for teacher in shared if site.id in teacher.campus_ids]
            staff = staffed(site, mine, rng, mint, taken)
            if own and index % 2 == 0:
                staff = same_name(staff, own[0].staff)
            site = _with_heads(site, staff)
            rooms = _rooms(site, _HOST_ROOMS[:host_rooms] if index == 0 else (), mint)
            own.append(Party(site, staff, home_week(site, staff, rng, mint), rooms))
        for party in own:
            first = self.term.first_day
            base = HomeTimetable(TimetableId(mint()), party.id, self.term_id, first, party.lessons)
            self.home_timetables.append(base)
        self.parties += own
        return own

    def _shared_teachers(
        self, sites: Sequence[Site], rng: Random, mint: Callable[[], str]
    ) -> list[SharedTeacher]:
        """走教 between the second and third campus, the fourth and fifth … of a community."""
        found: list[SharedTeacher] = []
        members = sites[1:]
        for turn, (one, other) in enumerate(zip(members[::2], members[1::2], strict=False)):
            name = person_name(rng, {teacher.person.name for teacher in found})
            person = Person(PersonId(mint()), name)
            subject = SHARED_SUBJECTS[turn % len(SHARED_SUBJECTS)]
            found.append(SharedTeacher(person, subject, (one.id, other.id)))
            self.travels.append(Travel((one.id, other.id), rng.choice((20, 25, 30, 35, 40))))
        return found

    def _community(self, kind: CommunityKind, parties: Sequence[Party], mint: Callable[[], str]) -> Community:
        lead = parties[0].site.campus
        name = f"{lead.name.partition('(')[0]}教联体"
        community = Community(CommunityId(mint()), name, kind, f"1+{len(parties) - 1}")
        self.communities.append(community)
        for index, party in enumerate(parties):
            campus = party.site.campus
            only = campus.id if kind is CommunityKind.MERGED and len(parties) > 1 else None
            role = _ROLES[kind][index > 0]
            self.memberships.append(Membership(community.id, campus.school_id, role, only))
        return community

    def _calendars(self, own: Sequence[Party], rng: Random) -> None:
        for party in own:
            days = sports_days(self.term, rng)
            self.campus_terms.append(campus_term(party.site, self.term_id, self.term, days))


def _with_heads(site: Site, staff: Staff) -> Site:
    """The class names with their head teachers."""
    classes = tuple(
        replace(entry, name=replace(entry.name, head_teacher_id=staff.heads[entry.id]))
        for entry in site.classes
    )
    return replace(site, classes=classes)


def _rooms(site: Site, host_rooms: Sequence[str], mint: Callable[[], str]) -> tuple[Place, ...]:
    """Scarce: two rooms to host from at the lead, if so many, one to listen in anywhere else."""
    if host_rooms:
        return tuple(
            Place(PlaceId(mint()), site.id, name, can_host=True, max_ends=_MOST_ENDS) for name in host_rooms
        )
    return (Place(PlaceId(mint()), site.id, _LISTENING_ROOM),)
