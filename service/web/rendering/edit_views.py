"""What an edit of the week asks, and what it would do or did, in lines."""

from dataclasses import dataclass

from service.domain.findings import Severity
from service.domain.telling.week_effects import WeekEditReport
from service.domain.week_edits.requests import WeekRequest
from service.words.catalogue import Words
from service.words.changes.week_edit_texts import effect_text
from service.words.changes.week_request_texts import request_text
from service.words.tables.finding_texts import finding_text


@dataclass(frozen=True, slots=True)
class RevisionView:
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class EditView:
    """`refusals` keep it from being done; `seen` is the state that it was shown in."""

    asked: str
    lines: tuple[str, ...]
    refusals: tuple[str, ...]
    findings: tuple[str, ...]
    settled: tuple[str, ...]
    people: int
    revisions: tuple[RevisionView, ...]
    seen: str


def edit_view(request: WeekRequest, report: WeekEditReport, words: Words) -> EditView:
    """The same for what is only shown and for what was done."""
    return EditView(
        asked=request_text(request, words),
        lines=tuple(effect_text(effect, words) for effect in report.effects.effects),
        refusals=tuple(finding_text(one, words) for one in report.refusals),
        findings=tuple(
            f"{'✕' if one.severity is Severity.ERROR else '△'} {finding_text(one, words)}"
            for one in report.findings
            if one not in report.refusals
        ),
        settled=tuple(finding_text(one, words) for one in report.solved),
        people=report.effects.people,
        revisions=tuple(
            RevisionView(
                words.text(
                    "{community}: revision {number}, in force from {day}.",
                    community=one.content.district.community[one.community_id].name,
                    number=one.number,
                    day=max(one.effective_from, report.since),
                ),
                f"/revisions/{one.id}",
            )
            for one in report.revisions
        ),
        seen=report.seen,
    )
