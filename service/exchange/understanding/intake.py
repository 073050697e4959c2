"""From sheets to a district: everything the workbooks of one term say, or every problem they have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from calendars.closures import Holidays
from calendars.notices import NOTICES
from service.domain.collecting.corrections import Correction, Corrections, Question
from service.domain.communities import Membership
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId
from service.domain.joint_lessons import JointLesson
from service.domain.lesson_codes import is_asked_no_more
from service.domain.problems import Problem, ProblemCode
from service.domain.research_sessions import ResearchSession
from service.domain.season_splits import asked_again
from service.domain.sources import Source
from service.exchange.notation.cell_lessons import CellLesson
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SUBJECTS, SubjectNames
from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.layouts.home_tables import class_names_read
from service.exchange.recognition.private_columns import without_private_data
from service.exchange.recognition.sorted_sheets import SortedSheets, sort_sheets
from service.exchange.reporting.marks import SheetUnderstood
from service.exchange.reporting.reports import Report
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.calendars.bells_understood import BellReader
from service.exchange.understanding.calendars.campus_calendars import CampusCalendarReader
from service.exchange.understanding.calendars.term_understood import TermUnderstood, understood_term
from service.exchange.understanding.district.communities_listed import communities_listed
from service.exchange.understanding.district.communities_understood import understood_communities
from service.exchange.understanding.district.itinerants import (
    note_unknown_ways,
    refuse_unknown,
    shared_teachers,
)
from service.exchange.understanding.district.names import Mint, Names
from service.exchange.understanding.district.rooms import rooms
from service.exchange.understanding.district.roster import enlist_rosters, roster_campuses
from service.exchange.understanding.district.staff import SharedTeacher, Staff
from service.exchange.understanding.district.travels import travels as read_travels
from service.exchange.understanding.former_sources import with_former_sources
from service.exchange.understanding.joined import joined, joined_activities, lesson_kept, session_kept
from service.exchange.understanding.joint_work.awaited import without_awaiting
from service.exchange.understanding.joint_work.ledger import LedgerReader
from service.exchange.understanding.joint_work.plans import PlanReader
from service.exchange.understanding.joint_work.receivers import ReceiverReader
from service.exchange.understanding.joint_work.unavailabilities import (
    joined_unavailabilities,
    unavailabilities,
)
from service.exchange.understanding.joint_work.whose import Whose
from service.exchange.understanding.joint_work.wishes import WishReader
from service.exchange.understanding.missing import note_codes_gone, note_what_is_missing
from service.exchange.understanding.timetables.bases import bases_of_import, lessons_in_force
from service.exchange.understanding.timetables.campus_of_tables import tables_of_campuses
from service.exchange.understanding.timetables.terms_said import tables_of_term
from service.exchange.understanding.timetables.timetables import home_lessons


@dataclass(frozen=True, slots=True)
class Options:
    """What the importer says: `from_day` is the first day of the home timetables (default: the term's).

    `lesson_weeks`: default all but the last three, which are review and exams.
    """

    from_day: date | None = None
    lesson_weeks: frozenset[int] | None = None
    holidays: Holidays = NOTICES
    subjects: SubjectNames = SUBJECTS
    corrections: tuple[Correction, ...] = ()


#: The one problem of what was ended at its limits, or by an error of ours.
ENDED: frozenset[ProblemCode] = frozenset({"sheets_take_too_long", "sheets_need_too_much", "sheets_fail"})


@dataclass(frozen=True, slots=True)
class Intake:
    """What was understood: no district when there is any problem. `counts` are of what the workbooks hold.

    `term_name` is that of the term they are about, "" when they do not say it. `questions` are of those
    problems that an answer solves; `sheets` say of every cell how it was taken.
    """

    district: District | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    term_name: str = ""
    questions: tuple[Question, ...] = ()
    sheets: tuple[SheetUnderstood, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether the work was ended at its limits: nothing is told of any sheet."""
        return any(problem.code in ENDED for problem in self.problems)


def understand(
    sheets: Iterable[Sheet], known: District | None, mint: Mint, options: Options = Options()
) -> Intake:
    """What the sheets say, on top of what is known: ids stay, so importing twice changes nothing.

    1. Sheets are recognised by what they hold. 2. The term. 3. Campuses, by the names of the roster.
    4. People and rooms. 5. Bells and calendars. 6. Home timetables. 7. The community. 8. Wishes and plans.
    All problems of all sheets come in one go, in the order of file, sheet and cell.
    """
    public = tuple(map(without_private_data, sheets))
    report = Report((sheet for sheet, _ in public), Corrections(options.corrections))
    for sheet, headers in public:
        for header in headers:
            report.note("contacts_not_read", sheet.source(header.row, header.column), text=plain(header.text))
    sorted_sheets = sort_sheets((sheet for sheet, _ in public), report)
    term = _term(sorted_sheets, known, mint, options, report)
    bench = None if term is None else _bench(sorted_sheets, known, term, mint, options, report)
    if bench is None:
        named = "" if term is None else term.entry.term.name
        return Intake(
            None, report.problems, report.notes, (), named, questions=report.questions, sheets=report.sheets()
        )
    intake = _understood(bench, options)
    return Intake(
        None if report.problems else intake.district,
        report.problems,
        report.notes,
        intake.counts,
        bench.term.entry.term.name,
        report.questions,
        report.sheets(),
    )


def _term(
    sheets: SortedSheets, known: District | None, mint: Mint, options: Options, report: Report
) -> TermUnderstood | None:
    """Step 2. None, and a problem, where there is nothing to stand on."""
    if sheets == SortedSheets():
        for file in sorted(report.files) or ("",):
            report.problem(sheets.of_teachers.get(file, "nothing_understood"), Source(file, "", ""))
        return None
    return understood_term(sheets, known, options.lesson_weeks, mint, report)


def _bench(
    sheets: SortedSheets,
    known: District | None,
    term: TermUnderstood,
    mint: Mint,
    options: Options,
    report: Report,
) -> Bench | None:
    """Steps 3 to 5: all that names resolve to. None, and a problem, where there is no campus."""
    if known is not None and known.term.id != term.entry.id:
        known = _of_no_term(known)
    names = Names(known, term.entry.id, mint, report)
    for roster in sheets.rosters:
        roster_campuses(roster, names, report)
    listed = communities_listed(sheets.memberships, names, report)
    names.know_schools(listed.school_of)
    tables = tables_of_campuses(sheets.home_tables, bool(sheets.rosters), names, report)
    tables = tables_of_term(tables, term, report)
    if not names.campuses:
        report.problem("campuses_missing", Source("", "", ""))
        return None
    staff = Staff(known, names, mint, report)
    bells = BellReader(names, term.entry.term, tables, report).books(sheets.bells, known)
    return Bench(sheets, known, term, names, staff, tables, bells, options.subjects, report, mint, listed)


def _understood(bench: Bench, options: Options) -> Intake:
    """Steps 4 to 8, on the bench. People before lessons, lessons before the wishes that refer to them."""
    names, staff, report, sheets = bench.names, bench.staff, bench.report, bench.sheets
    travels = tuple(way for table in sheets.travels for way in read_travels(table, names, report))
    declared: tuple[SharedTeacher, ...] = ()
    for table in sheets.itinerants:
        shared, ways = shared_teachers(table, names, bench.subjects, report)
        staff.declare_shared(shared)
        declared += shared
        travels += ways
    posts = enlist_rosters(sheets.rosters, names, staff, bench.subjects, report)
    places = sum(rooms(table, names, report) for table in sheets.rooms)
    lessons = home_lessons(bench, options.from_day)
    _say_lessons(bench, lessons)
    calendar_reader = CampusCalendarReader(
        sheets, bench.known, bench.term, names, bench.bells, options.holidays, report
    )
    calendars = calendar_reader.campus_calendars()
    calendar_reader.refuse_days_without_bells(calendars)
    for table in sheets.itinerants:
        refuse_unknown(table, names, staff, report)
    known_ways = () if bench.known is None else bench.known.travels
    note_unknown_ways(declared, (*known_ways, *travels), sheets.itinerants, names, report)
    note_what_is_missing(bench)
    understood = understood_communities(
        sheets, bench.listed, bench.tables, bench.known, names, bench.mint, report
    )
    whose = Whose(understood.all, names, report, understood.of_file)
    taught = lessons_in_force(bench, lessons)
    wish_reader = WishReader(bench, whose, ReceiverReader(bench, taught))
    wishes = wish_reader.wishes(sheets.wishes)
    plan_reader = PlanReader(bench, whose)
    sessions = plan_reader.sessions(sheets.plans)
    activities = LedgerReader(bench, whose).activities(sheets.ledgers)
    unavailable = [one for table in sheets.unavailable for one in unavailabilities(table, bench)]
    note_codes_gone(bench, wishes, sessions)
    counts = {
        "campuses": len(bench.tables),
        "classes": sum(
            len(class_names_read(tables, bench.term.year.begins, report)) for tables in bench.tables.values()
        ),
        "lessons": sum(map(len, lessons.values())),
        "posts": posts,
        "rooms": places,
        "joint_lessons": len(wishes),
        "sessions": len(sessions),
        "activities": len(activities),
        "unavailabilities": len(unavailable),
    }
    before = bench.known or District(bench.term.entry, options.holidays)
    asked = tuple(asked_again(before.joint_lessons, wishes))
    district = replace(
        before,
        term=bench.term.entry,
        schools=joined(before.schools, understood.schools, lambda school: school.id),
        campuses=names.campuses,
        communities=joined(before.communities, understood.communities, lambda one: one.id),
        memberships=joined(before.memberships, understood.memberships, _membership),
        people=staff.people,
        posts=staff.posts,
        unavailabilities=joined_unavailabilities(before.unavailabilities, unavailable),
        travels=joined(before.travels, travels, lambda travel: frozenset(travel.between)),
        places=names.places,
        classes=names.classes,
        class_names=names.class_names,
        campus_terms=joined(before.campus_terms, calendars, lambda entry: entry.campus_id),
        home_timetables=bases_of_import(bench, before, lessons, options.from_day),
        joint_lessons=without_awaiting(
            joined(_still_asked(before.joint_lessons, asked), asked, _code, lesson_kept),
            taught,
            names,
            report,
        ),
        sessions=joined(before.sessions, sessions, _code, session_kept),
        activities=joined_activities(before.activities, activities, bench.mint, report),
    )
    district = with_former_sources(before, district, sheets.exports)
    return Intake(district, counts=tuple((kind, count) for kind, count in counts.items() if count))


def _say_lessons(bench: Bench, lessons: Mapping[CampusId, tuple[HomeLesson, ...]]) -> None:
    """Every lesson of this import where it was read."""
    names = {person.id: person.name for person in bench.staff.people}
    for lesson in (lesson for of_campus in lessons.values() for lesson in of_campus):
        teacher = names.get(lesson.teacher_id, "") if lesson.teacher_id else ""
        bench.report.says(lesson.source, CellLesson(lesson.subject, teacher, lesson.weeks))


def _membership(row: Membership) -> tuple[str, ...]:
    return row.community_id, row.school_id, row.campus_id or ""


def _still_asked(known: Iterable[JointLesson], wishes: Iterable[JointLesson]) -> tuple[JointLesson, ...]:
    """The known without those that a wish asks for no more: it was for two a week, and is for one."""
    codes = {(wish.community_id, wish.code) for wish in wishes}
    return tuple(lesson for lesson in known if not is_asked_no_more(lesson, codes))


def _code(thing: JointLesson | ResearchSession) -> tuple[str, str]:
    return thing.community_id, thing.code


def _of_no_term(known: District) -> District:
    """What goes on into another term: schools, people, rooms, classes; nothing of the old term."""
    return replace(
        known,
        class_names=(),
        campus_terms=(),
        home_timetables=(),
        joint_lessons=(),
        sessions=(),
        drafts=(),
    )
