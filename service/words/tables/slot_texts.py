"""What if a joint lesson stood elsewhere: verdicts, repairs, chains and explanations in words."""

from collections.abc import Iterator

from service.domain.district import District
from service.domain.home_timetables import Move
from service.domain.joint_lessons import JointLesson
from service.domain.slot_trials import (
    Explanation,
    HomeMove,
    JointMove,
    Repair,
    SlotState,
    SlotVerdict,
    WayOut,
)
from service.words.catalogue import Fact, Words
from service.words.tables.reasons import reason_text
from service.words.tables.relaxations import relaxation_text, slot_text


def verdict_text(verdict: SlotVerdict, words: Words) -> str:
    """One slot in a line."""
    slot = slot_text(verdict.slot, words)
    if verdict.state is SlotState.IMPOSSIBLE:
        reasons = tuple(reason_text(reason, words) for reason in verdict.reasons)
        return words.text("{slot}: impossible: {reasons}", slot=slot, reasons=reasons)
    if verdict.here:
        return words.text("{slot}: it stands here", slot=slot)
    if verdict.state is SlotState.OK:
        return words.text("{slot}: possible, no home lesson moves", slot=slot)
    if verdict.exact:
        return words.text("{slot}: home lessons that move: {moves}", slot=slot, moves=verdict.moves)
    return words.text("{slot}: home lessons that move: at least {moves}", slot=slot, moves=verdict.moves)


def home_move_text(district: District, move: HomeMove, words: Words) -> str:
    """`乙校三(1)班语文(己):周一第2节 → 周一第1节`."""
    lesson = move.lesson
    facts = {
        "class_name": district.campus[move.campus_id].name + district.class_name[lesson.class_id].label,
        "subject": lesson.subject,
        "teacher": "" if lesson.teacher_id is None else district.person[lesson.teacher_id].name,
        "before": _where(move.before, words, with_weeks=move.before.weeks != move.after.weeks),
        "after": _where(move.after, words, with_weeks=move.before.weeks != move.after.weeks),
    }
    if move.back:
        return words.text(
            "{class_name} {subject} ({teacher}): {before} → {after}, as the school has it", **facts
        )
    return words.text("{class_name} {subject} ({teacher}): {before} → {after}", **facts)


def joint_move_text(district: District, move: JointMove, words: Words) -> str:
    """`J07 美术:周三第2节 → 周四第5节`."""
    lesson = lesson_name(district.joint_lesson[move.lesson_id])
    after = slot_text(move.after, words)
    if move.before is None:
        return words.text("{lesson}: placed on {after}", lesson=lesson, after=after)
    before = slot_text(move.before, words)
    return words.text("{lesson}: {before} → {after}", lesson=lesson, before=before, after=after)


def repair_text(district: District, repair: Repair, words: Words) -> str:
    """How many move, what that gains or costs, and who has to agree."""
    facts: dict[str, Fact] = {
        "moves": repair.moves,
        "gain": abs(repair.gain),
        "schools": tuple(district.school[school_id].name for school_id in repair.schools),
    }
    if repair.gain >= 0:
        return words.text(
            "home lessons that move: {moves}; the table gains {gain}; to agree: {schools}", **facts
        )
    return words.text("home lessons that move: {moves}; the table loses {gain}; to agree: {schools}", **facts)


def explanation_lines(district: District, found: Explanation, words: Words) -> Iterator[str]:
    """Why not, then what would help."""
    lesson = lesson_name(district.joint_lesson[found.lesson_id])
    reasons = tuple(reason_text(reason, words) for reason in found.reasons)
    if found.slot is None:
        yield words.text("{lesson} is not placed: {reasons}.", lesson=lesson, reasons=reasons)
    else:
        slot = slot_text(found.slot, words)
        yield words.text(
            "{lesson} cannot stand on {slot}: {reasons}.", lesson=lesson, slot=slot, reasons=reasons
        )
    if found.way_out is not None:
        yield way_out_text(district, found.way_out, words)


def way_out_text(district: District, way_out: WayOut, words: Words) -> str:
    """`若李老师在乙校辅助:J07 美术排在周三第2节,要动2节课`."""
    repair = way_out.repair
    moved = tuple(joint_move_text(district, move, words) for move in repair.joint)
    given = tuple(relaxation_text(one, words) for one in way_out.given)
    if not given:
        return words.text(
            "It can be had so: {moved}; home lessons that move: {moves}.", moved=moved, moves=repair.moves
        )
    return words.text(
        "It could be had {given}: {moved}; home lessons that move: {moves}.",
        given=given,
        moved=moved,
        moves=repair.moves,
    )


def lesson_name(lesson: JointLesson) -> str:
    """Its code in the workbook and its subject."""
    return f"{lesson.code} {lesson.subject}" if lesson.code else lesson.subject


def _where(move: Move, words: Words, *, with_weeks: bool) -> str:
    slot = words.text(
        "{weekday}, {period}", weekday=words.weekday(move.weekday), period=words.period(move.period)
    )
    return f"{slot} ({words.weeks(move.weeks)})" if with_weeks else slot
