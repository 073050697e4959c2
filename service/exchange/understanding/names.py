"""Campuses, classes and places by the names that workbooks use, with the ids already known."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches

from service.domain.classes import ClassGroup, ClassName
from service.domain.communities import Campus
from service.domain.corrections import CorrectionKind
from service.domain.district import District
from service.domain.identity import CampusId, ClassId, PlaceId, SchoolId, TermId
from service.domain.places import Place
from service.domain.sources import Source
from service.exchange.notation.class_labels import ClassLabel, class_label, is_class_label
from service.exchange.notation.class_lists import is_class_list
from service.exchange.notation.plain_text import plain
from service.exchange.understanding.reports import Report

Mint = Callable[[], str]

_NOWHERE = Source("", "", "")
_SIGNS = re.compile(r"[()\[\]【】<>《》·.\-_—:\"“”]")
_ENDING = re.compile(r"(?:校区|教学点|学校|小学|中学|初中|完小)$")
_BRACKETS = re.compile(r"\(([^()]+)\)")


def key(name: str) -> str:
    """A name without blanks, brackets and dashes: 江北实验小学(核心校区) = 江北实验小学核心校区."""
    return _SIGNS.sub("", plain(name))


class Names:
    """Resolves names and remembers new ones; a name that cannot be resolved is a problem with candidates."""

    def __init__(self, known: District | None, term_id: TermId, mint: Mint, report: Report) -> None:
        self._mint = mint
        self._report = report
        self._term_id = term_id
        self._campuses: dict[CampusId, Campus] = {} if known is None else dict(known.campus)
        self._here: dict[CampusId, Source] = {}
        self._places: dict[PlaceId, Place] = {} if known is None else dict(known.place)
        self._classes: dict[ClassId, ClassGroup] = {} if known is None else dict(known.class_group)
        names = () if known is None else known.class_names
        self._class_names: dict[ClassId, ClassName] = {n.class_id: n for n in names if n.term_id == term_id}

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

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(self._places.values())

    @property
    def classes(self) -> tuple[ClassGroup, ...]:
        return tuple(self._classes.values())

    @property
    def class_names(self) -> tuple[ClassName, ...]:
        return tuple(self._class_names.values())

    def campus_of(self, campus_id: CampusId) -> Campus:
        return self._campuses[campus_id]

    def name_of(self, campus_id: CampusId) -> str:
        return self._campuses[campus_id].name

    # campuses

    def find_campus(self, text: str) -> Campus | None:
        """By name or alias; else what only one (of this import) is called in short (柳河, 核心校区)."""
        wanted = key(text)
        if not wanted:
            return None
        forms: tuple[Callable[[Campus], bool], ...] = (
            lambda campus: any(key(name) == wanted for name in campus.names),
            lambda campus: wanted in _short_names(campus),
            lambda campus: len(wanted) > 1 and any(wanted in key(name) for name in campus.names),
        )
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
        """The campus that a title or the name of a sheet speaks of: exactly, else as a part of it."""
        texts = [text for text in texts if key(text)]
        found = next((campus for text in texts if (campus := self.find_campus(text)) is not None), None)
        if found is None:
            inside = [c for t in texts for c in self.campuses if any(key(name) in key(t) for name in c.names)]
            # Of a school and its site, 城北小学 and 城北小学黄村校区, the longer name is meant.
            found = max(inside, key=lambda campus: len(campus.name), default=None)
        if found is not None:
            self._here.setdefault(found.id, _NOWHERE)
        return found

    def add_campus(self, name: str, source: Source = _NOWHERE) -> Campus:
        """The campus of that very name, new if there is none. Its school is settled with the community."""
        wanted = key(name)
        for campus in self.campuses:
            if any(key(other) == wanted for other in campus.names):
                self._here.setdefault(campus.id, source)
                return campus
        campus = Campus(CampusId(self._mint()), SchoolId(""), plain(name))
        self._campuses[campus.id] = campus
        self._here.setdefault(campus.id, source)
        return campus

    def is_ours(self, campus_id: CampusId) -> bool:
        """Whether rosters or tables, of this import or one before, speak of it: not only a list."""
        return campus_id in self._here or bool(self.classes_of(campus_id))

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
        self._campuses[campus.id] = campus
        return campus

    def with_aliases(self, campus_id: CampusId, texts: Iterable[str]) -> Campus:
        """The campus, called by these names, too."""
        campus = self._campuses[campus_id]
        for text in map(plain, texts):
            if key(text) and all(key(name) != key(text) for name in campus.names):
                campus = replace(campus, aliases=(*campus.aliases, text))
        self._campuses[campus_id] = campus
        return campus

    def with_a_place_in_front(self, text: str, place: re.Pattern[str]) -> Campus | None:
        """莲都区碧湖小学 by 碧湖小学, where only one is called so."""
        wanted = key(text)
        found = [campus for campus in self.campuses if key(place.sub("", campus.name, count=1)) == wanted]
        return found[0] if len(found) == 1 else None

    def settle_school(self, campus_id: CampusId, school_id: SchoolId) -> None:
        self._campuses[campus_id] = replace(self._campuses[campus_id], school_id=school_id)

    def at_campus(self, text: str) -> tuple[Campus, str] | None:
        """`柳河校区三(1)班`: the campus whose name the text begins with, and what follows it.

        In short (柳河三(1)班) only where what follows is a class.
        """
        wanted = plain(text)
        for end in range(len(wanted), 1, -1):
            head = wanted[:end]
            exact = [c for c in self.campuses if any(key(name) == key(head) for name in c.names)]
            if len(exact) == 1:
                return exact[0], _without_brackets(wanted[end:])
        for end in range(len(wanted) - 1, 1, -1):
            rest = _without_brackets(wanted[end:])
            if is_class_list(rest) and (short := self.find_campus(wanted[:end])) is not None:
                return short, rest
        return None

    # classes

    def add_class(self, campus: Campus, label: ClassLabel, text: str, school_year: int) -> ClassName:
        """The class of that grade and number in this term, new if there is none; keeps its cohort's id."""
        number = label.number or 1
        first = 1 if label.grade <= 6 else 7 if label.grade <= 9 else 10
        entry = school_year - (label.grade - first)
        group = next(
            (
                group
                for group in self.classes
                if (group.campus_id, group.number, group.entry_year, group.first_grade)
                == (campus.id, number, entry, first)
            ),
            None,
        )
        if group is None:
            group = ClassGroup(ClassId(self._mint()), campus.id, entry, number, first)
            self._classes[group.id] = group
        named = ClassName(group.id, self._term_id, label.grade, label.name, text)
        old = self._class_names.get(group.id)
        named = named if old is None else replace(named, head_teacher_id=old.head_teacher_id)
        self._class_names[group.id] = named
        return named

    def set_head_teacher(self, name: ClassName) -> None:
        self._class_names[name.class_id] = name

    def classes_of(self, campus_id: CampusId, grade: int | None = None) -> tuple[ClassName, ...]:
        """The classes of a campus this term, of one grade if given, by name."""
        names = [
            name
            for class_id, name in self._class_names.items()
            if self._classes[class_id].campus_id == campus_id and grade in (None, name.grade)
        ]
        return tuple(sorted(names, key=lambda name: (name.grade, name.name)))

    def find_class(self, campus_id: CampusId, label: ClassLabel) -> ClassName | None:
        return next(
            (name for name in self.classes_of(campus_id, label.grade) if name.name == label.name), None
        )

    def class_at(self, campus: Campus, text: str, source: Source) -> ClassName | None:
        """The class a cell names; None, and a problem with the classes there are, when there is none."""
        label = self._report.read(class_label, text, source)
        if label is None:
            return None
        found = self.find_class(campus.id, label) or self._class_answered(campus, text, source)
        if found is None:
            labels = tuple(name.label for name in self.classes_of(campus.id))
            self._report.problem(
                "class_unknown", source, text=plain(text), campus=campus.name, candidates=labels
            )
        return found

    def _class_answered(self, campus: Campus, text: str, source: Source) -> ClassName | None:
        meant = self._report.meant(CorrectionKind.CLASS, text, source, campus.name)
        if meant is None or not is_class_label(meant):
            return None
        return self.find_class(campus.id, class_label(meant))

    # places

    def places_of(self, campus_id: CampusId) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.campus_id == campus_id)

    def put_place(self, place: Place) -> Place:
        """With the id of the place of that name at that campus, if there is one."""
        for old in self.places_of(place.campus_id):
            if key(old.name) == key(place.name):
                place = replace(place, id=old.id)
        self._places[place.id] = place
        return place

    def find_place(self, campus_id: CampusId, text: str) -> Place | None:
        """By its name, with or without the campus's name in front."""
        wanted = key(text)
        for place in self.places_of(campus_id):
            with_campus = {key(name) + key(place.name) for name in self._campuses[campus_id].names}
            if wanted == key(place.name) or wanted in with_campus:
                return place
        return None

    def is_named_in_front(self, campus_id: CampusId, text: str) -> bool:
        """Whether a text begins with a name of that campus: 碧湖小学录播教室."""
        return any(key(text).startswith(key(name)) for name in self._campuses[campus_id].names)

    def campus_named_at_start(self, text: str) -> Campus | None:
        """The campus whose whole name a text begins with, the longest such."""
        found = (campus for campus in self.campuses if self.is_named_in_front(campus.id, text))
        return max(found, key=lambda campus: len(campus.name), default=None)

    def new_place_id(self) -> PlaceId:
        return PlaceId(self._mint())


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
