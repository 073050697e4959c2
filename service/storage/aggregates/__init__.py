"""One file per noun: how its entities are kept in tables; and the one list of all of them."""

from typing import Any

from service.storage.aggregates.activities import activities
from service.storage.aggregates.classes import class_names, classes
from service.storage.aggregates.communities import campuses, communities, custodies, memberships, schools
from service.storage.aggregates.drafts import drafts
from service.storage.aggregates.home_timetables import home_timetables
from service.storage.aggregates.joint_lessons import joint_lessons
from service.storage.aggregates.people import people, posts, travels, unavailabilities
from service.storage.aggregates.places import places
from service.storage.aggregates.research_sessions import sessions
from service.storage.aggregates.terms import campus_terms, holidays, preferences, terms
from service.storage.relations import Relation

#: A field of District, and how it is kept.
RELATIONS: dict[str, Relation[Any]] = {
    "term": terms,
    "holidays": holidays,
    "preferences": preferences,
    "schools": schools,
    "campuses": campuses,
    "communities": communities,
    "memberships": memberships,
    "custodies": custodies,
    "people": people,
    "posts": posts,
    "unavailabilities": unavailabilities,
    "travels": travels,
    "places": places,
    "classes": classes,
    "class_names": class_names,
    "campus_terms": campus_terms,
    "home_timetables": home_timetables,
    "joint_lessons": joint_lessons,
    "sessions": sessions,
    "drafts": drafts,
    "activities": activities,
}
