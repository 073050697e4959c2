"""Whom a cell names: people of its campus or of another, remarks behind names, and who is not named yet."""

import re
from dataclasses import replace

from service.domain.classes import ClassName
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.identity import PersonId
from service.domain.sources import Source
from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.person_names import is_awaited, is_head_teacher, is_remark, is_surname
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.layouts.home_tables import HomeTable
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.timetables.awaited_teachers import AwaitedTeachers

_WITH_REMARK = re.compile(r"(?P<name>.+)\((?P<remark>[^()]+)\)")


class WrittenTeachers:
    """The teachers of one campus as its tables write them."""

    def __init__(self, bench: Bench, campus: Campus) -> None:
        self._bench, self._campus, self._report = bench, campus, bench.report
        self._awaited = AwaitedTeachers(bench, campus)
        self._remarks: set[str] = set()
        self.in_roster = bench.staff.names_at(campus.id)

    def say_who_is_awaited(self, table: HomeTable) -> None:
        """After all cells: one note for the campus."""
        self._awaited.note(table)

    def person(self, lesson: CellLesson, name: ClassName, source: Source) -> PersonId | None:
        """A name no roster has gets a post without a number, once, and is noted."""
        if not lesson.teacher or is_head_teacher(lesson.teacher):
            return None
        staff, campus = self._bench.staff, self._campus
        answered = staff.answered(campus.id, lesson.teacher, source, lesson.subject)
        if answered is not None:
            return answered
        if (guest := self._from_elsewhere(lesson)) is not None:
            return guest
        written = self._without_remarks(lesson.teacher, source)
        if written is None:
            return None
        lesson = replace(lesson, teacher=written)
        if meant := self._by_surname(lesson.teacher):
            self._report.problem(
                "teacher_unknown", source, text=lesson.teacher, campus=campus.name, candidates=meant
            )
            return None
        if is_awaited(lesson.teacher):
            return self._awaited.person(lesson.teacher, name.class_id, lesson.subject)
        if not staff.at(campus.id, lesson.teacher):
            similar = staff.similar(campus.id, lesson.teacher)
            staff.enlist(campus.id, "", lesson.teacher, "")
            choices = {"candidates": similar} if similar else {}
            self._report.note(
                "teacher_not_in_roster", source, text=lesson.teacher, campus=campus.name, **choices
            )
        return staff.person(campus.id, lesson.teacher, source, lesson.subject)

    def _without_remarks(self, written: str, source: Source) -> str | None:
        """张三 of 张三(代). Of 张三(大), whom no roster has, it is asked who she is: None."""
        match = _WITH_REMARK.fullmatch(written)
        if match is None or is_awaited(written) or self._bench.staff.at(self._campus.id, written):
            return written
        name, remark = match["name"], match["remark"]
        campus = None if is_remark(remark) else self._campus_said(remark)
        if campus is not None and campus.id != self._campus.id:
            return written  # a namesake of hers
        if campus is not None or is_remark(remark):
            self._note_remark(written, name, source)
            return self._without_remarks(name, source)
        meant = self._report.meant(CorrectionKind.TEACHER, written, source, self._campus.name)
        if meant is not None and plain(meant) in (name, written):
            return plain(meant)
        choices = (*self._bench.staff.names_to_choose(self._campus.id, name), written)
        self._report.problem(
            "teacher_remark_unclear", source, text=written, name=name, remark=remark, candidates=choices
        )
        return None

    def _note_remark(self, written: str, name: str, source: Source) -> None:
        if written not in self._remarks:
            self._remarks.add(written)
            self._report.note("teacher_remark_not_used", source, text=written, name=name)

    def with_origin(self, lesson: CellLesson) -> CellLesson:
        """张三(东校区), read as taught there, is that campus's 张三, if it has one and is no room here."""
        if not lesson.place or self._bench.names.find_place(self._campus.id, lesson.place) is not None:
            return lesson
        other = self._other_campus(lesson.place)
        if other is None or not self._bench.staff.at(other.id, lesson.teacher):
            return lesson
        return replace(lesson, teacher=f"{lesson.teacher}({lesson.place})", place="")

    def _from_elsewhere(self, lesson: CellLesson) -> PersonId | None:
        """The one 张三 of 云岭 for 张三(云岭), at any campus but 云岭."""
        match = _WITH_REMARK.fullmatch(lesson.teacher)
        if match is None or self._bench.staff.at(self._campus.id, lesson.teacher):
            return None
        other = self._other_campus(match["remark"])
        return None if other is None else self._bench.staff.find(other.id, match["name"], lesson.subject)

    def _other_campus(self, text: str) -> Campus | None:
        found = self._campus_said(text)
        return None if found is None or found.id == self._campus.id else found

    def _campus_said(self, text: str) -> Campus | None:
        """Not what may be her subject: 张三(实验), where there is a 实验小学, too."""
        if self._bench.subjects.meant(text) is not None:
            return None
        return self._bench.names.campus_said_of_a_name(text)

    def _by_surname(self, written: str) -> tuple[str, ...]:
        """Whom 张老师 may mean: all of that surname there; nobody where the school calls somebody just so."""
        surname = written.removesuffix("老师")
        if surname == written or not is_surname(surname) or written in self.in_roster:
            return ()
        return tuple(sorted(name for name in self.in_roster if name.startswith(surname)))
