"""参加人员 of a plan: names (碧湖小学:张三、李四), everybody of a subject, or some circle of people."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.identity import CampusId, PersonId
from service.domain.sources import Source
from service.exchange.notation.membership_roles import roles_headed
from service.exchange.notation.numerals import NUMBER, number
from service.exchange.notation.plain_text import NOT_SAID, plain
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.district.community_understood import CommunityUnderstood
from service.exchange.understanding.joint_work.people_named import NamedAt, named_at, person_at

_ALL = re.compile(r"教共体内?|各成员校|各校区?|全体|所有|全部|各(?=校)")
_ALL_OF_PLAN = frozenset({"全体", "全员", "全体组员"})
_GROUP = re.compile(
    r"(?P<words>.*?)(?:学科|教研)?"
    r"(?:组?(?:全体|所有)?(?:任课|任教|科任)?(?:教师|老师|成员|人员)|组(?:全体|所有|全员)?)"
)
# Who that is, no workbook of timetables says.
_CIRCLE = re.compile(
    r".*(?:组长|骨干|代表|主任|校长|领导|名师|部分|相关|有关|班主任|青年|新教师|教研员|专家|工作室|负责人|分管|干部|"
    r"年级.*教师|年级组|备课|学员|导师|行政|中层|自愿|另行通知|嘉宾|教研室|教研院|进修|教育局|特级|轮流|轮值).*"
)
#: 三校英语教师: all, where they are so many
_SO_MANY = re.compile(rf"^(?P<count>{NUMBER})(?:所|个)?(?:学校|校区?)(?=.)")
_ITINERANTS_TOO = re.compile(r"\((?:含|包括|包含)走教(?:教师|老师)?\)$")
_SEPARATORS = re.compile(r"([、,;\n])")


@dataclass(frozen=True)
class AttendeeReader:
    """Resolves the people of one plan, at its host's campus first and then at the other members'."""

    bench: Bench
    community: CommunityUnderstood
    host: Campus | None
    subject: str

    def person(self, text: str, source: Source) -> PersonId | None:
        """One name; None for nobody, and with a problem or a note where nobody can be told."""
        if plain(text) in NOT_SAID:
            return None
        if _CIRCLE.fullmatch(plain(text)):
            self.bench.report.note("members_not_told_apart", source, text=plain(text))
            return None
        said = named_at(self.bench, text, source)
        return None if said is None else self._person(said, source)

    def members(self, text: str, source: Source) -> tuple[PersonId, ...]:
        """Everybody a cell names, each once."""
        found: list[PersonId] = []
        for item, campus in self._items(text):
            everybody = self._everybody(item, source) if campus is None else None
            if everybody is not None:
                found += everybody
            elif _CIRCLE.fullmatch(plain(item)):
                self.bench.report.note("members_not_told_apart", source, text=plain(item))
            else:
                said = named_at(self.bench, item, source) if campus is None else NamedAt(plain(item), campus)
                person = None if said is None else self._person(said, source)
                found += [] if person is None else [person]
        return tuple(dict.fromkeys(found))

    def _items(self, text: str) -> Iterator[tuple[str, Campus | None]]:
        """`碧湖小学:张三、李四;城北小学:王五`: a campus goes on until the next, or the end of its line."""
        campus: Campus | None = None
        for part in _SEPARATORS.split(unicodedata.normalize("NFKC", text)):
            if part in (";", "\n"):
                campus = None
                continue
            place, colon, name = plain(part).partition(":")
            known = self.bench.names.find_campus(place) if colon else None
            if known is not None:
                campus, part = known, name
            if plain(part) not in NOT_SAID and not _SEPARATORS.fullmatch(part):
                yield part.strip(), campus

    # groups

    def _everybody(self, item: str, source: Source) -> tuple[PersonId, ...] | None:
        """`全体语文教师` are all who have a post of the subject in the community; None: no group."""
        said = self._group(plain(item))
        if said is None:
            return None
        place, name = said
        campuses = self._campuses(place, source)
        subject = self.bench.subjects.named(name) if name else None
        people = self.bench.staff.of_subject(subject, campuses)
        if not people and campuses:
            self.bench.report.problem("members_unknown", source, text=plain(item))
        return people

    def _group(self, item: str) -> tuple[str, str] | None:
        """Where and of which subject: 碧湖小学语文教师, 全体教师; 受援校 and 全体 are of the plan's own."""
        if item in _ALL_OF_PLAN:
            return "", self.subject
        if roles_headed(item) or self._is_campus(item):
            return item, self.subject
        item = _ITINERANTS_TOO.sub("", item)
        group = _GROUP.fullmatch(item)
        if group is None:
            return None
        words = _ALL.sub("", self._without_count(group["words"]))
        cuts = (n for n in range(len(words)) if self.bench.subjects.standard(words[n:]) is not None)
        cut = next(cuts, None)
        if cut is not None:
            place = words[:cut]
            return (
                None
                if place and not self._is_place(place) and _CIRCLE.fullmatch(item)
                else (place, words[cut:])
            )
        # 全体教师 are all; 全体化学教师 where nobody teaches that is a slip; 张老师 is no group.
        return ("", words) if _ALL.search(item) and not _CIRCLE.fullmatch(item) else None

    def _without_count(self, words: str) -> str:
        """Of 三校英语 in a community of three schools, or campuses, 英语."""
        match = _SO_MANY.match(words)
        members = self.community.members
        schools = {self.bench.names.campus_of(one).school_id for one in members}
        if match is None or number(match["count"]) not in (len(members), len(schools)):
            return words
        return words[match.end() :]

    def _is_campus(self, item: str) -> bool:
        """A school alone, not a teacher who is called like one."""
        campus = self.bench.names.find_campus(item)
        return campus is not None and not any(
            self.bench.staff.at(one, item) for one in self.community.members
        )

    def _is_place(self, place: str) -> bool:
        return bool(roles_headed(place)) or self.bench.names.find_campus(place) is not None

    def _campuses(self, place: str, source: Source) -> tuple[CampusId, ...]:
        """Those of a role in the community, the one named, or all members."""
        if not place:
            return self.community.members
        if roles := roles_headed(place):
            return self.community.members_in(roles, self.bench.names)
        campus = self.bench.names.campus(place, source)
        return () if campus is None else (campus.id,)

    # single people

    def _person(self, said: NamedAt, source: Source) -> PersonId | None:
        """A bare name at the host's, else at the one member that has it."""
        staff, host, members = self.bench.staff, self.host, self.community.members
        campus = said.campus or (host if host is not None and staff.at(host.id, said.name) else None)
        if campus is not None:
            return person_at(self.bench, campus.id, said.name, source, self.subject)
        people = {person for one in members if (person := staff.find(one, said.name, self.subject))}
        if len(people) == 1:
            return people.pop()
        several = [one for one in members if staff.at(one, said.name)]
        if len(people) > 1:
            return self._asked(said.name, several, source)
        where = host.id if host is not None else (several or list(members))[0]
        return person_at(self.bench, where, said.name, source, self.subject)

    def _asked(self, name: str, several: list[CampusId], source: Source) -> PersonId | None:
        """One name at several schools: two people until somebody says who is meant.

        The host means it so, who knows of others; another community's people are none of this answer's.
        """
        host = "" if self.host is None else self.host.name
        meant = self.bench.report.meant(CorrectionKind.TEXT, name, source, host)
        said = None if meant is None else named_at(self.bench, meant, source)
        if said is not None and said.campus is not None and said.campus.id in several:
            return self.bench.staff.person(said.campus.id, said.name, source, self.subject)
        names = tuple(f"{self.bench.names.name_of(one)}:{name}" for one in several)
        self.bench.report.problem("person_at_several", source, text=name, candidates=names, campus=host)
        return None
