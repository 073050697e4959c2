"""One submission: its questions, what it would change, and each sheet beside what was understood of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import PurePath

from aiohttp import web

from calendars.zones import SHANGHAI
from service.actions.importing.answer_questions import AnswerIsRole
from service.actions.importing.preview_submission import Preview, SubmissionUnknown, fingerprint
from service.actions.importing.take_submission import NothingReady, NotOpen, SeenAnother
from service.domain.collecting.corrections import Correction, CorrectionKind, Question
from service.domain.collecting.submissions import SubmissionState
from service.domain.problems import Problem as SheetProblem
from service.exchange.reporting.marks import Certainty
from service.web import languages
from service.web.handlers.page_answers import desk_of, page
from service.web.keys import TEMPLATES
from service.web.problems import Problem
from service.web.rendering.sheet_views import sheet_view
from service.words.catalogue import Words
from service.words.imports.collection_texts import (
    CERTAINTIES,
    FILES_NAMED,
    answer_choices,
    files_text,
    role_answered_text,
    sheet_kind_text,
    submission_state_text,
    takes_other_answers,
)
from service.words.imports.difference_texts import difference_groups
from service.words.imports.problems import place_of, problem_text

_LONGEST_ANSWER = 200
_LARGEST_FORM = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class QuestionView:
    message: str
    place: str
    campus: str
    kind: str
    written: str
    choices: tuple[tuple[str, str], ...]
    takes_others: bool


@dataclass(frozen=True, slots=True)
class ProblemView:
    message: str
    place: str


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet in the list of all; `questions` counts its cells that ask something."""

    label: str
    file: str
    name: str
    kind: str
    questions: int


async def submission(request: web.Request) -> web.StreamResponse:
    """The page; `?sheet=` chooses the sheet that is shown."""
    return await _shown(request, "", _day(request.query.get("from_day")))


async def answers(request: web.Request) -> web.StreamResponse:
    """Keep the answers given, then show what they changed."""
    form = await _form(request)
    try:
        await desk_of(request).answer(_asked(request), tuple(_corrections(form)))
    except AnswerIsRole as refused:
        words = languages.words_of(request, languages.of_page(request))
        return await _shown(request, role_answered_text(refused.text, words), None)
    raise web.HTTPSeeOther(f"/import/{_asked(request)}")


async def take(request: web.Request) -> web.StreamResponse:
    """Write what is ready, if it is what was shown; else show it anew and say why."""
    form = await _form(request)
    words = languages.words_of(request, languages.of_page(request))
    desk, asked = desk_of(request), _asked(request)
    from_day = _day(form.get("from_day"))
    try:
        report = await desk.take(asked, from_day, form.get("seen", ""))
    except SeenAnother:
        # From another day it may change something else, too.
        said = words.text("It would change something else than was shown: please look again, then write it.")
        return await _shown(request, said, from_day)
    except NotOpen:
        return await _shown(request, words.text("This was written or taken back meanwhile."), from_day)
    except NothingReady:
        said = words.text("Nothing can be written yet: the questions above come first.")
        return await _shown(request, said, from_day)
    if report.held_back:
        raise web.HTTPSeeOther(f"/import/{asked}")
    raise web.HTTPSeeOther("/import")


async def withdraw(request: web.Request) -> web.StreamResponse:
    """Take it back."""
    await desk_of(request).withdraw(_asked(request))
    raise web.HTTPSeeOther("/import")


async def _shown(request: web.Request, said: str, from_day: date | None) -> web.StreamResponse:
    words = languages.words_of(request, languages.of_page(request))
    try:
        preview = await desk_of(request).preview(_asked(request), from_day)
    except SubmissionUnknown as error:
        raise Problem("not_found") from error
    context = _context(preview, _number(request.query.get("sheet")), words)
    return page(request, request.app[TEMPLATES].render("submission.html", words, **context, said=said))


async def _form(request: web.Request) -> Mapping[str, str]:
    """A form of many questions is larger than anything else that is sent to us."""
    form = await request.clone(client_max_size=_LARGEST_FORM).post()
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _asked(request: web.Request) -> str:
    return request.match_info["id"]


def _context(preview: Preview, sheet: int | None, words: Words) -> Mapping[str, object]:
    submission, whole, ready = preview.submission, preview.understood.whole, preview.understood.ready
    needed, optional = preview.questions
    asked = {question.problem for question in whole.questions}
    is_open = submission.state is SubmissionState.OPEN
    term = None if ready.district is None else ready.district.term.term
    return {
        "path": f"/import/{submission.id}",
        "id": submission.id,
        "title": files_text(submission.files, words) or words.text("Pasted table"),
        "files": submission.files if len(submission.files) > FILES_NAMED else (),
        "about": words.list(
            tuple(
                part
                for part in (
                    whole.term_name,
                    submission.sender,
                    words.moment(submission.received_at.astimezone(SHANGHAI)),
                    submission_state_text(submission, words),
                )
                if part
            )
        ),
        "open": is_open,
        "needed": [_question(question, words) for question in needed] if is_open else [],
        "optional": [_question(question, words) for question in optional] if is_open else [],
        "problems": _problems((one for one in preview.problems if one not in asked), words),
        "notes": _problems((one for one in whole.notes if one not in asked), words),
        "held_back": words.list(tuple(one.campus for one in preview.understood.held_back)),
        "ready": ready.district is not None,
        "groups": difference_groups(preview.differences, words) if is_open else (),
        "seen": fingerprint(preview),
        "first_day": "" if term is None else term.first_day.isoformat(),
        "last_day": "" if term is None else term.last_day.isoformat(),
        "from_day": "" if preview.from_day is None else preview.from_day.isoformat(),
        **_sheets(preview, sheet, words),
    }


def _sheets(preview: Preview, chosen: int | None, words: Words) -> Mapping[str, object]:
    """The list of sheets and the one that is shown: as chosen, else the first that asks something."""
    understood = preview.understood.whole.sheets
    files = {one.file for one in understood}
    entries = [
        SheetEntry(
            one.name if len(files) == 1 else f"{PurePath(one.file).stem} · {one.name}",
            one.file,
            one.name,
            sheet_kind_text(one.kind, words),
            sum(mark.certainty is Certainty.QUESTION for mark in one.marks),
        )
        for one in understood
    ]
    if not entries:
        return {"sheets": [], "view": None, "chosen": 0, "certainties": []}
    asking = next((place for place, entry in enumerate(entries) if entry.questions), 0)
    place = chosen if chosen is not None and chosen < len(entries) else asking
    return {
        "sheets": entries,
        "chosen": place,
        "view": sheet_view(preview.handed.sheets[place], understood[place]),
        "certainties": [(certainty, words.text(label)) for certainty, label in CERTAINTIES.items()],
    }


def _question(question: Question, words: Words) -> QuestionView:
    return QuestionView(
        problem_text(question.problem, words),
        place_of(question.problem.source),
        question.campus,
        question.kind.value,
        question.written,
        answer_choices(question, words),
        takes_other_answers(question),
    )


def _problems(problems: Iterable[SheetProblem], words: Words) -> list[ProblemView]:
    return [ProblemView(problem_text(problem, words), place_of(problem.source)) for problem in problems]


def _corrections(form: Mapping[str, str]) -> Iterable[Correction]:
    """Of each question that was answered; what was typed goes before what was chosen."""
    for place in count():
        if f"kind-{place}" not in form:
            return
        meant = " ".join(form.get(f"other-{place}", "").split()) or form.get(f"choice-{place}", "")
        if not meant or len(meant) > _LONGEST_ANSWER:
            continue
        try:
            kind = CorrectionKind(form[f"kind-{place}"])
        except ValueError as error:
            raise Problem("bad_request") from error
        if kind is CorrectionKind.SHEET and meant == "-":
            meant = ""
        yield Correction(form.get(f"campus-{place}", ""), kind, form.get(f"written-{place}", ""), meant)


def _day(given: str | None) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise Problem("bad_request") from error


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 6 else None
