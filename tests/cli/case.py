"""The worked case through the command: what it answers, and what its independent facts say, in one shape."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.exchange.case import FOLDER, WORKBOOK, expected, truth

__all__ = ["FOLDER", "WORKBOOK", "expected", "truth"]

Fact = tuple[object, ...]


def campus_name(school: str) -> str:
    return str(truth()["schools"][school]["name"])


@cache
def lesson_at() -> dict[tuple[str, str, str], dict[str, Any]]:
    """The truth's lessons by sheet, cell and parity."""
    return {(lesson["sheet"], lesson["cell"], lesson["parity"]): lesson for lesson in truth()["lessons"]}


def true_lessons() -> set[Fact]:
    return {
        (
            campus_name(lesson["school"]),
            lesson["cls"],
            lesson["day"],
            lesson["period"],
            lesson["kind"],
            lesson["parity"],
            lesson["subject"],
            lesson["teacher"],
            lesson["file"],
            lesson["sheet"],
            lesson["cell"],
        )
        for lesson in truth()["lessons"]
    }


def answered_lessons(document: dict[str, Any]) -> set[Fact]:
    return {
        (
            lesson["campus"],
            lesson["class"],
            lesson["weekday"],
            lesson["period"],
            lesson["kind"],
            lesson["weeks"],
            lesson["subject"],
            lesson["teacher"],
            lesson["source"]["file"],
            lesson["source"]["sheet"],
            lesson["source"]["cell"],
        )
        for lesson in document["lessons"]
    }


def expected_findings() -> set[Fact]:
    """`expected.json` under the codes of the design (cases/README, "`expected.json` to codes")."""
    return {*_of_wishes(), *_between_wishes(), *_of_plans(), *_of_rotation()}


def _of_wishes() -> Iterator[Fact]:
    for wish, facts in expected()["requests"].items():
        for kind, *rest in facts["issues"]:
            match kind:
                case "host_class_other_subject" | "receiver_class_other_subject":
                    school, class_name, *_, parity, subjects = rest
                    code = "week_mismatch" if wish == "S08" else "class_has_other_subject"
                    weeks = "odd" if parity == "odd" and wish == "S08" else "all"
                    yield code, wish, campus_name(school), class_name, weeks, *subjects
                case "host_teacher_busy" | "assistant_busy":
                    school, teacher, class_name, period, _ = rest
                    yield "teacher_double_booked", wish, teacher, campus_name(school), class_name, period
                case "itinerant_elsewhere":
                    teacher, school, class_name, period, overlap = rest
                    code = "travel_too_short" if overlap.startswith("0 ") else "teacher_double_booked"
                    yield code, wish, teacher, campus_name(school), class_name, period
    # The file lacks it: 何静 is not at 柳河 on Tuesdays.
    yield "teacher_unavailable", "S09", "何静"


def _between_wishes() -> Iterator[Fact]:
    for kind, one, other, school, resource, *_ in expected()["cross"]:
        code = "room_double_booked" if kind == "room" else "teacher_double_booked"
        yield code, one, other, campus_name(school), resource


def _of_plans() -> Iterator[Fact]:
    fixed = {"定时间": "time", "定地点": "place", "定主题": "topic", "定主持人": "chair"}
    for plan, issues in expected()["plans"].items():
        for kind, *rest in issues:
            match kind:
                case "attendee_teaching":
                    school, teacher, class_name, period, minutes = rest
                    yield (
                        "participant_teaching",
                        plan,
                        teacher,
                        campus_name(school),
                        class_name,
                        period,
                        minutes,
                    )
                case "missing":
                    yield "plan_incomplete", plan, fixed[rest[0]]
                case "on_holiday":
                    yield "not_a_teaching_day", plan, rest[0]


def _of_rotation() -> Iterator[Fact]:
    """cases/README: 语文 is hosted by 核心 in weeks 6 and 7 (one on a holiday); 数学 is regular."""
    yield "host_rotation", "Y06", "Y07", "江北实验小学(核心校区)", "江北实验小学(核心校区)"
    yield "host_rotation", "语文", "白塘校区"


def answered_findings(document: dict[str, Any]) -> list[Fact]:
    """Every finding about a wish or a plan, in the shape of `expected_findings`."""
    found = []
    for finding in document["findings"]:
        ids = [
            concern["id"]
            for concern in finding["concerns"]
            if concern["kind"] in ("joint_lesson", "research_session", "subject")
        ]
        if ids:
            found.append(_answered(finding, ids))
    return found


def _answered(finding: dict[str, Any], ids: list[str]) -> Fact:
    code, resource = finding["code"], finding["concerns"][-1]["name"]
    if len(ids) == 2:
        return code, *ids, finding["sides"][0]["campus"], resource
    match code:
        case "class_has_other_subject" | "week_mismatch":
            lesson = _home_lesson(finding)
            in_class = campus_name(lesson["school"]), lesson["cls"]
            return code, *ids, *in_class, finding["weeks"], lesson["subject"]
        case "teacher_double_booked" | "travel_too_short":
            lesson = _home_lesson(finding)
            return code, *ids, resource, campus_name(lesson["school"]), lesson["cls"], lesson["period"]
        case "participant_teaching":
            lesson = _home_lesson(finding)
            where = campus_name(lesson["school"]), lesson["cls"], lesson["period"]
            return code, *ids, resource, *where, finding["minutes"]
        case "plan_incomplete":
            return code, *ids, *finding["facts"]["missing"]
        case "not_a_teaching_day":
            return code, *ids, finding["date"]
        case _:
            return code, *ids, resource


def _home_lesson(finding: dict[str, Any]) -> dict[str, Any]:
    """The lesson of the truth that the home side of a finding names by its cell."""
    source = finding["sides"][1]["source"]
    weeks = finding["weeks"] if isinstance(finding["weeks"], str) else "all"
    cell = source["sheet"], source["cell"]
    found = lesson_at().get((*cell, "all")) or lesson_at().get((*cell, weeks))
    assert found is not None, finding
    return found
