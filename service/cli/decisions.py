"""Commands that decide: solve, publish."""

from typing import Any

from service import clock
from service.actions.publish_timetable import (
    DraftOutdated,
    OutsideTerm,
    PublicationError,
    PublicationRefused,
    PublishReport,
    publish_timetable,
)
from service.actions.solve_timetable import NothingToSolve, Progress, SolveReport, solve_timetable
from service.cli.invocation import ACTOR, FAULTY, FINE, CommandError, Invocation
from service.cli.questions import known_district, outside_term_text
from service.domain.identity import CampusId
from service.domain.joint_lessons import JointLesson, Slot
from service.storage.database import Database
from service.words.catalogue import Words
from service.words.documents import finding_documents
from service.words.finding_lists import by_thing
from service.words.reasons import reason_text
from service.words.revision_texts import (
    change_documents,
    outdated_text,
    revision_change_text,
    withheld_documents,
)


async def solve(call: Invocation) -> int:
    """Place the joint lessons; exit 1 where one could not be placed; one that waits for a table is none."""
    community = await one_community(call)
    tell_start(call, call.arguments.time_limit)
    async with await Database.open(call.database) as database:
        try:
            report = await solve_timetable(
                database,
                community=community,
                term=call.arguments.term,
                seconds=call.arguments.time_limit,
                seed=call.arguments.seed,
                deterministic=call.arguments.deterministic,
                actor=ACTOR,
                now=clock.now(),
                on_progress=lambda progress: tell_progress(call, progress),
            )
        except NothingToSolve as problem:
            raise CommandError(call.words.text(str(problem))) from problem
    tell_solve(call, report)
    return FAULTY if any(not missed.awaited for missed in report.not_placed) else FINE


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


def tell_solve(call: Invocation, report: SolveReport) -> None:
    """What was placed, what was not and why, what moved in which campus, and how good that is."""
    lessons = report.table.joint_lesson
    for lesson_id, placements in report.answer.placements:
        call.line(_placed_text(call.words, lessons[lesson_id], placements[0].slot))
    reasons = {
        missed.lesson_id: [reason_text(reason, call.words) for reason in missed.reasons]
        for missed in report.not_placed
    }
    for lesson_id, texts in reasons.items():
        call.complain(
            call.words.text(
                "{lesson} is not placed: {reasons}.", lesson=_name(lessons[lesson_id]), reasons=tuple(texts)
            )
        )
    tell_figures(call, report)
    call.document(_solve_document(call, report, reasons))


def tell_figures(call: Invocation, report: SolveReport) -> None:
    """The answer in numbers. They stand last, where a terminal ends."""
    answer = report.answer
    call.say(
        "{placed} joint lessons placed, {missed} not.",
        placed=len(answer.placements),
        missed=len(report.not_placed),
    )
    if answer.moved:
        call.say("{moved} home lessons moved: {where}", moved=answer.moved, where=tuple(_moved(report)))
    else:
        call.say("No home lesson moved.")
    call.say(
        "{changed} wishes stand elsewhere than wished. "
        "Cost {cost} (a home lesson moved counts 1, such a wish 2), proven not below {bound}: gap {gap}.",
        changed=answer.changed,
        cost=answer.cost,
        bound=answer.bound,
        gap=answer.gap,
    )
    if answer.gap:
        call.say("At most {gap} could still be saved.", gap=answer.gap)
    else:
        call.say("It is proven that no table costs less.")


async def publish(call: Invocation) -> int:
    """Publish the draft; exit 1 where it has errors, with each of them."""
    community = await one_community(call)
    async with await Database.open(call.database) as database:
        try:
            report = await publish_timetable(
                database,
                community=community,
                term=call.arguments.term,
                from_day=call.arguments.from_day,
                actor=ACTOR,
                now=clock.now(),
            )
        except PublicationRefused as refused:
            for thing in by_thing(refused.findings, call.words):
                for line in thing.lines:
                    call.complain(line.text)
            call.document({"revision": None, "findings": finding_documents(refused.findings, call.words)})
            raise CommandError(call.words.text(str(refused))) from refused
        except DraftOutdated as outdated:
            for campus in outdated.campuses:
                call.complain(outdated_text(campus, call.words))
            raise CommandError(call.words.text(str(outdated))) from outdated
        except OutsideTerm as outside:
            raise CommandError(outside_term_text(outside.day, outside.days, call.words)) from outside
        except PublicationError as problem:
            raise CommandError(call.words.text(str(problem))) from problem
    tell_publish(call, report)
    return FINE


def tell_publish(call: Invocation, report: PublishReport) -> None:
    """The revision, what changed, and which sessions and joint lessons have to wait."""
    words = call.words
    withheld = withheld_documents(report.withheld, words)
    for session in withheld:
        call.complain(words.text("Not published yet: {reasons}", reasons=" ".join(session["messages"])))
    awaited = {lesson: reason_text(reason, words) for lesson, reason in report.awaited}
    for lesson, reason in awaited.items():
        call.complain(
            words.text(
                "{lesson} is left out of this revision: {reasons}.", lesson=_name(lesson), reasons=(reason,)
            )
        )
    for change in report.changes if report.revision else ():
        call.line(revision_change_text(change, words))
    tell_revision(call, report)
    call.document(
        {
            "revision": report.revision.number if report.revision else None,
            "effective_from": report.revision.effective_from.isoformat() if report.revision else None,
            "changes": change_documents(report.changes, words),
            "withheld": withheld,
            "awaited": [
                {"id": lesson.code or lesson.id, "message": reason} for lesson, reason in awaited.items()
            ],
        }
    )


def tell_revision(call: Invocation, report: PublishReport) -> None:
    """The number of the revision, from when it is in force, and how much it changed."""
    if report.revision is None:
        call.say("Nothing has changed since the last publication; nothing was published.")
        return
    call.say(
        "Published: revision {number}, in force from {day}, {count} changes.",
        number=report.revision.number,
        day=report.revision.effective_from,
        count=len(report.changes),
    )


async def one_community(call: Invocation) -> str:
    """The community asked for, else the only one; CommandError where there are several."""
    district = await known_district(call)
    asked: str | None = call.arguments.community
    if asked is not None:
        return asked
    names = tuple(entry.name for entry in district.communities)
    if len(names) != 1:
        raise CommandError(call.words.text("Say which with --community: {names}", names=names))
    return district.communities[0].id


def _placed_text(words: Words, lesson: JointLesson, slot: Slot) -> str:
    """`S04 科学：周四第6节(原定周四第1节)`; what was wished only where it is another."""
    facts = {
        "lesson": _name(lesson),
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


def _name(lesson: JointLesson) -> str:
    return f"{lesson.code} {lesson.subject}" if lesson.code else lesson.subject


def _moved(report: SolveReport) -> list[str]:
    return [f"{_campus(report, campus)} {count}" for campus, count in report.moved_by_campus]


def _campus(report: SolveReport, campus_id: CampusId) -> str:
    return report.table.campus[campus_id].name


def _solve_document(call: Invocation, report: SolveReport, reasons: dict[Any, list[str]]) -> dict[str, Any]:
    lessons, answer = report.table.joint_lesson, report.answer
    return {
        "community": report.table.community[report.community_id].name,
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
            {"id": lessons[lesson_id].code or lesson_id, "reasons": texts}
            for lesson_id, texts in reasons.items()
        ],
        "moved": answer.moved,
        "moved_by_campus": {_campus(report, campus): count for campus, count in report.moved_by_campus},
        "changed": answer.changed,
        "cost": answer.cost,
        "bound": answer.bound,
        "gap": answer.gap,
        "seconds": round(answer.seconds, 3),
    }
