"""The constraints of a `.fet` file that are understood, each as what it asks of activities and parties.

What a constraint is called, and which elements it has, are facts of FET 5 to 7. Any other is named in a note.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from service.domain.curricula.curriculum import Kind, Per
from service.domain.curricula.week_grids import Cell
from service.exchange.curricula.asked import FetConstraints, Limited, Named, Tied
from service.exchange.curricula.elements import Element
from service.exchange.curricula.fet_lists import Activity, FetLists


def read_constraints(lists: FetLists) -> FetConstraints:
    """All active ones of both lists; a note for each kind that is not kept, or is a wish made a must."""
    reader = _Reader(lists)
    for name in ("Time_Constraints_List", "Space_Constraints_List"):
        listed = lists.root.first(name)
        if listed is None:
            lists.report.problem("fet_element_missing", lists.source(lists.root), name=name)
            continue
        for element in listed.children:
            if element.said("Active") != "false":
                reader.read(element)
    reader.say_what_was_left_out()
    return reader.found


class _Reader:
    def __init__(self, lists: FetLists) -> None:
        self.lists, self.found = lists, FetConstraints()
        self._unsupported: dict[str, Element] = {}
        self._wishes: dict[str, Element] = {}
        self._counts: Counter[str] = Counter()
        self._element = lists.root

    def read(self, element: Element) -> None:
        name = element.name.removeprefix("Constraint")
        self._counts[name] += 1
        known = _KNOWN.get(name)
        if known is None:
            self._unsupported.setdefault(name, element)
            return
        if not self._must(element):
            self._wishes.setdefault(name, element)
        known(self, element)

    def say_what_was_left_out(self) -> None:
        for name, element in self._unsupported.items():
            self._note("fet_constraint_not_kept", name, element)
        for name, element in self._wishes.items():
            self._note("fet_wish_taken_as_must", name, element)

    def _note(self, code: str, name: str, element: Element) -> None:
        source = self.lists.source(element)
        if code == "fet_constraint_not_kept":
            self.lists.report.note("fet_constraint_not_kept", source, name=name, count=self._counts[name])
        else:
            self.lists.report.note("fet_wish_taken_as_must", source, name=name, count=self._counts[name])

    def _must(self, element: Element) -> bool:
        return element.said("Weight_Percentage") in ("", "100")

    # when

    def nothing(self, _: Element) -> None:
        """Nobody in two places at a time: that needs no saying."""

    def breaks(self, element: Element) -> None:
        self.found.breaks |= self._cells(element, "Break_Time")

    def teacher_away(self, element: Element) -> None:
        name = self._teacher(element)
        if name:
            self.found.away[Kind.TEACHER, name] |= self._cells(element, "Not_Available_Time")

    def class_away(self, element: Element) -> None:
        cells = self._cells(element, "Not_Available_Time")
        for name in self.lists.classes_in(element):
            self.found.away[Kind.CLASS, name] |= cells

    def room_away(self, element: Element) -> None:
        name = self._room(element, "Room")
        if name:
            self.found.away[Kind.PLACE, name] |= self._cells(element, "Not_Available_Time")

    def start_of_one(self, element: Element) -> None:
        day, hour = element.said("Preferred_Day"), element.said("Preferred_Hour")
        cell = self.lists.cell(element, "Preferred_Day", "Preferred_Hour") if day and hour else None
        for activity_id in self.lists.activity_ids(element) if cell else ():
            self.found.start(activity_id, frozenset({cell} if cell else ()))

    def starts_of_one(self, element: Element) -> None:
        cells = self._cells(element, "Preferred_Starting_Time", "Preferred_Starting_")
        for activity_id in self.lists.activity_ids(element):
            self.found.start(activity_id, cells)

    def starts_of_several(self, element: Element) -> None:
        cells = self._cells(element, "Preferred_Starting_Time", "Preferred_Starting_")
        for activity in self._meant(element):
            self.found.start(activity.id, cells)

    def slots_of_one(self, element: Element) -> None:
        cells = self._cells(element, "Preferred_Time_Slot", "Preferred_")
        for activity_id in self.lists.activity_ids(element):
            self.found.keep_within(activity_id, cells)

    def slots_of_several(self, element: Element) -> None:
        cells = self._cells(element, "Preferred_Time_Slot", "Preferred_")
        for activity in self._meant(element):
            self.found.keep_within(activity.id, cells)

    def _meant(self, element: Element) -> Iterator[Activity]:
        """The activities of a teacher, set of students, subject, tag and duration; an empty one means any."""
        duration = element.said("Duration")
        students = self.lists.classes_in(element, "Students_Name") if element.said("Students_Name") else None
        for activity in self.lists.activities.values():
            if (
                element.said("Teacher_Name") in ("", activity.teacher)
                and (students is None or activity.students in students)
                and element.said("Subject_Name") in ("", activity.subject)
                and element.said("Activity_Tag_Name") in ("", *activity.tags)
                and duration in ("", str(activity.duration))
            ):
                yield activity

    # ties

    def min_days(self, element: Element) -> None:
        least = self.lists.number(element, "MinDays")
        if least:
            self._tie("spread", element, self.lists.activity_ids(element), least)

    def same_start(self, element: Element) -> None:
        self._tie("same_start", element, self.lists.activity_ids(element))

    def never_together(self, element: Element) -> None:
        self._tie("never_together", element, self.lists.activity_ids(element))

    def consecutive(self, element: Element) -> None:
        self._tie("succession", element, self._two(element))

    def grouped(self, element: Element) -> None:
        self._tie("either_way", element, self._two(element))

    def _two(self, element: Element) -> tuple[int, ...]:
        ids = self.lists.activity_ids
        return (*ids(element, "First_Activity_Id"), *ids(element, "Second_Activity_Id"))

    def _tie(self, kind: str, element: Element, ids: tuple[int, ...], least_days: int = 1) -> None:
        """Of one activity, the others being inactive, it asks nothing."""
        if len(ids) > 1:
            self.found.ties.append(Tied(kind, ids, self._must(element), least_days))

    # limits

    def limit(self, kind: str, most: str, parties: str, per: Per = Per.WEEK) -> Callable[[Element], None]:
        def read(element: Element) -> None:
            value = self.lists.number(element, most)
            for party in () if value is None else self._parties(parties, element):
                self.found.limits.append(Limited(kind, party, value or 0, self._must(element), per))

        return read

    def _parties(self, parties: str, element: Element) -> Iterable[Named]:
        match parties:
            case "Teacher":
                name = self._teacher(element)
                return [(Kind.TEACHER, name)] if name else []
            case "Teachers":
                return [(Kind.TEACHER, name) for name in sorted(self.lists.teachers)]
            case "StudentsSet":
                return [(Kind.CLASS, name) for name in self.lists.classes_in(element)]
        return [(Kind.CLASS, name) for name in self.lists.classes]

    # rooms

    def room_of_one(self, element: Element) -> None:
        self._rooms_of(element, self.lists.activity_ids(element), "Room")

    def rooms_of_one(self, element: Element) -> None:
        self._rooms_of(element, self.lists.activity_ids(element), "Preferred_Room")

    def room_of_subject(self, element: Element) -> None:
        self._rooms_of(element, self._of_subject(element), "Room")

    def rooms_of_subject(self, element: Element) -> None:
        self._rooms_of(element, self._of_subject(element), "Preferred_Room")

    def _of_subject(self, element: Element) -> list[int]:
        subject = element.said("Subject")
        return [one.id for one in self.lists.activities.values() if one.subject == subject]

    def _rooms_of(self, element: Element, ids: Iterable[int], name: str) -> None:
        rooms = self._rooms(element, name)
        for activity_id in ids if rooms else ():
            self.found.room(activity_id, rooms)
            if not self.found.rooms[activity_id]:
                source = self.lists.source(element)
                self.lists.report.problem("fet_rooms_contradict", source, activity=activity_id)

    def home_room(self, element: Element) -> None:
        rooms = self._rooms(element, "Room", "Preferred_Room")
        for name in self.lists.classes_in(element) if rooms else ():
            self.found.home_rooms[name] = rooms

    # names

    def _rooms(self, element: Element, *names: str) -> tuple[str, ...]:
        found = dict.fromkeys(child.text for child in element.all(*names))
        for name in found:
            if name not in self.lists.rooms:
                self.lists.unknown(element, names[0], name)
        return tuple(name for name in found if name in self.lists.rooms)

    def _room(self, element: Element, name: str) -> str:
        return next(iter(self._rooms(element, name)), "")

    def _teacher(self, element: Element) -> str:
        """FET calls the element Teacher in some constraints and Teacher_Name in others."""
        tag = "Teacher" if element.first("Teacher") else "Teacher_Name"
        name = element.said(tag)
        if name not in self.lists.teachers:
            self.lists.unknown(element, tag, name)
            return ""
        return name

    def _cells(self, element: Element, name: str, prefix: str = "") -> frozenset[Cell]:
        found = (self.lists.cell(child, f"{prefix}Day", f"{prefix}Hour") for child in element.all(name))
        return frozenset(cell for cell in found if cell is not None)


def _limit(kind: str, most: str, parties: str, per: Per = Per.WEEK) -> Callable[[_Reader, Element], None]:
    return lambda reader, element: reader.limit(kind, most, parties, per)(element)


def _limits() -> Iterator[tuple[str, Callable[[_Reader, Element], None]]]:
    """TeacherMaxGapsPerWeek, TeachersMaxGapsPerWeek, StudentsSetMaxGapsPerWeek, StudentsMaxGapsPerWeek …"""
    for parties in ("Teacher", "Teachers", "StudentsSet", "Students"):
        yield f"{parties}MaxGapsPerWeek", _limit("gaps", "Max_Gaps", parties)
        yield f"{parties}MaxGapsPerDay", _limit("gaps", "Max_Gaps", parties, Per.DAY)
        yield f"{parties}MaxHoursDaily", _limit("hours", "Maximum_Hours_Daily", parties)
        yield f"{parties}MaxDaysPerWeek", _limit("days", "Max_Days_Per_Week", parties)


_KNOWN: Mapping[str, Callable[[_Reader, Element], None]] = {
    "BasicCompulsoryTime": _Reader.nothing,
    "BasicCompulsorySpace": _Reader.nothing,
    "BreakTimes": _Reader.breaks,
    "TeacherNotAvailableTimes": _Reader.teacher_away,
    "StudentsSetNotAvailableTimes": _Reader.class_away,
    "RoomNotAvailableTimes": _Reader.room_away,
    "ActivityPreferredStartingTime": _Reader.start_of_one,
    "ActivityPreferredStartingTimes": _Reader.starts_of_one,
    "ActivitiesPreferredStartingTimes": _Reader.starts_of_several,
    "ActivityPreferredTimeSlots": _Reader.slots_of_one,
    "ActivitiesPreferredTimeSlots": _Reader.slots_of_several,
    "MinDaysBetweenActivities": _Reader.min_days,
    "ActivitiesSameStartingTime": _Reader.same_start,
    "ActivitiesNotOverlapping": _Reader.never_together,
    "TwoActivitiesConsecutive": _Reader.consecutive,
    "TwoActivitiesGrouped": _Reader.grouped,
    "ActivityPreferredRoom": _Reader.room_of_one,
    "ActivityPreferredRooms": _Reader.rooms_of_one,
    "SubjectPreferredRoom": _Reader.room_of_subject,
    "SubjectPreferredRooms": _Reader.rooms_of_subject,
    "StudentsSetHomeRoom": _Reader.home_room,
    "StudentsSetHomeRooms": _Reader.home_room,
    **dict(_limits()),
}
SUPPORTED = frozenset(_KNOWN)
