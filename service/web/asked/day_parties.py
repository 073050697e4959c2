"""Whose day is asked for: a campus, class or teacher by id or by the name that people use."""

from collections.abc import Mapping, Sequence

from service.actions.importing.campus_named import campus_named
from service.domain.district import District
from service.exchange.notation.plain_text import plain
from service.web.problems import Problem
from service.words.catalogue import Words


def parties_asked(query: Mapping[str, str], district: District, words: Words) -> frozenset[str]:
    """The ids meant by `campus`, `class` and `teacher`; Problem `name_unknown` or `name_unclear`.

    Where a campus is asked for, too, a class or teacher of that name elsewhere is not meant.
    """
    found = set()
    campus = query.get("campus")
    if campus is not None:
        known = campus_named(district, campus)
        if known is None:
            names = tuple(one.name for one in district.campuses)
            raise Problem("name_unknown", detail=_unknown(campus, names, words))
        found.add(str(known.id))
    for name, candidates in (("class", _classes), ("teacher", _teachers)):
        asked = query.get(name)
        if asked is not None:
            found.add(_one(asked, candidates(district), found, words))
    return frozenset(found)


#: An id with its names and the campuses where it is.
_Candidate = tuple[str, str, Sequence[str]]


def _one(asked: str, candidates: Sequence[_Candidate], campuses: set[str], words: Words) -> str:
    called = [one for one in candidates if plain(asked) in (one[0], plain(one[1]))]
    here = [one for one in called if not campuses or campuses & set(one[2])] if len(called) > 1 else called
    if not here:
        raise Problem("name_unknown", detail=_unknown(asked, (), words))
    if len(here) > 1:
        choices = tuple(f"{known} ({one_id})" for one_id, known, _ in here)
        said = words.text("Several are called {asked}; ask by id: {choices}", asked=asked, choices=choices)
        raise Problem("name_unclear", detail=said)
    return here[0][0]


def _unknown(asked: str, names: tuple[str, ...], words: Words) -> str:
    if names:
        return words.text("There is no {asked}; there are: {choices}", asked=asked, choices=names)
    return words.text("There is no {asked}.", asked=asked)


def _classes(district: District) -> list[_Candidate]:
    campus_of = {group.id: group.campus_id for group in district.classes}
    return [(one.class_id, one.label, [campus_of[one.class_id]]) for one in district.class_names]


def _teachers(district: District) -> list[_Candidate]:
    return [
        (one.id, one.name, [post.campus_id for post in district.posts_of.get(one.id, ())])
        for one in district.people
    ]
