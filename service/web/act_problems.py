"""Why an act cannot be made, as a problem: its code, and what is wrong in this case."""

from collections.abc import Iterator

from service.actions.changing.answer_leave import AnswerUnknown
from service.actions.changing.dated_acts import ChangeError, ChangesHindered, ChangesRefused, TakeBackUnknown
from service.actions.changing.edit_week import BringsErrors, WeekEditRefused
from service.web.problems import Problem
from service.words.catalogue import Words
from service.words.changes.change_problems import hindrance_text
from service.words.pages import explanation_of
from service.words.tables.finding_texts import finding_text


def refusal_lines(error: ChangeError, words: Words) -> tuple[str, ...]:
    """What the code means, then each thing that is wrong in this case."""
    return tuple(line for line in (explanation_of(error.code, words), *_said(error, words)) if line)


def refusal_text(error: ChangeError, words: Words) -> str:
    """The same in one line."""
    return " ".join(refusal_lines(error, words))


def _said(error: ChangeError, words: Words) -> Iterator[str]:
    match error:
        case ChangesHindered():
            yield from (hindrance_text(one, words) for one in error.hindrances)
        case ChangesRefused():
            yield from (finding_text(one, words) for one in error.findings)
            if error.partial:
                yield words.text("The others can go on without them: confirm it (`--partial`).")
        case TakeBackUnknown():
            yield words.list(error.ids)
        case AnswerUnknown():
            yield words.text(
                "number {number} has no answer {answer}", number=error.number, answer=error.answer
            )


def edit_refusal_text(refused: WeekEditRefused, words: Words) -> str:
    """Why the week cannot be changed so, with what it would bring."""
    findings = refused.findings if isinstance(refused, BringsErrors) else ()
    return " ".join((words.text(str(refused)), *(finding_text(one, words) for one in findings)))


def problem_of(error: ChangeError, words: Words) -> Problem:
    """The same as a problem."""
    return Problem(error.code, detail=refusal_text(error, words))
