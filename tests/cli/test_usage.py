"""Help and wrong usage, in the language asked for: what is typed, what argparse says of it, exit code 2."""

import re
from pathlib import Path

import pytest

from service import clock
from service.cli import main
from service.cli.usage import complaint_text
from service.words.catalogue import Words


def test_help_is_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for language, text, headings in (
        ("zh", "排定同步课", ["用法", "选项"]),
        ("en", "place the joint lessons", ["usage", "options"]),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["solve", "--language", language, "--help"])
        said = capsys.readouterr().out
        assert (ended.value.code, text in said) == (0, True)
        assert re.findall(r"^(\w+)[:：]", said, re.MULTILINE) == headings


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        *(
            (("solve", f"--time-limit={limit}"), f"“{limit}”不是秒数：请写大于 0 的数",
             f"{limit} is no number of seconds above 0")
            for limit in ("0", "-3", "nan", "inf", "ten")
        ),
        *(
            (("serve", f"--port={port}"), f"“{port}”不是端口：请写 0 到 65535 之间的数",
             f"{port} is no port, a number from 0 to 65535")
            for port in ("-1", "65536", "http")
        ),
        (("solve", "--seed=一"), "“一”不是整数", "一 is no whole number"),
        (("bells", "柳河校区", "夏季", "--from=5月"), "“5月”不是日期；应如：2026-10-12、10月12日",
         "“5月” is no date; expected one as 2026-10-12 or 10月12日"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_in_the_language_asked_for(
    arguments: tuple[str, ...], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, said in (("zh", f":{zh}"), ("en", f": {en}")):
        for line in ([*arguments, "--language", language], ["--language", language, *arguments]):
            with pytest.raises(SystemExit) as ended:
                main(line)
            complained = capsys.readouterr().err.rstrip()
            assert (ended.value.code, complained.endswith(said)) == (2, True)


@pytest.mark.parametrize("day", ["10月32日", "2026-13-01"])
@pytest.mark.parametrize("command", [["import", "课表.xlsx"], ["publish"], ["export"]])
def test_a_day_that_is_none_is_wrong_usage(
    command: list[str], day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--from", day])
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(f":--from:“{day}”不是日期；应如：2026-10-12、10月12日\n")


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("correct",), "tongke correct:还缺：KIND、WRITTEN",
         "tongke correct: these are missing: KIND, WRITTEN"),
        (("publish", "--form", "x"), "tongke:这里没有这样的参数：--form、x",
         "tongke: nothing is called so here: --form, x"),
        (("solve", "--time-limit"), "tongke solve:--time-limit:后面要写一个值",
         "tongke solve: argument --time-limit: a value is missing behind it"),
        (("export", "--format", "doc"), "tongke export:--format:没有“doc”，可用：json、xlsx、csv、pdf、ics",
         "tongke export: argument --format: “doc” is none of these: json, xlsx, csv, pdf, ics"),
        (("feeds", "--renew", "a", "--revoke", "b"), "tongke feeds:--revoke:不能和 --renew 一起用",
         "tongke feeds: argument --revoke: not together with --renew"),
        (("check", "--json=3"), "tongke check:--json:后面不能写值：“3”",
         "tongke check: argument --json: it takes no value: “3”"),
        (("feeds", "--re", "a"), "tongke feeds:“--re”可能是：--renew、--revoke，请写全",
         "tongke feeds: --re may be any of these: --renew, --revoke"),
    ],
)  # fmt: skip
def test_what_argparse_says_is_told_in_the_language_asked_for(
    arguments: tuple[str, ...], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = arguments
    for language, usage, said in (("zh", "用法：tongke", zh), ("en", "usage: tongke", en)):
        with pytest.raises(SystemExit) as ended:
            main([command, "--language", language, *rest])
        complained = capsys.readouterr().err
        assert (ended.value.code, complained.startswith(usage)) == (2, True)
        assert complained.splitlines()[-1] == said


def test_a_language_that_is_not_said_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--language"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("--language:后面要写一个值\n")


def test_a_complaint_that_nobody_foresaw_stays_as_it_is() -> None:
    assert complaint_text("argument --x: something new", Words("zh")) == "--x:something new"


def test_a_made_up_time_is_said_by_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TONGKE_NOW", "2026-10-12T08:00+08:00")
    try:
        assert main(["migrate", "--database", f"sqlite:///{tmp_path / 'tried.sqlite'}"]) == 0
    finally:
        clock.set_to(None)
    assert capsys.readouterr().err == (
        "已设置 TONGKE_NOW：本进程把现在当作2026-10-12 08:00。仅供试用，不发提醒，也不记新的一周。\n"
    )


def test_no_reminders_are_sent_at_a_made_up_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TONGKE_NOW", "2026-10-12T08:00+08:00")
    try:
        assert main(["remind", "--database", f"sqlite:///{tmp_path / 'tried.sqlite'}"]) == 1
    finally:
        clock.set_to(None)
    assert capsys.readouterr().err.splitlines()[1:] == [
        "试用的时间里不发提醒：要发提醒，请先取消 TONGKE_NOW。"
    ]
