"""People in a cell: 张三, 碧湖小学:张三, 张三(碧湖小学), 碧湖小学 张三; each looked for at one campus."""

import re
from dataclasses import dataclass

from service.domain.communities import Campus
from service.domain.identity import CampusId, PersonId
from service.domain.sources import Source
from service.exchange.notation.plain_text import plain
from service.exchange.understanding.bench import Bench

_TITLE = re.compile(r"(?<=[一-鿿]{2})(?:老师|教师|校长|主任)$")
_NAME_AND_CAMPUS = re.compile(r"(?P<name>[^()]+)\((?P<campus>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class NamedAt:
    """`campus` None where the text does not say where; `name` is plain."""

    name: str
    campus: Campus | None = None


def named_at(bench: Bench, text: str, source: Source) -> NamedAt | None:
    """None, and a problem, when the text names a campus that nobody knows."""
    place, colon, name = plain(text).partition(":")
    if colon:
        campus = bench.names.campus(place, source)
        return None if campus is None else NamedAt(name, campus)
    match = _NAME_AND_CAMPUS.fullmatch(plain(text))
    if match is not None and (campus := bench.names.find_campus(match["campus"])) is not None:
        return NamedAt(match["name"], campus)
    words = text.split()
    if len(words) > 1 and (campus := bench.names.find_campus(words[0])) is not None:
        return NamedAt(plain("".join(words[1:])), campus)
    return NamedAt(_TITLE.sub("", plain(text)))


def person_at(bench: Bench, campus_id: CampusId, name: str, source: Source, subject: str) -> PersonId | None:
    """Somebody of that campus. While its table is not in, a name no roster has gets an unnumbered post."""
    if not has_table(bench, campus_id) and not bench.staff.at(campus_id, name):
        campus = bench.names.name_of(campus_id)
        bench.report.note("teacher_not_in_roster", source, text=plain(name), campus=campus)
        bench.staff.enlist(campus_id, "", name, subject)
    return bench.staff.person(campus_id, name, source, subject)


def has_table(bench: Bench, campus_id: CampusId) -> bool:
    """Whether the home timetable of a campus is in, with this import or before."""
    known = {} if bench.known is None else bench.known.timetables_of
    return campus_id in bench.tables or bool(known.get(campus_id))
