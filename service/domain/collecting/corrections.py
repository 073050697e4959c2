"""Corrections: what a school writes and what it means there, answered once and kept for its next workbook."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from service.domain.problems import NoteCode, Problem, ProblemCode


class CorrectionKind(StrEnum):
    """What is corrected. Each says how a workbook writes one thing of the district."""

    CAMPUS = "campus"  # a campus by a name nobody knows -> its name
    SHEET = "sheet"  # a table without a campus -> the campus's name; "" = it is not to be read
    CLASS = "class"  # a label -> a label as 三(1)班
    SUBJECT = "subject"  # a name of a subject -> its standard name
    PERIOD = "period"  # a label of a row -> 第3节, 早读, 课后服务 …
    # A name, or name/subject, which is looked up first (待定/数学) -> one there: name, or name and number
    TEACHER = "teacher"
    CELL = "cell"  # a cell of a timetable -> subject and teacher as in 语文 张三, or NO_LESSON
    ROOM = "room"  # a place -> the name of one of that campus
    TEXT = "text"  # anything else (a date, a time, weeks) -> the same as it should be written


#: of a CELL: nothing is taught in it
NO_LESSON = "/"
#: The answer to a class that a table leaves out: it is no more, merged or moved away
CLASS_ENDED = "-"


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """`written`, at `campus` (its name; "" = anywhere), means `meant`; `written` is without blanks."""

    campus: str
    kind: CorrectionKind
    written: str
    meant: str


@dataclass(frozen=True, slots=True)
class Question:
    """A problem that an answer solves: a correction of this kind and text at this campus ("": anywhere).

    `choices` are texts that would do, the likeliest first; another text may be answered, too.
    """

    problem: Problem
    campus: str
    kind: CorrectionKind
    written: str
    choices: tuple[str, ...] = ()

    def answered(self, meant: str) -> Correction:
        return Correction(self.campus, self.kind, self.written, meant)


def needed_and_optional(
    questions: Iterable[Question], problems: Iterable[Problem]
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Those of a problem: nothing of it is written before they are answered; and those that may stay open."""
    stopping, asked = frozenset(problems), tuple(questions)
    return (
        tuple(question for question in asked if question.problem in stopping),
        tuple(question for question in asked if question.problem not in stopping),
    )


#: Which problems and notes a correction solves.
ANSWERED_BY: Mapping[ProblemCode | NoteCode, CorrectionKind] = {
    "campus_unknown": CorrectionKind.CAMPUS,
    "campus_of_table_unknown": CorrectionKind.SHEET,
    "table_of_other_term": CorrectionKind.SHEET,  # the term's name: it is of this one; "": not to be read
    "timetable_not_read": CorrectionKind.SHEET,  # "": not to be read
    "periods_not_read": CorrectionKind.SHEET,  # "": not to be read
    "weekday_of_table_unknown": CorrectionKind.SHEET,  # "": not to be read
    "block_not_read": CorrectionKind.SHEET,  # "": not to be read
    "lessons_not_read": CorrectionKind.SHEET,  # "": not to be read
    "class_label_unreadable": CorrectionKind.CLASS,
    "class_unknown": CorrectionKind.CLASS,
    "receiving_class_unclear": CorrectionKind.CLASS,
    "receiving_class_missing": CorrectionKind.CLASS,
    "classes_gone": CorrectionKind.CLASS,  # 三(2)班/the term's name, of each -> CLASS_ENDED
    "subject_new": CorrectionKind.SUBJECT,
    "staff_meeting_not_lesson": CorrectionKind.SUBJECT,
    "period_unreadable": CorrectionKind.PERIOD,
    "period_unknown": CorrectionKind.PERIOD,
    "time_of_several_periods": CorrectionKind.PERIOD,
    "teacher_unknown": CorrectionKind.TEACHER,
    "teacher_unlisted": CorrectionKind.TEACHER,
    "teacher_ambiguous": CorrectionKind.TEACHER,
    "teacher_remark_unclear": CorrectionKind.TEACHER,
    "teacher_not_in_roster": CorrectionKind.TEACHER,
    "cell_unreadable": CorrectionKind.CELL,
    "cell_struck_out": CorrectionKind.CELL,
    "room_unknown": CorrectionKind.ROOM,
    "weekday_unreadable": CorrectionKind.TEXT,
    "grade_unreadable": CorrectionKind.TEXT,
    "time_unreadable": CorrectionKind.TEXT,
    "date_unreadable": CorrectionKind.TEXT,
    "date_weekday_differs": CorrectionKind.TEXT,
    "table_start_unclear": CorrectionKind.TEXT,
    "dates_apart": CorrectionKind.TEXT,
    "date_count_differs": CorrectionKind.TEXT,
    "time_without_end": CorrectionKind.TEXT,
    "minutes_unreadable": CorrectionKind.TEXT,
    "makeup_unreadable": CorrectionKind.TEXT,
    "event_heading_unknown": CorrectionKind.TEXT,  # a heading -> 课表, or anything else: not to be read
    "season_without_date": CorrectionKind.TEXT,
    "week_unreadable": CorrectionKind.TEXT,
    "weeks_unreadable": CorrectionKind.TEXT,
    "plan_time_unreadable": CorrectionKind.TEXT,
    "period_not_single": CorrectionKind.TEXT,
    "rows_without_period": CorrectionKind.TEXT,  # what its cells say -> 教师, 教室, 不读, of one row 第3节
    "unavailable_unreadable": CorrectionKind.TEXT,
    "unavailable_without_period": CorrectionKind.TEXT,
    "community_unclear": CorrectionKind.TEXT,  # a row's code and campuses -> the community's name
    "community_unknown": CorrectionKind.TEXT,
    "role_unreadable": CorrectionKind.TEXT,
    "lessons_a_week_unreadable": CorrectionKind.TEXT,
    "limits_unreadable": CorrectionKind.TEXT,
    "limits_without_period": CorrectionKind.TEXT,
    "time_in_no_period": CorrectionKind.TEXT,
    "replacement_unreadable": CorrectionKind.TEXT,
    "person_at_several": CorrectionKind.TEXT,
    "room_use_unreadable": CorrectionKind.TEXT,
    "number_unreadable": CorrectionKind.TEXT,
    "mode_unreadable": CorrectionKind.TEXT,
}


def questions_of(problem: Problem, campus: str) -> tuple[Question, ...]:
    """One, or one of each of `texts`; none where no answer but another workbook helps."""
    kind = ANSWERED_BY.get(problem.code)
    facts = dict(problem.facts)
    texts = facts.get("texts", (facts.get("text", ""),))
    if kind is None or not isinstance(texts, tuple):
        return ()
    candidates = facts.get("candidates", ())
    choices = candidates if isinstance(candidates, tuple) else ()
    # A name is corrected where it stands; a campus is called so everywhere.
    of_campus = str(facts.get("campus", campus))
    at = "" if kind is CorrectionKind.CAMPUS else of_campus
    return tuple(
        Question(problem, at, kind, "".join(unicodedata.normalize("NFKC", text).split()), choices)
        for text in texts
        if isinstance(text, str) and text
    )


class Corrections:
    """The answers known, by what they are about; one of the campus goes before one of all."""

    def __init__(self, known: Iterable[Correction] = ()) -> None:
        self._meant = {(one.campus, one.kind, one.written): one.meant for one in known}

    def meant(self, kind: CorrectionKind, campus: str, written: str) -> str | None:
        """What `written` (without blanks) means there; None where nobody has answered that."""
        of_campus = self._meant.get((campus, kind, written))
        return self._meant.get(("", kind, written)) if of_campus is None else of_campus

    def of(self, kind: CorrectionKind, campus: str) -> Mapping[str, str]:
        """Everything of one kind that is known there: written → meant."""
        here = {at: meant for at, meant in self._meant.items() if at[1] is kind and at[0] in ("", campus)}
        return {written: meant for (_, _, written), meant in sorted(here.items())}
