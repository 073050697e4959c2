"""A community's whole table from curricula: the campuses' home timetables with the joint lessons in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from service.domain.curricula.curriculum import Curriculum, Wanted
from service.domain.curricula.home_tables import home_lessons, with_table
from service.domain.curricula.shortages import Shortage, shortages
from service.domain.curricula.unkept import Unkept, unkept
from service.domain.district import District
from service.domain.findings import Finding
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId, CommunityId, HomeLessonId, JointLessonId
from service.domain.reasons import NotPlaced, Reason, ReasonCode
from service.domain.sittings.in_force import replaced_subject
from service.solver.answer import Answer
from service.solver.checking import Checker
from service.solver.curricula.composing import Composed, Together, compose
from service.solver.curricula.emptied import Emptied, emptied
from service.solver.curricula.joint_placing import nearest_to_wishes, taken_cells
from service.solver.curricula.searching import Outcome
from service.solver.drafting import applied, placements
from service.solver.explanations import not_placed
from service.solver.replacements import gives_up
from service.solver.searches import Search
from service.solver.slots import Candidate, Slots, slots_of
from service.solver.tables import changed_wishes

_WISHES_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class WholeTable:
    """What was made of curricula. `table` is None where no week was found, or the judges refused it.

    `musts_only`: what is only wished had to be given up. `unkept` and `findings` are what the judges found;
    they are the program's fault. `shortages` are what counting says against the curricula.
    """

    outcome: Outcome
    table: District | None
    answer: Answer
    musts_only: bool = False
    shortages: tuple[Shortage, ...] = ()
    unkept: tuple[Unkept, ...] = ()
    findings: tuple[Finding, ...] = ()


def whole_table(
    district: District,
    community_id: CommunityId,
    wanted: Sequence[Wanted],
    first: date,
    mint: Callable[[], str],
    search: Search,
) -> WholeTable:
    """The table of these campuses from `first` on; all campuses of the joint lessons are among them.

    Tried in turn, each with half of the time that is left: joint lessons as near to their wishes as they let
    each other; anywhere; the same without what curricula only wish; and the weeks alone, with every joint
    lesson left to be placed afterwards.
    """
    making = _Making(district, community_id, wanted, first, mint)
    short = tuple(chain.from_iterable(shortages(one.musts) for one in making.wanted))
    if short:
        return WholeTable(Outcome.IMPOSSIBLE, None, making.nothing(0.0), shortages=short)
    spent = 0.0
    composed = Composed(Outcome.TIME_UP, (), 0.0)
    tries = making.tries(search.within(_WISHES_SECONDS))
    for number, (curricula, together, musts_only) in enumerate(tries):
        left = (search.seconds - spent) / (2 if number < len(tries) - 1 else 1)
        composed = compose(curricula, search.within(left), together)
        spent += composed.seconds
        if composed.outcome is Outcome.FOUND:
            return making.judged(curricula, composed, musts_only, spent)
    return WholeTable(composed.outcome, None, making.nothing(spent))


class _Making:
    def __init__(
        self,
        district: District,
        community_id: CommunityId,
        wanted: Sequence[Wanted],
        first: date,
        mint: Callable[[], str],
    ) -> None:
        self.district, self.community_id, self.first, self.mint = district, community_id, first, mint
        curricula = [one.curriculum for one in wanted]
        self.bare = emptied(district, curricula, community_id, first, mint)
        self.problem = Emptied(self.bare, community_id, curricula)
        self.wanted = [
            Wanted(*map(self.problem.with_what_is_held, (one.curriculum, one.musts))) for one in wanted
        ]
        self.slots = {lesson.id: slots_of(self.problem, lesson) for lesson in self.problem.wanted}

    def tries(self, search: Search) -> list[tuple[list[Curriculum], Together, bool]]:
        wished = [one.curriculum for one in self.wanted]
        musts = [one.musts for one in self.wanted]
        slots = tuple(one for one in self.slots.values() if one.candidates)
        near = nearest_to_wishes(self.problem, slots, search)
        found = []
        for curricula, musts_only in (
            ((wished, False), (musts, True)) if wished != musts else ((wished, False),)
        ):
            if near != slots:
                found.append((curricula, Together(self.problem, near), musts_only))
            found.append((curricula, Together(self.problem, slots), musts_only))
        if slots:
            found.append((musts, Together(self.problem), wished != musts))
        return found

    def nothing(self, seconds: float) -> Answer:
        return Answer((), (), tuple(self._not_placed({})), 0, 0, 0, round(seconds, 3))

    def judged(
        self, curricula: Sequence[Curriculum], composed: Composed, musts_only: bool, seconds: float
    ) -> WholeTable:
        """The table, if the curricula are kept and no rule is broken."""
        weeks = dict(composed.weeks)
        table = self.district
        at: dict[CampusId, list[HomeLesson]] = {}
        for curriculum in curricula:
            lessons = list(home_lessons(curriculum, weeks[curriculum.campus_id], self.mint))
            at[curriculum.campus_id] = lessons
            table = with_table(table, curriculum, lessons, self.first, self.mint)
        given_up = {
            lesson_id: tuple(self._given_up(self.slots[lesson_id], candidate, at))
            for lesson_id, candidate in composed.slots.items()
        }
        answer = Answer(
            placements(composed.slots, given_up),
            (),
            tuple(self._not_placed(composed.slots)),
            0,
            changed_wishes(self.problem, composed.slots),
            0,
            round(seconds, 3),
        )
        table = applied(self._without_old_draft(table), self.community_id, answer)
        broken = tuple(chain.from_iterable(unkept(one, weeks[one.campus_id]) for one in curricula))
        findings = tuple(Checker(self.bare, self.community_id).faults(table))
        whole = None if broken or findings else table
        return WholeTable(Outcome.FOUND, whole, answer, musts_only, (), broken, findings)

    def _given_up(
        self, slots: Slots, candidate: Candidate, at: Mapping[CampusId, Sequence[HomeLesson]]
    ) -> Iterator[tuple[ClassId, HomeLessonId]]:
        """In each class the lesson of its subject that stands under the joint one."""
        subject = replaced_subject(slots.lesson)
        taken = taken_cells(candidate) if gives_up(slots.lesson) else None
        for class_id, cell in (taken or {}).items():
            for lesson in at[self.district.class_group[class_id].campus_id]:
                if (lesson.class_id, lesson.subject, lesson.weekday, lesson.period) == (
                    class_id,
                    subject,
                    *cell,
                ):
                    yield class_id, lesson.id

    def _without_old_draft(self, table: District) -> District:
        """What was moved or pinned in the tables before is not there any more."""
        left = {lesson.id for base in table.home_timetables for lesson in base.lessons}
        return replace(
            table,
            drafts=tuple(
                replace(
                    draft,
                    moves=tuple(m for m in draft.moves if m.since < self.first and m.lesson_id in left),
                    pins=frozenset(pin for pin in draft.pins if pin.lesson_id in left),
                )
                if draft.community_id == self.community_id
                else draft
                for draft in table.drafts
            ),
        )

    def _not_placed(self, chosen: Mapping[JointLessonId, Candidate]) -> Iterator[NotPlaced]:
        for lesson_id, slots in self.slots.items():
            if lesson_id not in chosen:
                untried = (Reason(ReasonCode.WEEKS_WITHOUT_ROOM),) if slots.candidates else ()
                yield not_placed(self.problem, slots, chosen, found=untried)
