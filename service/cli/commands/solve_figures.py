"""The figures of a solve in words: how many were placed and moved, and what it left as it was."""

from collections.abc import Sequence

from calendars.terms import Term
from calendars.zones import clock_of
from service import clock
from service.actions.solving.solve_starts import Past
from service.actions.solving.solve_timetable import SolveReport
from service.cli.invocation import Invocation

TOO_SHORT = (
    "No table was found in that time; the draft is as it was. Allow more with --time-limit: "
    "a machine that does other things, too, needs it."
)


def tell_past(call: Invocation, past: Past, term: Term) -> None:
    """What became of the days that are over, where nobody said from when."""
    today = clock_of(clock.now())[0]
    if past is Past.KEPT:
        call.say(
            "What is published stays for the days that are over: planned from today, {today}, on "
            "(another day: --from).",
            today=today.isoformat(),
        )
    if past is Past.ANEW:
        call.say(
            "The term began on {first}: the days before today are planned anew as well; "
            "--from {today} leaves them as they are.",
            first=term.first_day.isoformat(),
            today=today.isoformat(),
        )


def tell_past_of_all(call: Invocation, solved: Sequence[SolveReport]) -> None:
    """The same of a whole district, where communities differ in it and --from is of one of them."""
    today = clock_of(clock.now())[0]
    if any(one.past is Past.KEPT for one in solved):
        call.say(
            "What is published stays for the days that are over: planned from today, {today}, on "
            "(another day: --community and --from).",
            today=today.isoformat(),
        )
    anew = [one for one in solved if one.past is Past.ANEW]
    if anew:
        names = dict.fromkeys(one.table.community[id_].name for one in anew for id_ in one.community_ids)
        call.say(
            "The term began on {first}: the days before today are planned anew as well for {communities}; "
            "--community and --from {today} leave them as they are.",
            first=anew[0].table.term.term.first_day.isoformat(),
            communities=tuple(names),
            today=today.isoformat(),
        )


def tell_figures(call: Invocation, report: SolveReport) -> None:
    """The answer in numbers, if there is one. They stand last, where a terminal ends."""
    answer = report.answer
    if answer.timed_out:
        call.complain(call.words.text(TOO_SHORT))
        return
    call.say(
        "Joint lessons placed: {placed}, not: {missed}.",
        placed=len(answer.placements),
        missed=len(report.not_placed),
    )
    if report.held_joint:
        call.say("Joint lessons that stay where they are, pinned or over: {count}.", count=report.held_joint)
    if answer.moved:
        call.say("Home lessons moved: {moved} ({where})", moved=answer.moved, where=tuple(_moved(report)))
    else:
        call.say("No home lesson moved.")
    if report.held_home:
        call.say("Home lessons that stay moved, held by what is pinned: {count}.", count=report.held_home)
    call.say(
        "Wishes that stand elsewhere than wished: {changed}. "
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


def _moved(report: SolveReport) -> list[str]:
    return [f"{report.table.campus[campus].name} {count}" for campus, count in report.moved_by_campus]
