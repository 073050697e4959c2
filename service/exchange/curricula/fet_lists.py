"""What a `.fet` file lists: days, hours, sets of students, rooms, and the activities."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from service.domain.curricula.week_grids import Cell
from service.domain.sources import Source
from service.exchange.curricula.elements import Element
from service.exchange.notation.class_labels import is_class_label
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.period_labels import lesson_numbers
from service.exchange.notation.weekdays import weekday
from service.exchange.reporting.reports import Report

_ENGLISH = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1)}


@dataclass(frozen=True, slots=True)
class Activity:
    """One lesson as FET has it; `teacher` "" where there is none."""

    id: int
    subject: str
    students: str
    teacher: str
    duration: int
    tags: frozenset[str]
    source: Source


class FetLists:
    """The lists of one file by name; what they lack is a problem with its line."""

    def __init__(self, root: Element, file: str, report: Report) -> None:
        self.root, self.file, self.report = root, file, report
        self.institution = root.said("Institution_Name")
        self.weekdays = self._weekdays()
        self.periods = self._periods()
        self.rooms = self._names("Rooms_List", "Room")
        self.teachers = self._names("Teachers_List", "Teacher")
        self.activities: Mapping[int, Activity] = {}
        self.inactive: frozenset[int] = frozenset()
        self._read_activities()

    def source(self, element: Element) -> Source:
        """File, element, and L with the number of its line."""
        return Source(self.file, element.name, f"L{element.line}")

    # the week

    def _weekdays(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for day in self._listed("Days_List", "Day"):
            text = day.said("Name")
            number = _ENGLISH.get(text[:3].lower())
            if number is None:
                number = self.report.read(weekday, text, self.source(day))
            if number in found.values():
                self.report.problem("weekday_unreadable", self.source(day), text=text)
            elif number is not None:
                found[text] = number
        return found

    def _periods(self) -> Mapping[str, int]:
        """By their numbers (第1节, 1) where all have one and these rise; else in their order."""
        hours = [hour.said("Name") for hour in self._listed("Hours_List", "Hour")]
        try:
            numbers = [number for hour in hours for number in lesson_numbers(hour)]
        except NotUnderstoodError:
            numbers = []
        if len(numbers) != len(hours) or sorted(set(numbers)) != numbers:
            numbers = list(range(1, len(hours) + 1))
            if hours and (listed := self.root.first("Hours_List")):
                self.report.note("fet_hours_in_order", self.source(listed), names=tuple(hours))
        return dict(zip(hours, numbers, strict=True))

    def cell(self, element: Element, day: str = "Day", hour: str = "Hour") -> Cell | None:
        """What the children called so name; None, and a problem, where they name nothing of the lists."""
        weekday_ = self._one_of(self.weekdays, element, day)
        period = self._one_of(self.periods, element, hour)
        return None if weekday_ is None or period is None else Cell(weekday_, period)

    def _one_of(self, known: Mapping[str, int], element: Element, name: str) -> int | None:
        text = element.said(name)
        if text not in known:
            self.unknown(element, name, text)
        return known.get(text)

    # students

    @cached_property
    def _parts(self) -> Mapping[str, frozenset[str]]:
        """Every set of students with the names of all sets in it, itself among them."""
        found: dict[str, frozenset[str]] = {}
        for year in self._listed("Students_List", "Year"):
            groups = list(year.all("Group"))
            of_groups = {
                group.said("Name"): {sub.said("Name") for sub in group.all("Subgroup")} for group in groups
            }
            for group, subgroups in of_groups.items():
                found[group] = found.get(group, frozenset()) | {group, *subgroups}
                found |= {subgroup: frozenset({subgroup}) for subgroup in subgroups}
            inside = frozenset().union(*(found[group] for group in of_groups)) if of_groups else frozenset()
            name = year.said("Name")
            found[name] = found.get(name, frozenset()) | inside | {name}
        return found

    @cached_property
    def _grades(self) -> frozenset[str]:
        """The sets that are made of groups: 三年级, which would read as the only class of its grade."""
        years = self._listed("Students_List", "Year")
        return frozenset(year.said("Name") for year in years if year.first("Group"))

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """The sets that have lessons of their own, each once."""
        return tuple(dict.fromkeys(activity.students for activity in self.activities.values()))

    def classes_in(self, element: Element, name: str = "Students") -> tuple[str, ...]:
        """The classes that a set is, or holds."""
        text = element.said(name)
        if text not in self._parts:
            self.unknown(element, name, text)
        inside = self._parts.get(text, frozenset())
        return tuple(one for one in self.classes if one in inside or text in self._parts.get(one, ()))

    def refuse_overlapping_classes(self) -> None:
        """A lesson of a whole grade, or of a part of a class, is none that a home timetable can hold."""
        for activity in self.activities.values():
            within = [
                one
                for one in self.classes
                if one != activity.students and one in self._parts.get(activity.students, ())
            ]
            if within and (activity.students in self._grades or not is_class_label(activity.students)):
                self._refuse_activity("fet_several_classes", activity, activity.students)
            around = [
                one
                for one in self.classes
                if one != activity.students and activity.students in self._parts.get(one, ())
            ]
            if any(is_class_label(one) and one not in self._grades for one in around):
                self._refuse_activity("fet_part_of_class", activity, activity.students)

    # activities

    def _read_activities(self) -> None:
        found: dict[int, Activity] = {}
        inactive = set()
        for element in self._listed("Activities_List", "Activity"):
            number = self.number(element, "Id")
            if number is None:
                continue
            if element.said("Active") == "false":
                inactive.add(number)
                continue
            activity = self._activity(element, number)
            if number in found:
                self.report.problem("code_twice", self.source(element), text=str(number))
            elif activity is not None:
                found[number] = activity
        self.activities, self.inactive = found, frozenset(inactive)
        if inactive and (listed := self.root.first("Activities_List")):
            self.report.note("fet_inactive", self.source(listed), count=len(inactive))

    def _activity(self, element: Element, number: int) -> Activity | None:
        teachers = [child.text for child in element.all("Teacher")]
        students = [child.text for child in element.all("Students")]
        activity = Activity(
            number,
            element.said("Subject"),
            students[0] if students else "",
            teachers[0] if teachers else "",
            self.number(element, "Duration") or 1,
            frozenset(child.text for child in element.all("Activity_Tag")),
            self.source(element),
        )
        if not activity.subject or not activity.students:
            lacking = "Students" if activity.subject else "Subject"
            self.report.problem("fet_element_missing", activity.source, name=lacking)
            return None
        if len(students) > 1:
            self._refuse_activity("fet_several_classes", activity, "、".join(students))
        if len(teachers) > 1:
            self._refuse_activity("fet_several_teachers", activity, "、".join(teachers))
        for kind, names, known in (
            ("Students", students, self._parts),
            ("Teacher", teachers, self.teachers),
        ):
            for name in names:
                if name not in known:
                    self.unknown(element, kind, name)
        return activity

    def _refuse_activity(self, code: str, activity: Activity, text: str) -> None:
        match code:
            case "fet_several_classes" | "fet_several_teachers" | "fet_part_of_class":
                self.report.problem(code, activity.source, text=text, activity=activity.id)

    def activity_ids(self, element: Element, *names: str) -> tuple[int, ...]:
        """The active ones among those that the children name; an unknown one is a problem."""
        found = []
        for child in element.all(*(names or ("Activity_Id",))):
            number = int(child.text) if child.text.isascii() and child.text.isdecimal() else None
            if number in self.activities:
                found.append(number)
            elif number not in self.inactive:
                self.unknown(element, child.name, child.text)
        return tuple(number for number in found if number is not None)

    # what all of them are read with

    def number(self, element: Element, name: str) -> int | None:
        """A whole number; None, and a problem, where there is none."""
        text = element.said(name)
        if text.isascii() and text.isdecimal() and len(text) < 10:
            return int(text)
        self.report.problem("fet_number_unreadable", self.source(element), name=name, text=text)
        return None

    def unknown(self, element: Element, name: str, text: str) -> None:
        self.report.problem("fet_name_unknown", self.source(element), name=name, text=text)

    def _listed(self, list_name: str, name: str) -> Iterator[Element]:
        listed = self.root.first(list_name)
        if listed is None:
            self.report.problem("fet_element_missing", self.source(self.root), name=list_name)
            return iter(())
        return listed.all(name)

    def _names(self, list_name: str, name: str) -> frozenset[str]:
        return frozenset(child.said("Name") for child in self._listed(list_name, name))
