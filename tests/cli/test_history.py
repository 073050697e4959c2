"""What was published and what changed, on the command line."""

from tests.cli.test_week_edits import Run, document, run

__all__ = ["run"]


def test_revisions_are_listed(run: Run) -> None:
    document(run("close", "乙小学", "9月14日", "--reason", "台风", "--json"))
    acts = document(run("revisions", "--json"))["acts"]
    assert [(one["kind"], one["number"], one["effective_from"]) for one in acts] == [
        ("revision", 1, "2026-09-01"),
        ("revision", 2, "2026-09-07"),
    ]
    assert [one["cause"] for one in acts] == ["", "台风"]
    assert run("revisions")[1].splitlines() == [
        "甲乙教共体 第1版 · 9月7日 10:00 · 命令行 · 自9月1日(周二)起",
        "甲乙教共体 第2版 · 9月7日 10:00 · 命令行 · 自9月7日(周一)起 · 台风",
    ]
    assert run("diff")[1].splitlines()[0].endswith("· 台风")


def test_what_the_last_changed_is_told_for_whom_it_concerns(run: Run) -> None:
    run("close", "乙小学", "9月14日", "--reason", "台风")
    told = document(run("diff", "--by", "class", "--json"))
    assert [(sheet["campus"], sheet["name"]) for sheet in told["sheets"]] == [
        ("乙小学", "三(1)班"),
        ("乙小学", "三(2)班"),
        ("甲小学", "三(1)班"),
    ]
    assert "   转本班自上：J01 音乐 三(1)班，甲小学（9月14日(周一)）" in run("diff")[1].splitlines()
    assert "该通知的校区：乙小学、甲小学" in run("diff")[1].splitlines()


def test_everything_since_a_revision_or_a_day(run: Run) -> None:
    run("close", "乙小学", "9月14日")
    run("reopen", "乙小学", "9月14日")
    assert document(run("diff", "--since", "1", "--json"))["changes"] == []
    assert len(document(run("diff", "--since", "2026-09-07", "--json"))["acts"]) == 3
    assert run("diff", "--since", "3")[1] == "大家看到的课表没有变化。\n"


def test_what_there_is_not_is_said_with_what_there_is(run: Run) -> None:
    code, _, complaint = run("diff", "9")
    assert (code, "没有“9”" in complaint) == (1, True)
    assert run("diff", "1", "--since", "1")[0] == 1
