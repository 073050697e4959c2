"""From the `.fet` files of a community's campuses to curricula with ids, or every problem they have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.domain.collecting.corrections import Correction, Corrections
from service.domain.communities import Campus, CommunityKind
from service.domain.curricula.curriculum import Curriculum, Wanted
from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, CommunityId, HomeLessonId
from service.domain.problems import Problem
from service.domain.sources import Source
from service.exchange.curricula.elements import Element
from service.exchange.curricula.fet_constraints import read_constraints
from service.exchange.curricula.fet_curricula import curriculum_of
from service.exchange.curricula.fet_lists import FetLists
from service.exchange.curricula.names_at_campus import NamesAtCampus
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Mint, Names
from service.exchange.understanding.district.staff import Staff
from service.exchange.understanding.joint_work.awaited import without_awaiting


@dataclass(frozen=True, slots=True)
class FetFile:
    """A file that was read; `campus` is what it was said to be of ("": as it says itself)."""

    name: str
    root: Element
    campus: str = ""


@dataclass(frozen=True, slots=True)
class CurriculaIntake:
    """What was understood: the district with the new classes, people and rooms, None with any problem."""

    district: District | None
    wanted: tuple[Wanted, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def understand_curricula(
    files: Sequence[FetFile],
    known: District,
    community_id: CommunityId,
    mint: Mint,
    corrections: Sequence[Correction] = (),
) -> CurriculaIntake:
    """The curriculum of each file's campus; together they are those of every campus with joint lessons.

    Ends of joint lessons that waited for a table find their classes now.
    """
    report = Report((), Corrections(tuple(corrections)))
    taking = _Taking(known, community_id, mint, report)
    for file in files:
        taking.take(file)
    taking.refuse_missing()
    lessons = without_awaiting(known.joint_lessons, tuple(taking.taught()), taking.names, report)
    district = replace(
        known,
        people=taking.staff.people,
        posts=taking.staff.posts,
        places=taking.names.places,
        classes=taking.names.classes,
        class_names=taking.names.class_names,
        joint_lessons=lessons,
    )
    whole = None if report.problems else district
    return CurriculaIntake(whole, tuple(taking.wanted.values()), report.problems, report.notes)


class _Taking:
    def __init__(self, known: District, community_id: CommunityId, mint: Mint, report: Report) -> None:
        self.known, self.community, self.report = known, known.community[community_id], report
        self.members = known.members(community_id)
        self.names = Names(known, known.term.id, mint, report)
        self.staff = Staff(known, self.names, mint, report)
        self.wanted: dict[CampusId, Wanted] = {}
        self._file_of: dict[CampusId, str] = {}

    def take(self, file: FetFile) -> None:
        lists = FetLists(file.root, file.name, self.report)
        campus = self._campus(file, lists)
        if campus is None:
            return
        self._file_of[campus.id] = file.name
        lists.refuse_overlapping_classes()
        asked = read_constraints(lists)
        year = self.known.term.term.school_year
        names = NamesAtCampus(campus, self.names, self.staff, year, self.report)
        wanted = curriculum_of(campus.id, lists, asked, names)
        self._refuse_unknown_periods(campus, wanted.curriculum, file.name)
        self.wanted[campus.id] = wanted

    def _campus(self, file: FetFile, lists: FetLists) -> Campus | None:
        text = file.campus or lists.institution
        source = Source(file.name, "Institution_Name", "")
        campus = self.names.find_campus(text)
        if campus is None:
            candidates = tuple(self.known.campus[campus_id].name for campus_id in self.members)
            self.report.problem("campus_unknown", source, text=text, candidates=candidates)
        elif campus.id not in self.members:
            self.report.problem(
                "curriculum_outside_community", source, campus=campus.name, community=self.community.name
            )
        elif campus.id in self._file_of:
            other = self._file_of[campus.id]
            self.report.problem("curriculum_twice", source, campus=campus.name, other=other)
        else:
            return campus
        return None

    def _refuse_unknown_periods(self, campus: Campus, curriculum: Curriculum, file: str) -> None:
        source = Source(file, "Hours_List", "")
        calendar = self.known.calendars.get(campus.id)
        if calendar is None:
            self.report.problem("bells_missing", source, campus=campus.name)
            return
        rung = {period.number for schedule in calendar.bells.schedules for period in schedule.lessons}
        for period in curriculum.grid.periods:
            if period not in rung:
                candidates = tuple(map(str, sorted(rung)))
                self.report.problem("period_unknown", source, text=str(period), candidates=candidates)

    def refuse_missing(self) -> None:
        """Whole tables are made together: no campus of their joint lessons may be left out."""
        if self.community.kind is not CommunityKind.MERGED:
            nowhere = Source("", "", "")
            self.report.problem("community_not_merged", nowhere, community=self.community.name)
        for lesson in self.known.joint_lessons:
            campus_ids = {end.campus_id for end in lesson.ends}
            if lesson.community_id != self.community.id or campus_ids.isdisjoint(self.wanted):
                continue
            for campus_id in sorted(campus_ids - self.wanted.keys()):
                name = self.known.campus[campus_id].name
                self.report.problem("curriculum_missing", Source("", "", ""), campus=name)

    def taught(self) -> Iterator[HomeLesson]:
        """Who is going to teach what, as lessons that stand nowhere yet."""
        for wanted in self.wanted.values():
            for one in wanted.curriculum.requirements:
                lesson = HomeLesson(
                    HomeLessonId(one.id), one.class_id, 0, 0, one.subject, one.teacher_id, one.source
                )
                yield from (lesson for _ in range(one.periods))
