"""The command that makes whole tables from curricula."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from service import clock
from service.actions.solving.solve_curricula import CurriculaReport, CurriculumFile, solve_curricula
from service.actions.solving.unsolved import NothingToSolve
from service.cli.invocation import ACTOR, FAULTY, FINE, CommandError, Invocation
from service.storage.database import Database
from service.words.catalogue import Words
from service.words.imports.problems import problem_lines
from service.words.tables.curriculum_texts import shortage_text
from service.words.tables.reasons import reason_text

if TYPE_CHECKING:
    from service.domain.district import District
    from service.solver.curricula.whole_tables import WholeTable


async def curriculum(call: Invocation) -> int:
    """Whole tables from `.fet` files; exit 1 where there is a problem, no table, or a lesson not placed."""
    async with await Database.open(call.database) as database:
        try:
            report = await solve_curricula(
                database,
                [_file(text) for text in call.arguments.files],
                community=call.arguments.community,
                term=call.arguments.term,
                from_day=call.arguments.from_day,
                seconds=call.arguments.time_limit,
                seed=call.arguments.seed,
                deterministic=call.arguments.deterministic,
                dry_run=call.arguments.dry_run,
                actor=ACTOR,
                now=clock.now(),
            )
        except NothingToSolve as problem:
            raise CommandError(call.words.text(str(problem))) from problem
    return _tell(call, report)


def _file(text: str) -> CurriculumFile:
    """`中心校区=中心.fet`; a path of an existing file may hold the sign itself."""
    campus, sign, path = text.partition("=")
    if sign and not Path(text).exists():
        return CurriculumFile(Path(path), campus)
    return CurriculumFile(Path(text))


def _tell(call: Invocation, report: CurriculaReport) -> int:
    words, whole = call.words, report.whole
    notes, problems = problem_lines(report.notes, words), problem_lines(report.problems, words)
    for line in notes:
        call.line(line)
    for line in problems:
        call.complain(line)
    for campus, lessons in report.lessons if not problems else ():
        call.say("{campus}: lessons a week that are asked for: {lessons}", campus=campus, lessons=lessons)
    why, missed = [], {}
    if whole is not None and report.district is not None:
        why = _why_no_table(words, whole, report.district)
        missed = _missed(words, whole, report.district)
    for line in why:
        call.complain(line)
    for line in missed.values():
        call.complain(line)
    if problems:
        call.complain(words.text("Nothing was made. Problems: {count}.", count=len(problems)))
    elif whole is None:
        call.say("Nothing was solved or written.")
    elif report.written:
        _tell_figures(call, whole)
    call.document(_document(report, notes, problems, [*why, *missed.values()]))
    return FAULTY if problems or why or missed else FINE


def _why_no_table(words: Words, whole: "WholeTable", district: "District") -> list[str]:
    """What counting says; else whether it is proved that there is none; else that the judges refused it."""
    if whole.table is not None:
        return []
    if whole.shortages:
        return [shortage_text(one, district, words) for one in whole.shortages]
    if whole.unkept or whole.findings:
        return [
            words.text("The table that was found breaks a rule and was not kept: tell who looks after it.")
        ]
    if whole.outcome.name == "IMPOSSIBLE":
        return [words.text("It is proved that no timetable keeps all of this: something has to be given up.")]
    return [words.text("No timetable was found in the time given; whether there is one is not known.")]


def _missed(words: Words, whole: "WholeTable", district: "District") -> dict[str, str]:
    """The joint lessons without a place, each with the reasons."""
    found: dict[str, str] = {}
    for entry in whole.answer.not_placed if whole.table is not None else ():
        lesson = district.joint_lesson[entry.lesson_id]
        found[entry.lesson_id] = words.text(
            "{lesson} is not placed: {reasons}.",
            lesson=f"{lesson.code} {lesson.subject}",
            reasons=tuple(reason_text(reason, words) for reason in entry.reasons),
        )
    return found


def _tell_figures(call: Invocation, whole: "WholeTable") -> None:
    if whole.musts_only:
        call.say("What has weights below 100 % had to be given up as a whole.")
    call.say(
        "Whole tables were made. Joint lessons placed: {placed}, not: {missed}, "
        "elsewhere than wished: {changed}. The draft holds them; `tongke publish` publishes.",
        placed=len(whole.answer.placements),
        missed=len(whole.answer.not_placed),
        changed=whole.answer.changed,
    )


def _document(
    report: CurriculaReport, notes: list[str], problems: list[str], missed: list[str]
) -> dict[str, Any]:
    answer = None if report.whole is None else report.whole.answer
    return {
        "written": report.written,
        "lessons": dict(report.lessons),
        "placed": 0 if answer is None else len(answer.placements),
        "not_placed": 0 if answer is None else len(answer.not_placed),
        "changed": 0 if answer is None else answer.changed,
        "musts_only": report.whole is not None and report.whole.musts_only,
        "seconds": 0.0 if answer is None else answer.seconds,
        "problems": problems,
        "notes": notes,
        "reasons": missed,
    }
