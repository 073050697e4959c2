"""The command that solves: one community, or all of them."""

import os
from collections.abc import Iterable, Mapping
from typing import Any

from service import clock
from service.actions.solving.solve_district import DistrictReport, solve_district
from service.actions.solving.solve_timetable import SolveReport, solve_timetable
from service.actions.solving.solver_workers import SolverWorkers, dask_cluster, processes
from service.actions.solving.unit_solves import Progress
from service.actions.solving.unsolved import NothingToSolve
from service.cli.commands.decisions import lesson_name, one_community
from service.cli.commands.explained import Explained, explain, explanation_documents, tell_explained
from service.cli.commands.solve_figures import TOO_SHORT, tell_figures, tell_past, tell_past_of_all
from service.cli.invocation import ACTOR, FAULTY, FINE, CommandError, Invocation
from service.domain.communities import Community
from service.domain.identity import JointLessonId
from service.domain.joint_lessons import JointLesson
from service.domain.slots import Slot
from service.storage.database import Database
from service.words.catalogue import Words
from service.words.tables.documents import Document
from service.words.tables.reasons import reason_text

Reasons = Mapping[JointLessonId, list[str]]


async def solve(call: Invocation) -> int:
    """Place the joint lessons; exit 1 where one could not be placed; one that waits for a table is none."""
    try:
        return await (_solve_all(call) if call.arguments.all else _solve_one(call))
    except NothingToSolve as problem:
        raise CommandError(call.words.text(str(problem))) from problem


async def _solve_one(call: Invocation) -> int:
    community = await one_community(call)
    tell_start(call, call.arguments.time_limit)
    async with await Database.open(call.database) as database:
        with _workers(call, 1) as workers:
            report = await solve_timetable(
                database,
                community=community,
                term=call.arguments.term,
                seconds=call.arguments.time_limit,
                seed=call.arguments.seed,
                deterministic=call.arguments.deterministic,
                from_day=call.arguments.from_day,
                actor=ACTOR,
                now=clock.now(),
                on_progress=lambda progress: tell_progress(call, progress),
                workers=workers,
            )
            explained = await explain(call, database, report, workers)
    reasons = _reasons(call, report)
    tell_solve(call, report, reasons)
    tell_explained(call, report, explained)
    call.document(_solve_document(report, reasons, explanation_documents(report, explained, call.words)))
    return _exit([report])


async def _solve_all(call: Invocation) -> int:
    """Every community, as many at a time as there are cores, or workers of the cluster."""
    if call.arguments.community is not None:
        raise CommandError(call.words.text("Either --all or --community: which community is meant?"))
    if call.arguments.from_day is not None:
        raise CommandError(call.words.text("--from is of one community: say which with --community."))
    call.say(
        "Placing the joint lessons of all communities, {seconds} s of the solver each at most …",
        seconds=f"{call.arguments.time_limit:g}",
    )
    async with await Database.open(call.database) as database:
        with _workers(call, os.cpu_count() or 1) as workers:
            report = await solve_district(
                database,
                term=call.arguments.term,
                seconds=call.arguments.time_limit,
                seed=call.arguments.seed,
                deterministic=call.arguments.deterministic,
                actor=ACTOR,
                now=clock.now(),
                on_progress=lambda communities, progress: _tell_community(call, communities, progress),
                workers=workers,
            )
            explained = [await explain(call, database, solved, workers) for solved in report.solved]
    _tell_district(call, report, explained)
    return FAULTY if report.failed else _exit(report.solved)


def _workers(call: Invocation, count: int) -> SolverWorkers:
    """The cluster that TONGKE_DASK names, else processes of this machine."""
    address = call.settings.dask
    return processes(count) if address is None else dask_cluster(address)


def _exit(reports: Iterable[SolveReport]) -> int:
    missed = [missed for report in reports for missed in report.not_placed]
    return FAULTY if any(not one.awaited for one in missed) else FINE


def tell_start(call: Invocation, seconds: float) -> None:
    """What is going to happen, and for how long at most: the first word of the solver comes after seconds."""
    call.say("Placing the joint lessons, {seconds} s at most …", seconds=f"{seconds:g}")


def tell_progress(call: Invocation, progress: Progress) -> None:
    """The best table so far."""
    call.say(
        "{seconds} s: {placed} placed, {moved} moved; cost {cost}, proven not below {bound}",
        seconds=f"{progress.seconds:.1f}",
        placed=progress.placed,
        moved=progress.moved,
        cost=progress.bound + progress.gap,
        bound=progress.bound,
    )


def tell_solve(call: Invocation, report: SolveReport, reasons: Reasons) -> None:
    """What was placed, what was not and why, what moved in which campus, and how good that is."""
    lessons = report.table.joint_lesson
    for lesson_id, placements in report.answer.placements:
        call.line(_placed_text(call.words, lessons[lesson_id], placements[0].slot))
    _complain(call, report, reasons)
    if not report.answer.timed_out:
        tell_past(call, report.past, report.table.term.term)
    tell_figures(call, report)


def _reasons(call: Invocation, report: SolveReport) -> Reasons:
    """Why each lesson is not placed, in words."""
    return {
        missed.lesson_id: [reason_text(reason, call.words) for reason in missed.reasons]
        for missed in report.not_placed
    }


def _complain(call: Invocation, report: SolveReport, reasons: Reasons) -> None:
    """Why each lesson is not placed. That the time was too short for all of them is said once, elsewhere."""
    lessons = report.table.joint_lesson
    for lesson_id, texts in reasons.items():
        said = texts[1:] if report.answer.timed_out else texts
        if said:
            call.complain(
                call.words.text(
                    "{lesson} is not placed: {reasons}.",
                    lesson=lesson_name(lessons[lesson_id]),
                    reasons=tuple(said),
                )
            )


def _tell_community(call: Invocation, communities: tuple[Community, ...], progress: Progress) -> None:
    call.say(
        "{communities}: {placed} placed, {missed} not, {moved} moved; cost {cost}, proven not below {bound}",
        communities=tuple(one.name for one in communities),
        placed=progress.placed,
        missed=progress.not_placed,
        moved=progress.moved,
        cost=progress.bound + progress.gap,
        bound=progress.bound,
    )


def _tell_district(call: Invocation, report: DistrictReport, explained: Iterable[Explained]) -> None:
    """What is not placed, what would help and what failed, community by community, then the sums."""
    documents = []
    for solved, found in zip(report.solved, explained, strict=True):
        reasons = _reasons(call, solved)
        _complain(call, solved, reasons)
        tell_explained(call, solved, found)
        documents.append(_solve_document(solved, reasons, explanation_documents(solved, found, call.words)))
    failed = [
        (tuple(one.name for one in failure.communities), call.words.text(str(failure.problem)))
        for failure in report.failed
    ]
    late = [
        (tuple(solved.table.community[one].name for one in solved.community_ids), call.words.text(TOO_SHORT))
        for solved in report.solved
        if solved.answer.timed_out
    ]
    tell_past_of_all(call, [solved for solved in report.solved if not solved.answer.timed_out])
    for names, problem in (*late, *failed):
        call.complain(call.words.text("{communities}: {problem}", communities=names, problem=problem))
    answers = [solved.answer for solved in report.solved]
    figures = {
        "placed": sum(len(answer.placements) for answer in answers),
        "missed": sum(len(answer.not_placed) for answer in answers),
        "moved": sum(answer.moved for answer in answers),
        "cost": sum(answer.cost for answer in answers),
        "bound": sum(answer.bound for answer in answers),
    }
    call.say(
        "Communities: {communities}. Joint lessons placed: {placed}, not: {missed}; "
        "home lessons moved: {moved}; cost {cost}, proven not below {bound}.",
        communities=sum(len(solved.community_ids) for solved in report.solved),
        **figures,
    )
    failures = [{"communities": names, "message": problem} for names, problem in failed]
    call.document({"solved": documents, "failed": failures})


def _placed_text(words: Words, lesson: JointLesson, slot: Slot) -> str:
    """`S04 科学：周四第6节(原定周四第1节)`; what was wished only where it is another."""
    facts = {
        "lesson": lesson_name(lesson),
        "weekday": words.weekday(slot.weekday),
        "period": words.period(slot.period),
    }
    wished = lesson.wished
    if wished is None or wished == slot:
        return words.text("{lesson}: {weekday}, {period}", **facts)
    return words.text(
        "{lesson}: {weekday}, {period} (wished: {wished_weekday}, {wished_period})",
        wished_weekday=words.weekday(wished.weekday),
        wished_period=words.period(wished.period),
        **facts,
    )


def _solve_document(
    report: SolveReport, reasons: Reasons, explained: Mapping[JointLessonId, Document]
) -> dict[str, Any]:
    lessons, answer = report.table.joint_lesson, report.answer
    names = [report.table.community[one].name for one in report.community_ids]
    return {
        "community": names[0],
        "communities": names,
        "placed": [
            {
                "id": lessons[lesson_id].code or lesson_id,
                "weekday": placements[0].slot.weekday,
                "period": placements[0].slot.period,
                "as_wished": placements[0].slot == lessons[lesson_id].wished,
            }
            for lesson_id, placements in answer.placements
        ],
        "not_placed": [
            {
                "id": lessons[lesson_id].code or lesson_id,
                "reasons": texts,
                "explanation": explained.get(lesson_id),
            }
            for lesson_id, texts in reasons.items()
        ],
        "moved": answer.moved,
        "moved_by_campus": {
            report.table.campus[campus].name: count for campus, count in report.moved_by_campus
        },
        "held": {"joint": report.held_joint, "moved": report.held_home},
        "changed": answer.changed,
        "cost": answer.cost,
        "bound": answer.bound,
        "gap": None if answer.timed_out else answer.gap,
        "seconds": round(answer.seconds, 3),
        "past": report.past.value,
    }
