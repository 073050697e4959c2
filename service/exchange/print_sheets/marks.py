"""How a printed cell says what a lesson is, and what was there before."""

from datetime import date

from calendars.spans import DateSpan
from calendars.weeks import ALL_WEEKS
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, PersonId
from service.domain.joint_lessons import AssistantState, JointLesson
from service.domain.publishing.occurrences.names import Names
from service.domain.shown_tables.shown_rows import ShownRow
from service.domain.shown_tables.shown_week import ShownHome, ShownJoint, ShownLesson
from service.domain.shown_tables.turns import people_at, rooms_at
from service.exchange.print_sheets.sheets import Entry, Look
from service.words.catalogue import Words
from service.words.tables.turns import TurnTexts


class Marks:
    """Entries of cells in the reader's language, in the week of a day."""

    def __init__(self, district: District, day: date, words: Words) -> None:
        self._district = district
        self._words = words
        self._names = Names(district)
        self._days = DateSpan(day, None)
        self._turns = TurnTexts(district, words)

    def entry(self, shown: ShownLesson, row: ShownRow, weekday: int) -> Entry:
        """One lesson of a class in a period of its weekday."""
        if isinstance(shown, ShownJoint):
            return self._joint(shown, row, weekday)
        return self._home(shown)

    def _home(self, shown: ShownHome) -> Entry:
        lesson, base = shown.lesson, shown.moved_from
        moved = () if base is None else (self._words.text("[was {cell}]", cell=self._cell(base)),)
        return Entry(
            lesson.subject,
            self._person(lesson.teacher_id),
            self._weeks(shown),
            moved,
            moved,
            Look.MOVED if moved else Look.HOME,
        )

    def _joint(self, shown: ShownJoint, row: ShownRow, weekday: int) -> Entry:
        joint, code = self._joint_word(shown), shown.lesson.code
        clock = "" if shown.span in row.spans else str(shown.span)
        full = self._bracketed(joint, code, self._who_gives(shown), clock)
        replaced = [
            self._replaced(base, shown.lesson, row, weekday)
            for base in shown.replaced
            if (base.weekday, base.period, base.subject) != (weekday, row.number, shown.lesson.subject)
        ]
        return Entry(
            shown.lesson.subject,
            self._teacher(shown),
            self._weeks(shown),
            (full, *replaced),
            (self._bracketed(joint, code) if code else full, *replaced),
            Look.JOINT,
        )

    def left_out(self, shown: ShownJoint) -> str:
        """What a brief mark does not say: `S02 主讲:廖洁(江北) 10:00–10:40`."""
        return f"{shown.lesson.code} {self._who_gives(shown)} {shown.span}"

    def _joint_word(self, shown: ShownJoint) -> str:
        return self._words.text("joint") if shown.placed else self._words.text("joint (as wished)")

    def _who_gives(self, shown: ShownJoint) -> str:
        if shown.end.hosts:
            return self._words.text("given here")
        lesson = shown.lesson
        host = self._short_name(lesson.host.campus_id)
        lecturers = self._turns.people(people_at(lesson, lesson.host, self._days))
        return self._words.text("lecturer: {name}", name=f"{lecturers}({host})")

    def _bracketed(self, *parts: str) -> str:
        return self._words.text("[{mark}]", mark=" ".join(part for part in parts if part))

    def _short_name(self, campus_id: CampusId) -> str:
        """The shortest name of a campus that is no other campus's, for a cell is narrow."""
        campuses = self._district.campus
        if campus_id not in campuses:
            return str(campus_id)
        others = {name for other in campuses.values() if other.id != campus_id for name in other.names}
        own = [name for name in campuses[campus_id].names if name not in others]
        return min(own, key=len, default=campuses[campus_id].name)

    def _teacher(self, shown: ShownJoint) -> str:
        """Who stands in this room: the lecturer, elsewhere the assistant."""
        people = people_at(shown.lesson, shown.end, self._days)
        if shown.end.hosts:
            return self._turns.people(people)
        missing = shown.end.assistant_state is AssistantState.MISSING
        name = self._turns.people(people, self._words.text("nobody yet") if missing else "")
        return self._words.text("assisting: {name}", name=name) if name else ""

    def later_people(self, shown: ShownJoint) -> str:
        """Who takes it over at this end, and from when."""
        return self._turns.later(people_at(shown.lesson, shown.end, self._days))

    def later_rooms(self, shown: ShownJoint) -> str:
        """Where it goes from here, and from when."""
        return self._turns.later((), rooms_at(shown.lesson, shown.end, self._days))

    def _replaced(self, base: HomeLesson, lesson: JointLesson, row: ShownRow, weekday: int) -> str:
        """The lesson that the class had of this subject elsewhere, or of another one here."""
        elsewhere = (base.weekday, base.period) != (weekday, row.number)
        cell = self._cell(base) if elsewhere else ""
        subject = base.subject if base.subject != lesson.subject else ""
        gap = " " if cell and subject else ""
        return self._words.text("[was {cell}]", cell=f"{cell}{gap}{subject}")

    def _cell(self, base: HomeLesson) -> str:
        """周三第2节, with the weeks where they were not all."""
        gap = "" if self._words.language == "zh" else " "
        weeks = "" if base.weeks == ALL_WEEKS else self._words.weeks(base.weeks)
        parts = (self._words.weekday(base.weekday), self._words.period(base.period), weeks)
        return gap.join(part for part in parts if part)

    def _weeks(self, shown: ShownLesson) -> str:
        return "" if shown.weeks == ALL_WEEKS else self._words.weeks(shown.weeks)

    def _person(self, person_id: PersonId | None) -> str:
        person = self._names.person(person_id)
        return "" if person is None else person.name
