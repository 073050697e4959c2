"""The joint table of a community as one JSON document, for the API and the export alike."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from service.domain.district import District
from service.domain.home_timetables import HomeLesson, Move
from service.domain.identity import CommunityId
from service.domain.joint_lessons import End, JointLesson
from service.domain.publishing.occurrences.names import Names
from service.domain.publishing.occurrences.published_events import Named
from service.domain.research_sessions import ResearchSession
from service.domain.shown_tables.turns import people_at, rooms_at
from service.domain.sittings.awaited import awaited_campuses
from service.domain.sittings.in_force import placements_of
from service.domain.sittings.joint_dates import expected_dates
from service.domain.sittings.moved_lessons import moved_lessons
from service.domain.sittings.standings import Season, clock_seasons
from service.words.tables.documents import clock_document, single_date_documents

Document = dict[str, Any]


def table_document(district: District, community_id: CommunityId, revision: int | None) -> Document:
    """`{"community", "term", "revision", "lessons", "moved", "sessions"}`: the draft as it stands.

    A lesson not placed yet has the places it was wished at, and `placed` false. `awaited` names the campuses
    whose tables it waits for (待定); an end's `awaited` is the class as the wish writes it. Times are local
    clock times of the host; `revision` is the newest published one, None before the first. `lecturer`,
    `assistant` and `place` are those of the first day; where they are handed over later, `lecturers`,
    `assistants` and `rooms` have all, each `{"from", "name"}`: None is from the first day, and nobody named.
    """
    names = Names(district)
    lessons = [lesson for lesson in district.joint_lessons if lesson.community_id == community_id]
    sessions = [session for session in district.sessions if session.community_id == community_id]
    return {
        "community": district.community[community_id].name,
        "term": district.term.term.name,
        "revision": revision,
        "lessons": [_lesson(district, lesson, names) for lesson in lessons],
        "moved": [_move(district, base, move, names) for base, move in moved_lessons(district, community_id)],
        "sessions": [_session(session, names) for session in sessions],
    }


def _lesson(district: District, lesson: JointLesson, names: Names) -> Document:
    dates = expected_dates(district, lesson)
    awaited = awaited_campuses(district, lesson)
    lecturer = names.person(lesson.lecturer_id)
    return {
        "id": lesson.code or lesson.id,
        "kind": lesson.kind,
        "subject": lesson.subject,
        "lecturer": lecturer.name if lecturer else None,
        "lecturers": _people(lesson, lesson.host, names),
        "weeks": lesson.weeks.as_json(),
        "pinned": lesson.pinned,
        "placed": not awaited and lesson.is_placed,
        "awaited": [names.campus(campus_id).name for campus_id in awaited],
        "places": list(_places(district, lesson, names)),
        "single_dates": single_date_documents(lesson),
        "ends": [_end(lesson, end, names) for end in lesson.ends],
        "dates": {
            "complete": len(dates.complete),
            "partial": len(dates.partial),
            "lost": len(dates.lost),
        },
    }


def _places(district: District, lesson: JointLesson, names: Names) -> Iterator[Document]:
    """One for each run of dates with one clock time."""
    for placement in placements_of(district, lesson):
        for season in clock_seasons(district, lesson, placement.slot, placement.days):
            yield _place(season, names)


def _place(season: Season, names: Names) -> Document:
    return {
        "from": season.days.first.isoformat(),
        "until": season.days.last.isoformat() if season.days.last else None,
        "weekday": season.slot.weekday,
        "period": season.slot.period,
        **clock_document(season.span),
        "local_periods": {names.campus(campus).name: number for campus, number in season.local_periods},
    }


def _end(lesson: JointLesson, end: End, names: Names) -> Document:
    place = names.place_of(end)
    assistant = names.person(end.assistant_id)
    return {
        "campus": names.campus(end.campus_id).name,
        "hosts": end.hosts,
        "classes": [names.class_(one).name for one in end.class_ids],
        "awaited": end.awaited or None,
        "place": place.name if place else None,
        "assistant": assistant.name if assistant else None,
        "assistants": [] if end.hosts else _people(lesson, end, names),
        "rooms": [
            _turn(turn.since, names.place(turn.holder.place_id), turn.holder.text)
            for turn in rooms_at(lesson, end)
        ],
    }


def _people(lesson: JointLesson, end: End, names: Names) -> list[Document]:
    return [_turn(turn.since, names.person(turn.holder)) for turn in people_at(lesson, end)]


def _turn(since: date | None, who: Named | None, text: str = "") -> Document:
    return {"from": since.isoformat() if since else None, "name": who.name if who else text or None}


def _move(district: District, base: HomeLesson, move: Move, names: Names) -> Document:
    teacher = names.person(base.teacher_id)
    return {
        "campus": names.campus(district.class_group[base.class_id].campus_id).name,
        "class": names.class_(base.class_id).name,
        "subject": base.subject,
        "teacher": teacher.name if teacher else "",
        "from": {"weekday": base.weekday, "period": base.period, "weeks": base.weeks.as_json()},
        "to": {"weekday": move.weekday, "period": move.period, "weeks": move.weeks.as_json()},
        "since": move.since.isoformat(),
    }


def _session(session: ResearchSession, names: Names) -> Document:
    chair = names.person(session.chair_id)
    speaker = names.person(session.speaker_id)
    place = names.place(session.place_id)
    return {
        "id": session.code or session.id,
        "date": session.day.isoformat() if session.day else None,
        **clock_document(session.span),
        "subject": session.subject,
        "topic": session.topic,
        "mode": session.mode.value,
        "host": names.campus(session.host_campus_id).name if session.host_campus_id else None,
        "place": place.name if place else session.place_text or None,
        "chair": chair.name if chair else None,
        "speaker": speaker.name if speaker else None,
    }
