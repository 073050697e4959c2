"""Why an act cannot be made, as a problem: its code, and what is wrong in this case."""

from service.actions.changing.answer_leave import AnswerUnknown
from service.actions.changing.dated_acts import ChangeError, ChangesHindered, ChangesRefused, TakeBackUnknown
from service.actions.changing.edit_week import BringsErrors, WeekEditRefused
from service.web.problems import Problem
from service.words.catalogue import Words
from service.words.changes.change_problems import hindrance_text
from service.words.pages import explanation_of
from service.words.tables.finding_texts import finding_text


def said(error: ChangeError, words: Words) -> str:
    """What is wrong in this case; "" where the code says it all."""
    match error:
        case ChangesHindered():
            return " ".join(hindrance_text(one, words) for one in error.hindrances)
        case ChangesRefused():
            texts = [finding_text(one, words) for one in error.findings]
            if error.partial:
                texts.append(words.text("The others can go on without them: confirm it (`--partial`)."))
            return " ".join(texts)
        case TakeBackUnknown():
            return words.list(error.ids)
        case AnswerUnknown():
            return words.text(
                "number {number} has no answer {answer}", number=error.number, answer=error.answer
            )
        case _:
            return ""


def edit_refusal_text(refused: WeekEditRefused, words: Words) -> str:
    """Why the week cannot be changed so, with what it would bring."""
    findings = refused.findings if isinstance(refused, BringsErrors) else ()
    return " ".join((words.text(str(refused)), *(finding_text(one, words) for one in findings)))


def problem_of(error: ChangeError, words: Words) -> Problem:
    """The same as a problem."""
    return Problem(error.code, detail=refusal_text(error, words))


def refusal_text(error: ChangeError, words: Words) -> str:
    """What the code means, then what is wrong in this case."""
    return " ".join(part for part in (explanation_of(error.code, words), said(error, words)) if part)
