"""班级课表, 教师课表, 教室课表 of one campus: a block per class, per teacher, per sync room."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from openpyxl.workbook import Workbook

from calendars.spans import DateSpan
from calendars.weeks import ALL_WEEKS, Weeks
from service.domain.district import District, grouped
from service.domain.identity import CampusId, PersonId, PlaceId
from service.domain.places import PlaceKind
from service.domain.shown_tables.shown_week import ShownHome, ShownJoint, ShownLesson
from service.domain.shown_tables.table_in_force import TableInForce, table_in_force
from service.domain.shown_tables.turns import people_at, people_in, places_in, rooms_at
from service.exchange.notation.weeks_written import weeks_text
from service.exchange.table_sheets.view_paper import view_paper
from service.exchange.table_sheets.week_blocks import BlockCell, WeekBlock, write_blocks
from service.exchange.workbook_writing.cell_texts import CellLook, cell_look, cell_text
from service.exchange.workbook_writing.home_tables import classes_in_order
from service.exchange.workbook_writing.paper import LESSON_WIDTH, Paper
from service.exchange.workbook_writing.spelling import (
    campus_text,
    class_text,
    person_text,
    turn_texts,
)

_Place = tuple[int, int]  # weekday and period
_Said = tuple[_Place, str, CellLook]


def write_campus_sheets(book: Workbook, district: District, campus_id: CampusId, day: date) -> None:
    """A sheet for each kind that has something to show."""
    sheets = _CampusSheets(district, campus_id, day)
    name = district.campus[campus_id].name
    for kind, blocks, full in (
        ("班级课表", tuple(sheets.classes()), True),
        ("教师课表", tuple(sheets.teachers()), False),
        ("教室课表", tuple(sheets.rooms()), False),
    ):
        if blocks:
            paper = view_paper(book, f"{kind}-{name}", f"{name}{kind}", 2 + len(sheets.table.week.rows))
            write_blocks(paper, blocks, sheets.table.week.rows, full=full)
            _print(paper)


def _print(paper: Paper) -> None:
    paper.fit(2, LESSON_WIDTH + 4)
    paper.print_on("A4", titles="1:2")


class _CampusSheets:
    def __init__(self, district: District, campus_id: CampusId, day: date) -> None:
        self._district, self._campus_id, self._day = district, campus_id, day
        self._turns = turn_texts(district)
        self.table: TableInForce = table_in_force(district, campus_id, day)
        self._shown: tuple[tuple[_Place, ShownLesson], ...] = tuple(
            ((weekday, period), one)
            for (_, weekday, period), shown in self.table.week.cells.items()
            for one in shown
        )

    def classes(self) -> Iterator[WeekBlock]:
        """As in 总课表, with the head teacher in the title."""
        if self.table.base is None:
            return
        for name in classes_in_order(self._district, self._campus_id):
            head = person_text(self._district, name.head_teacher_id)
            cells = {
                (weekday, period): BlockCell(cell_text(self._district, cell), cell_look(cell))
                for (class_id, weekday, period), cell in self.table.cells.items()
                if class_id == name.class_id
            }
            yield WeekBlock(f"{name.label}  班主任:{head or '—'}", cells)

    def teachers(self) -> Iterator[WeekBlock]:
        """Everybody who teaches or assists here, by name."""
        said = grouped((person, one) for person, one in self._of_people())
        for person_id in sorted(said, key=lambda one: (person_text(self._district, one), one)):
            posts = self._district.posts_of.get(person_id, ())
            subjects = [p.subject for p in posts if p.campus_id == self._campus_id and p.subject]
            subject = f"({'、'.join(dict.fromkeys(subjects))})" if subjects else ""
            title = f"{person_text(self._district, person_id)}{subject}"
            yield WeekBlock(title, _cells(said[person_id]))

    def rooms(self) -> Iterator[WeekBlock]:
        """Rooms that can be linked, and every other in which something is held."""
        said = grouped((place, one) for place, one in self._of_rooms())
        for place in self._district.places:
            if place.campus_id == self._campus_id and (place.kind is PlaceKind.SYNC or place.id in said):
                yield WeekBlock(place.name, _cells(said.get(place.id, ())))

    def _of_people(self) -> Iterator[tuple[PersonId, _Said]]:
        for place, one in self._shown:
            for person_id in people_in(one, self._day):
                yield person_id, (place, *self._said(one, teacher=False))

    def _of_rooms(self) -> Iterator[tuple[PlaceId, _Said]]:
        for place, one in self._shown:
            for place_id in places_in(one, self._day):
                yield place_id, (place, *self._said(one, teacher=True))

    def _said(self, one: ShownLesson, *, teacher: bool) -> tuple[str, CellLook]:
        if isinstance(one, ShownJoint):
            return self._joint(one), CellLook.JOINT
        return self._home(one, teacher=teacher), self._look(one)

    def _look(self, one: ShownHome) -> CellLook:
        return CellLook.PLAIN if one.moved_from is None else CellLook.MOVED

    def _home(self, one: ShownHome, *, teacher: bool) -> str:
        lesson = one.lesson
        who = person_text(self._district, lesson.teacher_id) if teacher else ""
        text = f"{class_text(self._district, lesson.class_id)}\n{lesson.subject}{_weeks(lesson.weeks)}"
        return f"{text}\n{who}".strip()

    def _joint(self, one: ShownJoint) -> str:
        """`三(1)班 语文` and whether she lectures to whom, or assists with whom, and who takes over."""
        lesson, end, days = one.lesson, one.end, DateSpan(self._day, None)
        classes = "、".join(class_text(self._district, class_id) for class_id in end.class_ids)
        if end.hosts:
            far = "、".join(campus_text(self._district, other.campus_id) for other in lesson.receivers)
            part = f"主讲→{far}"
        else:
            host = campus_text(self._district, lesson.host.campus_id)
            part = f"辅助←{host} {self._turns.people(people_at(lesson, lesson.host, days))}".strip()
        head = f"{classes}\n{lesson.subject}{_weeks(one.weeks)}".strip()
        later = self._turns.later(people_at(lesson, end, days), rooms_at(lesson, end, days))
        return f"{head}\n【{lesson.code} {part}{f'；{later}' if later else ''}】"


def _cells(said: Iterable[_Said]) -> Mapping[_Place, BlockCell]:
    """Each text once: classes that sit together are one joint lesson."""
    found: dict[_Place, BlockCell] = {}
    for place, text, look in said:
        before = found.get(place)
        if before is None:
            found[place] = BlockCell(text, look)
        elif text not in before.text:
            found[place] = BlockCell(
                f"{before.text}\n{text}", look if before.look is CellLook.PLAIN else before.look
            )
    return found


def _weeks(weeks: Weeks) -> str:
    return "" if weeks == ALL_WEEKS else f"({weeks_text(weeks)})"
