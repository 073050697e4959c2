"""The collection of timetables in words: states, the reminder, kinds of sheets, certainties, answers."""

from collections.abc import Iterable, Mapping, Sequence

from service.domain.collecting.collection import CollectionState
from service.domain.collecting.corrections import CLASS_ENDED, NO_LESSON, CorrectionKind, Question
from service.domain.collecting.submissions import Submission, SubmissionState
from service.words.catalogue import Words
from service.words.imports.import_texts import LEFT_OUT

_COLLECTED: Mapping[CollectionState, str] = {
    CollectionState.MISSING: "not in",
    CollectionState.QUESTIONS: "has questions",
    CollectionState.READY: "to be confirmed",
    CollectionState.IN: "in",
}
_SHEET_KINDS: Mapping[str, str] = {
    "": "not used",
    "home_tables": "home timetable",
    "bells": "bells",
    "calendars": "school calendar",
    "closures": "holidays and make-up days",
    "events": "events of a campus",
    "rooms": "sync rooms",
    "wishes": "wishes for joint lessons",
    "plans": "research plan",
    "itinerants": "itinerant teachers",
    "travels": "ways between campuses",
    "unavailable": "times at which teachers cannot teach",
    "rosters": "roster of teachers",
    "overviews": "about the community",
    "memberships": "list of communities",
    "ledgers": "ledger of activities",
}
#: More files than these nobody reads one by one in a heading.
FILES_NAMED = 2
#: How each cell was taken, from sure to not read: what the legend says.
CERTAINTIES: Mapping[str, str] = {
    "sure": "understood",
    "answered": "by your answer",
    "assumed": "assumed, see the notes",
    "question": "question",
    "unread": "not read",
}


def collected_text(state: CollectionState, words: Words) -> str:
    """未交, 有疑问, 已收."""
    return words.text(_COLLECTED[state])


def submission_state_text(submission: Submission, words: Words) -> str:
    match submission.state:
        case SubmissionState.TAKEN:
            return words.text("written")
        case SubmissionState.WITHDRAWN:
            return words.text("taken back")
        case SubmissionState.OPEN if submission.problems:
            return words.text("{count} to settle", count=submission.problems)
        case SubmissionState.OPEN if submission.questions:
            return words.text("ready to be written; {count} may be answered", count=submission.questions)
        case SubmissionState.OPEN:
            return words.text("ready to be written")


def takes_other_answers(question: Question) -> bool:
    """Whether anything but the choices can be answered; not where it can only be left out."""
    return question.problem.code not in LEFT_OUT and question.problem.code != "classes_gone"


def files_text(files: Sequence[str], words: Words) -> str:
    """The files of a submission; of many, as a folder has them, the first and how many there are."""
    if len(files) <= FILES_NAMED:
        return words.list(tuple(files))
    return words.text("{first} and others, {count} files", first=files[0], count=len(files))


def reminder_text(term: str, missing: Iterable[str], words: Words) -> str:
    """What a coordinator pastes into the group of the schools. It names schools only, no people."""
    return words.text(
        "[Timetables] For {term} the tables of these schools are not complete yet: {schools}. "
        "Please send the timetable of the whole school (xlsx, xls or csv; just as you use it) today. "
        "Teachers not known yet may be written as “new teacher 1”. Thank you!",
        term=term,
        schools=tuple(missing),
    )


def role_answered_text(meant: str, words: Words) -> str:
    """Why a role does not answer who teaches."""
    return words.text(
        "“{meant}” is a role, no name: nobody can be looked up by it. Write the teacher's name, "
        "or in the wish itself “本班学科教师” as the assistant.",
        meant=meant,
    )


def sheet_kind_text(kind: str, words: Words) -> str:
    """What a sheet was taken for."""
    return words.text(_SHEET_KINDS.get(kind, kind))


def answer_choices(question: Question, words: Words) -> tuple[tuple[str, str], ...]:
    """Each answer with its label: the choices, and the one that says there is nothing to read."""
    if question.problem.code == "classes_gone":
        label = words.text("class {name} is no more", name=question.written.partition("/")[0])
        return ((CLASS_ENDED, label),)
    choices = [(choice, choice) for choice in question.choices if choice != NO_LESSON]
    if question.kind is CorrectionKind.CELL:
        choices.append((NO_LESSON, words.text("no lesson here")))
    if question.kind is CorrectionKind.SHEET:
        choices.append(("-", words.text("do not read this sheet")))
    return tuple(choices)
