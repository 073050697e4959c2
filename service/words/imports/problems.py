"""A problem with a workbook in words: the place, what stands there, and what was expected."""

from collections.abc import Iterable, Mapping

from service.domain.communities import CommunityKind, Role
from service.domain.problems import Problem
from service.domain.sources import Source
from service.words.catalogue import Words
from service.words.imports.difference_values import KINDS
from service.words.tables.curriculum_texts import FET_NOTES, FET_PROBLEMS

#: What stops an import.
PROBLEMS: Mapping[str, str] = {
    "folder_without_workbooks": "the folder holds no workbook (.xlsx, .xls, .csv)",
    "file_missing": "there is no such file or folder",
    "file_too_large": "the file has {size} bytes; at most {limit} are read",
    "file_not_xlsx": (
        "this is no workbook but {looks_like}; save it as .xlsx, or open it, copy the table and paste that"
    ),
    "json_not_table": (
        "this is JSON, data for programs; expected a table: .xlsx, .xls, .csv, HTML or a .zip of them; "
        "export what comes from here with --format xlsx, which can be imported again"
    ),
    "archive_not_zip": "this is an archive ({looks_like}); unpack it, or pack it as .zip",
    "zip_in_zip": "this is a .zip within a .zip; unpack it, or put its workbooks into the outer one",
    "zip_without_workbooks": "the .zip holds no workbook (.xlsx, .xls, .csv)",
    "text_unreadable": (
        "this is neither a workbook nor text in UTF-8 or GBK; save it as .xlsx, or as .csv in UTF-8"
    ),
    "no_table_found": "no table was found here; copy the whole table, and paste that",
    "file_damaged": "the workbook is damaged or cut off; expected a file that Excel opens",
    "file_locked": "the workbook is locked with a password; save it without one",
    "file_unpacks_too_large": "the file unpacks to {size} bytes, which no timetable needs (limit {limit})",
    "file_too_many_sheets": "the workbook has {count} sheets; at most {limit} are read",
    "file_unreadable": "the workbook cannot be read ({why}); open it in Excel or WPS and save it as .xlsx",
    "file_needs_too_much": "reading the workbook needs more than {limit} bytes of memory",
    "file_fails": (
        "reading the workbook failed, and the mistake is the program's, not yours; save it once more as "
        ".xlsx, or hand in the others without it, and tell who looks after the service, whose log says "
        "where it failed"
    ),
    "file_takes_too_long": "reading the workbook takes longer than {limit} seconds",
    "sheets_take_too_long": (
        "understanding what was handed in takes longer than {limit} seconds; this sheet holds most: "
        "delete from it what is no timetable or list, and hand in what is left, or each workbook by itself"
    ),
    "sheets_need_too_much": (
        "understanding what was handed in needs more than {limit} bytes of memory; this sheet holds most: "
        "delete from it what is no timetable or list, and hand in what is left, or each workbook by itself"
    ),
    "sheets_fail": (
        "understanding what was handed in failed, and the mistake is the program's, not yours; nothing was "
        "taken over. This sheet holds most: hand in each workbook by itself to find which one it is, and "
        "tell who looks after the service, whose log says where it failed"
    ),
    "sheet_too_large": "in sheet “{sheet}” the file goes beyond {limit} cells; no more are read of one file",
    "sheet_too_far": (
        "sheet “{sheet}” has text in {cell}; at most {rows} rows and {columns} columns are read"
    ),
    "file_too_much_text": "the file holds more than {limit} characters; no more are read of one file",
    "cell_too_long": "cell {cell} of sheet “{sheet}” has {count} characters; at most {limit} are read",
    "nothing_understood": (
        "no sheet was recognised; expected a home timetable (总课表), bells (作息) or a calendar (校历)"
    ),
    "only_weeks_of_teachers": (
        "these are the weeks of teachers (教师课表), from which no week of a class is made: send the home "
        "timetable of the classes (总课表 or 班级课表) of the school, with its teachers in the cells"
    ),
    "only_assignments": (
        "this says who teaches which class what (任课表), and not when: send the home timetable of the "
        "classes (总课表 or 班级课表) of the school, with its teachers in the cells"
    ),
    "column_missing": (
        "by its name this sheet should be read, but its headers lack {columns}; "
        "expected them in this row; is one of these misspelt: {candidates}?"
    ),
    "headers_missing": (
        "by its name this sheet should be read, but no headers stand above “{text}”; "
        "expected a row above it that says which column is which: {columns}"
    ),
    "calendar_missing": (
        "no school calendar (校历) was found, and no term is known yet; expected a sheet with 周次 and 日期"
    ),
    "calendar_without_weeks": "the school calendar has no readable week; expected rows with 周次 and 日期",
    "calendar_impossible": "the school calendar cannot be so: {why}",
    "weeks_do_not_rise": "week {text} does not come after the week above it; expected weeks in order",
    "school_year_unknown": (
        "nothing says which school year this is; expected e.g. 2026—2027学年度第一学期 in a title"
    ),
    "school_years_differ": "the titles name different school years: {candidates}; expected one",
    "campuses_missing": "no campus is named anywhere; expected a roster (教师名册) or a table with a title",
    "campus_unknown": "“{text}” is no campus known here; expected one of {candidates}",
    "campus_of_table_unknown": (
        "which campus the table “{text}” belongs to cannot be told; expected one of {candidates}, "
        "named in title, sheet name or file name"
    ),
    "class_label_unreadable": "“{text}” is no class label; expected e.g. 三(1)班, 301 or 三年级",
    "timetable_not_read": (
        "“{text}” looks like a timetable (weekdays or periods, and subjects), but none of the known layouts; "
        "nothing of it was read. Expected a column for each class and a row for each period of each weekday, "
        'or a block for each class with weekdays across and periods down; leave it out by the answer ""'
    ),
    "weekday_of_table_unknown": (
        "“{text}” has classes and periods, and no weekday, or its title and the sheet's name say two; "
        "nothing of it was read. Expected one weekday, as 周三, as the sheet's name; "
        'leave it out by the answer ""'
    ),
    "block_not_read": (
        "the timetable in rows {first}–{last} (“{text}”) was not read; expected a title with its class, "
        'weekdays in the row below it, and periods in the first column; leave it out by the answer ""'
    ),
    "lessons_not_read": (
        "{count} lessons beside or below “{text}” were not read: it is no class, weekday or period; "
        'expected e.g. 三(1)班, 星期一 or 第3节 there; leave them out by the answer ""'
    ),
    "formula_without_result": (
        "the result of this formula is not stored in the file; "
        "open it in Excel or WPS and save it once, or type the value"
    ),
    "formula_failed": "the formula gives {text}; expected a value",
    "teacher_without_subject": "“{text}” teaches here, and no subject stands above it; expected one",
    "column_without_class": (
        "this column holds something but has no header; expected a class above it, e.g. 三(1)班, or 备注"
    ),
    "class_twice": "class “{text}” stands here and at {other}, with other lessons; expected each class once",
    "class_unknown": "{campus} has no class “{text}”; expected one of {candidates}",
    "grade_unreadable": "“{text}” is no grade; expected e.g. 3年级 or 三年级",
    "weekday_unreadable": "“{text}” is no weekday; expected e.g. 星期一 or 周一",
    "period_unreadable": "“{text}” is no period; expected e.g. 第3节, 3, 早读 or 课后服务",
    "rows_without_period": (
        "{count} rows from here on hold something and have no period; expected a period in each row "
        "(第3节, 3, 早读), or below a row of subjects alone a row with the names of their teachers alone"
    ),
    "period_unknown": "the bells have no period “{text}”; expected one of {candidates}",
    "time_of_several_periods": (
        "“{text}” is the time of several periods, in two seasons or grades; expected one of {candidates}"
    ),
    "period_not_single": "“{text}” are several periods; expected one, or two running of every week: 第5-6节",
    "period_twice": "period “{text}” stands twice on this day; expected each once, still free: {candidates}",
    "periods_too_many": (
        "period “{text}” stands twice on this day, and all {count} lessons of the bells are taken: "
        "expected a row less, or bells with a lesson more"
    ),
    "time_unreadable": "“{text}” is no time; expected e.g. 08:40-09:20",
    "date_unreadable": "“{text}” is no date; expected e.g. 9.20, 9月20日, 10.1-10.7 or 2026-10-29、30",
    "dates_apart": (
        "“{text}” names days apart, and a line of the ledger is one activity; write a line for each day, "
        "or here the one it was held on"
    ),
    "date_weekday_differs": "the date and the weekday beside it do not agree: “{text}”",
    "date_typed_as_number": (
        "“{text}” was typed as a number and may be the 1st or the 10th; expected a text such as 10月10日"
    ),
    "table_starts_later": (
        "“{text}” says that this table holds from {day}, other tables of the school do not; "
        "import it alone, or all of them with --from and the day"
    ),
    "table_of_other_term": (
        "“{text}” says that this table is of {said}, but the import is of {term}; "
        "answer {term} where it is taught in that term all the same, "
        'or leave it out by the answer ""'
    ),
    "date_outside_term": "“{text}” lies outside {first} to {last}; expected a date between them",
    "week_unreadable": "“{text}” is no week; expected e.g. 第3周 or 3",
    "weeks_unreadable": "“{text}” are no weeks; expected e.g. 每周, 单周, 双周, 1-18周",
    "parity_unreadable": "“{text}” is neither 单 nor 双",
    "number_unreadable": "“{text}” is no number; expected e.g. 4 or —",
    "minutes_unreadable": "“{text}” are no minutes; expected e.g. 35分钟",
    "cell_unreadable": (
        "“{text}” cannot be read as a lesson; expected subject and one teacher (语文 张三), "
        "or two subjects by weeks: 信息/劳动(单/双) 甲/乙, 音乐(1-9周)/美术(10-18周) 甲/乙"
    ),
    "cell_struck_out": (
        "“{text}”: the cell is struck out, in part or whole; whether the lesson is still held cannot be "
        "told: expected the lesson as it is held, or / for none"
    ),
    "cell_empty": "nothing stands in column “{column}”; expected a value",
    "code_twice": "number “{text}” stands twice; expected each number once",
    "staff_number_twice": "staff number “{text}” already belongs to {name}",
    "teacher_unknown": "{campus} has no teacher “{text}”; most similar: {candidates}",
    "teacher_unlisted": (
        "{campus} has no teacher “{text}”, nor one with a similar name; expected one of its roster"
    ),
    "teacher_ambiguous": (
        "{campus} has several teachers called “{text}”, and the subject does not tell them apart"
    ),
    "teacher_remark_unclear": (
        "whether “{text}” is {name} or somebody called so cannot be told from “{remark}”; "
        "no roster has the name"
    ),
    "bells_missing": (
        "{campus} has no bells; expected a sheet 统一作息 or 作息_{campus}, or times in its table"
    ),
    "bells_impossible": "these bells cannot be so: {why}",
    "bells_differ": (
        "bells “{text}” stand here and at {other}, with other times ({count}): {differing}; "
        "leave the right ones, or say from which day each holds, e.g. 冬令(10月8日起)"
    ),
    "season_without_date": "season “{text}” has no first day; expected e.g. 冬令(10月8日起)",
    "community_unclear": (
        "whose “{text}” is cannot be told: several communities share these schools; "
        "expected one of {candidates}"
    ),
    "room_unknown": "{campus} has no room “{text}”; expected one of {candidates}",
    "room_twice": "{campus} has room “{text}” twice here; expected each room once",
    "room_use_unreadable": "“{text}” is no use of a room; expected 主讲+听讲, 听讲 or 仅接收",
    "receiving_class_unclear": (
        "{campus} has several classes of grade {grade} (“{text}”); expected one of {candidates}"
    ),
    "receiving_class_missing": (
        "{campus} has no class of grade {grade} (“{text}”); expected one of {candidates}"
    ),
    "assistant_elsewhere": "“{text}”: that campus does not receive this lesson",
    "assistant_twice": "“{text}”: {campus} has another assistant in this cell; expected one for each campus",
    "assistant_unclear": "whose assistant “{text}” is cannot be told; expected e.g. 柳河:赵霞",
    "plan_time_unreadable": (
        "“{text}” is no time; expected e.g. 9.8 13:50-15:25, 周二第3节 or 2026-10-15 第3节"
    ),
    "unavailable_unreadable": (
        "“{text}” is no time of a week at which a teacher cannot teach; expected e.g. 周三下午, 周一第1-2节, "
        "单周周五 or 周二 14:00-16:00; single dates are a leave (`tongke leave`)"
    ),
    "unavailable_without_period": "on that day no bells of the campus have the periods of “{text}”",
    "plan_week_unknown": "week “{text}” is not one of this term; expected e.g. 第3周",
    "mode_unreadable": "“{text}” is neither 线上 nor 线下",
    "members_unknown": "nobody is meant by “{text}”; expected e.g. 全体语文教师 or names",
    "role_twice": "{campus} has another role in “{community}” at {other}; expected one role for each school",
    "community_unknown": "“{text}” is no community known here; expected one of {candidates}",
    "lessons_a_week_unreadable": (
        "“{text}” is no number of lessons a week; expected e.g. 2, 每周2节, 2(连堂) or 4(2+2连堂)"
    ),
    "double_of_odd": (
        "“{text}” asks for double periods, but there are {count} lessons a week; "
        "expected an even number, or which of them are double, e.g. 3(2+1)"
    ),
    "lessons_a_week_differ": (
        "“{text}” are {found} lessons a week, and {asked} is asked for; expected as many times as lessons"
    ),
    "time_in_no_period": (
        "no lesson of {campus} holds “{text}”; the nearest are {bells}; expected e.g. {candidates}"
    ),
    "limits_unreadable": (
        "“{text}” does not say in which slots of a week the lesson may stand; expected e.g. 周一至周三上午, "
        "周二、周四第1-4节, 不排周五 or 除周三外"
    ),
    "limits_without_period": (
        "the host's bells do not have all periods of “{text}”; expected periods of the host, e.g. 周二第1-4节"
    ),
    "limits_contradict": (
        "“{text}” rules out {wished}, which the same wish asks for at {other}; expected one of both changed"
    ),
    "receivers_unaligned": (
        "“{text}” cannot be told apart for {count} receivers; expected one for each, in lines"
    ),
    "replacement_unreadable": (
        "“{text}” does not say which lesson is replaced; expected 同学科, 替换书法课 or 不替代"
    ),
    "person_at_several": "several schools have a “{text}”; expected one of {candidates}",
    "date_count_differs": "“{text}”: the dates are not as many days as stand beside them",
    "time_without_end": (
        "“{text}” says when it begins, not when it ends; "
        "expected e.g. 08:40-09:20, or how many minutes it lasts"
    ),
    "seasons_overlap": (
        "bells “{text}” and “{other}” both hold from {first} to {last}; "
        "expected that one ends before the other begins"
    ),
    "days_without_bells": (
        "{campus} has lessons from {first} to {last}, but no bells hold then ({grades}); "
        "expected seasons without a gap"
    ),
    "makeup_unreadable": (
        "whose lessons run on the make-up day cannot be told from “{text}”; "
        "expected e.g. 补10月6日(周二)课, 上周五课 or 待定"
    ),
    "event_heading_unknown": (
        "“{text}” is no heading known here, and below it stands “{said}”; expected one of {candidates}: "
        "whether it says what becomes of the lessons, or is not to be read"
    ),
    "calendars_contradict": (
        "“{text}” on {day} at {campus}, but {other} says otherwise; expected the same in both"
    ),
    "calendar_grid_unclear": (
        "the weeks of this calendar cannot be dated by their day numbers; "
        "expected the month beside the first of each, e.g. 9月1日"
    ),
    "calendar_day_differs": "“{text}” is not the day of its row and column; expected {expected}",
    **FET_PROBLEMS,
    "more_problems": (
        "and {count} more of the same kind in this sheet; mend these first, then hand it in again"
    ),
}

#: What an import says without being stopped by it.
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
    "samples_skipped": "{count} rows marked 「示例」 show what to write there and were not read",
    "row_not_used": "“{text}” is no row of this list and was not used",
    "afternoon_counted_on": "“{text}” of the afternoon was read as 第{number}节, counted on from the morning",
    "break_with_text": "“{text}” stands in the row of a break and was not used",
    "bell_without_time": "“{text}” has no times and was not taken as a period",
    "comment_not_read": "{count} notes on cells of this sheet were not read; the first: “{text}”",
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
    "hidden_parts_read": "{rows} hidden rows and {columns} hidden columns were read like the others",
    "struck_out_read": (
        "{count} cells are struck out, in part or whole, and were read like the others; the first: “{text}”; "
        "delete what does not hold any more"
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
        "“{text}” (in {count} cells) is what teachers do then, no lesson of the class; nothing was taken and "
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
    "class_repeated": "{count} classes stand in {other}, too, with the same lessons: {names}",
    "lesson_place_not_used": (
        "{campus}: {count} places of lessons are no rooms known there and were not used: {names}"
    ),
    "teachers_below": (
        "{count} rows without a period, from this one on, were read as the teachers of the lessons above them"
    ),
    "teachers_awaited": "{campus}: {count} lessons belong to teachers not named yet ({names})",
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
    "room_not_listed": (
        "{campus}: {count} rooms are not in its list ({candidates}), and their lessons have no known room: "
        "{names}"
    ),
    "receiver_awaited": "the home timetable of {campus} is not in yet; {text} is awaited",
    "receiving_class_awaited": (
        "what {campus} sent of its home timetable does not hold {text} yet; it is awaited"
    ),
    "host_without_class": "{text} names no class of the lecturer's; she teaches without a class of her own",
    "lecturer_open": "{text} has no lecturer yet",
    "plan_is_series": "“{text}” is a series; its dates are not known; expected a row for each session",
    "half_day_taken": "“{text}” was taken as {bells}, by the bells",
    "session_end_assumed": "“{text}” has no end; {bells} was taken",
    "members_not_told_apart": "who “{text}” are is in no sheet; nobody was booked for it",
    "contacts_not_read": "column “{text}” holds contacts or private data; it was not read and is not kept",
    "ways_differ": "the way {text} is {one} and {other} minutes; the longer was taken",
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

_TEMPLATES: Mapping[str, str] = {**PROBLEMS, **NOTES}


#: Facts that are members of an enumeration, by code: the fact, and what has words for it.
_NAMED_FACTS = {"role_assumed": ("role", Role), "community_kind_assumed": ("kind", CommunityKind)}


def problem_text(problem: Problem, words: Words) -> str:
    """What is wrong or worth knowing there, without the place."""
    facts = dict(problem.facts)
    if problem.code in _NAMED_FACTS:
        name, members = _NAMED_FACTS[problem.code]
        facts[name] = words.text(KINDS[members][members(str(facts[name]))])
    return words.text_of(_TEMPLATES[problem.code], facts)


def problem_line(problem: Problem, words: Words) -> str:
    """`file!sheet!cell: what, and what was expected`, one line; only as much of the place as there is."""
    place = place_of(problem.source)
    # Cells hold line breaks, and what stands there is quoted.
    text = " ".join(problem_text(problem, words).splitlines())
    return f"{place}: {text}" if place else text


def problem_lines(problems: Iterable[Problem], words: Words) -> list[str]:
    return [problem_line(problem, words) for problem in problems]


def place_of(source: Source) -> str:
    return "!".join(part for part in (source.file, source.sheet, source.cell) if part)
