"""排课一张表 on one sheet: the joint lessons of a community, periods down, campuses across."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from calendars.spans import DateSpan
from service.domain.district import District, grouped
from service.domain.identity import CampusId, ClassId
from service.domain.joint_lessons import AssistantState, End, JointLesson
from service.domain.publishing.occurrences.names import Names
from service.domain.shown_tables.turns import people_at, rooms_at
from service.domain.sittings.awaited import awaited_campuses
from service.domain.sittings.in_force import placements_of
from service.domain.sittings.standings import Season, clock_seasons
from service.exchange.print_sheets.headings import Printed, heading
from service.exchange.print_sheets.lists import classes_text, dates_text, lesson_text
from service.exchange.print_sheets.memberships import members_of
from service.exchange.print_sheets.sheets import (
    Column,
    JointDay,
    JointEnd,
    JointPeriod,
    JointRow,
    JointSheet,
    Look,
    Note,
)
from service.words.catalogue import Words
from service.words.imports.difference_values import value_text
from service.words.tables.turns import TurnTexts


def joint_sheet(district: District, printed: Printed, words: Words) -> JointSheet:
    """The one table of a community in the week of a day, with what has no cell in it listed below."""
    return _JointSheet(district, printed, words).sheet()


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A joint lesson where it stands on the day that is printed."""

    lesson: JointLesson
    season: Season

    @property
    def order(self) -> tuple[int, int, str, str]:
        slot = self.season.slot
        return slot.weekday, slot.period, str(self.season.span), self.lesson.code or self.lesson.id


class _JointSheet:
    def __init__(self, district: District, printed: Printed, words: Words) -> None:
        self._district = district
        self._printed = printed
        self._words = words
        self._names = Names(district)
        self._turns = TurnTexts(district, words)
        self._since = DateSpan(printed.day, None)
        self._lessons = [
            lesson for lesson in district.joint_lessons if lesson.community_id == printed.community_id
        ]
        self._seasons = {
            lesson.id: tuple(self._seasons_of(lesson)) for lesson in self._lessons if lesson.is_weekly
        }
        self._campuses = self._with_ends()

    def sheet(self) -> JointSheet:
        words, community = self._words, self._district.community[self._printed.community_id]
        sittings = sorted(
            (
                _Sitting(lesson, season)
                for lesson in self._lessons
                for season in self._seasons.get(lesson.id, ())
                if season.days.contains(self._printed.day)
            ),
            key=lambda sitting: sitting.order,
        )
        title = words.text("{community}: the one table", community=community.name)
        return JointSheet(
            heading=heading(self._district, self._printed, title, self._days(), words),
            corner=(
                words.text("day"),
                words.text("period"),
                words.text("clock time"),
                words.text("joint lesson"),
            ),
            ends=(words.text("the end that gives the lesson"), words.text("the ends that receive it")),
            columns=tuple(self._columns()),
            days=tuple(
                JointDay(words.weekday(weekday), tuple(self._periods(list(of_day))))
                for weekday, of_day in groupby(sittings, key=lambda sitting: sitting.season.slot.weekday)
            ),
            empty=words.text("no joint lesson has a place yet"),
            legend=((Look.JOINT, words.text("the end that gives the lesson")),),
            notes=tuple(self._notes()),
        )

    def _seasons_of(self, lesson: JointLesson) -> Iterator[Season]:
        if awaited_campuses(self._district, lesson):
            return
        for placement in placements_of(self._district, lesson):
            yield from clock_seasons(self._district, lesson, placement.slot, placement.days)

    def _with_ends(self) -> tuple[CampusId, ...]:
        """The members first, then guests; a campus without any end has no column."""
        used = dict.fromkeys(end.campus_id for lesson in self._lessons for end in lesson.ends)
        members = [one for one in self._district.members(self._printed.community_id) if one in used]
        return tuple(dict.fromkeys((*members, *used)))

    def _columns(self) -> Iterator[Column]:
        """Each campus with its role; a guest has none."""
        roles = {
            campus_id: value_text(row.role, self._words)
            for row, campuses in members_of(self._district, self._printed.community_id, self._printed.day)
            for campus_id in campuses
        }
        for campus_id in self._campuses:
            yield Column(self._names.campus(campus_id).name, roles.get(campus_id, ""))

    def _days(self) -> DateSpan:
        term = self._district.term.term.days
        changes = (season.days for seasons in self._seasons.values() for season in seasons)
        return next(run for run in term.cut(changes) if run.contains(self._printed.day))

    def _periods(self, sittings: list[_Sitting]) -> Iterator[JointPeriod]:
        def of(sitting: _Sitting) -> tuple[int, str]:
            return sitting.season.slot.period, str(sitting.season.span)

        for (period, span), there in groupby(sittings, key=of):
            yield JointPeriod(self._words.period(period), (span,), tuple(self._row(one) for one in there))

    def _row(self, sitting: _Sitting) -> JointRow:
        lesson, words = sitting.lesson, self._words
        wished = () if lesson.placements else (words.text("[as wished]"),)
        title = " ".join(part for part in (lesson.code, lesson.subject) if part)
        ends = grouped((end.campus_id, end) for end in lesson.ends)
        return JointRow(
            (title, words.weeks(lesson.weeks), lesson.kind, *wished),
            tuple(
                tuple(self._end(end, sitting) for end in ends.get(campus_id, ()))
                for campus_id in self._campuses
            ),
        )

    def _end(self, end: End, sitting: _Sitting) -> JointEnd:
        lines = (
            classes_text(end, self._names, self._words),
            self._who(end, sitting.lesson),
            self._turns.rooms(rooms_at(sitting.lesson, end, self._since)),
            self._local_period(end, sitting.season),
        )
        return JointEnd(tuple(line for line in lines if line), end.hosts)

    def _who(self, end: End, lesson: JointLesson) -> str:
        people = people_at(lesson, end, self._since)
        if end.hosts:
            return self._words.text("lecturer: {name}", name=self._turns.people(people))
        missing = end.assistant_state is AssistantState.MISSING
        name = self._turns.people(people, self._words.text("nobody yet") if missing else "")
        return self._words.text("assisting: {name}", name=name) if name else ""

    def _local_period(self, end: End, season: Season) -> str:
        """The campus's own period with its clock, where either is another than the host's."""
        periods: Mapping[ClassId | None, str] = {
            standing.class_id: self._words.text(
                "here {period} {span}",
                period=self._words.period(standing.period.number),
                span=str(standing.period.span),
            )
            for standing in season.standings
            if standing.end == end
            and standing.period is not None
            and (standing.period.number, standing.period.span) != (season.slot.period, season.span)
        }
        return self._words.list(tuple(dict.fromkeys(periods.values())))

    def _notes(self) -> Iterator[Note]:
        words, district = self._words, self._district
        weekly = [lesson for lesson in self._lessons if lesson.is_weekly]
        unplaced = [lesson for lesson in weekly if not self._seasons[lesson.id]]
        other = [
            (lesson, season)
            for lesson in weekly
            for season in self._seasons[lesson.id]
            if not any(one.days.contains(self._printed.day) for one in self._seasons[lesson.id])
        ]
        single = [lesson for lesson in self._lessons if not lesson.is_weekly]
        if unplaced:
            yield Note(
                words.text("joint lessons without a place yet"),
                tuple(lesson_text(district, lesson, words) for lesson in unplaced),
            )
        if other:
            yield Note(
                words.text("on other dates"),
                tuple(f"{lesson_text(district, lesson, words)} {season.days}" for lesson, season in other),
            )
        if single:
            yield Note(
                words.text("on single dates"),
                tuple(
                    f"{lesson_text(district, lesson, words)} {dates_text(lesson, words)}" for lesson in single
                ),
            )
