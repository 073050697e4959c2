"""Whom and what the names of a `.fet` file mean at its campus."""

from service.domain.communities import Campus
from service.domain.identity import ClassId, PersonId, PlaceId
from service.domain.places import Place, PlaceKind
from service.domain.sources import Source
from service.exchange.notation.class_labels import class_label
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SUBJECTS
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names
from service.exchange.understanding.district.staff import Staff


class NamesAtCampus:
    """Classes and rooms that are not known yet are new; so are teachers where no roster names any."""

    def __init__(self, campus: Campus, names: Names, staff: Staff, school_year: int, report: Report) -> None:
        self._campus, self._names, self._staff, self._report = campus, names, staff, report
        self._school_year = school_year
        self._has_roster = bool(staff.names_at(campus.id))
        self._classes: dict[str, ClassId | None] = {}
        self._people: dict[tuple[str, str], PersonId | None] = {}

    def class_id(self, name: str, source: Source) -> ClassId | None:
        """The class of that label; None, and a problem, where it is none."""
        if name not in self._classes:
            label = self._report.read(class_label, name, source)
            found = None
            if label is not None:
                found = self._names.add_class(self._campus, label, plain(name), self._school_year).class_id
            self._classes[name] = found
        return self._classes[name]

    def person_id(self, name: str, subject: str, source: Source) -> PersonId | None:
        """The teacher of that name; where the campus has a roster, one of it, else a problem."""
        if not self._has_roster:
            posts = self._staff.at(self._campus.id, name)
            return (posts[0] if posts else self._staff.enlist(self._campus.id, "", name, subject)).person_id
        key = name, subject
        if key not in self._people:
            self._people[key] = self._staff.person(self._campus.id, name, source, subject)
        return self._people[key]

    def place_id(self, name: str) -> PlaceId:
        known = self._names.find_place(self._campus.id, name)
        if known is not None:
            return known.id
        new = Place(self._names.new_place_id(), self._campus.id, plain(name), PlaceKind.CLASSROOM)
        return self._names.put_place(new).id

    def subject(self, name: str) -> str:
        return SUBJECTS.named(name)
