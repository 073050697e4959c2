"""A teacher's report on the coordinator's page, and the page where it is answered, filled in."""

from dataclasses import dataclass
from urllib.parse import urlencode

from service.actions.changing.ask_dates import Published
from service.domain.dated_changes import DatedChange, Leave
from service.domain.substitution.reports import OpenReport
from service.web.handlers.chosen_changes import way_back
from service.words.catalogue import Words
from service.words.changes.incident_texts import report_text
from service.words.tables.named_things import person_text


@dataclass(frozen=True, slots=True)
class ReportRow:
    """`answer`: where it is answered; "" where nothing of it is ahead any more."""

    id: str
    text: str
    answer: str


def report_row(report: OpenReport, known: Published, words: Words) -> ReportRow:
    """A report with its note: the office's own page."""
    told = report.incident
    return ReportRow(told.id, report_text(report, words), _address(report, known))


def _address(report: OpenReport, known: Published) -> str:
    answer, id_ = report.answer(known.today), report.incident.id
    match answer:
        case Leave() if answer.person_id in known.district.person:
            person = known.district.person[answer.person_id]
            clock = answer.span
            return "/leave?" + urlencode(
                {
                    "who": person_text(person, known.district),
                    "from": answer.days.first.isoformat(),
                    "until": answer.days.last.isoformat() if answer.days.last else "",
                    "start": f"{clock.start_time:%H:%M}" if clock else "",
                    "end": f"{clock.end_time:%H:%M}" if clock else "",
                    "incident": id_,
                }
            )
        case DatedChange():
            return way_back((answer,), id_)
        case _:
            return ""
