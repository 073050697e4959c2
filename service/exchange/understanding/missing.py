"""What one would look for in these workbooks and does not find: said in notes.

What the database has and they have not, stays: a list may be one school's, or a row deleted by mistake.
"""

from collections.abc import Iterable, Sequence

from service.domain.collecting.corrections import CLASS_ENDED
from service.domain.joint_lessons import JointLesson
from service.domain.lesson_codes import is_asked_no_more, is_later_part
from service.domain.places import PlaceKind
from service.domain.problems import NoteCode
from service.domain.research_sessions import ResearchSession
from service.domain.sources import Source
from service.exchange.recognition.tables import Table
from service.exchange.understanding.absent_classes import (
    absent_classes,
    asked_of_class,
    ended_classes,
)
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.district.names import key
from service.exchange.understanding.district.rooms import room_names
from service.exchange.understanding.district.roster import roster_rows

Coded = Sequence[JointLesson] | Sequence[ResearchSession]


def note_what_is_missing(bench: Bench) -> None:
    """Of each list only what lists of its kind are about: their campuses."""
    _tables(bench)
    _classes(bench)
    _teachers(bench)
    _rooms(bench)


def _note(bench: Bench, code: NoteCode, source: Source, names: Iterable[str]) -> None:
    gone = tuple(names)
    if gone:
        bench.report.note(code, source, names=gone)


def _tables(bench: Bench) -> None:
    """A campus that is named but has no lessons: its sheet is missing, hidden or not recognised."""
    if not bench.tables:
        return
    source = _whole(bench.sheets.rosters) if bench.sheets.rosters else Source("", "", "")
    known = {} if bench.known is None else bench.known.timetables_of
    for campus in bench.names.here:
        if campus.id not in bench.tables and not known.get(campus.id):
            bench.report.note("campus_without_table", source, campus=campus.name)


def _classes(bench: Bench) -> None:
    for campus_id, tables in bench.tables.items():
        source, campus = tables[0].sheet.whole, bench.names.campus_of(campus_id).name
        if gone := absent_classes(bench, campus_id):
            bench.report.note(
                "classes_gone",
                source,
                names=tuple(name.label for name in gone),
                campus=campus,
                texts=tuple(asked_of_class(bench, name) for name in gone),
                candidates=(CLASS_ENDED,),
            )
        ended = (name.label for name in ended_classes(bench, campus_id))
        _note(bench, "classes_ended", source, ended)


def _teachers(bench: Bench) -> None:
    if not bench.sheets.rosters:
        return
    numbers = {
        (campus.id, one.row.plain("number"))
        for table in bench.sheets.rosters
        for one in roster_rows(table)
        if (campus := bench.names.find_campus(one.campus)) is not None
    }
    listed = {campus_id for campus_id, _ in numbers}
    gone = [
        post
        for post in bench.staff.posts
        if post.staff_number
        and post.campus_id in listed
        and (post.campus_id, post.staff_number) not in numbers
    ]
    people = {person.id: person.name for person in bench.staff.people}
    _note(bench, "teachers_gone", _whole(bench.sheets.rosters), (people[post.person_id] for post in gone))


def _rooms(bench: Bench) -> None:
    if not bench.sheets.rooms:
        return
    rows = [row for table in bench.sheets.rooms for row in table.rows()]
    named = {
        (campus.id, room)
        for row in rows
        if (campus := bench.names.find_campus(row.text("campus"))) is not None
        for room in room_names(row)
    }
    listed = {campus_id for campus_id, _ in named}
    gone = (
        place.name
        for place in bench.names.places
        if place.kind is PlaceKind.SYNC
        and place.campus_id in listed
        and (place.campus_id, key(place.name)) not in named
    )
    _note(bench, "rooms_gone", _whole(bench.sheets.rooms), gone)


def note_codes_gone(bench: Bench, wishes: Sequence[JointLesson], sessions: Sequence[ResearchSession]) -> None:
    """Wishes and plans of the communities that these workbooks are about: all of it, or a part that holds
    all their campuses. A code is one community's: another may have the same. A row that was not read is
    there, whosever it is."""
    if bench.known is None:
        return
    here = {campus.id for campus in bench.names.here}
    taught = bench.known.timetables_of
    ours = {
        one.id
        for one in bench.known.communities
        if here <= (members := set(bench.known.members(one.id)))
        or {m for m in members if m in taught} <= here
    }
    lists: tuple[tuple[NoteCode, Coded, Coded, list[Table]], ...] = (
        ("wishes_gone", bench.known.joint_lessons, wishes, bench.sheets.wishes),
        ("plans_gone", bench.known.sessions, sessions, bench.sheets.plans),
    )
    for note, known, read, tables in lists:
        codes = {(one.community_id, one.code) for one in read}
        written = {row.plain("code") for table in tables for row in table.rows()}
        unread = written - {code for _, code in codes}
        gone = (
            one.code
            for one in known
            if one.community_id in ours
            and (one.community_id, one.code) not in codes
            and one.code not in unread
            and not (isinstance(one, JointLesson) and (is_later_part(one) or is_asked_no_more(one, codes)))
        )
        if tables:
            _note(bench, note, _whole(tables), gone)


def _whole(tables: Iterable[Table]) -> Source:
    return next(iter(tables)).sheet.whole
