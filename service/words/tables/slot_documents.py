"""The same as data, for the command line's --json and the API."""

from collections.abc import Iterable
from typing import Any

from service.domain.district import District
from service.domain.home_timetables import Move
from service.domain.slot_trials import Explanation, Repair, SlotVerdict, WayOut
from service.domain.slots import Slot
from service.words.catalogue import Words
from service.words.tables.documents import finding_documents
from service.words.tables.reasons import reason_text
from service.words.tables.relaxations import relaxation_text
from service.words.tables.slot_texts import (
    explanation_lines,
    home_move_text,
    joint_move_text,
    repair_text,
    verdict_text,
)

Document = dict[str, Any]


def verdict_documents(district: District, verdicts: Iterable[SlotVerdict], words: Words) -> list[Document]:
    """Every slot of the week: its state, the home lessons that move at least, reasons, minutes in common."""
    return [
        {
            **slot_document(verdict.slot),
            "state": verdict.state.value,
            "moves": verdict.moves,
            "exact": verdict.exact,
            "here": verdict.here,
            "overlaps": [
                {"campus": district.campus[campus_id].name, "minutes": minutes}
                for campus_id, minutes in verdict.overlaps
            ],
            "reasons": [
                {"code": reason.code.value, "text": reason_text(reason, words)} for reason in verdict.reasons
            ],
            "text": verdict_text(verdict, words),
        }
        for verdict in verdicts
    ]


def repair_document(district: District, repair: Repair, words: Words) -> Document:
    """What would move, and who has to agree; `findings`: what would be wrong then and is not now."""
    return {
        "joint": [
            {
                "id": district.joint_lesson[move.lesson_id].code or move.lesson_id,
                "before": None if move.before is None else slot_document(move.before),
                "after": slot_document(move.after),
                "text": joint_move_text(district, move, words),
            }
            for move in repair.joint
        ],
        "home": [
            {
                "id": move.lesson.id,
                "campus": district.campus[move.campus_id].name,
                "class": district.class_name[move.lesson.class_id].label,
                "subject": move.lesson.subject,
                "teacher": None
                if move.lesson.teacher_id is None
                else district.person[move.lesson.teacher_id].name,
                "before": _move(move.before, words),
                "after": _move(move.after, words),
                "back": move.back,
                "text": home_move_text(district, move, words),
            }
            for move in repair.home
        ],
        "moves": repair.moves,
        "proven": repair.proven,
        "gain": repair.gain,
        "schools": [district.school[school_id].name for school_id in repair.schools],
        "findings": finding_documents(repair.findings, words),
        "text": repair_text(district, repair, words),
    }


def explanation_document(district: District, found: Explanation, words: Words) -> Document:
    """Facts, and the cheapest way out; null where none was found."""
    return {
        "slot": None if found.slot is None else slot_document(found.slot),
        "reasons": [
            {"code": reason.code.value, "text": reason_text(reason, words)} for reason in found.reasons
        ],
        "way_out": None if found.way_out is None else way_out_document(district, found.way_out, words),
        "text": "\n".join(explanation_lines(district, found, words)),
    }


def way_out_document(district: District, way_out: WayOut, words: Words) -> Document:
    return {
        "given": [{"kind": one.kind.value, "text": relaxation_text(one, words)} for one in way_out.given],
        "repair": repair_document(district, way_out.repair, words),
    }


def slot_document(slot: Slot) -> Document:
    return {"weekday": slot.weekday, "period": slot.period}


def _move(move: Move, words: Words) -> Document:
    return {"weekday": move.weekday, "period": move.period, "weeks": words.weeks(move.weeks)}
