"""From sheets to a district: everything the workbooks of one term say, or every problem they have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from calendars.bells import BellBook
from calendars.closures import Closure, Holidays
from calendars.notices import NOTICES
from service.domain.campus_terms import CampusTerm
from service.domain.communities import Campus
from service.domain.district import District
from service.domain.home_timetables import HomeLesson, HomeTimetable
from service.domain.identity import CampusId
from service.domain.joint_lessons import JointLesson
from service.domain.people import Travel
from service.domain.problems import Problem
from service.domain.research_sessions import ResearchSession
from service.domain.sources import Source
from service.exchange.bases import with_base
from service.exchange.bells_understood import bell_books
from service.exchange.campus_events import CampusEvents, campus_events
from service.exchange.community_understood import CommunityUnderstood, understood_community
from service.exchange.itinerants import shared_teachers
from service.exchange.joined import joined, lesson_kept, session_kept
from service.exchange.layout_a import HomeTable
from service.exchange.names import Mint, Names
from service.exchange.plans_sheet import PlanReader
from service.exchange.recognition import SortedSheets, sort_sheets
from service.exchange.reports import Report
from service.exchange.rooms_sheet import rooms
from service.exchange.roster import enlist_roster, roster_campuses
from service.exchange.sheets import Sheet
from service.exchange.staff import SharedTeacher, Staff
from service.exchange.subjects import SUBJECTS, SubjectNames
from service.exchange.term_understood import TermUnderstood, understood_term
from service.exchange.timetables import TimetableReader
from service.exchange.wishes_sheet import WishReader


@dataclass(frozen=True, slots=True)
class Options:
    """What the importer says: `from_day` is the first day of the home timetables (default: the term's).

    `lesson_weeks`: default all but the last three, which are review and exams.
    """

    from_day: date | None = None
    lesson_weeks: frozenset[int] | None = None
    holidays: Holidays = NOTICES
    subjects: SubjectNames = SUBJECTS


@dataclass(frozen=True, slots=True)
class Intake:
    """What was understood: no district when there is any problem. `counts` are of what the workbooks hold."""

    district: District | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def understand(
    sheets: Iterable[Sheet], known: District | None, mint: Mint, options: Options = Options()
) -> Intake:
    """What the sheets say, on top of what is known: ids stay, so importing twice changes nothing.

    1. Sheets are recognised by what they hold. 2. The term. 3. Campuses, by the names of the roster.
    4. People and rooms. 5. Bells and calendars. 6. Home timetables. 7. The community. 8. Wishes and plans.
    All problems of all sheets come in one go, in the order of file, sheet and cell.
    """
    sheets = tuple(sheets)
    report = Report(sheets)
    district, counts = _Understanding(sort_sheets(sheets, report), known, mint, options, report).run()
    if not sheets or (not counts and not report.problems):
        report.problem("nothing_understood", Source("", "", ""))
    return Intake(None if report.problems else district, report.problems, report.notes, counts)


class _Understanding:
    """One import. The steps stand in the order in which they need each other."""

    def __init__(
        self, sheets: SortedSheets, known: District | None, mint: Mint, options: Options, report: Report
    ) -> None:
        self._sheets, self._known, self._mint = sheets, known, mint
        self._options, self._report = options, report

    def run(self) -> tuple[District | None, tuple[tuple[str, int], ...]]:
        term = understood_term(
            self._sheets, self._known, self._options.lesson_weeks, self._mint, self._report
        )
        if term is None:
            return None, ()
        if self._known is not None and self._known.term.id != term.entry.id:
            self._known = _of_no_term(self._known)
        names = Names(self._known, term.entry.id, self._mint, self._report)
        for roster in self._sheets.rosters:
            roster_campuses(roster, names, self._report)
        tables = self._tables_of_campuses(names)
        if not names.campuses:
            self._report.problem("campuses_missing", Source("", "", ""))
            return None, ()
        shared, travels = self._shared(names)
        staff = Staff(self._known, shared, names, self._mint, self._report)
        posts = sum(
            enlist_roster(roster, names, staff, self._options.subjects, self._report)
            for roster in self._sheets.rosters
        )
        places = sum(rooms(table, names, self._report) for table in self._sheets.rooms)
        bells = bell_books(self._sheets.bells, tables, self._known, term.year, names, self._report)
        campus_terms = self._campus_terms(term, bells, names)
        lessons = self._lessons(tables, bells, term, names, staff)
        community = understood_community(
            self._sheets.overviews, names.campuses, self._known, names, self._mint, self._report
        )
        wishes = self._wishes(community, term, lessons, bells, names, staff)
        sessions = self._sessions(community, term, bells, names, staff)
        district = self._district(
            term, names, staff, community, campus_terms, lessons, travels, wishes, sessions
        )
        counts = {
            "campuses": len(tables),
            "classes": sum(len(table.class_columns) for table in tables.values()),
            "lessons": sum(map(len, lessons.values())),
            "teachers": posts,
            "rooms": places,
            "joint_lessons": len(wishes),
            "sessions": len(sessions),
        }
        return district, tuple((kind, count) for kind, count in counts.items() if count)

    def _tables_of_campuses(self, names: Names) -> dict[CampusId, HomeTable]:
        """Each table with its campus; a table of a campus that no roster names makes it known."""
        found: dict[CampusId, HomeTable] = {}
        for table in self._sheets.home_tables:
            texts = table.campus_texts
            campus = names.campus_in(texts)
            if campus is None and texts:
                campus = names.add_campus(texts[0])
                if self._sheets.rosters:
                    self._report.note("campus_not_in_roster", table.sheet.whole, text=campus.name)
            if campus is None:
                self._report.problem("campus_of_table_unknown", table.sheet.whole)
            elif campus.id in found:
                other = found[campus.id].sheet.name
                self._report.problem("table_twice", table.sheet.whole, campus=campus.name, other=other)
            else:
                found[campus.id] = table
        return found

    def _shared(self, names: Names) -> tuple[tuple[SharedTeacher, ...], tuple[Travel, ...]]:
        teachers: list[SharedTeacher] = []
        travels: list[Travel] = []
        for table in self._sheets.itinerants:
            found, ways = shared_teachers(table, names, self._options.subjects, self._report)
            teachers += found
            travels += ways
        return tuple(teachers), tuple(travels)

    def _campus_terms(
        self, term: TermUnderstood, bells: Mapping[CampusId, BellBook], names: Names
    ) -> tuple[CampusTerm, ...]:
        """A new 校历 replaces what a campus's calendar said; without one, new events are added to it."""
        events: dict[CampusId, CampusEvents] = {}
        for table in self._sheets.events:
            events |= campus_events(table, term.year, bells, names, self._report)
        before = {} if self._known is None else {entry.campus_id: entry for entry in self._known.campus_terms}
        found = []
        for campus_id, book in bells.items():
            mine = events.get(campus_id, CampusEvents())
            old = before.get(campus_id, CampusTerm(campus_id, term.entry.id, book))
            if term.remarks is not None:
                old = _by_calendar(old, term)
            found.append(
                replace(
                    old,
                    bells=book,
                    closures=tuple(dict.fromkeys((*old.closures, *mine.closures))),
                    day_rules=tuple(dict.fromkeys((*old.day_rules, *mine.instead))),
                )
            )
        return tuple(found)

    def _lessons(
        self,
        tables: Mapping[CampusId, HomeTable],
        bells: Mapping[CampusId, BellBook],
        term: TermUnderstood,
        names: Names,
        staff: Staff,
    ) -> dict[CampusId, tuple[HomeLesson, ...]]:
        campuses: dict[CampusId, Campus] = {campus.id: campus for campus in names.campuses}
        found = {}
        for campus_id, table in tables.items():
            if campus_id not in bells:
                continue
            reader = TimetableReader(
                table,
                campuses[campus_id],
                bells[campus_id],
                term.year.begins,
                names,
                staff,
                self._options.subjects,
                self._report,
            )
            found[campus_id] = reader.lessons(self._mint)
        staff.give_subjects(
            (lesson.teacher_id, campus_id, lesson.subject)
            for campus_id, lessons in found.items()
            for lesson in lessons
            if lesson.teacher_id is not None
        )
        return found

    def _wishes(
        self,
        community: CommunityUnderstood,
        term: TermUnderstood,
        lessons: Mapping[CampusId, tuple[HomeLesson, ...]],
        bells: dict[CampusId, BellBook],
        names: Names,
        staff: Staff,
    ) -> tuple[JointLesson, ...]:
        known = () if self._known is None else self._known.home_timetables
        older = (lesson for base in known if base.campus_id not in lessons for lesson in base.lessons)
        reader = WishReader(
            community_id=community.community.id,
            term_id=term.entry.id,
            core=next((campus for campus in names.campuses if campus.id == community.core), None),
            year=term.year,
            members=community.members,
            lessons=(*(lesson for of_campus in lessons.values() for lesson in of_campus), *older),
            bells=bells,
            names=names,
            staff=staff,
            subjects=self._options.subjects,
            report=self._report,
            mint=self._mint,
        )
        return tuple(wish for table in self._sheets.wishes for wish in reader.wishes(table))

    def _sessions(
        self,
        community: CommunityUnderstood,
        term: TermUnderstood,
        bells: dict[CampusId, BellBook],
        names: Names,
        staff: Staff,
    ) -> tuple[ResearchSession, ...]:
        whole_term = replace(term.entry.term, weeks_given=term.weeks_given)
        reader = PlanReader(
            community_id=community.community.id,
            term_id=term.entry.id,
            term=whole_term,
            year=term.year,
            members=community.members,
            core=next((campus for campus in names.campuses if campus.id == community.core), None),
            bells=bells,
            names=names,
            staff=staff,
            subjects=self._options.subjects,
            report=self._report,
            mint=self._mint,
        )
        return tuple(session for table in self._sheets.plans for session in reader.sessions(table))

    def _district(
        self,
        term: TermUnderstood,
        names: Names,
        staff: Staff,
        community: CommunityUnderstood,
        campus_terms: tuple[CampusTerm, ...],
        lessons: Mapping[CampusId, tuple[HomeLesson, ...]],
        travels: tuple[Travel, ...],
        wishes: tuple[JointLesson, ...],
        sessions: tuple[ResearchSession, ...],
    ) -> District:
        known = self._known or District(term.entry, self._options.holidays)
        from_day = self._options.from_day or term.entry.term.first_day
        bases: tuple[HomeTimetable, ...] = known.home_timetables
        for campus_id, of_campus in lessons.items():
            bases = with_base(bases, campus_id, term.entry.id, from_day, of_campus, known.moves, self._mint)
        return replace(
            known,
            term=term.entry,
            schools=joined(known.schools, community.schools, lambda school: school.id),
            campuses=names.campuses,
            communities=joined(known.communities, (community.community,), lambda one: one.id),
            memberships=joined(
                known.memberships,
                community.memberships,
                lambda row: (row.community_id, row.school_id, row.campus_id),
            ),
            people=staff.people,
            posts=staff.posts,
            travels=joined(known.travels, travels, lambda travel: frozenset(travel.between)),
            places=names.places,
            classes=names.classes,
            class_names=names.class_names,
            campus_terms=joined(known.campus_terms, campus_terms, lambda entry: entry.campus_id),
            home_timetables=bases,
            joint_lessons=joined(
                known.joint_lessons, wishes, lambda wish: (wish.community_id, wish.code), lesson_kept
            ),
            sessions=joined(
                known.sessions, sessions, lambda session: (session.community_id, session.code), session_kept
            ),
        )


def _by_calendar(old: CampusTerm, term: TermUnderstood) -> CampusTerm:
    remarks = term.remarks
    if remarks is None:
        return old
    return replace(
        old,
        closures=tuple(Closure(off.days, off.reason) for off in remarks.off),
        day_rules=remarks.instead,
        own_days=term.own_days,
        weeks_given=term.weeks_given,
    )


def _of_no_term(known: District) -> District:
    """What goes on into another term: schools, people, rooms, classes; nothing of the old term."""
    return replace(
        known,
        class_names=(),
        campus_terms=(),
        home_timetables=(),
        joint_lessons=(),
        sessions=(),
        changes=(),
        drafts=(),
    )
