"""A curriculum as a `.fet` file (FET 6): activities, and each limit as the constraint of that meaning."""

from collections.abc import Iterable, Iterator, Mapping
from functools import singledispatch
from xml.sax.saxutils import escape

from service.domain.curricula.curriculum import (
    Curriculum,
    DailyLimit,
    DaysLimit,
    GapLimit,
    Kind,
    Limit,
    NeverTogether,
    Per,
    Requirement,
    SameStart,
    Spread,
    Succession,
    Tie,
    Unavailable,
)
from service.domain.curricula.week_grids import Cell

DAYS = dict(
    zip(range(1, 8), ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"), strict=True)
)
Ids = Mapping[str, tuple[int, ...]]


def fet_file(curriculum: Curriculum, institution: str = "中心校区") -> str:
    """The whole file. Every lesson of a requirement is an activity; all of one are one activity group."""
    ids: dict[str, tuple[int, ...]] = {}
    activities: list[str] = []
    for requirement in curriculum.requirements:
        first = sum(map(len, ids.values())) + 1
        ids[requirement.id] = tuple(range(first, first + requirement.count))
        activities += [_activity(requirement, number, first) for number in ids[requirement.id]]
    time = [_constraint("BasicCompulsoryTime")]
    if curriculum.grid.breaks:
        time.append(_constraint("BreakTimes", *_cells("Break_Time", curriculum.grid.breaks)))
    time += [_unavailable(entry) for entry in curriculum.unavailable if entry.party.kind is not Kind.PLACE]
    time += [text for requirement in curriculum.requirements for text in _starts(requirement, ids)]
    time += [text for tie in curriculum.ties for text in _tie(tie, ids)]
    time += [_limit(limit) for limit in curriculum.limits]
    space = [_constraint("BasicCompulsorySpace")]
    space += [_unavailable(entry) for entry in curriculum.unavailable if entry.party.kind is Kind.PLACE]
    space += [text for requirement in curriculum.requirements for text in _rooms(requirement, ids)]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<fet version="6.8.5">',
            _tag("Institution_Name", institution),
            _listed("Days_List", "Number_of_Days", _named("Day", map(DAYS.get, curriculum.grid.weekdays))),
            _listed("Hours_List", "Number_of_Hours", _named("Hour", map(_hour, curriculum.grid.periods))),
            _list("Subjects_List", _named("Subject", _subjects(curriculum))),
            "<Activity_Tags_List></Activity_Tags_List>",
            _list("Teachers_List", _named("Teacher", _teachers(curriculum))),
            _list("Students_List", _named("Year", _classes(curriculum))),
            _list("Activities_List", activities),
            "<Buildings_List></Buildings_List>",
            _list(
                "Rooms_List",
                _named(
                    "Room",
                    _places(curriculum),
                    "<Building></Building><Capacity>30000</Capacity><Virtual>false</Virtual>",
                ),
            ),
            _list("Time_Constraints_List", time),
            _list("Space_Constraints_List", space),
            "</fet>",
        )
    )


def activity_ids(curriculum: Curriculum) -> Mapping[int, str]:
    """The requirement of each activity that `fet_file` writes."""
    every = (r.id for r in curriculum.requirements for _ in range(r.count))
    return dict(enumerate(every, start=1))


def _activity(requirement: Requirement, number: int, group: int) -> str:
    teacher = () if requirement.teacher_id is None else (_tag("Teacher", requirement.teacher_id),)
    return _list(
        "Activity",
        (
            *teacher,
            _tag("Subject", requirement.subject),
            _tag("Students", requirement.class_id),
            _tag("Duration", requirement.length),
            _tag("Total_Duration", requirement.periods),
            _tag("Id", number),
            _tag("Activity_Group_Id", group if requirement.count > 1 else 0),
            _tag("Active", "true"),
        ),
    )


def _starts(requirement: Requirement, ids: Ids) -> Iterator[str]:
    for number in () if requirement.starts is None else ids[requirement.id]:
        cells = _cells("Preferred_Starting_Time", requirement.starts or (), "Preferred_Starting_")
        yield _constraint("ActivityPreferredStartingTimes", _tag("Activity_Id", number), *cells)


def _rooms(requirement: Requirement, ids: Ids) -> Iterator[str]:
    for number in ids[requirement.id]:
        match requirement.place_ids:
            case ():
                pass
            case (only,):
                yield _constraint("ActivityPreferredRoom", _tag("Activity_Id", number), _tag("Room", only))
            case several:
                yield _constraint(
                    "ActivityPreferredRooms",
                    _tag("Activity_Id", number),
                    _tag("Number_of_Preferred_Rooms", len(several)),
                    *(_tag("Preferred_Room", place) for place in several),
                )


def _unavailable(entry: Unavailable) -> str:
    what, tag = {
        Kind.CLASS: ("StudentsSet", "Students"),
        Kind.TEACHER: ("Teacher", "Teacher"),
        Kind.PLACE: ("Room", "Room"),
    }[entry.party.kind]
    return _constraint(
        f"{what}NotAvailableTimes", _tag(tag, entry.party.id), *_cells("Not_Available_Time", entry.cells)
    )


@singledispatch
def _tie(tie: Tie, ids: Ids) -> Iterator[str]:
    raise TypeError(tie)


@_tie.register
def _(tie: Spread, ids: Ids) -> Iterator[str]:
    yield _constraint(
        "MinDaysBetweenActivities",
        _tag("Consecutive_If_Same_Day", "true"),
        *_activities(number for one in tie.requirement_ids for number in ids[one]),
        _tag("MinDays", tie.least_days),
    )


@_tie.register
def _(tie: SameStart, ids: Ids) -> Iterator[str]:
    for numbers in zip(*(ids[one] for one in tie.requirement_ids), strict=True):
        yield _constraint("ActivitiesSameStartingTime", *_activities(numbers))


@_tie.register
def _(tie: Succession, ids: Ids) -> Iterator[str]:
    (first,), (second,) = ids[tie.first_id], ids[tie.second_id]
    yield _constraint(
        "TwoActivitiesGrouped" if tie.either_way else "TwoActivitiesConsecutive",
        _tag("First_Activity_Id", first),
        _tag("Second_Activity_Id", second),
    )


@_tie.register
def _(tie: NeverTogether, ids: Ids) -> Iterator[str]:
    yield _constraint(
        "ActivitiesNotOverlapping",
        *_activities(number for one in tie.requirement_ids for number in ids[one]),
    )


def _limit(limit: Limit) -> str:
    teacher = limit.party.kind is Kind.TEACHER
    what, tag = ("Teacher", "Teacher_Name") if teacher else ("StudentsSet", "Students")
    kind, most = _limited(limit)
    return _constraint(what + kind, _tag(tag, limit.party.id), _tag(most, limit.most))


def _limited(limit: Limit) -> tuple[str, str]:
    """What the constraint is called, and the element that says how much."""
    match limit:
        case GapLimit(per=Per.WEEK):
            return "MaxGapsPerWeek", "Max_Gaps"
        case GapLimit():
            return "MaxGapsPerDay", "Max_Gaps"
        case DailyLimit():
            return "MaxHoursDaily", "Maximum_Hours_Daily"
        case DaysLimit():
            return "MaxDaysPerWeek", "Max_Days_Per_Week"


def _constraint(name: str, *inside: str) -> str:
    return _list(
        f"Constraint{name}", ("<Weight_Percentage>100</Weight_Percentage>", *inside, "<Active>true</Active>")
    )


def _activities(numbers: Iterable[int]) -> list[str]:
    tags = [_tag("Activity_Id", number) for number in numbers]
    return [_tag("Number_of_Activities", len(tags)), *tags]


def _cells(name: str, cells: Iterable[Cell], prefix: str = "") -> list[str]:
    tags = [
        _list(name, (_tag(f"{prefix}Day", DAYS[cell.weekday]), _tag(f"{prefix}Hour", _hour(cell.period))))
        for cell in sorted(cells)
    ]
    return [_tag(f"Number_of_{name}s", len(tags)), *tags]


def _hour(period: int) -> str:
    return f"第{period}节"


def _subjects(curriculum: Curriculum) -> dict[str, None]:
    return dict.fromkeys(one.subject for one in curriculum.requirements)


def _classes(curriculum: Curriculum) -> dict[str, None]:
    return dict.fromkeys(one.class_id for one in curriculum.requirements)


def _teachers(curriculum: Curriculum) -> dict[str, None]:
    return dict.fromkeys(one.teacher_id for one in curriculum.requirements if one.teacher_id is not None)


def _places(curriculum: Curriculum) -> dict[str, None]:
    return dict.fromkeys(place for one in curriculum.requirements for place in one.place_ids)


def _named(tag: str, names: Iterable[str | None], more: str = "") -> list[str]:
    years = "<Number_of_Students>0</Number_of_Students>" if tag == "Year" else ""
    return [f"<{tag}>{_tag('Name', name or '')}{years}{more}</{tag}>" for name in names]


def _listed(name: str, number: str, inside: list[str]) -> str:
    return _list(name, (_tag(number, len(inside)), *inside))


def _list(name: str, inside: Iterable[str]) -> str:
    return "\n".join((f"<{name}>", *inside, f"</{name}>"))


def _tag(name: str, value: str | int) -> str:
    return f"<{name}>{escape(str(value))}</{name}>"
