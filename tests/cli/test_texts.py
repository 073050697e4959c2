"""What commands say to people: in their language, in an order that can be read, and without a traceback."""

import asyncio
import json
import re
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from service.cli import main
from service.cli.refusals import TEMPLATES, refusal_text
from service.domain.district import District
from service.domain.identity import TimetableId
from service.storage.database import Database
from service.storage.errors import CommunityUnknown, DatabaseFailed, NotLocked, StorageError
from service.words.catalogue import Words
from tests.districts import HOST, awaiting, small_district, wish
from tests.domain.test_placeholders import HERS, with_placeholders
from tests.publications import NOW, session

TONGKE = Path(sys.executable).parent / "tongke"
# A wish that stands where both classes have two other subjects by turns, and a session that nobody chairs.
HELD = replace(small_district(wish(weekday=5, period=4)), sessions=(session(chair_id=None),))


async def _hold(url: str, district: District = HELD) -> None:
    async with await Database.open(url) as database, database.writing(None, None, "教务处", NOW) as store:
        await store.save_district(None, district)


@pytest.fixture
def held(sqlite_url: str) -> str:
    asyncio.run(_hold(sqlite_url))
    return sqlite_url


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    main(arguments)
    return capsys.readouterr().out.splitlines()


def test_check_puts_findings_of_one_thing_under_one_heading_and_counts_codes_last(
    held: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(capsys, "check", "--language", "en", "--database", held)
    assert [line for line in lines if not line.startswith("   ")] == [
        "J01 音乐 三(1)班",
        "Y01 合唱教学",
        "✕ The class has another subject: 4  [class_has_other_subject]",
        "✕ Plan incomplete: 1  [plan_incomplete]",
        "5 errors, 0 warnings.",
    ]


def test_dates_are_worded(held: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, "dates", "--language", "zh", "--database", held)
    assert lines == [
        "J01：完整16次，缺校区0次，停2次",
        "  9月25日(周五)：停（中秋节）",
        "  10月2日(周五)：停（国庆节）",
    ]


def test_what_waits_for_a_table_is_said_to_be_settled_later(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_hold(sqlite_url, awaiting(small_district(wish()))))
    assert said(capsys, "dates", "--language", "zh", "--database", sqlite_url) == [
        "J01：待定，乙小学的课表还没有交"
    ]
    assert main(("solve", "--time-limit", "5", "--language", "zh", "--database", sqlite_url)) == 0
    assert "J01 音乐没有排上：乙小学的课表还没有交，这节课先待定。" in capsys.readouterr().err
    assert main(("publish", "--language", "zh", "--database", sqlite_url)) == 0
    assert "J01 音乐这次没有发布：乙小学的课表还没有交，这节课先待定。" in capsys.readouterr().err


def test_a_placeholder_is_named_or_it_is_said_who_could_be_meant(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_hold(sqlite_url, with_placeholders(small_district(wish()), HERS, name="新教师1")))

    def name(*arguments: str) -> tuple[int, str]:
        status = main(("name", *arguments, "--language", "zh", "--database", sqlite_url))
        written = capsys.readouterr()
        return status, written.out + written.err

    assert name("甲小学", "新教师2", "张三") == (1, "甲小学没有待定教师新教师2，待定的有：新教师1\n")
    assert name("甲小学", "新教师1", "新教师1") == (1, "新教师1本身就是待定教师，请写真实姓名。\n")
    assert name("丙小学", "新教师1", "张三") == (1, "没有校区丙小学，现有：甲小学、乙小学\n")
    taken = ("--number", f"{HOST}-语文301")
    assert name("甲小学", "新教师1", "张三", *taken)[1].startswith("甲小学的工号jia-语文301是别人的：师")
    assert name("甲小学", "新教师1", "张三") == (0, "甲小学：新教师1就是张三（新增教师），共6节课。\n")
    assert name("甲小学", "新教师1", "李四") == (1, "甲小学没有待定的教师。\n")


def test_a_name_is_told_to_programs_and_shown_in_the_lessons(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_hold(sqlite_url, with_placeholders(small_district(wish()), HERS, name="新教师1")))

    def teachers() -> set[str]:
        main(("lessons", "--json", "--database", sqlite_url))
        lessons = json.loads(capsys.readouterr().out)["lessons"]
        return {one["teacher"] for one in lessons if (one["campus"], one["subject"]) == ("甲小学", "音乐")}

    assert teachers() == {"新教师1"}
    main(("name", "甲小学", "新教师1", "张三", "--json", "--database", sqlite_url))
    assert json.loads(capsys.readouterr().out) == {
        "campus": "甲小学",
        "written": "新教师1",
        "teacher": "张三",
        "meant": "张三",
        "new": True,
        "lessons": 6,
    }
    assert teachers() == {"张三"}


def test_solve_says_what_stands_elsewhere_than_wished_and_ends_with_the_figures(
    held: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TONGKE_NOW", "2026-08-20T08:00+08:00")  # before the term
    lines = said(capsys, "solve", "--time-limit", "5", "--language", "en", "--database", held)
    assert lines[0] == "Placing the joint lessons, 5 s at most …"
    assert re.fullmatch(r"\d+\.\d s: 1 placed, 0 moved; cost 2, proven not below 2", lines[1])
    # Its teachers have music in period 3 of three days: any of them will do.
    assert re.fullmatch(r"J01 音乐: (Mon|Tue|Wed), period 3 \(wished: Fri, period 4\)", lines[2])
    assert lines[3:] == [
        "Joint lessons placed: 1, not: 0.",
        "No home lesson moved.",
        (
            "Wishes that stand elsewhere than wished: 1. "
            "Cost 2 (a home lesson moved counts 1, such a wish 2), proven not below 2: gap 0."
        ),
        "It is proven that no table costs less.",
    ]


def test_feeds_stand_under_their_kinds(held: str, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "solve", "--time-limit", "5", "--database", held)
    said(capsys, "publish", "--database", held)
    lines = said(capsys, "feeds", "--language", "en", "--database", held)
    assert [line for line in lines if not line.startswith("   ")] == [
        "Communities (1)",
        "Campuses (2)",
        "Rooms (2)",
        "Classes (4)",
        "Teachers (18)",
        "Research groups (1)",
        (
            "Feeds: 28. Each address is a secret: hand it to those whom it concerns. "
            "Displays are listed at http://127.0.0.1:8080/addresses, on this machine."
        ),
    ]
    assert lines[3].startswith("   甲小学  http://127.0.0.1:8080/feeds/")


@pytest.mark.parametrize(
    "arguments", [("publish",), ("export", "--format", "xlsx"), ("export", "--format", "csv")]
)
def test_a_day_outside_the_term_is_refused_with_its_days(
    arguments: tuple[str, ...], held: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    days = small_district().term.term.days
    assert main([*arguments, "--database", held, "--language", "zh", "--from", "2031-01-01"]) == 1
    assert capsys.readouterr() == (
        "",
        f"--from：“2031-01-01”不在 {days.first} 至 {days.last} 之间；请填写这段时间内的日期\n",
    )
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_port_that_is_taken_is_told_with_a_way_out(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = main(["serve", f"--port={port}", "--language", "en", "--database", sqlite_url])
    assert code == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"Port {port} of 127.0.0.1 is taken: end what uses it, or choose another with --port."
    )


def test_a_folder_that_cannot_be_written_to_is_named(
    held: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.touch()
    arguments = ["export", "--output", str(file / "table.json"), "--language", "en", "--database", held]
    assert main(arguments) == 1
    assert capsys.readouterr().err == f"{file / 'table.json'} cannot be used: Not a directory\n"


def test_a_reader_that_has_enough_ends_a_command_quietly(held: str) -> None:
    command = f"{TONGKE} lessons --json --database {held} | head -1; exit ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "{\n", "")


@pytest.mark.parametrize(
    ("refusal", "chinese"),
    [
        (
            CommunityUnknown(("甲教共体", "乙教共体")),
            "这里没有这个教共体。请用 --community 写明其中一个：甲教共体、乙教共体",
        ),
        (
            DatabaseFailed("the database failed: OSError"),
            "数据库出错或没有应答。（the database failed: OSError）",
        ),
    ],
)
def test_a_refusal_is_worded(refusal: StorageError, chinese: str) -> None:
    assert refusal_text(refusal, Words("zh")) == chinese


def test_a_refusal_that_is_a_defect_stays_as_it_is() -> None:
    assert NotLocked not in TEMPLATES
    assert refusal_text(NotLocked(), Words("zh")) == str(NotLocked())


def test_a_folder_without_a_database_is_told_how_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--language", "en", "--database", f"sqlite:///{tmp_path / 'none.sqlite'}"]) == 1
    assert capsys.readouterr().err == (
        "There is no database here yet, or an older release made it: "
        "`tongke import` begins one and fills it, `tongke migrate` renews one or begins an empty one "
        "to hand tables in to.\n"
    )


def test_lessons_say_in_which_of_several_timetables_of_their_campus_they_are(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (host, guest) = small_district().home_timetables
    first = replace(guest, lessons=guest.lessons[:1])
    revised = replace(first, id=TimetableId("revised"), effective_from=date(2026, 10, 12))
    asyncio.run(_hold(sqlite_url, replace(small_district(), home_timetables=(host, first, revised))))
    told = [line for line in said(capsys, "lessons", "--database", sqlite_url) if "乙小学" in line]
    assert [re.sub(r".* (\S+) \[.*", r"\1", line) for line in told] == [
        "9月1日(周二)至10月11日(周日)",
        "从10月12日(周一)起",
    ]
    main(["lessons", "--json", "--database", sqlite_url])
    lessons = json.loads(capsys.readouterr().out)["lessons"]
    assert [(one["from"], one["until"]) for one in lessons if one["campus"] == "乙小学"] == [
        ("2026-09-01", "2026-10-11"),
        ("2026-10-12", None),
    ]
    assert {(one["from"], one["until"]) for one in lessons if one["campus"] == "甲小学"} == {
        ("2026-09-01", None)
    }
