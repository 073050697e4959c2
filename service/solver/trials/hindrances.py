"""Why a joint lesson cannot stand in a slot: every fact by name, each with what would remove it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from calendars.bells import PeriodKind
from service.domain.identity import CampusId, ClassId, JointLessonId, PersonId, PlaceId
from service.domain.joint_lessons import End, JointLesson
from service.domain.people import Unavailability
from service.domain.places import Place, PlaceKind
from service.domain.reasons import Fact, Reason, ReasonCode
from service.domain.relaxations import Relaxation, RelaxationKind
from service.domain.research_sessions import ResearchSession
from service.domain.sittings.courses import Misfit, are_halves
from service.domain.sittings.standings import Season
from service.domain.slots import Slot
from service.solver.claims import Claim, Resource, person_resource, place_resource
from service.solver.courses import beside_its_course, course_reason, lesson_name, unfit
from service.solver.home_pieces import Cell, HomePiece
from service.solver.slots import (
    against_itself,
    busy,
    class_reason,
    in_the_way,
    not_rung,
    overlap_short,
    pieces_against,
    stands_in_school,
)
from service.solver.trials.standing_table import StandingTable

F = TypeVar("F", Unavailability, ResearchSession, JointLesson)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A fact that closes a slot, and whatever would undo it. `joint`: it is a joint lesson of this draft."""

    reason: Reason
    relaxations: tuple[Relaxation, ...] = ()
    joint: JointLessonId | None = None


class Hindrances:
    """All that closes one slot of one lesson; none: the slot can be tried."""

    def __init__(
        self, table: StandingTable, lesson: JointLesson, slot: Slot, *, undoing: bool = True
    ) -> None:
        """`undoing`: somebody else and other rooms are looked for, too."""
        self.undoing = undoing
        self.table, self.problem, self.district = table, table.problem, table.problem.district
        self.lesson, self.slot = lesson, slot

    @cached_property
    def seasons(self) -> tuple[Season, ...]:
        return self.table.seasons(self.lesson, self.slot)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return self.table.needs(self.lesson, self.slot)[1]

    def all(self) -> tuple[Hindrance, ...]:
        """Each fact once: of the wish, of the bells, of the people, of what stands there."""
        found = (
            *self._wish(),
            *self._bells(),
            *self._of_its_course(),
            *self._of_itself(),
            *(one for claim in self.claims for one in self._of_claim(claim)),
        )
        by_reason: dict[Reason, Hindrance] = {}
        for one in found:
            by_reason.setdefault(one.reason, one)
        return tuple(by_reason.values())

    def _wish(self) -> Iterator[Hindrance]:
        if not self.lesson.limits.allow(self.slot):
            yield Hindrance(
                Reason(ReasonCode.SLOT_NOT_WISHED), (self._give(RelaxationKind.SLOT_ALLOWED, ()),)
            )

    def _bells(self) -> Iterator[Hindrance]:
        if not self.seasons:
            yield Hindrance(not_rung(self.problem, self.lesson))
        for season in self.seasons:
            for standing in season.standings:
                if standing.minutes < self.district.preferences.least_overlap:
                    reason = overlap_short(self.problem, standing.campus_id)
                    yield Hindrance(reason, self._less_overlap(standing.campus_id, standing.minutes))
                period = None if standing.period is None else standing.period.number
                if self._is_out_of_school(standing.class_id, period):
                    assert standing.class_id is not None  # noqa: S101 - else it is in no school's hours
                    reason = class_reason(self.problem, ReasonCode.CLASS_NOT_IN_SCHOOL, standing.class_id)
                    yield Hindrance(reason, (self._give(RelaxationKind.CLASS_IN_SCHOOL, reason.facts),))

    def _is_out_of_school(self, class_id: ClassId | None, period: int | None) -> bool:
        """As `slots_of` judges it: just what was asked for stands in any period."""
        if class_id is None or period is None or self.slot == self.lesson.wished:
            return False
        if not stands_in_school(self.problem, self.lesson):
            return False
        return Cell(self.slot.weekday, period) not in self.problem.cells.get(class_id, ())

    def _less_overlap(self, campus_id: CampusId, minutes: int) -> tuple[Relaxation, ...]:
        if minutes <= 0:
            return ()
        facts = (("campus", self.district.campus[campus_id].name), ("minutes", minutes))
        return (replace(self._give(RelaxationKind.LESS_OVERLAP, facts), number=minutes),)

    def _of_its_course(self) -> Iterator[Hindrance]:
        """The others of the wish: those of this draft may be tried elsewhere, pinned ones not."""
        mine = self.lesson, self.seasons
        for other in self.table.misfits(*mine):
            stood = other, self.table.standing_seasons(other)
            found = unfit(self.district, mine, stood) or Misfit.DOUBLE_APART
            yield Hindrance(course_reason(found, other), (), other.id)
        for stood in self.problem.standing_of_courses:
            for reason in beside_its_course(self.district, mine, (stood,)):
                yield Hindrance(reason, tuple(self._parted_from(stood[0])))

    def _of_itself(self) -> Iterator[Hindrance]:
        """Whoever is wanted at two of its ends."""
        for claim in against_itself(self.lesson, self.claims):
            yield Hindrance(busy(self.problem, claim), self._instead(claim))

    def _of_claim(self, claim: Claim) -> Iterator[Hindrance]:
        yield from self._away(claim)
        yield from self._unavailable(claim)
        yield from self._in_session(claim)
        yield from self._in_joint_lesson(claim)
        yield from self._in_home_lesson(claim)

    def _away(self, claim: Claim) -> Iterator[Hindrance]:
        if claim.resource.kind != "person" or claim.campus_id is None:
            return
        person_id = PersonId(claim.resource.id)
        if self.problem.district.is_at(person_id, claim.campus_id, self.slot.weekday):
            return
        facts = (("person", self._who(claim)), ("campus", self.district.campus[claim.campus_id].name))
        here = replace(
            self._give(RelaxationKind.PERSON_AT_CAMPUS, facts), person_id=person_id, campus_id=claim.campus_id
        )
        yield Hindrance(Reason(ReasonCode.PERSON_AWAY, facts), (*self._instead(claim), here))

    def _fixed(self, claim: Claim, kind: type[F]) -> tuple[F, ...]:
        """What was decided elsewhere and holds it then, each thing once."""
        rows = self.table.fixed_on.get((claim.resource, claim.hold.weekday), ())
        return tuple(
            dict.fromkeys(
                fixed
                for fixed, other in rows
                if isinstance(fixed, kind) and in_the_way(self.problem, claim, other)
            )
        )

    def _unavailable(self, claim: Claim) -> Iterator[Hindrance]:
        waived = self._fixed(claim, Unavailability)
        if waived:
            facts = (("person", self._who(claim)),)
            person_id = PersonId(claim.resource.id)
            free = replace(
                self._give(RelaxationKind.PERSON_AVAILABLE, facts), person_id=person_id, waived=waived
            )
            yield Hindrance(Reason(ReasonCode.PERSON_UNAVAILABLE, facts), (*self._instead(claim), free))

    def _in_session(self, claim: Claim) -> Iterator[Hindrance]:
        """All that she attends then is one fact: a term may have a session there every week."""
        sessions = self._fixed(claim, ResearchSession)
        if sessions:
            names = tuple(session.code or session.topic for session in sessions)
            facts = (("person", self._who(claim)), ("sessions", names))
            excused = replace(
                self._give(RelaxationKind.EXCUSED_FROM_SESSION, facts),
                person_id=PersonId(claim.resource.id),
                session_ids=tuple(session.id for session in sessions),
            )
            reason = Reason(ReasonCode.PERSON_IN_SESSION, facts)
            yield Hindrance(reason, (*self._instead(claim), excused))

    def _in_joint_lesson(self, claim: Claim) -> Iterator[Hindrance]:
        """Others that hold it: those of this draft may be tried elsewhere, pinned and foreign ones not."""
        for lesson_id, other in self.table.joint_on.get((claim.resource, claim.hold.weekday), ()):
            holder = self.district.joint_lesson[lesson_id]
            if (
                lesson_id != self.lesson.id
                and in_the_way(self.problem, claim, other)
                and not are_halves(self.lesson, holder)
            ):
                reason = self._held_by(claim, holder)
                yield Hindrance(reason, self._instead(claim), lesson_id)
        for lesson in self._fixed(claim, JointLesson):
            if lesson.id != self.lesson.id:
                yield Hindrance(
                    self._held_by(claim, lesson), (*self._instead(claim), *self._parted_from(lesson))
                )

    def _parted_from(self, lesson: JointLesson) -> Iterator[Relaxation]:
        """Another joint lesson that stands fast gives way: unpinned where that is all that holds it."""
        kinds = [RelaxationKind.OTHER_JOINT_LESSON_AWAY]
        if lesson.pinned and lesson.community_id == self.table.community_id:
            kinds.append(RelaxationKind.UNPINNED_JOINT_LESSON)
        for kind in kinds:
            yield replace(self._give(kind, (("lesson", lesson_name(lesson)),)), other_id=lesson.id)

    def _held_by(self, claim: Claim, lesson: JointLesson) -> Reason:
        facts = (("who", self._who(claim)), ("lesson", lesson_name(lesson)))
        return Reason(ReasonCode.HELD_BY_JOINT_LESSON, facts)

    def _in_home_lesson(self, claim: Claim) -> Iterator[Hindrance]:
        for piece in pieces_against(self.problem, claim):
            if not piece.movable and piece.id not in self._takable:
                facts = (("who", self._who(claim)), ("lesson", self._lesson(piece, claim)))
                reason = Reason(ReasonCode.HELD_BY_HOME_LESSON, facts)
                yield Hindrance(reason, (*self._instead(claim), self._freed(piece)))

    @cached_property
    def _takable(self) -> frozenset[str]:
        """The lessons that cannot move and whose place this one may take."""
        return frozenset(
            home_id
            for end in self.lesson.ends
            for class_id in end.class_ids
            for option in self.table.options(self.lesson, class_id)
            for home_id in option.lesson_ids
        )

    def _freed(self, piece: HomePiece) -> Relaxation:
        pinned = piece.id in self.district.pinned
        kind = RelaxationKind.UNPINNED_HOME_LESSON if pinned else RelaxationKind.HOME_LESSON_MOVABLE
        return replace(self._give(kind, (("lesson", self._lesson(piece, None)),)), home_id=piece.id)

    def _instead(self, claim: Claim) -> tuple[Relaxation, ...]:
        """Somebody else to assist, another room: of the same campus, and free then."""
        if self.undoing and claim.resource.kind == "person":
            return tuple(self._other_assistants(claim))
        if self.undoing and claim.resource.kind == "place":
            return tuple(self._other_rooms(claim))
        return ()

    def _other_assistants(self, claim: Claim) -> Iterator[Relaxation]:
        end = self._end(claim)
        if end is None or end.hosts or end.assistant_id != claim.resource.id:
            return
        campus = self.district.campus[end.campus_id].name
        for person_id in self.table.teachers_of(end.campus_id, self.lesson.subject):
            if person_id != end.assistant_id and not self._is_held(claim, person_resource(person_id)):
                facts = (("campus", campus), ("person", self.district.person[person_id].name))
                yield replace(
                    self._give(RelaxationKind.ANOTHER_ASSISTANT, facts),
                    person_id=person_id,
                    campus_id=end.campus_id,
                )

    def _other_rooms(self, claim: Claim) -> Iterator[Relaxation]:
        end = self._end(claim)
        for place in self.district.places if end is not None else ():
            if (
                place.id != claim.resource.id
                and _suits(place, end)
                and not self._is_held(claim, place_resource(place.id))
            ):
                facts = (("campus", self.district.campus[place.campus_id].name), ("place", place.name))
                yield replace(
                    self._give(RelaxationKind.ANOTHER_ROOM, facts),
                    place_id=place.id,
                    campus_id=place.campus_id,
                )

    def _end(self, claim: Claim) -> End | None:
        return next((end for end in self.lesson.ends if end.campus_id == claim.campus_id), None)

    def _is_held(self, claim: Claim, resource: Resource) -> bool:
        """Whether somebody or something else is taken then, by anything that stands, or is not there."""
        mine = Claim(resource, claim.hold, claim.campus_id)
        key = mine.resource, claim.hold.weekday
        held = (
            *self.problem.fixed_claims.get(mine.resource, ()),
            *self.problem.session_claims.get(mine.resource, ()),
            *(other for _, other in self.table.joint_on.get(key, ())),
            *(
                Claim(mine.resource, stood.hold, stood.piece.campus_id)
                for stood in self.table.home_on.get(key, ())
            ),
        )
        away = mine.resource.kind == "person" and not self.problem.district.is_at(
            PersonId(mine.resource.id), claim.campus_id or CampusId(""), self.slot.weekday
        )
        return away or any(in_the_way(self.problem, mine, other) for other in held)

    def _who(self, claim: Claim) -> str:
        match claim.resource.kind:
            case "person":
                return self.district.person[PersonId(claim.resource.id)].name
            case "place":
                place = self.district.place[PlaceId(claim.resource.id)]
                return self.district.campus[place.campus_id].name + place.name
            case "class":
                return self._class(ClassId(claim.resource.id))

    def _class(self, class_id: ClassId) -> str:
        campus_id = self.district.class_group[class_id].campus_id
        return self.district.campus[campus_id].name + self.district.class_name[class_id].label

    def _lesson(self, piece: HomePiece, claim: Claim | None) -> str:
        subject = piece.lesson.subject
        if piece.lesson.kind is PeriodKind.READING:
            subject = f"早读{subject}"
        if claim is not None and claim.resource.kind == "class":
            return subject
        return self._class(piece.lesson.class_id) + subject

    def _give(self, kind: RelaxationKind, facts: tuple[tuple[str, Fact], ...]) -> Relaxation:
        return Relaxation(kind, self.lesson.id, facts, slot=self.slot)


def _suits(place: Place, end: End | None) -> bool:
    """Whether a room could be an end's: of its campus, linked, and one to host from where it hosts."""
    return (
        end is not None
        and place.campus_id == end.campus_id
        and place.kind is PlaceKind.SYNC
        and (place.can_host or not end.hosts)
    )
