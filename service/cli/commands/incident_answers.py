"""The command line that answers a teacher's report, ready to be run."""

from collections.abc import Iterator

from service.actions.changing.ask_incidents import Reports
from service.domain.dated_changes import DatedChange, Leave
from service.domain.district import District
from service.domain.lesson_codes import lessons_called
from service.domain.substitution.reports import OpenReport
from service.words.tables.named_things import as_typed, person_meant_by


def ready_command(report: OpenReport, found: Reports) -> str:
    """`tongke leave …` or `tongke change revert …`; "" where nothing of the report is ahead any more."""
    answer = report.answer(found.today) if report.incident.is_open else None
    if found.known is None or answer is None:
        return ""
    parts = (*_parts(answer, report, found.known.district), "--incident", report.incident.id)
    return " ".join(("tongke", *map(as_typed, parts)))


def _parts(answer: Leave | DatedChange, report: OpenReport, district: District) -> Iterator[str]:
    if isinstance(answer, Leave):
        yield "leave"
        yield person_meant_by(district, answer.person_id)
        yield answer.days.first.isoformat()
        if answer.days.last not in (None, answer.days.first):
            yield str(answer.days.last)
        if answer.span:
            yield from ("--time", f"{answer.span.start_time:%H:%M}-{answer.span.end_time:%H:%M}")
        return
    event = report.event
    if event is not None:
        yield from ("change", "revert", event.code or event.lesson_id, event.day.isoformat())
        named = lessons_called(district, event.code, None) if event.code else ()
        if len(named) > 1 and event.community_id is not None:
            yield from ("--community", district.community[event.community_id].name)
    if answer.campus_id is not None:
        yield from ("--campus", district.campus[answer.campus_id].name)
