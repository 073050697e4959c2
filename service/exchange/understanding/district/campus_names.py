"""Campuses by the names that workbooks use, with the ids already known."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain

from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.district import District
from service.domain.identity import CampusId, SchoolId
from service.domain.sources import Source
from service.exchange.notation.class_lists import may_be_class_list
from service.exchange.notation.plain_text import plain
from service.exchange.reporting.reports import Report

Mint = Callable[[], str]

_NOWHERE = Source("", "", "")
_SIGNS = re.compile(r"[()\[\]【】<>《》·.\-_—:\"“”]")
_ENDING = re.compile(r"(?:校区|教学点|学校|小学|中学|初中|完小)$")
_COMMUNITY = r"(?!(?:教[共联]体|共同体|(?:教育)?集团|联盟))"
_COUNTY = re.compile(r"^.{1,6}?[市县区镇乡]")
_SECTIONS = frozenset({"小学", "初中", "高中", "中学"})
_BRACKETS = re.compile(r"\(([^()]+)\)")


@lru_cache(maxsize=8192)  # every name is compared with that of every campus
def key(name: str) -> str:
    """A name without blanks, brackets and dashes: 江北实验小学(核心校区) = 江北实验小学核心校区."""
    return _SIGNS.sub("", plain(name))


class CampusNames:
    """Resolves names of campuses and remembers new ones; one that cannot be resolved is a problem."""

    def __init__(self, known: District | None, mint: Mint, report: Report) -> None:
        self._mint = mint
        self._report = report
        self._campuses: dict[CampusId, Campus] = {} if known is None else dict(known.campus)
        self._here: dict[CampusId, Source] = {}
        self.has_known = bool(self._campuses)  # before anything of this import
        self._schools = {} if known is None else _schools_of(known)
        # What was looked up since the last campus was learnt: a list names the same schools in each row.
        self._found: dict[str, Campus | None] = {}
        self._placed: dict[str, tuple[Campus, str] | None] = {}

    @property
    def campuses(self) -> tuple[Campus, ...]:
        return tuple(self._campuses.values())

    @property
    def here(self) -> tuple[Campus, ...]:
        """The campuses this import is about: of its rosters and tables; all known ones if it has none."""
        return tuple(self._campuses[campus_id] for campus_id in self._here) or self.campuses

    @property
    def has_own(self) -> bool:
        """Whether rosters or tables of this import name campuses at all."""
        return bool(self._here)

    def campus_of(self, campus_id: CampusId) -> Campus:
        return self._campuses[campus_id]

    def name_of(self, campus_id: CampusId) -> str:
        return self._campuses[campus_id].name

    def find_campus(self, text: str) -> Campus | None:
        """By name or alias; else what only one (of this import) is called in short (柳河, 核心校区)."""
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> Campus | None:
        wanted = key(text)
        if not wanted:
            return None
        forms: tuple[Callable[[Campus], bool], ...] = (
            lambda campus: any(key(name) == wanted for name in campus.names),
            lambda campus: wanted in _short_names(campus),
            lambda campus: len(wanted) > 1 and any(wanted in key(name) for name in campus.names),
        )
        return self._first_called(forms)

    def campus_said_of_a_name(self, text: str) -> Campus | None:
        """The campus that stands in brackets behind a teacher: 张三(云岭).

        Its name in full or in short, or how either begins, with or without the county in front. Any other
        part of a name may be said of her: 实验 and 中心 of 江北实验中心小学.
        """
        wanted = key(text)
        if len(wanted) < 2:
            return None
        forms: tuple[Callable[[Campus], bool], ...] = (
            lambda campus: any(key(name) == wanted for name in campus.names),
            lambda campus: wanted in _short_names(campus),
            lambda campus: wanted not in _SECTIONS and _begins(campus, wanted),
        )
        return self._first_called(forms)

    def _first_called(self, forms: Iterable[Callable[[Campus], bool]]) -> Campus | None:
        """By the first form that one campus has; of several the one of this import."""
        for called in forms:
            found = [campus for campus in self.campuses if called(campus)]
            if len(found) > 1:
                # 核心校区 is that of this import: another community has one, too.
                found = [campus for campus in found if campus.id in self._here]
            if len(found) == 1:
                return found[0]
        return None

    def campus(self, text: str, source: Source) -> Campus | None:
        """None, and a problem, when no one campus is called so."""
        found = self.find_campus(text)
        if found is None and (meant := self._report.meant(CorrectionKind.CAMPUS, text, source)) is not None:
            found = self.find_campus(meant)
        if found is None:
            names = tuple(campus.name for campus in self.campuses)
            self._report.problem("campus_unknown", source, text=plain(text), candidates=names)
        else:
            self._report.mark(source, found.name)
        return found

    def similar(self, text: str) -> bool:
        """Whether a name differs from that of a known campus by no more than a slip of the pen."""
        known = [key(name) for campus in self.campuses for name in campus.names]
        return bool(get_close_matches(key(text), known, n=1, cutoff=0.7))

    def campus_in(self, texts: Iterable[str]) -> Campus | None:
        """The one campus that a title or the name of a sheet speaks of; None where it names none, or two."""
        found = self.campuses_in(texts)
        if len(found) != 1:
            return None
        self._appears(found[0].id, _NOWHERE)
        return found[0]

    def campuses_in(self, texts: Iterable[str]) -> tuple[Campus, ...]:
        """The campus that is called so exactly, else all that the first such text names in a part of it.

        Of a school and its site, 城北小学 and 城北小学黄村校区, the longer name is meant. 城北小学教联体 is
        no campus.
        """
        texts = [text for text in texts if key(text)]
        exact = next((campus for text in texts if (campus := self.find_campus(text)) is not None), None)
        if exact is not None:
            return (exact,)
        names = [called for campus in self.campuses for name in campus.names if (called := key(name))]
        for unless in (_COMMUNITY, ""):
            said = [[name for name in names if re.search(re.escape(name) + unless, key(t))] for t in texts]
            longest = {name for name in chain(*said) if not _is_part(name, chain(*said))}
            meant = next((longest & set(some) for some in said if longest & set(some)), set[str]())
            if meant:
                return tuple(c for c in self.campuses if meant & set(map(key, c.names)))
        return ()

    def add_campus(self, name: str, source: Source = _NOWHERE) -> Campus:
        """The campus of that very name, new if there is none. Its school is settled with the community."""
        wanted = key(name)
        for campus in self.campuses:
            if any(key(other) == wanted for other in campus.names):
                self._appears(campus.id, source)
                return campus
        campus = Campus(CampusId(self._mint()), SchoolId(""), plain(name))
        self._learn(campus)
        self._appears(campus.id, source)
        return campus

    def know_schools(self, schools: Mapping[CampusId, str]) -> None:
        """The school of each site that a list of communities names."""
        self._schools |= schools

    def school_of(self, campus_id: CampusId) -> str:
        """The name of its school; "" where no list says it."""
        return self._schools.get(campus_id, "")

    def sites_called(self, text: str) -> tuple[Campus, ...]:
        """All sites of the school of that name, where it has several and none of them is called so itself."""
        sites = [self._campuses[one] for one, school in self._schools.items() if key(school) == key(text)]
        own_name = any(key(site.name) == key(text) for site in sites)
        return () if own_name or len(sites) < 2 else tuple(sites)

    def first_seen(self, campus_id: CampusId) -> Source:
        """Where an own campus of this import is named first; nowhere in particular by a table's title."""
        return self._here.get(campus_id, _NOWHERE)

    def exact(self, *texts: str) -> Campus | None:
        """The campus that is called one of these in full, the first that is."""
        for wanted in map(key, texts):
            for campus in self.campuses:
                if any(key(name) == wanted for name in campus.names):
                    return campus
        return None

    def list_campus(self, name: str) -> Campus:
        """A campus that a list of communities names: known from then on, but none of this import's own."""
        campus = Campus(CampusId(self._mint()), SchoolId(""), plain(name))
        self._learn(campus)
        return campus

    def with_aliases(self, campus_id: CampusId, texts: Iterable[str]) -> Campus:
        """The campus, called by these names, too."""
        campus = self._campuses[campus_id]
        for text in map(plain, texts):
            if key(text) and all(key(name) != key(text) for name in campus.names):
                campus = replace(campus, aliases=(*campus.aliases, text))
        self._learn(campus)
        return campus

    def with_a_place_in_front(self, text: str, place: re.Pattern[str]) -> Campus | None:
        """莲都区碧湖小学 by 碧湖小学, where only one is called so."""
        wanted = key(text)
        found = [campus for campus in self.campuses if key(place.sub("", campus.name, count=1)) == wanted]
        return found[0] if len(found) == 1 else None

    def settle_school(self, campus_id: CampusId, school_id: SchoolId) -> None:
        self._learn(replace(self._campuses[campus_id], school_id=school_id))

    def at_campus(self, text: str) -> tuple[Campus, str] | None:
        """`柳河校区三(1)班`: the campus whose name the text begins with, and what follows it.

        In short (柳河三(1)班) only where what follows is a class.
        """
        if text not in self._placed:
            self._placed[text] = self._place(text)
        return self._placed[text]

    def _place(self, text: str) -> tuple[Campus, str] | None:
        wanted = plain(text)
        for end in range(len(wanted), 1, -1):
            head = wanted[:end]
            if head.endswith("("):
                continue  # 柳河校区(3-1): the bracket is of what follows
            exact = [c for c in self.campuses if any(key(name) == key(head) for name in c.names)]
            if len(exact) == 1:
                return exact[0], _without_brackets(wanted[end:])
        for end in range(len(wanted) - 1, 1, -1):
            rest = _without_brackets(wanted[end:])
            if may_be_class_list(rest) and (short := self.find_campus(wanted[:end])) is not None:
                return short, rest
        return None

    def _learn(self, campus: Campus) -> None:
        self._campuses[campus.id] = campus
        self._forget()

    def _appears(self, campus_id: CampusId, source: Source) -> None:
        """In this import, there first."""
        if campus_id not in self._here:
            self._here[campus_id] = source
            self._forget()

    def _forget(self) -> None:
        self._found.clear()
        self._placed.clear()

    def is_named_in_front(self, campus_id: CampusId, text: str) -> bool:
        """Whether a text begins with a name of that campus: 碧湖小学录播教室."""
        return any(key(text).startswith(key(name)) for name in self._campuses[campus_id].names)

    def campus_named_at_start(self, text: str) -> Campus | None:
        """The campus whose whole name a text begins with, the longest such."""
        found = (campus for campus in self.campuses if self.is_named_in_front(campus.id, text))
        return max(found, key=lambda campus: len(campus.name), default=None)


def _schools_of(district: District) -> dict[CampusId, str]:
    return {
        campus.id: district.school[campus.school_id].name
        for campus in district.campuses
        if campus.school_id in district.school
    }


def _is_part(name: str, names: Iterable[str]) -> bool:
    return any(name in other and name != other for other in names)


def _begins(campus: Campus, wanted: str) -> bool:
    names = {key(name) for name in campus.names}
    return any(name.startswith(wanted) for name in names | {_COUNTY.sub("", name) for name in names})


@lru_cache(maxsize=1024)
def _short_names(campus: Campus) -> frozenset[str]:
    """柳河 of 柳河校区; 核心校区 and 核心 of 江北实验小学(核心校区)."""
    found: set[str] = set()
    for name in campus.names:
        bracketed = _BRACKETS.findall(plain(name))
        for form in (*bracketed, key(name)):
            found |= {key(form), _ENDING.sub("", key(form))}
    return frozenset(found - {""})


def _without_brackets(text: str) -> str:
    """`(三(1)班)` as 三(1)班; `(1)班` stays."""
    depth = 0
    for place, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0:
            return text[1:-1] if text.startswith("(") and place == len(text) - 1 else text
    return text
