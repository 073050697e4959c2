"""What an import understood and changed, in words and as JSON."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from service.domain.collecting.corrections import CorrectionKind, Question
from service.domain.problems import Problem
from service.words.catalogue import Words
from service.words.imports.problems import place_of, problem_text

_KINDS: Mapping[str, str] = {
    "schools": "schools {count}",
    "campuses": "campuses {count}",
    "communities": "communities {count}",
    "memberships": "memberships {count}",
    "custodies": "custodies {count}",
    "people": "teachers {count}",
    "posts": "posts {count}",
    "unavailabilities": "unavailabilities {count}",
    "travels": "ways between campuses {count}",
    "places": "rooms {count}",
    "classes": "classes {count}",
    "class_names": "class names {count}",
    "campus_terms": "school calendars {count}",
    "home_timetables": "lessons of home timetables {count}",
    "lessons": "home lessons {count}",
    "joint_lessons": "joint lessons {count}",
    "sessions": "research sessions {count}",
    "changes": "dated changes {count}",
    "drafts": "drafts {count}",
    "activities": "activities of the ledger {count}",
    "term": "terms {count}",
    "holidays": "years of holidays {count}",
    "preferences": "preferences {count}",
}
#: What is not read in any case: the only answer is that it need not be.
LEFT_OUT = frozenset(
    {
        *("timetable_not_read", "periods_not_read", "weekday_of_table_unknown"),
        *("block_not_read", "lessons_not_read"),
    }
)
#: Of these the choices are often all there are, in their own order: the first is no likelier than the last.
_ALL_THERE_ARE = frozenset(
    {CorrectionKind.CAMPUS, CorrectionKind.SHEET, CorrectionKind.CLASS, CorrectionKind.PERIOD}
)


def counts_text(counts: Iterable[tuple[str, int]], words: Words) -> str:
    """`校区5、班级42、课表1619节 …`, in the order given."""
    return words.list(tuple(words.text(_KINDS.get(kind, kind + " {count}"), count=n) for kind, n in counts))


def problem_documents(problems: Iterable[Problem], words: Words) -> list[dict[str, Any]]:
    """`{"code", "file", "sheet", "cell", "message"}` each."""
    return [
        {
            "code": problem.code,
            "file": problem.source.file,
            "sheet": problem.source.sheet,
            "cell": problem.source.cell,
            "message": problem_text(problem, words),
        }
        for problem in problems
    ]


def question_documents(
    questions: Iterable[Question], words: Words, *, needed: bool, new: Container[str] = ()
) -> list[dict[str, Any]]:
    """`{"code", "campus", "kind", "written", "choices", "needed", "place", "message", "command"}` each.

    `new` are the campuses that come with the workbook.
    """
    return [
        {
            "code": question.problem.code,
            "campus": question.campus,
            "kind": question.kind.value,
            "written": question.written,
            "choices": list(question.choices),
            "needed": needed,
            "place": place_of(question.problem.source),
            "message": problem_text(question.problem, words),
            "command": answering_command(question, new),
        }
        for question in questions
    ]


def answering_command(question: Question, new: Container[str] = ()) -> str:
    """The command that answers a question, with the likeliest answer where there is one: people paste it."""
    is_told = len(question.choices) == 1 or (question.choices and question.kind not in _ALL_THERE_ARE)
    meant = question.choices[0] if is_told else "" if question.problem.code in LEFT_OUT else "…"
    everywhere = "" if question.kind is CorrectionKind.CAMPUS else " --everywhere"
    campus = f" --campus {_quoted(question.campus)}" if question.campus else everywhere
    campus += " --new" if question.campus in new else ""
    return f"tongke correct {question.kind.value} {_quoted(question.written)} {_quoted(meant)}{campus}"


def _quoted(text: str) -> str:
    return text if text.isalnum() else "'" + text.replace("'", "'\\''") + "'"
