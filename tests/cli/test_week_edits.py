"""Closing, make-up days, bells and holiday notices on the command line."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from calendars.bells import BellBook, BellSchedule
from calendars.spans import DateSpan
from service import clock
from service.cli import main
from tests.cli.conftest import MONDAY, stored
from tests.districts import GUEST, bells
from tests.exchange.workbooks import workbook
from tests.publications import placed_district

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    tmp_path: Path,
    two_campuses_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """A command upon a published community of two campuses, on 7 September 2026: code, output, complaints."""
    path = tmp_path / "tongke.sqlite"
    path.write_bytes(two_campuses_file.read_bytes())
    monkeypatch.setattr(clock, "now", lambda: MONDAY)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--database", f"sqlite:///{path}"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def document(said: tuple[int, str, str]) -> dict[str, Any]:
    code, out, complaints = said
    assert code == 0, complaints
    found: dict[str, Any] = json.loads(out)
    return found


def effects(said: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(one["kind"], one["thing"]["name"], one["lessons"]) for one in said["effects"]]


def test_a_day_is_closed_shown_first_and_opened_again(run: Run) -> None:
    shown = document(run("close", "乙小学", "9月14日", "--reason", "台风", "--dry-run", "--json"))
    assert (shown["written"], effects(shown)) == (
        False,
        [("reverted", "音乐 三(1)班", 1), ("goes", "乙小学", 4)],
    )
    done = document(run("close", "乙小学", "9月14日", "--reason", "台风", "--json"))
    assert done == {**shown, "written": True, "revisions": done["revisions"]}
    assert [one["number"] for one in done["revisions"]] == [2]
    back = document(run("reopen", "乙小学", "2026-09-14", "--json"))
    assert effects(back) == [("held", "音乐 三(1)班", 1), ("comes", "乙小学", 4)]


def test_what_a_reopened_day_brings_is_held_again_and_not_new(run: Run) -> None:
    run("close", "全部", "9月14日", "--reason", "台风")
    assert run("reopen", "全部", "9月14日")[1].splitlines()[:3] == [
        "J01 音乐 三(1)班：恢复上课（9月14日(周一)）",
        "甲小学：恢复4节校内课（9月14日(周一)）",
        "乙小学：恢复4节校内课（9月14日(周一)）",
    ]
    assert {one["kind"] for one in document(run("diff", "--json"))["changes"]} == {"restored"}


def test_an_answer_that_changes_no_lesson_says_so(run: Run) -> None:
    code, said, _ = run("makeup", "乙小学", "9月13日", "停课")
    assert (code, "已发布的课没有增加、停上或改动。" in said.splitlines()) == (0, True)
    _, said, _ = run("makeup", "甲小学", "9月12日", "周一")
    assert "已发布的课没有增加、停上或改动。" not in said.splitlines()


def test_it_is_said_in_words(run: Run) -> None:
    code, said, _ = run("close", "乙小学", "9.14", "--reason", "台风")
    assert (code, said.splitlines()) == (
        0,
        [
            "J01 音乐 三(1)班：转本班自上（9月14日(周一)）",
            "乙小学：4节校内课停上（9月14日(周一)）",
            "涉及6位教师，每人收到一份通知。",
            "甲乙教共体：第2版，9月7日(周一)起执行；最早受影响的课在9月14日(周一)。",
        ],
    )


def test_exam_hours_of_some_grades_take_these_lessons_alone(run: Run) -> None:
    hours = ("--grades", "三年级", "--hours", "08:50-09:20")
    said = document(run("close", "全部", "9.14-9.15", "--reason", "期中考试", *hours, "--json"))
    assert effects(said) == [("goes", "甲小学", 4), ("goes", "乙小学", 4)]


def test_several_grades_are_written_in_one(run: Run, tmp_path: Path) -> None:
    district = placed_district()
    first, *others = district.class_names
    older = replace(district, class_names=(replace(first, grade=4), *others))
    asyncio.run(stored(f"sqlite:///{tmp_path / 'tongke.sqlite'}", older))
    said = [
        document(run("close", "全部", "9.14", "--grades", grades, "--dry-run", "--json"))
        for grades in ("三、四年级", "三年级、四年级", "3-4年级")
    ]
    assert said[1:] == said[:1] * 2
    assert effects(said[0])


def test_a_make_up_day_follows_a_weekday_and_is_taken_back(run: Run) -> None:
    said = document(run("makeup", "全部", "9月12日", "周一", "--json"))
    assert {kind for kind, _, _ in effects(said)} == {"comes"}
    back = document(run("makeup", "全部", "9月12日", "--undo", "--json"))
    assert {kind for kind, _, _ in effects(back)} == {"goes"}


def test_bells_are_those_the_campus_has(run: Run) -> None:
    code, _, complaint = run("bells", "乙小学", "冬季", "--from", "2026-09-14")
    assert (code, complaint) == (1, "该校区没有名为“冬季”的作息，已有：全年\n")


def test_bells_of_some_days_are_put_back_and_taken_back(run: Run, tmp_path: Path) -> None:
    """Winter's bells hold to the end of term all the same, though the year's have no last day."""
    winter = BellSchedule("冬季", bells(10), DateSpan(date(2026, 9, 14), None))
    district = placed_district()
    yi = next(one for one in district.campus_terms if one.campus_id == GUEST)
    seasonal = replace(yi, bells=BellBook((*yi.bells.schedules, winter)))
    terms = tuple(seasonal if one is yi else one for one in district.campus_terms)
    asyncio.run(stored(f"sqlite:///{tmp_path / 'tongke.sqlite'}", replace(district, campus_terms=terms)))
    assert run("publish")[0] == 0
    week = ("--from", "2026-11-02", "--until", "2026-11-08")
    moved = effects(document(run("bells", "乙小学", "全年", *week, "--json")))
    assert effects(document(run("bells", "乙小学", "冬季", *week, "--json"))) == moved
    assert effects(document(run("bells", "乙小学", "--undo", "--json"))) == moved
    assert effects(document(run("bells", "乙小学", "--undo", "--json"))) == moved
    assert run("bells", "乙小学", "--undo")[::2] == (1, "本来就是这样，没有任何改变。\n")


def test_a_campus_s_own_bells_are_told_to_those_who_sit_there_alone(run: Run, tmp_path: Path) -> None:
    """The lecturer's clock stays: of the shared lesson the receiver's own period alone is another."""
    later = BellSchedule("冬季", bells(8), DateSpan(date(2027, 3, 1), None))
    district = placed_district()
    yi = next(one for one in district.campus_terms if one.campus_id == GUEST)
    seasonal = replace(yi, bells=BellBook((*yi.bells.schedules, later)))
    terms = tuple(seasonal if one is yi else one for one in district.campus_terms)
    asyncio.run(stored(f"sqlite:///{tmp_path / 'tongke.sqlite'}", replace(district, campus_terms=terms)))
    monday = ("--from", "2026-11-02", "--until", "2026-11-02")
    code, said, _ = run("bells", "乙小学", "冬季", *monday)
    assert (code, said.splitlines()[:3]) == (
        0,
        [
            "J01 音乐 三(1)班：乙小学 第3节 10:05–10:45 → 乙小学 第3节 10:08–10:48（11月2日(周一)）",
            "乙小学：4节校内课改时间（11月2日(周一)）",
            "涉及5位教师，每人收到一份通知。",
        ],
    )
    by_campus = document(run("diff", "--json"))["sheets"]
    assert {one["name"] for one in by_campus} == {"乙小学"}


def test_who_takes_over_from_whom_is_said(run: Run) -> None:
    _, said, _ = run("assign", "J01", "--from", "第9周", "--teacher", "师0")
    assert said.splitlines()[0].startswith("J01 音乐 三(1)班：甲小学 师2 → 师0（")
    _, said, _ = run("assign", "J01", "--from", "第9周", "--undo")
    assert said.splitlines()[0].startswith("J01 音乐 三(1)班：甲小学 师0 → 师2（")


def test_a_lesson_that_only_one_campus_has_is_not_said_to_be_added(run: Run) -> None:
    _, said, _ = run("makeup", "乙小学", "9月12日", "周一")
    assert said.splitlines()[0] == "J01 音乐 三(1)班：只有乙小学 三(1)班上，本班自上（9月12日(周六)）"


def test_bells_without_their_name_or_first_day_are_asked_for(run: Run) -> None:
    for given in ((), ("全年",), ("--from", "2026-09-14")):
        code, _, complaint = run("bells", "乙小学", *given)
        assert (code, complaint) == (1, "请写明改用哪套作息，并用 --from 写明从哪天起。\n")


NOTICE = {
    "year": 2027,
    "papers": ["https://www.gov.cn/2027"],
    "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2026-09-19", "isOffDay": False},
    ],
}


def test_a_notice_is_imported_and_what_it_leaves_open_is_asked_and_answered(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(NOTICE), encoding="utf-8")
    said = document(run("calendar", "import", str(path), "--json"))
    asked = [(one["campus"], one["date"], one["answer_by"]) for one in said["open"]]
    assert asked == [
        ("甲小学", "2026-09-19", "2026-09-11"),
        ("乙小学", "2026-09-19", "2026-09-11"),
    ]
    document(run("calendar", "answer", "乙小学", "9月19日", "停课", "--json"))
    document(run("calendar", "answer", "甲小学", "9月19日", "周一", "--json"))
    shown = document(run("calendar", "show", "--json"))
    assert shown["open"] == []
    assert [(year["year"], year["known"]) for year in shown["years"]] == [
        (2027, True), (2026, True), (2025, True), (2024, True),
    ]  # fmt: skip


def test_an_answer_is_corrected_and_taken_back_word_by_word(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(NOTICE), encoding="utf-8")
    document(run("calendar", "import", str(path), "--json"))
    said: list[tuple[str, list[tuple[str, str, int]], int]] = []
    for words in (("停课",), ("周一",), ("--undo",), ("--undo",)):
        told = effects(document(run("makeup", "乙小学", "9月19日", *words, "--json")))
        asked = len(document(run("calendar", "show", "--json"))["open"])
        said.append((words[0], [one for one in told if one[1] == "乙小学"], asked))
    assert said == [
        ("停课", [], 1),
        ("周一", [("comes", "乙小学", 4)], 1),
        ("--undo", [("goes", "乙小学", 4)], 1),
        ("--undo", [], 2),
    ]
    assert run("makeup", "乙小学", "9月19日", "--undo")[::2] == (1, "本来就是这样，没有任何改变。\n")


def test_whose_lessons_a_closed_day_runs_is_refused_until_it_is_open(run: Run) -> None:
    run("close", "乙小学", "9月12日", "--reason", "台风")
    assert run("makeup", "乙小学", "9月12日", "周一")[::2] == (
        1,
        "9月12日(周六)停课（台风），上谁的课都不会有改变：请先恢复上课（reopen）。\n",
    )
    assert run("makeup", "全部", "9月12日", "周一")[0] == 0


def test_a_notice_may_be_a_table(run: Run, tmp_path: Path) -> None:
    rows = [
        ["2027年节假日安排"],
        ["节日", "放假日期", "调休上班"],
        ["元旦", "1月1日-1月3日", ""],
        ["春节", "2月5日至2月11日", "1月31日(周日)、2月20日"],
    ]
    path = workbook(tmp_path / "放假.xlsx", {"通知": rows})
    document(run("calendar", "import", str(path), "--json"))
    (year,) = [one for one in document(run("calendar", "show", "--json"))["years"] if one["year"] == 2027]
    assert [(one["name"], len(one["dates"])) for one in year["off"]] == [("元旦", 3), ("春节", 7)]
    assert year["makeup"] == ["2027-01-31", "2027-02-20"]


def _notice(day: str) -> str:
    return json.dumps({"year": 2027, "days": [{"name": "元旦", "date": day, "isOffDay": True}]})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"year": 2027, "days": []}', "2027.json 里没有日期：2027年的放假安排还没有公布。"),
        ("[]", "2027.json 不是放假通知：应为 holiday-cn 格式的 JSON，含 year 和 days。"),
        ('{"year": 2027', "2027.json 不完整或不是 JSON，请重新下载。"),
        ('{"year": 2027}', "2027.json 不是放假通知：缺少 days 一项。"),
        ('{"year": "二〇二七", "days": []}', "2027.json：二〇二七 不是年份，应为 2027 这样的数。"),
        (_notice("2026-13-01"), "2027.json：第1条的日期 2026-13-01 不存在。"),
        (
            _notice("2028-01-01"),
            "2027.json 写的是2027年，却没有一个日期在这一年：请核对年份和日期。",
        ),
        ('{"year": 2027, "days": [{"name": "元旦"}]}', "2027.json：第1条缺少 date 一项。"),
    ],
)
def test_a_file_without_a_notice_is_refused(run: Run, tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "2027.json"
    path.write_text(text, encoding="utf-8")
    assert run("calendar", "import", str(path))[::2] == (
        1,
        f"{complaint}\n",
    )


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (("close", "南门", "9.14"), "本学期没有校区“南门”，现有：甲小学、乙小学\n"),
        (("close", "乙小学", "明天"), "“明天”不是日期：请写 2026-11-02、11月2日，连续几天写 11.2-11.4。\n"),
        (("close", "乙小学", "9.1"), "过去的日子不再改变：请选今天或以后的日期。\n"),
        (("close", "乙小学", "9.14", "--hours", "上午"), "“上午”不是时间段：请写 08:00-11:30。\n"),
        (
            ("close", "乙小学", "9.14", "--grades", "大班"),
            (
                "“大班”不是年级：请写 三年级，几个年级连写 三、四年级（或 三年级、四年级）、7-9年级，"
                "或 初中部。\n"
            ),
        ),
        (
            ("close", "乙小学", "9.15-9.14"),
            "“9.15-9.14”不是日期：请写 2026-11-02、11月2日，连续几天写 11.2-11.4。\n",
        ),
        (
            ("bells", "乙小学", "全年", "--from", "2026-11-09", "--until", "2026-11-02"),
            "最后一天11月2日(周一)早于第一天11月9日(周一)。\n",
        ),
        (("reopen", "乙小学", "9.14"), "本来就是这样，没有任何改变。\n"),
        (
            ("makeup", "乙小学", "9.12", "9.12"),
            "9月12日(周六)不能上它自己的课：请写周几、另一个日期，或 停课。\n",
        ),
        (
            ("makeup", "乙小学", "9.12", "周日"),
            "周日没有课可上：请写 周一、周二、周三、周四、周五，或其中一天的日期，或 停课。\n",
        ),
        (
            ("makeup", "乙小学", "9.12", "9.19"),
            "9月19日(周六)没有课可上：请写 周一、周二、周三、周四、周五，或其中一天的日期，或 停课。\n",
        ),
        (
            ("calendar", "answer", "乙小学", "9.14", "周五"),
            (
                "9月14日(周一)不是调休上课日，没有要回答的；要回答的是：9月20日(周日)、10月10日(周六)"
                "（其他日子请用 tongke makeup）\n"
            ),
        ),
        (("makeup", "乙小学", "9.12"), "请写明上谁的课：周几、某个日期，或 停课。\n"),
        (("makeup", "乙小学", "9.12-9.13", "周一"), "“9.12-9.13”不止一天：请只写一天。\n"),
    ],
)
def test_what_is_not_understood_is_named(run: Run, command: tuple[str, ...], complaint: str) -> None:
    assert run(*command)[::2] == (1, complaint)


def test_calendars_name_who_lectured_before_for_a_week(run: Run, tmp_path: Path) -> None:
    run("assign", "J01", "--from", "第9周", "--teacher", "师0")
    assert run("export", "--format", "ics", "--output", str(tmp_path / "feeds"))[0] == 0
    calendar = Calendar.from_ical((tmp_path / "feeds" / "room 甲小学 主讲室.ics").read_bytes())
    events = [event for event in calendar.events if f"{event.start}" >= "2026-10-26"]
    lessons = [f"{event.description}" for event in events if f"{event.summary}".startswith("同步课")]
    told = ["原主讲：师2" in text for text in lessons]
    assert told == [True] + [False] * (len(told) - 1)


def test_from_a_week_on_somebody_else_lectures(run: Run) -> None:
    said = document(run("assign", "J01", "--from", "第9周", "--teacher", "师0", "--json"))
    assert [(one["kind"], one["thing"]["id"]) for one in said["effects"]] == [("changed", "J01")]
    assert said["since"] == "2026-10-26"
    code, _, complaint = run("assign", "J01", "--from", "第9周", "--teacher", "王老师")
    assert (code, complaint) == (1, "没有叫“王老师”的教师。\n")
