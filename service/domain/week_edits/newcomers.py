"""People and rooms that an edit speaks of, for a table that was published before they were known."""

from dataclasses import dataclass, replace

from service.domain.district import District
from service.domain.identity import PersonId, PlaceId
from service.domain.people import Person, Post
from service.domain.places import Place


@dataclass(frozen=True, slots=True)
class Newcomers:
    """A person with her posts, a room: whom a table lacks, it gets, with what belongs to its campuses."""

    people: tuple[Person, ...] = ()
    posts: tuple[Post, ...] = ()
    places: tuple[Place, ...] = ()

    @classmethod
    def of(cls, district: District, person_id: PersonId | None, place_id: PlaceId | None) -> "Newcomers":
        """As the district knows them."""
        return cls(
            tuple(one for one in district.people if one.id == person_id),
            tuple(one for one in district.posts if one.person_id == person_id),
            tuple(one for one in district.places if one.id == place_id),
        )

    def joining(self, district: District) -> District:
        """The district with whom it lacked; the very same where it knows all."""
        posts = {post.id for post in district.posts}
        people = tuple(one for one in self.people if one.id not in district.person)
        places = tuple(
            one for one in self.places if one.id not in district.place and one.campus_id in district.campus
        )
        new = tuple(one for one in self.posts if one.id not in posts and one.campus_id in district.campus)
        if not (people or places or new):
            return district
        return replace(
            district,
            people=(*district.people, *people),
            posts=(*district.posts, *new),
            places=(*district.places, *places),
        )


NOBODY_NEW = Newcomers()
