"""Everything a community says about a term as one JSON document: to be compared cell by cell."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from calendars.bells import BellSchedule
from calendars.closures import Closure
from calendars.spans import DateSpan
from service.domain.activities import Activity
from service.domain.campus_terms import CampusTerm
from service.domain.classes import ClassName
from service.domain.district import District
from service.domain.identity import CampusId, CommunityId
from service.domain.joint_lessons import JointLesson
from service.domain.people import Post
from service.domain.places import Place
from service.domain.publishing.occurrences.names import Names
from service.domain.research_sessions import ResearchSession
from service.domain.slots import SlotRange
from service.words.tables.documents import (
    clock_document,
    lesson_documents,
    single_date_documents,
    source_document,
)

Document = dict[str, Any]
T = TypeVar("T", JointLesson, ResearchSession, Activity)


def district_document(district: District, community_id: CommunityId) -> Document:
    """`{"kind", "shape", "campuses", "travels", "wishes", "plans", "activities"}` of a community.

    A campus has its bells, calendar, rooms, classes, teachers and every home lesson as imported. A wish is
    weekly (in `weeks`, at the slot `wished`, None: any that its `limits` leave; an empty list of weekdays
    or periods is all of them) or has `single_dates`; those of one `course` are of one wish, and one may
    stand `right_after` another. Contacts of teachers are in none of it.
    """
    return _DistrictDocument(district, community_id).document()


class _DistrictDocument:
    def __init__(self, district: District, community_id: CommunityId) -> None:
        self._district = district
        self._community_id = community_id
        self._names = Names(district)
        self._members = district.members(community_id)

    def document(self) -> Document:
        district, community = self._district, self._district.community[self._community_id]
        return {
            "kind": community.kind.value,
            "shape": community.shape,
            "campuses": [self._campus(campus_id) for campus_id in self._members],
            "travels": [
                {
                    "between": [self._names.campus(one).name for one in travel.between],
                    "minutes": travel.minutes,
                }
                for travel in district.travels
                if set(travel.between) <= set(self._members)
            ],
            "wishes": [self._wish(one) for one in _of(district.joint_lessons, self._community_id)],
            "plans": [self._plan(one) for one in _of(district.sessions, self._community_id)],
            "activities": [self._activity(one) for one in _of(district.activities, self._community_id)],
        }

    # campuses

    def _campus(self, campus_id: CampusId) -> Document:
        district, campus = self._district, self._district.campus[campus_id]
        school = district.school.get(campus.school_id)
        entry = next((one for one in district.campus_terms if one.campus_id == campus_id), None)
        names = [
            district.class_name[group.id]
            for group in district.classes_of.get(campus_id, ())
            if group.id in district.class_name
        ]
        mine = replace(district, home_timetables=district.timetables_of.get(campus_id, ()))
        return {
            "name": campus.name,
            "aliases": list(campus.aliases),
            "school": school.name if school else None,
            "code": school.code if school else "",
            "bells": [] if entry is None else [_bells(one) for one in entry.bells.written().schedules],
            "calendar": None if entry is None else _calendar(entry),
            "rooms": [_room(one) for one in district.places if one.campus_id == campus_id],
            "classes": [self._class(one) for one in sorted(names, key=lambda one: (one.grade, one.name))],
            "teachers": [self._post(one) for one in district.posts if one.campus_id == campus_id],
            "timetables": [
                {
                    "from": base.effective_from.isoformat(),
                    "version": base.version,
                    "lessons": len(base.lessons),
                }
                for base in mine.home_timetables
            ],
            "home_lessons": lesson_documents(mine),
        }

    def _class(self, name: ClassName) -> Document:
        head = self._names.person(name.head_teacher_id)
        return {
            "name": name.name,
            "label": name.label,
            "grade": name.grade,
            "grades": list(name.grades),
            "head_teacher": head.name if head else None,
        }

    def _post(self, post: Post) -> Document:
        person = self._district.person[post.person_id]
        return {
            "number": post.staff_number,
            "name": person.name,
            "placeholder": person.placeholder,
            "subject": post.subject,
            "weekdays": sorted(post.weekdays),
        }

    # what the community shares

    def _wish(self, wish: JointLesson) -> Document:
        lecturer = self._names.person(wish.lecturer_id)
        return {
            "id": wish.code or wish.id,
            "kind": wish.kind,
            "subject": wish.subject,
            "topic": wish.topic,
            "lecturer": lecturer.name if lecturer else None,
            "weekly": wish.is_weekly,
            "weeks": wish.weeks.as_json() if wish.is_weekly else None,
            "wished": (
                {"weekday": wish.wished.weekday, "period": wish.wished.period} if wish.wished else None
            ),
            "limits": {
                "allowed": [_range(one) for one in wish.limits.allowed],
                "forbidden": [_range(one) for one in wish.limits.forbidden],
            },
            "course": wish.course or None,
            "right_after": wish.right_after or None,
            "single_dates": single_date_documents(wish),
            "replaces": {"kind": wish.replaces.kind.value, "subject": wish.replaces.subject or None},
            "ends": [
                {
                    "campus": self._names.campus(end.campus_id).name,
                    "hosts": end.hosts,
                    "classes": [self._names.class_(one).name for one in end.class_ids],
                    "awaited": end.awaited or None,
                    "place": place.name if (place := self._names.place_of(end)) else None,
                    "assistant": person.name if (person := self._names.person(end.assistant_id)) else None,
                    "assistant_state": end.assistant_state.value,
                }
                for end in wish.ends
            ],
            "source": source_document(wish.source) if wish.source else None,
        }

    def _plan(self, plan: ResearchSession) -> Document:
        chair, speaker = self._names.person(plan.chair_id), self._names.person(plan.speaker_id)
        return {
            "id": plan.code or plan.id,
            "kind": plan.kind,
            "subject": plan.subject,
            "topic": plan.topic,
            "date": plan.day.isoformat() if plan.day else None,
            **clock_document(plan.span),
            "mode": plan.mode.value,
            "host": self._names.campus(plan.host_campus_id).name if plan.host_campus_id else None,
            "place": plan.place_text or None,
            "chair": chair.name if chair else None,
            "speaker": speaker.name if speaker else None,
            "members_text": plan.members_text,
            "members": [named.name for named in self._names.people(plan.member_ids)],
            "missing": [fixed.value for fixed in plan.missing],
            "source": source_document(plan.source) if plan.source else None,
        }

    def _activity(self, activity: Activity) -> Document:
        host = activity.host_campus_id
        return {
            "id": activity.code or activity.id,
            **_days(activity.days),
            **clock_document(activity.span),
            "kind": activity.kind,
            "topic": activity.topic,
            "subject": activity.subject,
            "mode": activity.mode.value if activity.mode else None,
            "host": self._names.campus(host).name if host else None,
            "campuses": [self._names.campus(one).name for one in activity.campus_ids],
            "people": [named.name for named in self._names.people(activity.person_ids)],
            "people_text": activity.people_text,
            "place": activity.place_text,
            "count": activity.count,
            "unit": activity.unit,
            "status": activity.status,
            "note": activity.note,
            "source": source_document(activity.source) if activity.source else None,
        }


def _of(things: Iterable[T], community_id: CommunityId) -> list[T]:
    return [one for one in things if one.community_id == community_id]


def _bells(schedule: BellSchedule) -> Document:
    return {
        "name": schedule.name,
        **_days(schedule.valid),
        "weekdays": sorted(schedule.weekdays),
        "grades": None if schedule.grades is None else sorted(schedule.grades),
        "periods": [
            {"number": one.number, "kind": one.kind.value, "label": one.label, **clock_document(one.span)}
            for one in schedule.periods
        ],
    }


def _calendar(entry: CampusTerm) -> Document:
    return {
        "teaching_weekdays": sorted(entry.teaching_weekdays),
        "closures": [_closure(one) for one in entry.closures],
        "day_rules": [
            {
                "date": rule.day.isoformat(),
                "follows": rule.follows.isoformat() if isinstance(rule.follows, date) else rule.follows,
            }
            for rule in entry.day_rules
        ],
    }


def _closure(closure: Closure) -> Document:
    return {
        **_days(closure.days),
        **clock_document(closure.span),
        "reason": closure.reason,
        "grades": None if closure.grades is None else sorted(closure.grades),
    }


def _room(place: Place) -> Document:
    return {
        "name": place.name,
        "kind": place.kind.value,
        "can_host": place.can_host,
        "max_ends": place.max_ends,
        "subjects": list(place.subjects),
        "classes_at_once": place.classes_at_once,
    }


def _days(days: DateSpan | None) -> Document:
    """`from` and `until`, the last day included; None is open."""
    first = None if days is None or days.first == date.min else days.first.isoformat()
    last = None if days is None or days.last is None else days.last.isoformat()
    return {"from": first, "until": last}


def _range(one: SlotRange) -> Document:
    return {"weekdays": sorted(one.weekdays), "periods": sorted(one.periods)}
