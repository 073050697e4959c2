"""What a district's people, classes, places and campuses are called where timetables are read."""

from collections.abc import Iterable
from functools import cache

from service.domain.district import District
from service.domain.identity import CampusId, ClassId, PersonId, PlaceId
from service.domain.joint_lessons import End
from service.domain.publishing.occurrences.published_events import Named


class Names:
    """Names by id, each made once; an id nobody knows is its own name."""

    def __init__(self, district: District) -> None:
        self._district = district
        self.campus = cache(self._campus)
        self.class_ = cache(self._class)
        self.person = cache(self._person)
        self.place = cache(self._place)

    def people(self, ids: Iterable[PersonId | None]) -> tuple[Named, ...]:
        named = (self.person(person_id) for person_id in dict.fromkeys(ids))
        return tuple(name for name in named if name is not None)

    def place_of(self, end: End) -> Named | None:
        """The place of an end, by id or as written; None: the class's own room."""
        if end.place_id is None and end.place_text:
            return Named("", end.place_text)
        return self.place(end.place_id)

    def _campus(self, id: CampusId) -> Named:
        campus = self._district.campus.get(id)
        return Named(id, campus.name if campus else id)

    def _class(self, id: ClassId) -> Named:
        name = self._district.class_name.get(id)
        return Named(id, name.label if name else id)

    def _person(self, id: PersonId | None) -> Named | None:
        if id is None:
            return None
        person = self._district.person.get(id)
        return Named(id, person.name if person else id)

    def _place(self, id: PlaceId | None) -> Named | None:
        if id is None:
            return None
        place = self._district.place.get(id)
        return Named(id, place.name if place else id)


def people_and_places(district: District) -> dict[str, Named]:
    """Everybody and every room that a change may speak of, by id."""
    people: dict[str, Named] = {one.id: Named(one.id, one.name) for one in district.people}
    return {**people, **{one.id: Named(one.id, one.name) for one in district.places}}
