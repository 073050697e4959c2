"""People, posts, unavailabilities, travels."""

from sqlalchemy import RowMapping, and_

from service.domain.people import Person, Post, Travel, Unavailability
from service.storage.change_log import Changed
from service.storage.records import Record, Row
from service.storage.relations import Relation, among, digest
from service.storage.tables import people as tables

_PERSON = Record(Person)
_POST = Record(Post)
_UNAVAILABILITY = Record(Unavailability)


def _travel_row(travel: Travel) -> Row:
    one, other = travel.between
    return {"from_id": one, "to_id": other, "minutes": travel.minutes}


def _travel(row: RowMapping) -> Travel:
    return Travel((row["from_id"], row["to_id"]), row["minutes"])


people = Relation[Person](
    kind="person",
    root=tables.person,
    of=lambda district: district.people,
    rows=lambda person, _term: [(tables.person, _PERSON.row(person))],
    entity=lambda row, _parts: _PERSON.entity(row),
    within=lambda scope: among(tables.person.c.id, scope, "person"),
    changed=lambda person, _district: Changed("person", person.id),
)

posts = Relation[Post](
    kind="post",
    root=tables.post,
    of=lambda district: district.posts,
    rows=lambda post, _term: [(tables.post, _POST.row(post))],
    entity=lambda row, _parts: _POST.entity(row),
    within=lambda scope: among(tables.post.c.person_id, scope, "person"),
    changed=lambda post, _district: Changed("post", post.id, campus_id=post.campus_id),
)

unavailabilities = Relation[Unavailability](
    kind="unavailability",
    root=tables.unavailability,
    of=lambda district: district.unavailabilities,
    rows=lambda row, _term: [(tables.unavailability, {"id": digest(row), **_UNAVAILABILITY.row(row)})],
    entity=lambda row, _parts: _UNAVAILABILITY.entity(row),
    within=lambda scope: among(tables.unavailability.c.person_id, scope, "person"),
)

travels = Relation[Travel](
    kind="travel",
    root=tables.travel,
    of=lambda district: district.travels,
    rows=lambda travel, _term: [(tables.travel, _travel_row(travel))],
    entity=lambda row, _parts: _travel(row),
    within=lambda scope: and_(
        among(tables.travel.c.from_id, scope, "campus"), among(tables.travel.c.to_id, scope, "campus")
    ),
)
