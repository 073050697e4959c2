"""A problem with a workbook in words: the place, what stands there, and what was expected."""

from collections.abc import Iterable, Mapping

from service.domain.communities import CommunityKind, Role
from service.domain.problems import Problem
from service.domain.sources import Source
from service.words.catalogue import Words
from service.words.imports.difference_values import KINDS
from service.words.imports.joint_work_problems import JOINT_WORK_PROBLEMS
from service.words.imports.notes import NOTES
from service.words.tables.curriculum_texts import FET_PROBLEMS

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
    "periods_not_read": (
        "“{text}” has weekdays and subjects, but {labels} ({cells}) are no periods; nothing of it "
        'was read. Expected e.g. 第1节 there; leave it out by the answer ""'
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
        "lessons beside or below “{text}” were not read ({count}): it is no class, weekday or period; "
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
        "rows from here on hold something (“{text}”) and have no period ({count}); expected a period in each "
        "row (第3节, 3, 早读), or an answer what they say of the lessons above them: 教师 (teachers), "
        "教室 (rooms) or 不读 (nothing), and of a single row its period"
    ),
    "period_unknown": "the bells have no period “{text}”; expected one of {candidates}",
    "time_of_several_periods": (
        "“{text}” is the time of several periods, in two seasons or grades; expected one of {candidates}"
    ),
    "period_not_single": "“{text}” are several periods; expected one, or two running of every week: 第5-6节",
    "period_twice": "period “{text}” stands twice on this day; expected each once, still free: {candidates}",
    "periods_too_many": (
        "period “{text}” stands twice on this day, and all lessons of the bells are taken ({count}): "
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
    "table_start_unclear": (
        "whether this table holds from the day or week that “{text}” names, or for all of the term, cannot "
        "be told; expected e.g. {candidates} (what is of one week only is a change of its dates)"
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
    "role_twice": "{campus} has another role in “{community}” at {other}; expected one role for each school",
    "community_unknown": "“{text}” is no community known here; expected one of {candidates}",
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
    **JOINT_WORK_PROBLEMS,
    **FET_PROBLEMS,
    "more_problems": (
        "and {count} more of the same kind in this sheet; mend these first, then hand it in again"
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
