"""What is wrong with, or worth knowing of, curricula: the sentences beside those of workbooks."""

from collections.abc import Mapping

from service.domain.curricula.curriculum import Kind
from service.domain.curricula.shortages import Shortage
from service.domain.district import District
from service.domain.identity import ClassId, PersonId, PlaceId
from service.words.catalogue import Words

FET_PROBLEMS: Mapping[str, str] = {
    "fet_not_xml": (
        "in line {line} the file cannot be read as XML ({why}); save it in FET and hand it in again"
    ),
    "fet_not_fet": "this is no file of FET: it begins with “{text}”; expected one saved by FET 5 or later",
    "fet_too_large": (
        "in line {line} the file goes beyond {limit} elements or {depth} levels; no more are read"
    ),
    "fet_element_missing": "{name} is missing here; expected a file saved by FET 5 or later",
    "fet_name_unknown": "{name} “{text}” is in no list of this file",
    "fet_number_unreadable": "{name} “{text}” is no whole number",
    "fet_several_classes": (
        "activity {activity} is of several classes at once (“{text}”), which a home timetable cannot hold; "
        "make an activity of each, with the same starting time if they are to be together"
    ),
    "fet_several_teachers": (
        "activity {activity} has several teachers (“{text}”), and a home lesson has one; "
        "keep the one in charge"
    ),
    "fet_part_of_class": (
        "activity {activity} is of a part of a class (“{text}”), which a home timetable cannot hold"
    ),
    "fet_rooms_contradict": "no room is left for activity {activity}: its constraints ask for different ones",
    "curriculum_outside_community": "{campus} is no campus of {community}",
    "curriculum_twice": "{campus} has a curriculum in {other}, too; expected one for each campus",
    "curriculum_missing": (
        "{campus} has joint lessons with these campuses and no curriculum here; "
        "whole tables are made together: add its .fet"
    ),
    "community_not_merged": (
        "{community} is not of the merged kind (融合型): each of its schools makes its own home timetable; "
        "import these, and let `tongke solve` place the joint lessons"
    ),
}
FET_NOTES: Mapping[str, str] = {
    "fet_hours_in_order": "the hours ({names}) were taken as the lessons of the day, in their order",
    "fet_inactive": "activities that are inactive in the file and were left out: {count}",
    "fet_constraint_not_kept": (
        "{name} ({count} of them) is not supported: the timetable does not keep to it; look it over by hand"
    ),
    "fet_wish_taken_as_must": (
        "{name} ({count} of them) has weights below 100 %; it is kept like a must first, "
        "and given up as a whole where that leaves no timetable"
    ),
}
SHORTAGES: Mapping[Kind, str] = {
    Kind.CLASS: "{campus} {name} has {needed} lessons a week and {available} periods for them",
    Kind.TEACHER: (
        "{campus}: {name} has {needed} lessons a week and {available} periods in which she can teach"
    ),
    Kind.PLACE: "{campus} {name} is needed for {needed} lessons a week and can be had in {available} periods",
}


def shortage_text(shortage: Shortage, district: District, words: Words) -> str:
    """One sentence with the names."""
    party = shortage.party
    name = {
        Kind.CLASS: lambda: district.class_name[ClassId(party.id)].label,
        Kind.TEACHER: lambda: district.person[PersonId(party.id)].name,
        Kind.PLACE: lambda: district.place[PlaceId(party.id)].name,
    }[party.kind]()
    campus = district.campus[shortage.campus_id].name
    return words.text(
        SHORTAGES[party.kind],
        campus=campus,
        name=name,
        needed=shortage.needed,
        available=shortage.available,
    )
