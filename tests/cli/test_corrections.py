"""A question on the command line: asked with the command that answers it, remembered, and forgotten."""

import json
import shlex
from pathlib import Path

import pytest

from service.cli import main
from tests.exchange.workbooks import MEMBER_TABLE, SHEETS, changed, workbook

UNREADABLE = {**SHEETS, "总课表-柳河校区": changed(MEMBER_TABLE, 4, 4, "语文/数学\n周杰/吴倩")}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'tongke.sqlite'}"


@pytest.fixture
def asking(tmp_path: Path) -> str:
    return str(workbook(tmp_path / "资料.xlsx", UNREADABLE))


def test_the_command_that_answers_is_said_and_answers(
    url: str, asking: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "--database", url, asking]) == 1
    said = capsys.readouterr().err.splitlines()
    (command,) = (line.strip() for line in said if line.startswith("   tongke correct"))
    assert command == (
        "tongke correct cell '语文/数学周杰/吴倩' '语文/数学(单/双) 周杰/吴倩' --campus 柳河校区"
    )
    assert main([*shlex.split(command)[1:], "--database", url]) == 0
    assert main(["import", "--database", url, asking]) == 0


def test_a_campus_that_comes_with_the_same_workbook_is_answered_for(
    imported: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ["correct", "--database", imported, "cell", "写", "读", "--campus", "东山小学"]
    assert main(answer) == 1
    assert "--new" in capsys.readouterr().err
    assert main([*answer, "--new"]) == 0
    capsys.readouterr()
    assert main(["corrections", "--database", imported, "--json"]) == 0
    (kept,) = json.loads(capsys.readouterr().out)["corrections"]
    assert kept["campus"] == "东山小学"


def test_the_command_that_answers_says_that_its_campus_is_new(
    imported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["东山小学总课表"], *changed(MEMBER_TABLE, 4, 4, "语文/数学\n周杰/吴倩")[1:]]
    path = str(workbook(tmp_path / "东山小学.xlsx", {"统一作息": SHEETS["统一作息"], "总课表": rows}))
    assert main(["import", "--database", imported, path]) == 1
    assert "柳河校区、石桥校区、枫林校区、白塘校区、东山小学，并写在" in capsys.readouterr().err
    assert (
        main(["correct", "sheet", "东山小学总课表", "东山小学", "--everywhere", "--database", imported]) == 0
    )
    assert main(["import", "--database", imported, path]) == 1
    said = capsys.readouterr().err.splitlines()
    (command,) = (line.strip() for line in said if "tongke correct cell" in line)
    assert command.endswith("--campus 东山小学 --new")
    assert main([*shlex.split(command)[1:], "--database", imported]) == 0
    main(["import", "--database", imported, path])
    assert "tongke correct cell" not in capsys.readouterr().err


def test_what_may_be_answered_is_told_apart_from_what_has_to_be(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    misspelt = {**SHEETS, "总课表-柳河校区": changed(MEMBER_TABLE, 4, 4, "语文\n周洁")}
    path = str(workbook(tmp_path / "资料.xlsx", misspelt))
    assert main(["import", "--database", url, "--dry-run", path]) == 0
    said = capsys.readouterr()
    assert "以上提示中有1处可以补充说明，不补充也能导入（见收课表页面，或用 --json）" in said.out.splitlines()
    assert said.err == ""
    assert main(["import", "--database", url, "--dry-run", "--json", path]) == 0
    (question,) = json.loads(capsys.readouterr().out)["questions"]
    assert (question["written"], question["needed"]) == ("周洁", False)


def test_what_is_remembered_is_listed_and_forgotten(
    url: str, asking: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = [
        "correct",
        "--database",
        url,
        "cell",
        "语文/数学 周杰/吴倩",
        "语文 周杰",
        "--campus",
        "柳河校区",
    ]
    assert main(answer) == 0
    assert main([*answer, "--forget"]) == 0
    assert main(answer) == 0
    capsys.readouterr()
    assert main(["corrections", "--database", url, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "corrections": [
            {"campus": "柳河校区", "kind": "cell", "written": "语文/数学周杰/吴倩", "meant": "语文 周杰"}
        ]
    }
    assert main(["import", "--database", url, asking]) == 0


def test_what_is_forgotten_is_asked_again(url: str, asking: str) -> None:
    answer = ["correct", "--database", url, "cell", "语文/数学周杰/吴倩", "语文 周杰"]
    assert main([*answer, "--everywhere"]) == 0
    assert main([*answer[:-1], "--everywhere", "--forget"]) == 0
    assert main(["import", "--database", url, asking]) == 1


@pytest.mark.parametrize("whose", [[], ["--campus", "柳河校区", "--everywhere"]])
def test_an_answer_says_whose_writing_it_is(
    imported: str, whose: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ["correct", "--database", imported, "--language", "zh", "text", "张伟", "柳河校区:张伟"]
    assert main([*answer, *whose]) == 1
    said = capsys.readouterr().err
    assert said == "请写明是谁的写法：--campus 校区名；各校通用时写 --everywhere。\n"
    assert main(["corrections", "--database", imported, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"corrections": []}


def test_the_name_of_a_campus_is_the_same_for_all(imported: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["correct", "--database", imported, "campus", "柳合校区", "柳河校区"]) == 0
    assert main(["corrections", "--database", imported, "--json"]) == 0
    said = capsys.readouterr().out
    assert json.loads(said[said.index("{") :])["corrections"][0]["campus"] == ""


def test_a_campus_is_one_that_is_there_by_its_name_or_an_alias(
    imported: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ["correct", "--database", imported, "--language", "zh", "teacher", "张三丰", "张三", "--campus"]
    assert main([*answer, "没有的校区"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("没有校区“没有的校区”，现有：")
    assert said.endswith("。加 --everywhere 则各校通用；该校区随这次的工作簿新增时，加上 --new。\n")
    assert "柳河校区" in said
    assert main([*answer, "柳河校区"]) == 0
    assert main(["corrections", "--database", imported, "--language", "zh"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == ["柳河校区 teacher 张三丰 → 张三", "共1条。"]


def test_a_role_is_no_answer_to_who_teaches(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer = ["correct", "--database", url, "--language", "zh", "teacher", "--everywhere", "本班老师"]
    assert main([*answer, "本班学科教师"]) == 1
    assert capsys.readouterr().err.startswith("“本班学科教师”是一类人，不是姓名")
    assert main([*answer, "周杰"]) == 0


def test_a_class_that_is_no_more_is_answered_and_its_lessons_end(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added = (None, "四年级", None, None, "美术")
    both = [[*row, cell] for row, cell in zip(MEMBER_TABLE, added, strict=True)]
    whole = str(workbook(tmp_path / "资料.xlsx", {**SHEETS, "总课表-柳河校区": both}))
    part = str(workbook(tmp_path / "柳河.xlsx", {"总课表-柳河校区": MEMBER_TABLE}))
    assert main(["import", "--database", url, whole]) == 0
    capsys.readouterr()
    assert main(["import", "--database", url, "--dry-run", "--json", part]) == 0
    (question,) = json.loads(capsys.readouterr().out)["questions"]
    assert question["command"] == (
        "tongke correct class '四年级/2026—2027学年第一学期' '-' --campus 柳河校区"
    )
    assert not question["needed"]
    assert main([*shlex.split(question["command"])[1:], "--database", url]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "柳河校区 class 四年级/2026—2027学年第一学期 → （已撤销）"
    ]
    later = ["import", "--database", url, "--from", "2026-09-14", part]
    assert main([*later, "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "柳河.xlsx!总课表-柳河校区: 这张课表里没有，按此前的回答已撤销的班级：四年级",
        "读到：校区1、班级1、校内课3节",
        "柳河校区 课表 从9月14日(周一)起：1处：取消1",
        "   从9月14日(周一)起执行新课表，与当时执行的课表相比",
        "   四年级：取消 1节",
        "没有写入。将会改变：课表内的课3节",
    ]


def test_check_tells_a_joint_lesson_of_a_class_that_is_no_more(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = str(workbook(tmp_path / "资料.xlsx", SHEETS))
    other = changed(MEMBER_TABLE, 2, 4, "四年级")
    part = str(workbook(tmp_path / "柳河.xlsx", {"总课表-柳河校区": other}))
    answer = ["correct", "class", "三年级/2026—2027学年第一学期", "-", "--campus", "柳河校区"]
    assert main(["import", "--database", url, whole]) == 0
    assert main([*answer, "--database", url]) == 0
    assert main(["import", "--database", url, "--from", "2026-09-14", part]) == 0
    capsys.readouterr()
    main(["check", "--database", url])
    (line,) = (line for line in capsys.readouterr().out.splitlines() if "课表里没有课" in line)
    assert line.strip() == (
        "△ S01 语文 三(1)班：柳河校区三年级从9月14日(周一)起在本校课表里没有课；"
        "请从这节同步课中去掉该班，或补上该班课表。"
    )
