"""What stops an import in lists of wishes and sessions, and in what teachers cannot teach."""

from collections.abc import Mapping

JOINT_WORK_PROBLEMS: Mapping[str, str] = {
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
    "lessons_a_week_unreadable": (
        "“{text}” is no number of lessons a week; expected e.g. 2, 每周2节, 单周1节, 2(连堂) or 4(2+2连堂)"
    ),
    "double_of_odd": (
        "“{text}” asks for double periods, but the lessons a week are {count}; "
        "expected an even number, or which of them are double, e.g. 3(2+1)"
    ),
    "lessons_a_week_differ": (
        "“{text}” are {found} lessons a week, and {asked} is asked for; expected as many times as lessons"
    ),
    "lessons_a_week_contradict": (
        "“{text}” asks for another number of lessons a week than {other}; expected one of both changed"
    ),
    "dates_not_weekly": (
        "“{text}” asks for several lessons a week or a double period, and {other} names single dates, which "
        "are one lesson each; expected one of both left out, or a row for each lesson of a date"
    ),
    "weeks_contradict": ("“{text}” leaves no week of those that {other} names; expected one of both changed"),
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
    "limits_leave_nothing": (
        "“{text}” leaves no slot of the week at {campus} (cells: {cells}); expected at least one slot left"
    ),
    "limits_leave_few_days": (
        "days of the week that “{text}” leaves at {campus}: {found}, and what this wish asks for stands on "
        "different ones: {asked} (cells: {cells}); expected more days, or a double period (连堂)"
    ),
    "receivers_unaligned": (
        "“{text}” cannot be told apart for {count} receivers; expected one for each, in lines"
    ),
    "replacement_unreadable": (
        "“{text}” does not say which lesson is replaced; expected 同学科, 替换书法课 or 不替代"
    ),
}
