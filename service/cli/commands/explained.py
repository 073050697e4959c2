"""What `tongke solve` adds for lessons that it could not place: facts by name, and the cheapest way out."""

from collections.abc import Mapping

from service.actions.solving.ask_what_if import WhatIf
from service.actions.solving.solve_timetable import SolveReport
from service.actions.solving.solver_workers import SolverWorkers
from service.cli.invocation import Invocation
from service.domain.identity import JointLessonId
from service.domain.slot_trials import Explanation
from service.storage.database import Database
from service.words.catalogue import Words
from service.words.tables.documents import Document
from service.words.tables.slot_documents import explanation_document
from service.words.tables.slot_texts import way_out_text

MOST_EXPLAINED = 5
"""Lessons that are explained, the first of those not placed: each takes a second or two."""

Explained = Mapping[JointLessonId, Explanation]


async def explain(
    call: Invocation, database: Database, report: SolveReport, workers: SolverWorkers
) -> Explained:
    """Why each is not placed, asked of the draft that the solve stored; nothing where it had no time."""
    if report.answer.timed_out:
        return {}
    missed = [one.lesson_id for one in report.not_placed if not one.awaited][:MOST_EXPLAINED]
    asked = WhatIf(database, workers)
    found = {}
    for lesson_id in missed:
        community = report.table.joint_lesson[lesson_id].community_id
        told = await asked.why(lesson_id, None, community, call.arguments.term)
        found[lesson_id] = told.answer
    return found


def tell_explained(call: Invocation, report: SolveReport, explained: Explained) -> None:
    """What would help, where anything that was tried does."""
    for found in explained.values():
        if found.way_out is not None:
            call.line(way_out_text(report.table, found.way_out, call.words))


def explanation_documents(
    report: SolveReport, explained: Explained, words: Words
) -> Mapping[JointLessonId, Document]:
    """The same as data."""
    return {
        lesson_id: explanation_document(report.table, found, words) for lesson_id, found in explained.items()
    }
