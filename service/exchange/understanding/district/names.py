"""Campuses, classes and places by the names that workbooks use, with the ids already known."""

from dataclasses import replace

from service.domain.classes import ClassGroup, ClassName
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.district import District
from service.domain.identity import CampusId, ClassId, PlaceId, TermId
from service.domain.places import Place
from service.domain.sources import Source
from service.exchange.notation.class_labels import ClassLabel, class_label, is_class_label
from service.exchange.notation.plain_text import plain
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.campus_names import CampusNames, Mint, key

__all__ = ["Mint", "Names", "key"]


class Names(CampusNames):
    """Resolves names and remembers new ones; a name that cannot be resolved is a problem with candidates."""

    def __init__(self, known: District | None, term_id: TermId, mint: Mint, report: Report) -> None:
        super().__init__(known, mint, report)
        self._term_id = term_id
        self._places: dict[PlaceId, Place] = {} if known is None else dict(known.place)
        self._classes: dict[ClassId, ClassGroup] = {} if known is None else dict(known.class_group)
        names = () if known is None else known.class_names
        self._class_names: dict[ClassId, ClassName] = {n.class_id: n for n in names if n.term_id == term_id}
        # Every cell asks for the classes of its campus: a district has thousands of them.
        self._classes_at: dict[CampusId, dict[ClassId, None]] = {}
        for group in self._classes.values():
            self._classes_at.setdefault(group.campus_id, {})[group.id] = None
        self._with_unread_classes: set[CampusId] = set()

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(self._places.values())

    @property
    def classes(self) -> tuple[ClassGroup, ...]:
        return tuple(self._classes.values())

    @property
    def class_names(self) -> tuple[ClassName, ...]:
        return tuple(self._class_names.values())

    # classes

    def is_ours(self, campus_id: CampusId) -> bool:
        """Whether rosters or tables, of this import or one before, speak of it: not only a list."""
        return campus_id in self._here or bool(self.classes_of(campus_id))

    def add_class(self, campus: Campus, label: ClassLabel, text: str, school_year: int) -> ClassName:
        """The class of that grade and number in this term, new if there is none; keeps its cohort's id."""
        first = 1 if label.grade <= 6 else 7 if label.grade <= 9 else 10
        entry = school_year - (label.grade - first)
        group = next(
            (
                group
                for group in map(self._classes.__getitem__, self._classes_at.get(campus.id, ()))
                if (group.number, group.entry_year, group.first_grade) == (label.count, entry, first)
            ),
            None,
        )
        if group is None:
            group = ClassGroup(ClassId(self._mint()), campus.id, entry, label.count, first)
            self._classes[group.id] = group
            self._classes_at.setdefault(campus.id, {})[group.id] = None
        named = ClassName(group.id, self._term_id, label.grade, label.name, text, higher=label.higher)
        old = self._class_names.get(group.id)
        named = named if old is None else replace(named, head_teacher_id=old.head_teacher_id)
        self._class_names[group.id] = named
        return named

    def leave_class_unread(self, campus_id: CampusId) -> None:
        """A class of its table has a label that is a problem already: it may be any that is missed later."""
        self._with_unread_classes.add(campus_id)

    def has_all_classes(self, campus_id: CampusId) -> bool:
        """Whether a class that is not found there is a problem of whoever names it."""
        return campus_id not in self._with_unread_classes

    def set_head_teacher(self, name: ClassName) -> None:
        self._class_names[name.class_id] = name

    def classes_of(self, campus_id: CampusId, grade: int | None = None) -> tuple[ClassName, ...]:
        """The classes of a campus this term, of one grade if given, by name.

        A combined class 复式班 is one of each of its grades.
        """
        names = [
            name
            for class_id in self._classes_at.get(campus_id, ())
            if (name := self._class_names.get(class_id)) is not None
            and (grade is None or grade in name.grades)
        ]
        return tuple(sorted(names, key=lambda name: (name.grade, name.name)))

    def grades_at(self, campus_id: CampusId) -> frozenset[int]:
        return frozenset(grade for name in self.classes_of(campus_id) for grade in name.grades)

    def combined_class(self, campus_id: CampusId, label: ClassLabel | None) -> ClassName | None:
        """The class of just these grades."""
        if label is None:
            return None
        there = self.classes_of(campus_id, label.grade)
        return next((name for name in there if name.grades == (label.grade, *label.higher)), None)

    def find_class(self, campus_id: CampusId, label: ClassLabel) -> ClassName | None:
        """That of this label; a combined class is found by one of its grades where that has no class 1."""
        if label.higher:
            return self.combined_class(campus_id, label)
        there = sorted(self.classes_of(campus_id, label.grade), key=lambda name: bool(name.higher))
        return next(
            (
                name
                for name in there
                if (label.number in (None, 1) if name.higher else name.name == label.name)
            ),
            None,
        )

    def class_at(self, campus: Campus, text: str, source: Source) -> ClassName | None:
        """The class a cell names; None, and a problem with the classes there are, when there is none."""
        label = self._report.read(class_label, text, source)
        if label is None:
            return None
        found = self.find_class(campus.id, label) or self._class_answered(campus, text, source)
        if found is None and self.has_all_classes(campus.id):
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

    def new_place_id(self) -> PlaceId:
        return PlaceId(self._mint())
