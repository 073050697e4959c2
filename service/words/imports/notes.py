"""What an import says of a workbook without being stopped by it, by the code of the note."""

from collections.abc import Mapping

from service.words.tables.curriculum_texts import FET_NOTES

NOTES: Mapping[str, str] = {
    "sheet_not_used": (
        "the sheet was not recognised and not used: it is not laid out as a timetable "
        "and has not the headers of any list; who teaches what is read from the cells of the classes' "
        "timetables alone: a lesson whose cell names nobody has no teacher"
    ),
    "week_of_teacher_not_used": (
        "this sheet is the week of a teacher (教师课表): it was not needed and not used, for who teaches "
        "what and when is read from the timetables of the classes"
    ),
    "assignments_not_used": (
        "this sheet says who teaches which class what (任课表): it was not used, for that is read from the "
        "cells of the classes' timetables alone; a lesson whose cell names nobody has no teacher"
    ),
    "table_without_subjects": (
        "this is laid out as the week of class “{text}”, but no cell of it holds a subject that is known, "
        "so it was not read; if it is a timetable, write subjects by their names"
    ),
    "sheet_hidden": "the sheet is hidden and was not used; show it if it belongs here",
    "column_not_used": "column “{text}” was not recognised and not used",
    "footnote_not_read": "the footnote was not read: “{text}”",
    "samples_skipped": "rows marked 「示例」 show what to write there and were not read ({count})",
    "row_not_used": "“{text}” is no row of this list and was not used",
    "afternoon_counted_on": "“{text}” of the afternoon was read as 第{number}节, counted on from the morning",
    "break_with_text": "“{text}” stands in the row of a break and was not used",
    "bell_without_time": "“{text}” has no times and was not taken as a period",
    "comment_not_read": "notes on cells of this sheet were not read ({count}); the first: “{text}”",
    "campus_without_table": "{campus} has no home timetable in these workbooks",
    "classes_gone": (
        "known before, not in this table, and kept with their lessons: classes {names} "
        "(of one that is no more, merged or moved away, say so: its lessons end where this table begins)"
    ),
    "classes_ended": "not in this table, and no more, as it was answered: classes {names}",
    "teachers_gone": "known before, no longer in the roster, and kept: {names}",
    "rooms_gone": "known before, no longer in this list, and kept: rooms {names}",
    "wishes_gone": "known before, no longer in this list, and kept: joint lessons {names}",
    "plans_gone": "known before, no longer in this list, and kept: sessions {names}",
    "hidden_parts_read": "hidden rows ({rows}) and hidden columns ({columns}) were read like the others",
    "struck_out_read": (
        "cells that are struck out, in part or whole, were read like the others ({count}); "
        "the first: “{text}”; delete what does not hold any more"
    ),
    "remark_not_used": "the remark “{text}” closes nothing and moves nothing",
    "event_without_closure": "“{text}” does not say whether lessons are off (停课); nothing was closed",
    "campus_not_in_roster": "“{text}” is not in the roster; it was taken as a campus of its own",
    "teacher_not_in_roster": (
        "“{text}” is not in the roster of {campus}; a post without a staff number was made"
    ),
    "teacher_remark_not_used": "“{text}” was taken as {name}; what stands in brackets was not used",
    "head_teacher_unknown": "whose lesson this 班会 is cannot be told; it has no teacher",
    "assistant_by_role_unknown": "“{text}”: that class has no teacher of the subject",
    "subject_new": (
        "“{text}” is no standard subject; it was taken as it stands, here and in every other cell "
        "(to say what it means: tongke correct subject “{text}” …)"
    ),
    "staff_meeting_not_lesson": (
        "“{text}” (cells: {count}) is what teachers do then, no lesson of the class; nothing was taken and "
        "nobody was booked: a session that shall keep teachers free stands in a list 集体教研规划"
    ),
    "sheet_not_wanted": "the sheet was left out, as it was answered before",
    "table_starts_as_said": (
        "“{text}”: taken from {day} on, and what was taught before stays; another day is given by --from"
    ),
    "class_header_was_date": (
        "this header is the date {text}, as Excel makes one of a class typed 3-1; it was read as "
        "class {label}"
    ),
    "class_repeated": "classes that stand in {other}, too, with the same lessons ({count}): {names}",
    "lesson_place_not_used": (
        "{campus}: places of lessons that are no rooms known there, and were not used ({count}): {names}"
    ),
    "teachers_below": (
        "rows without a period, from this one on, were read as the teachers of the lessons above them "
        "({count})"
    ),
    "class_of_other_stage": (
        "{campus}: classes of grades that this school has not, by its name or its other classes ({count}): "
        "{names}; they were taken as its own: is this the table of another school?"
    ),
    "rooms_below": (
        "rows without a period, from this one on, were read as the rooms of the lessons above them ({count})"
    ),
    "teachers_awaited": "{campus}: lessons of teachers not named yet: {count} ({names})",
    "time_differs": "the table says {text}, the bells say {bells}; the bells hold",
    "grade_differs": "grade “{text}” is not that of the host's class",
    "date_outside_week": "“{text}” is in week {held}, not in week {week}; the date holds",
    "community_assumed": (
        "no sheet (说明) says what community this is: “{name}” with {core} in the lead was assumed"
    ),
    "role_unreadable": ("“{text}” is no role of a school; expected e.g. 支援校, 受援校, 核心校 or 成员校"),
    "community_taken_as": "“{text}” is no community known here; by its schools it was taken as {name}",
    "role_several": "“{text}” are several roles; the first was taken",
    "role_assumed": "no role is said for {campus}; {role} was assumed",
    "membership_dates_not_read": (
        "“{text}” are no dates from when to when; the membership was taken as without end"
    ),
    "community_kind_assumed": "nothing says of which kind “{name}” is; {kind} was assumed",
    "campus_in_no_community": "{campus} is in no community of the list",
    "school_taken_as": "“{text}” was taken as {campus}",
    "campus_outside_community": "{campus} is no member of “{community}”, to which this row was counted",
    "wish_time_partial": "“{text}” is only part of a time; the lesson may be placed at any time",
    "wish_half_unknown": "“{text}” names no lessons; the lesson may be placed at any time of that day",
    "room_not_listed": (
        "{campus}: rooms that are not in its list: {count} ({candidates}); their lessons have no known room: "
        "{names}"
    ),
    "receiver_awaited": "the home timetable of {campus} is not in yet; {text} is awaited",
    "receiving_class_awaited": (
        "what {campus} sent of its home timetable does not hold {text} yet; it is awaited"
    ),
    "host_without_class": "{text} names no class of the lecturer's; she teaches without a class of her own",
    "lecturer_open": "{text} has no lecturer yet",
    "plan_is_series": "“{text}” is a series; its dates are not known; expected a row for each session",
    "plan_day_unsaid": "“{text}” says no day and was not used; expected a date such as 10月14日 before it",
    "half_day_taken": "“{text}” was taken as {bells}, by the bells",
    "session_end_assumed": "“{text}” has no end; {bells} was taken",
    "members_not_told_apart": "who “{text}” are is in no sheet; nobody was booked for it",
    "contacts_not_read": "column “{text}” holds contacts or private data; it was not read and is not kept",
    "ways_differ": "the way {text} is {one} and {other} min; the longer was taken",
    "way_unknown": (
        "the minutes of the way {text} of {name} are said nowhere; nobody can tell whether there is time"
    ),
    "half_days_taken": (
        "“{text}” is half a day; the teacher was taken as there on that day, and at the other campus, too"
    ),
    "subjects_several": "“{text}” are several subjects; the post has {subject}",
    "time_taken_as_afternoon": "“{text}” comes after the row above and was taken as the afternoon",
    "makeup_of_some_grades": "“{text}” is for some grades only; the others have no lessons on {day}",
    "ledger_year_assumed": "no title says which year this ledger is of; {year} was assumed",
    "ledger_names_unknown": "nobody known here: {names}; kept as text",
    "activities_gone": "known before, no longer in this ledger, and kept: {names}",
    **FET_NOTES,
    "more_notes": "and {count} more of the same kind in this sheet",
    "days_gone": "{campus}: known before, no longer said, and no longer in force: {names}",
    "notice_differs": (
        "“{text}”: {day} is another kind of day in the State Council's notice; the school's word holds"
    ),
    "notice_day_unsaid": (
        "nothing is said of {name} in the State Council's notice ({days}); the notice holds"
    ),
}
