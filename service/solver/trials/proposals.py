"""A repair as a proposal: which home lessons move where, and the draft as it would be. Nothing is applied."""

from collections.abc import Iterator, Mapping

from calendars.weeks import Weeks
from service.domain.district import District, grouped
from service.domain.home_timetables import Move
from service.domain.identity import ClassId, HomeLessonId, JointLessonId, SchoolId
from service.domain.slot_trials import HomeMove, JointMove, Repair
from service.solver.answer import CHANGED_WISH, Answer
from service.solver.drafting import applied, placements
from service.solver.home_pieces import HomePiece
from service.solver.trials.clearings import Cleared
from service.solver.trials.obstacles import is_imported
from service.solver.trials.slices import slice_of
from service.solver.trials.standing_table import Stand, StandingTable
from service.solver.trials.trial import Seated


class Proposal:
    """Joint lessons put into slots, with the moves that this takes; made of an answer that has them."""

    def __init__(self, table: StandingTable, seated: Seated) -> None:
        self.table, self.seats, self.parts = table, seated.seats, seated.parts

    def repair(self) -> Repair:
        """What would move, whom it concerns, what it gains, and what the rules say of it."""
        part = slice_of(self.table.district, self.touched(), self.seats)
        return Repair(
            joint=tuple(self._joint_moves()),
            home=tuple(self._home_moves()),
            proven=True,
            gain=self.gain(),
            schools=self._schools(),
            findings=self.table.faults.new_in(self.table_after(), part),
        )

    def gain(self) -> int:
        """By how much the table costs less: home lessons not where they were imported, and changed wishes."""
        changed = 0
        for lesson_id, candidate in self.seats.items():
            wished = self.table.wanted[lesson_id].wished
            before = self.table.slot_of(lesson_id)
            changed += (before is not None and wished not in (None, before)) - (
                wished not in (None, candidate.slot)
            )
        after = self._stands_after()
        home = 0
        for home_id in self.touched():
            piece = self.table.problem.piece[home_id]
            home += is_moved(piece, self.table.stands.get(home_id)) - is_moved(piece, after.get(home_id))
        return home + CHANGED_WISH * changed

    def _stands_after(self) -> Mapping[HomeLessonId, Stand | None]:
        """Where every home lesson stands that is touched."""
        found: dict[HomeLessonId, Stand | None] = {h: self.table.stands.get(h) for h in self.touched()}
        for part in self.parts:
            if part.start is not None:
                found.update(part.start.stands)
            found.update(self._stands(part))
        return found

    def _joint_moves(self) -> Iterator[JointMove]:
        for lesson_id, candidate in self.seats.items():
            yield JointMove(lesson_id, self.table.slot_of(lesson_id), candidate.slot)

    def _home_moves(self) -> Iterator[HomeMove]:
        """In the order of the campuses."""
        order = {campus.id: number for number, campus in enumerate(self.table.district.campuses)}
        yield from sorted(
            (self._home_move(*row) for row in self.moved()),
            key=lambda move: (order[move.campus_id], move.lesson.id),
        )

    def _home_move(self, home_id: HomeLessonId, before: Stand, after: Stand) -> HomeMove:
        piece = self.table.problem.piece[home_id]
        return HomeMove(
            piece.lesson,
            piece.campus_id,
            self._as_move(piece, before),
            self._as_move(piece, after),
            back=not is_moved(piece, after),
        )

    def _schools(self) -> tuple[SchoolId, ...]:
        """Those whose home lessons move, and those of every joint lesson that does."""
        district = self.table.district
        campus_ids = [self.table.problem.piece[home_id].campus_id for home_id, _, _ in self.moved()]
        campus_ids += [
            end.campus_id
            for move in self._joint_moves()
            if move.before != move.after
            for end in self.table.wanted[move.lesson_id].ends
        ]
        concerned = {district.campus[campus_id].school_id for campus_id in campus_ids}
        return tuple(school.id for school in district.schools if school.id in concerned)

    def table_after(self) -> District:
        """The district with the proposal in its draft."""
        own = dict(self.table.moves)
        for home_id, move in self._changed():
            if move is None:
                own.pop(home_id, None)
            else:
                own[home_id] = move
        answer = Answer(
            placements=placements(self.seats, grouped(self._replaced())),
            moves=tuple(move for _, move in sorted(own.items())),
            not_placed=(),
            moved=0,
            changed=0,
            bound=0,
            seconds=0.0,
        )
        return applied(self.table.district, self.table.community_id, answer)

    def moved(self) -> tuple[tuple[HomeLessonId, Stand, Stand], ...]:
        """Who moves, from where to where, as the draft has it now."""
        return tuple(
            (home_id, before, stand)
            for part in self.parts
            for home_id, stand in sorted(self._stands(part).items())
            if (before := self._before(part, home_id)) != stand
        )

    def touched(self) -> frozenset[HomeLessonId]:
        """Every home lesson that stands otherwise afterwards, or is given up."""
        old = {home_id for lesson_id in self.seats for home_id in self.table.taken.get(lesson_id, ())}
        given = {h for part in self.parts if part.start for h in part.start.given}
        return frozenset(old | given | {h for part in self.parts for h in self._stands(part)})

    def _before(self, part: Cleared, home_id: HomeLessonId) -> Stand:
        """Where the draft has a lesson; where it would come back to, if it was given up."""
        if part.start is not None and home_id in part.start.back:
            return part.start.back[home_id]
        before = self.table.stands[home_id]
        left = None if part.start is None else part.start.stands.get(home_id)
        return before if left is None else before._replace(weeks=left.weeks)

    def _stands(self, part: Cleared) -> Mapping[HomeLessonId, Stand]:
        return {} if part.stands is None else part.stands

    def _replaced(self) -> Iterator[tuple[JointLessonId, tuple[ClassId, HomeLessonId]]]:
        given = {h: taker for part in self.parts if part.start for h, (taker, _) in part.start.given.items()}
        for home_id, lesson_id in sorted(given.items()):
            yield lesson_id, (self.table.problem.piece[home_id].lesson.class_id, home_id)

    def _changed(self) -> Iterator[tuple[HomeLessonId, Move | None]]:
        """The new move of every lesson that the proposal touches; None: it stands as imported."""
        for part in self.parts:
            if part.start is None:
                continue
            for home_id, (lesson_id, frees) in part.start.given.items():
                left = part.start.stands.get(home_id, self.table.stands.get(home_id))
                if left is None:
                    yield home_id, self._turned(self.table.problem.piece[home_id], lesson_id, frees)
            for home_id, stand in self._stands(part).items():
                yield home_id, self._move(self.table.problem.piece[home_id], stand)

    def _turned(self, piece: HomePiece, lesson_id: JointLessonId, frees: int) -> Move | None:
        """One given up whole stands as imported, in the weeks of the joint lesson."""
        lesson = self.table.wanted[lesson_id]
        touched, _ = self.table.problem.taken_weeks(lesson)
        if frees & touched:
            return None
        other = self.table.problem.timeline.other_parity(piece.hold.weeks, piece.campus_id)
        return self._as_move(piece, Stand(piece.cell, other or piece.hold.weeks))

    def _move(self, piece: HomePiece, stand: Stand) -> Move | None:
        """Where a lesson stands, with the weeks in which a joint lesson has its place counted in."""
        weeks = stand.weeks if stand.weeks & ~piece.hold.weeks else piece.hold.weeks
        if (stand.cell, weeks) == (piece.cell, piece.hold.weeks):
            return None
        return self._as_move(piece, Stand(stand.cell, weeks))

    def _as_move(self, piece: HomePiece, stand: Stand) -> Move:
        weeks = self._weeks(piece, stand.weeks)
        return Move(piece.id, stand.cell.weekday, stand.cell.period, weeks, self.table.problem.since)

    def _weeks(self, piece: HomePiece, bits: int) -> Weeks:
        if bits & ~piece.hold.weeks == 0:
            return piece.lesson.weeks
        return self.table.problem.timeline.named(bits, piece.campus_id)


def is_moved(piece: HomePiece, stand: Stand | None) -> bool:
    """Whether a lesson is taught elsewhere than its school's own table has it."""
    return stand is not None and not is_imported(piece, stand)
