"""参加人员 of a plan: names (碧湖小学:张三、李四), everybody of a subject, or some circle of people."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.communities import Campus
from service.domain.corrections import CorrectionKind
from service.domain.identity import CampusId, PersonId
from service.domain.sources import Source
from service.exchange.notation.plain_text import NOT_SAID, plain
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.people_named import NamedAt, named_at, person_at

_ALL = re.compile(r"教共体内?|各?成员校|各校区?|全体|所有|全部|各(?=校)")
_GROUP = re.compile(
    r"(?P<words>.*?)(?:学科|教研)?组?(?:全体|所有)?(?:任课|任教|科任)?(?:教师|老师|成员|人员)"
)
# Who that is, no workbook of timetables says.
_CIRCLE = re.compile(
    r".*(?:组长|骨干|代表|主任|校长|领导|名师|部分|相关|有关|班主任|青年|新教师|教研员|专家|备课组|工作室|负责人|分管|干部|"
    r"年级.*教师|年级组|备课|学员|导师|行政|中层|自愿|另行通知|嘉宾).*"
)
_SEPARATORS = re.compile(r"([、,;\n])")


@dataclass(frozen=True)
class AttendeeReader:
    """Resolves the people of plans, at the host's campus first and then at the other members'."""

    bench: Bench

    def person(
        self, text: str, host: Campus | None, members: tuple[CampusId, ...], subject: str, source: Source
    ) -> PersonId | None:
        """One name; None for nobody, and with a problem or a note where nobody can be told."""
        if plain(text) in NOT_SAID:
            return None
        if _CIRCLE.fullmatch(plain(text)):
            self.bench.report.note("members_not_told_apart", source, text=plain(text))
            return None
        said = named_at(self.bench, text, source)
        return None if said is None else self._person(said, host, members, subject, source)

    def members(
        self, text: str, host: Campus | None, members: tuple[CampusId, ...], subject: str, source: Source
    ) -> tuple[PersonId, ...]:
        """Everybody a cell names, each once."""
        found: list[PersonId] = []
        for item, campus in self._items(text):
            everybody = self._everybody(item, members, source)
            if everybody is not None:
                found += everybody
            elif _CIRCLE.fullmatch(item):
                self.bench.report.note("members_not_told_apart", source, text=item)
            else:
                said = NamedAt(item, campus) if campus is not None else named_at(self.bench, item, source)
                person = None if said is None else self._person(said, host, members, subject, source)
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
                yield part.strip() if campus is None else plain(part), campus

    def _everybody(
        self, item: str, members: tuple[CampusId, ...], source: Source
    ) -> tuple[PersonId, ...] | None:
        """`全体语文教师` are all who have a post of the subject in the community; None: no group."""
        group = _GROUP.fullmatch(plain(item))
        if group is None:
            return None
        said = self._of_subject(plain(item))
        if said is None:
            # 全体教师 are all; 全体化学教师 where nobody teaches that is a slip; 张老师 is no group.
            if not _ALL.search(plain(item)) or _CIRCLE.fullmatch(plain(item)):
                return None
            said = "", _ALL.sub("", group["words"])
        place, name = said
        if place and self.bench.names.find_campus(place) is None and _CIRCLE.fullmatch(plain(item)):
            return None
        campuses = members
        if place:
            campus = self.bench.names.campus(place, source)
            campuses = () if campus is None else (campus.id,)
        subject = self.bench.subjects.named(name) if name else None
        people = self.bench.staff.of_subject(subject, campuses)
        if not people and campuses:
            self.bench.report.problem("members_unknown", source, text=plain(item))
        return people

    def _of_subject(self, item: str) -> tuple[str, str] | None:
        """语文教师, 碧湖小学语文教师, 各校语文组全体成员: campus and subject; None without one."""
        group = _GROUP.fullmatch(item)
        words = "" if group is None else _ALL.sub("", group["words"])
        for start in range(len(words)):
            if self.bench.subjects.standard(words[start:]) is not None:
                return words[:start], words[start:]
        return None

    def _person(
        self,
        said: NamedAt,
        host: Campus | None,
        members: tuple[CampusId, ...],
        subject: str,
        source: Source,
    ) -> PersonId | None:
        """A bare name at the host's, else at the one member that has it."""
        staff = self.bench.staff
        campus = said.campus or (host if host is not None and staff.at(host.id, said.name) else None)
        if campus is not None:
            return person_at(self.bench, campus.id, said.name, source, subject)
        people = {person for one in members if (person := staff.find(one, said.name, subject))}
        if len(people) == 1:
            return people.pop()
        several = [one for one in members if staff.at(one, said.name)]
        if len(people) > 1:
            names = tuple(f"{self.bench.names.name_of(one)}:{said.name}" for one in several)
            return self._asked(said.name, names, members, subject, source)
        where = host.id if host is not None else (several or list(members))[0]
        return staff.person(where, said.name, source, subject)

    def _asked(
        self, name: str, names: tuple[str, ...], members: tuple[CampusId, ...], subject: str, source: Source
    ) -> PersonId | None:
        """One name at several schools: two people until somebody says who is meant."""
        meant = self.bench.report.meant(CorrectionKind.TEXT, name, source)
        said = None if meant is None else named_at(self.bench, meant, source)
        if said is not None and said.campus is not None:
            return self.bench.staff.person(said.campus.id, said.name, source, subject)
        self.bench.report.problem("person_at_several", source, text=name, candidates=names)
        return None
