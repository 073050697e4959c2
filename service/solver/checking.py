"""The independent checker: the rules of the domain judge every answer before anybody sees it."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from service.domain.district import District
from service.domain.findings import Code, Finding, Severity, ThingKind
from service.domain.identity import CommunityId, JointLessonId
from service.domain.rules.judging import STRICT_RULES, judge
from service.domain.sittings.awaited import awaited_campuses
from service.solver.drafting import frozen


class Checker:
    """Judges tables of communities against what was wrong before any of their joint lessons stood."""

    def __init__(self, district: District, *community_ids: CommunityId) -> None:
        self.district, self.community_ids = district, community_ids

    @cached_property
    def _known(self) -> frozenset[Finding]:
        """What is wrong with the imported tables, and with what stands in any case; no table is to blame.

        What lies before the first day that may be changed stands, too, whatever came to be known since.
        """
        return frozenset(_judged(frozen(self.district, self.community_ids), self.community_ids))

    def faults(self, table: District) -> Mapping[Finding, frozenset[JointLessonId]]:
        """The errors of a table and the placed joint lessons to blame; {} = it may be shown.

        What is not placed, or 待定, does not stand in the table: what concerns it is no fault of the table.
        """
        return {finding: frozenset(self._blamed(table, finding)) for finding in self._errors(table)}

    def _errors(self, table: District) -> Iterator[Finding]:
        return (finding for finding in errors(table, self.community_ids) if finding not in self._known)

    def _blamed(self, table: District, finding: Finding) -> Iterator[JointLessonId]:
        """The joint lessons that it names; else those of the classes and campuses that it names."""
        named = {thing.key for thing in finding.things}
        own = [
            lesson
            for lesson in table.joint_lessons
            if lesson.community_id in self.community_ids and lesson.placements
        ]
        blamed = [lesson.id for lesson in own if (ThingKind.JOINT_LESSON, lesson.id) in named]
        if blamed:
            yield from blamed
            return
        classes = {
            table.home_lesson[home].class_id
            for home in table.home_lesson
            if (ThingKind.HOME_LESSON, home) in named
        }
        campuses = {side.campus for side in finding.sides}
        for lesson in own:
            of_classes = {class_id for end in lesson.ends for class_id in end.class_ids}
            of_campuses = {table.campus[end.campus_id].name for end in lesson.ends}
            if of_classes & classes or (not classes and of_campuses & campuses):
                yield lesson.id


def errors(table: District, community_ids: tuple[CommunityId, ...]) -> Iterator[Finding]:
    """Every error but those that concern what is not placed, or 待定: that does not stand in the table."""
    unplaced = {
        (ThingKind.JOINT_LESSON, str(lesson.id))
        for lesson in table.joint_lessons
        if not lesson.is_placed or awaited_campuses(table, lesson)
    }
    for finding in _judged(table, community_ids):
        if (
            finding.severity is Severity.ERROR
            and finding.code is not Code.NOT_PLACED
            and unplaced.isdisjoint(thing.key for thing in finding.things)
        ):
            yield finding


def _judged(table: District, community_ids: tuple[CommunityId, ...]) -> tuple[Finding, ...]:
    """What the rules that find errors say about any of the communities; what concerns two of them, once."""
    if {one.id for one in table.communities} == {*community_ids}:
        # All there are: at once, for the rules lay out the whole table each time.
        return judge(table, rules=STRICT_RULES)
    return tuple(dict.fromkeys(found for one in community_ids for found in judge(table, one, STRICT_RULES)))
