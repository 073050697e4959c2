"""The worked case as a district, read from its truth.json without any import of workbooks."""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from calendars.bells import BellBook, BellSchedule, Period, PeriodKind
from calendars.closures import Closure
from calendars.notices import NOTICES
from calendars.spans import ALWAYS, ClockSpan, DateSpan
from calendars.teaching_days import DayRule
from calendars.terms import Term
from calendars.weeks import Weeks
from service.domain.campus_terms import CampusTerm, TermEntry
from service.domain.classes import ClassGroup, ClassName
from service.domain.communities import Campus, Community, CommunityKind, Membership, Role, School
from service.domain.district import District
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import (
    CampusId,
    ClassId,
    CommunityId,
    HomeLessonId,
    JointLessonId,
    PersonId,
    PlaceId,
    PostId,
    SchoolId,
    SessionId,
    TermId,
    TimetableId,
)
from service.domain.joint_lessons import End, JointLesson, Slot
from service.domain.people import EVERY_DAY, Person, Post, Travel
from service.domain.places import Place
from service.domain.research_sessions import Mode, ResearchSession
from service.domain.sources import Source

CASE = Path(__file__).parents[3] / "shared" / "cases" / "tuanfeng" / "truth.json"
COMMUNITY = CommunityId("community")
TERM = TermId("term")
_HE_JING = {"LH": frozenset({1, 3}), "SQ": frozenset({2, 4, 5})}
_NUMBERS = {"reading": 0, "break": 80, "noon": 70, "after": 90}


@lru_cache(maxsize=1)
def tuanfeng() -> District:
    """5 campuses, 42 classes, 10 wishes, 22 plans, one bell schedule."""
    truth = json.loads(CASE.read_text(encoding="utf-8"))
    schools = truth["schools"]
    calendar = truth["calendar"]
    first, last = (date.fromisoformat(text) for text in calendar["term"])
    weeks = frozenset(range(calendar["teaching_weeks"][0], calendar["teaching_weeks"][1] + 1))
    term = Term("2026–2027 上", first, last, date.fromisoformat(calendar["week1_monday"]), weeks)
    return District(
        term=TermEntry(TERM, term),
        holidays=NOTICES,
        schools=(_school("core"),),
        campuses=tuple(Campus(CampusId(c), SchoolId("core"), entry["name"]) for c, entry in schools.items()),
        communities=(Community(COMMUNITY, truth["communities"][0]["name"], CommunityKind.MERGED),),
        memberships=(Membership(COMMUNITY, SchoolId("core"), Role.CORE),),
        people=tuple(
            dict.fromkeys(Person(_person(c, n), n) for c, e in schools.items() for n in e["teachers"])
        ),
        posts=tuple(
            Post(
                PostId(c + n), _person(c, n), CampusId(c), c + n, s, _HE_JING[c] if n == "何静" else EVERY_DAY
            )
            for c, entry in schools.items()
            for n, s in entry["teachers"].items()
        ),
        travels=(Travel((CampusId("LH"), CampusId("SQ")), truth["itinerant"][0]["minutes"]),),
        places=tuple(
            Place(
                PlaceId(r["school"] + r["room"]),
                CampusId(r["school"]),
                r["room"],
                can_host="主讲" in r["role"],
                max_ends=r["max_receivers"] or None,
            )
            for r in truth["rooms"]
        ),
        classes=tuple(
            ClassGroup(_class(c, n), CampusId(c), 2027 - grade, int(n[1:]))
            for c, entry in schools.items()
            for n, grade in entry["classes"].items()
        ),
        class_names=tuple(
            ClassName(_class(c, n), TERM, grade, n, entry["labels"][n])
            for c, entry in schools.items()
            for n, grade in entry["classes"].items()
        ),
        campus_terms=tuple(_campus_term(c, entry, calendar) for c, entry in schools.items()),
        home_timetables=tuple(_timetable(c, truth["lessons"], first) for c in schools),
        joint_lessons=tuple(_wish(request) for request in truth["requests"]),
        sessions=tuple(_session(plan, schools) for plan in truth["plans"]),
    )


def _school(name: str) -> School:
    return School(SchoolId(name), "江北实验小学")


def _person(campus: str, name: str) -> PersonId:
    """何静 is one person with two posts; every other name is a person of its campus."""
    return PersonId("何静" if name == "何静" else campus + name)


def _class(campus: str, name: str) -> ClassId:
    return ClassId(campus + name)


def _campus_term(campus: str, entry: dict[str, Any], calendar: dict[str, Any]) -> CampusTerm:
    rows = entry["bells"]["全年"]
    periods = tuple(
        Period(
            int(label) if kind == "lesson" else _NUMBERS[kind],
            PeriodKind(kind),
            label,
            ClockSpan.parse(start, end),
        )
        for label, kind, start, end in rows
    )
    off = [date.fromisoformat(day) for day in calendar["school_off"].get(campus, ())]
    return CampusTerm(
        CampusId(campus),
        TERM,
        BellBook((BellSchedule("全年", periods, ALWAYS),)),
        closures=tuple(Closure(DateSpan.of(day, day), "校区活动") for day in off),
        day_rules=tuple(
            DayRule(date.fromisoformat(day), rule["*"]) for day, rule in calendar["makeup"].items()
        ),
    )


def _timetable(campus: str, rows: list[dict[str, Any]], first: date) -> HomeTimetable:
    lessons = []
    for number, row in enumerate(rows):
        if row["school"] == campus:
            teacher = _person(campus, row["teacher"]) if row["teacher"] else None
            lessons.append(
                HomeLesson(
                    HomeLessonId(f"h{number:04}"),
                    _class(campus, row["cls"]),
                    row["day"],
                    row["period"],
                    row["subject"],
                    teacher,
                    Source(row["file"], row["sheet"], row["cell"]),
                    PeriodKind(row["kind"]),
                    Weeks.from_json(row["parity"]),
                )
            )
    return HomeTimetable(TimetableId("t" + campus), CampusId(campus), TERM, first, tuple(lessons))


def _wish(request: dict[str, Any]) -> JointLesson:
    host = request["host"]
    ends = [
        End(CampusId(host), (_class(host, request["host_class"]),), True, PlaceId(host + request["room"]))
    ]
    for row in request["receivers"]:
        campus = row["school"]
        # Left blank for 白塘 in S07: 本班学科教师, who is 康慧敏.
        assistant = row["assistant"] or "康慧敏"
        ends.append(
            End(
                CampusId(campus),
                (_class(campus, row["cls"]),),
                place_id=PlaceId(campus + row["room"]),
                assistant_id=_person(campus, assistant),
            )
        )
    return JointLesson(
        JointLessonId(request["id"]),
        request["id"],
        COMMUNITY,
        TERM,
        request["type"],
        request["subject"],
        _person(host, request["host_teacher"]),
        tuple(ends),
        Weeks.parse(request["weeks"]),
        wished=Slot(request["day_or_date"], request["period_or_time"]),
    )


def _session(plan: dict[str, Any], schools: dict[str, Any]) -> ResearchSession:
    campus_of = {entry["name"]: campus for campus, entry in schools.items()}
    host = CampusId(campus_of[plan["host"]])
    people = tuple(_person(campus, name) for campus, name in plan["attendees"])
    chair = next((p for p in people if p.endswith(plan["presenter"])), None) if plan["presenter"] else None
    return ResearchSession(
        SessionId(plan["id"]),
        plan["id"],
        COMMUNITY,
        TERM,
        plan["subject"],
        plan["theme"],
        date.fromisoformat(plan["date"]),
        ClockSpan.parse(plan["start"], plan["end"]),
        Mode.ON_SITE if plan["mode"] == "线下" else Mode.ONLINE,
        host,
        plan["place"],
        None,
        chair,
        member_ids=people,
    )
